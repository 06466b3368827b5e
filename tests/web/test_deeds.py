"""What was done stands in words in the record of changes."""

import re
from pathlib import Path

import pytest

from trigpoint.web.shapes.deeds import deed
from trigpoint.web.shapes.writers import PARTS, writer

NAMED = re.compile(r'\bcommand\(\s*[\w.]+,\s*"([a-z_.]+)"')
"""A command as the services name it."""


PART = re.compile(r'\bpart_of_ours\(\s*[\w.]+,\s*"([a-z-]+)"')
"""A part of the program that writes, as it is named there."""


@pytest.mark.req("PLATFORM-5", via="web")
def test_every_command_that_the_services_name_has_words():
    sources = Path("src/trigpoint").rglob("*.py")
    named = {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 200
    assert sorted(name for name in named if deed(name) == name) == []
    assert deed("realign.commit") == "Change of several goals: put into force"
    assert deed("import.importing") == "File of tickets: approved"
    assert deed("of.tomorrow") == "of.tomorrow"


@pytest.mark.req("PLATFORM-5", via="web")
def test_every_part_of_the_program_that_writes_has_words():
    sources = Path("src/trigpoint").rglob("*.py")
    named = {name for path in sources for name in PART.findall(path.read_text(encoding="utf-8"))}
    assert {"ladders", "letters", "warning-signs"} <= named
    assert sorted(named - set(PARTS)) == []
    assert writer("ladders", program=True) == "Trigpoint, by itself: ladders"
    assert writer("of-tomorrow", program=True) == "Trigpoint, by itself"
    assert writer("Terminal", program=False) == "Terminal", "somebody may be called so"
