"""The pages of the documentation lead to pages that are there."""

import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
PAGES = [*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_every_link_leads_somewhere(page: Path):
    leads = LINK.findall(page.read_text(encoding="utf-8"))
    assert [lead for lead in leads if not (page.parent / lead).exists()] == []


def test_every_page_is_reached_from_the_index():
    index = (HOME / "docs/README.md").read_text(encoding="utf-8")
    rooms = ("how-to", "explanation", "reference", "tutorial")
    there = {
        f"{room}/{page.name}" for room in rooms for page in (HOME / "docs" / room).glob("*.md")
    }
    assert there - set(LINK.findall(index)) == set()
