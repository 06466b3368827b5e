"""Goals of the one graph with all that hangs on them."""
