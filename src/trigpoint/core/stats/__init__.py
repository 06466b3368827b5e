"""Statistics that say how sure they are: pure functions on arrays, clock and seed passed in."""
