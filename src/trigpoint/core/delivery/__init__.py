"""Telling people: what there is to tell, over what, and when it does not disturb."""
