"""Commands and queries, a room a subject, one module a noun.

They return frozen dataclasses, never models. What every room needs lies here beside the rooms: the
door (`access`), who asks (`actor`), the one way to write (`command`) and why something was refused.
"""
