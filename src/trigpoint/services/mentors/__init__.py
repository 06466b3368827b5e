"""Mentors: pairs of whoever does something well and whoever wants to learn it, agreed by both."""
