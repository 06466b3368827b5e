"""Helpers of the repository itself: size limits, proven requirements, generated documentation."""
