"""Tickets and surveys from files: CSV, XLSX and Parquet.

    mapping = load_mapping(path_of_recipe.read_text())   # MappingError: line, key, cure
    report = check(path, mapping)                        # everything that is wrong; applies nothing
    for record in read(path, mapping, salt): ...         # records of `trigpoint.tickets.records`

- `check` streams the whole file and never raises for what stands in it.
- `read` yields a `Refused` for each row that becomes no record, and raises `FileRefused` for a
  file that cannot be read at all.
- `guess(path)` drafts a mapping for a file nobody has described: shape, columns, dates, words,
  each with how sure it is, and the first tickets as they would become (`first_tickets` makes them
  anew for a mapping that a person has changed). `dump_mapping` writes a mapping as YAML.
- `write_report` writes problems as a CSV file that is safe to open in a spreadsheet.

Nothing leaves the door that the mapping does not name: no subject, no body, no customer's name.
The requester becomes a salted hash, always.
"""

from trigpoint.connectors.files.checking import Progress, check
from trigpoint.connectors.files.commenting import comments
from trigpoint.connectors.files.guess import (
    Choices,
    ColumnGuess,
    MappingDraft,
    Sure,
    TicketSample,
    WordGuess,
    first_tickets,
    guess,
)
from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import (
    COMMENT,
    End,
    FileMapping,
    Layout,
    Shape,
    Source,
    Survey,
)
from trigpoint.connectors.files.problems import Code, FileRefused, Problem
from trigpoint.connectors.files.reading import read
from trigpoint.connectors.files.recipe import load_mapping
from trigpoint.connectors.files.report import Group, Report, write_report
from trigpoint.connectors.files.writing import dump_mapping
from trigpoint.connectors.files.yamltree import MappingError, MappingProblem

__all__ = [
    "COMMENT",
    "Choices",
    "Code",
    "ColumnGuess",
    "End",
    "FileMapping",
    "FileRefused",
    "Group",
    "Layout",
    "Limits",
    "MappingDraft",
    "MappingError",
    "MappingProblem",
    "Problem",
    "Progress",
    "Report",
    "Shape",
    "Source",
    "Sure",
    "Survey",
    "TicketSample",
    "WordGuess",
    "check",
    "comments",
    "dump_mapping",
    "first_tickets",
    "guess",
    "load_mapping",
    "read",
    "write_report",
]
