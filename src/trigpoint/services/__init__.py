"""Commands and queries, one module a noun; they return frozen dataclasses, never models."""
