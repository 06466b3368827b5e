"""What all connectors that ask a help desk by themselves share: what one is, and how it reads.

A connector is a folder below `trigpoint.connectors` whose package has a `CONNECTOR`; it is found
by that, and nothing names it elsewhere. `connector.py` says what it has to be; `api.py` and
`rows.py` are what it reads with; `reading.py` drives it, so that it can be broken off anywhere.
"""

from trigpoint.connectors.sync.api import Api, NotAccepted
from trigpoint.connectors.sync.changed import changed
from trigpoint.connectors.sync.connector import Connector, Given, Piece, Setting
from trigpoint.connectors.sync.deed import Deed
from trigpoint.connectors.sync.found import all_connectors, connector_of
from trigpoint.connectors.sync.pages import all_pages, listed, numbered
from trigpoint.connectors.sync.rows import Build, Misfit, Row, Rows
from trigpoint.connectors.sync.staff import Staff

__all__ = [
    "Api",
    "Build",
    "Connector",
    "Deed",
    "Given",
    "Misfit",
    "NotAccepted",
    "Piece",
    "Row",
    "Rows",
    "Setting",
    "Staff",
    "all_connectors",
    "all_pages",
    "changed",
    "connector_of",
    "listed",
    "numbered",
]
