"""The cascade: who carries what, from the organisation down to a person.

* `tree`: the goals as a tree along the line of sight, folded and filtered;
* `alignment`: who is not aligned;
* `split`: a target split among those who carry it.
"""
