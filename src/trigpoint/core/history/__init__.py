"""A history that shows tampering, and from which a text can be erased.

* `canonical`: one form of bytes for one body, whatever database it came back from;
* `digest`: what stands for a body in the chain; without its salt it says nothing about the text;
* `chain`: entries, each bound to the one before it and sealed, and the signed head;
* `verify`: what was edited, deleted, inserted, swapped or cut off, and where.

Neither salts nor times are made here: whoever writes an entry brings them.
"""
