"""In: one folder a help desk or file format. None is special, and none knows another.

A connector turns what its source says into the records of `trigpoint.tickets.records` and knows
nothing of what becomes of them.
"""
