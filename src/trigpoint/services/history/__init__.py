"""What changed: read, compared between two days, taken back, and whether the record is whole."""
