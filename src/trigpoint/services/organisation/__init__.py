"""The organisation itself: its founding, its settings, its periods."""
