"""The programming interface: the same services as the pages, over JSON."""
