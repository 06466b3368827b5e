"""What was done stands in words in the record of changes."""

import re
from pathlib import Path

import pytest

from trigpoint.web.shapes.deeds import deed

NAMED = re.compile(r'\bcommand\(\s*[\w.]+,\s*"([a-z_.]+)"')
"""A command as the services name it."""


@pytest.mark.req("PLATFORM-5", via="web")
def test_every_command_that_the_services_name_has_words():
    sources = Path("src/trigpoint").rglob("*.py")
    named = {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 200
    assert sorted(name for name in named if deed(name) == name) == []
    assert deed("realign.commit") == "Change of several goals: put into force"
    assert deed("import.importing") == "File of tickets: approved"
    assert deed("of.tomorrow") == "of.tomorrow"
