"""The loop around goals: when people are asked how it goes, and when not."""
