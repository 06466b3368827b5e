"""The readable truth: every KPI once more, as a plain Python fold over one ticket's records.

Nothing here is fast, and nothing but tests and documentation uses it. Where the SQL and this
disagree on any history, one of them is wrong.
"""
