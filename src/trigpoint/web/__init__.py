"""Pages: they translate between people and services, and decide nothing."""
