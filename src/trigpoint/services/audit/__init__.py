"""The audit of pitfalls: the picture that the rules look at, what they find, and mutes."""
