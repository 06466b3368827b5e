"""The audit of pitfalls: rules over a plain picture of the organisation, one rule a file."""
