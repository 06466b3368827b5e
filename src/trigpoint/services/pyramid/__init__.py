"""The goals pyramid, one person's goals, and the meetings in which goals are set."""
