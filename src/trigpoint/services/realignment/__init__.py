"""Many goals changed at once: tried, asked about, committed, taken back."""
