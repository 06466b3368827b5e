"""Guesses for the import assistant: what a file nobody has described would become."""

from trigpoint.connectors.files.guess.apart import DAY
from trigpoint.connectors.files.guess.choices import Choices
from trigpoint.connectors.files.guess.draft import (
    ColumnGuess,
    MappingDraft,
    Sure,
    TicketSample,
    WordGuess,
)
from trigpoint.connectors.files.guess.drafting import first_tickets, guess

__all__ = [
    "DAY",
    "Choices",
    "ColumnGuess",
    "MappingDraft",
    "Sure",
    "TicketSample",
    "WordGuess",
    "first_tickets",
    "guess",
]
