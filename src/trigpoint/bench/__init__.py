"""The promises in figures, measured: each module returns a report of checks."""
