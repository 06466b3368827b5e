"""A simulated support organisation whose truth is known."""
