"""What the demo tells stands on the pages where somebody would look for it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.browser.conftest import Visitor


@pytest.fixture
def read(visitor: Visitor):
    """Return how a page's words are read, as a lead; a part of the page where it is named."""
    page = visitor.log_in("tuan.nguyen")

    def words(path: str, since: str = "") -> str:
        html = page.request.get(visitor.site.url(path)).text()
        plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))
        return plain.partition(since)[2] if since else plain

    return words


def test_the_stories_of_the_five_views_are_told_where_one_looks(visitor: Visitor, read):
    options = visitor.go("/pyramid/").locator("#scope-unit option").all()
    units = {option.inner_text().strip(): option.get_attribute("value") for option in options}
    for name in ("Northwind Care", "Front line", "Orders & delivery"):
        assert "Published" in read(f"/v2mom/?unit={units[name]}"), name
    orders = read(f"/v2mom/?unit={units['Orders & delivery']}")
    # Whether the live sign has come hangs on the last days of so small a past.
    for told in ("Warning sign", "Logistics has not been heard yet", "Refused"):
        assert told in orders, told
    assert "Offers something else" in read("/proposals/", "Fix causes, not tickets")
    loose = read("/cascade/not-aligned/", "Carry nothing above them")
    assert "Be there on the messenger too" in loose.partition("Nobody carries them")[0]
    assert "Dev Patel" in read("/cascade/not-aligned/", "People carrying too many")
    changes = read("/cascade/changes/", "Changes that were tried")
    assert "Causes before invoices until the peak is over" in changes
    assert "Committed" in changes
