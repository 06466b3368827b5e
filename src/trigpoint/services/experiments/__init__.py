"""Experiments on a way of working: what is expected is said first, and judged when it is over."""
