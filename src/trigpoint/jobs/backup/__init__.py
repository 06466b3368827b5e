"""Backup and restore: every table as lines of JSON, the warehouse, the facts and the files.

The form is the same for both databases, so that a backup of the embedded one may be restored into
PostgreSQL, and the other way round.
"""
