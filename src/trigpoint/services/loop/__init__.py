"""The loop: check-ins, needs, feedback, thanks."""
