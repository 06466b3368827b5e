"""Measures: defined, computed, restated, and the tickets behind each figure."""
