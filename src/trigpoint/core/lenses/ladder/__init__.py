"""Ladders: steps that are climbed as the data say so, and what makes a step a good one."""
