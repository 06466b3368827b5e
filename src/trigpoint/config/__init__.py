"""Wires everything: the environment, Django's settings, addresses and headers."""
