"""What lasts: the models of the app's database, their history, and who may see which rows.

Only services, jobs and config import this package. Primary keys never leave it: addresses, files
and the API use public ids.
"""
