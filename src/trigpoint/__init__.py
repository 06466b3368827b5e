"""Trigpoint: one goal graph for customer service teams, with measures from the help desk."""
