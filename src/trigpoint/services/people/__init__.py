"""People and their units, log-ins, keys and rights over their own data."""
