"""What a map says of its links, in a word and in sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.graph.link import Sign
from trigpoint.pictures.map_arrows import Kind
from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.insight.evidence import Verdict
from trigpoint.services.maps.map_links import MapLink
from trigpoint.services.maps.map_page import MapView
from trigpoint.web import formats
from trigpoint.web.shapes import words

KINDS: dict[Verdict, Kind] = {
    Verdict.SUPPORTED: "supported",
    Verdict.AGAINST: "unsupported",
    Verdict.REVERSED: "unsupported",
    Verdict.NOT_SHOWN: "unsupported",
}
"""How the arrow of a link is drawn; every other verdict is none."""
WORDS = {
    Verdict.SUPPORTED: gettext_lazy("supported"),
    Verdict.AGAINST: gettext_lazy("not supported"),
    Verdict.REVERSED: gettext_lazy("not supported"),
    Verdict.NOT_SHOWN: gettext_lazy("not supported"),
    Verdict.REFUSED: gettext_lazy("too little data"),
    Verdict.UNMEASURED: gettext_lazy("opinion only"),
    Verdict.HIDDEN: gettext_lazy("not for you to see"),
}
KEY: dict[Kind, object] = {
    "supported": gettext_lazy("supported"),
    "unsupported": gettext_lazy("not supported"),
    "untested": gettext_lazy("opinion only, or too little data"),
}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A kind of arrow with how many there are."""

    kind: Kind
    word: str
    count: str


def kind(link: MapLink) -> Kind:
    """Return how the arrow of a link is drawn."""
    return KINDS.get(link.evidence.verdict, "untested")


def word(link: MapLink) -> str:
    """Return what the data say of a link, in a word."""
    return str(WORDS[link.evidence.verdict])


def unseen(link: MapLink) -> str:
    """Return that a link has not been borne out for long, "" where it has."""
    if not link.unseen:
        return ""
    return gettext("Not borne out for two quarters. Ask whether it still belongs on the map.")


def seen(link: MapLink) -> str:
    """Return after how many weeks the data show it, and from how many weeks of data."""
    weeks = link.evidence.weeks
    if not weeks:
        return ""
    said = ngettext("{n} week of data", "{n} weeks of data", weeks)
    return said.format(n=formats.number(weeks, 0))


def key(view: MapView) -> tuple[KeyLine, ...]:
    """Return the kinds of arrows with their counts."""
    counted = Counter(map(kind, view.links))
    return tuple(
        KeyLine(each, str(said), formats.number(counted[each], 0)) for each, said in KEY.items()
    )


def counts(view: MapView) -> str:
    """Return how many objectives and links a map has."""
    objectives, links = len(view.objectives), len(view.links)
    first = ngettext("{n} objective", "{n} objectives", objectives)
    second = ngettext("{n} link", "{n} links", links)
    said = (
        first.format(n=formats.number(objectives, 0)),
        second.format(n=formats.number(links, 0)),
    )
    return ", ".join(said)


def otherwise(goal: GoalCard) -> str:
    """Return what the numbers say of an objective where its owner says another thing, else ""."""
    said = words.said_by_numbers(goal)
    return gettext("Numbers: {status}").format(status=words.SAYS[said]) if said else ""


def count_otherwise(view: MapView) -> str:
    """Return of how many objectives the numbers say otherwise than the owner, "" for none.

    Numbers that cannot tell yet say nothing else.
    """
    count = sum(words.said_by_numbers(o.goal) not in {"", "open"} for o in view.objectives)
    return formats.number(count, 0) if count else ""


def expected(link: MapLink) -> str:
    """Return which way the effect is expected to go."""
    if link.sign is Sign.WITH:
        return gettext("better when the other gets better")
    return gettext("worse when the other gets better")


def lag(weeks: int) -> str:
    """Return after how many weeks."""
    if not weeks:
        return gettext("at once")
    return ngettext("{n} week later", "{n} weeks later", weeks).format(n=formats.number(weeks, 0))
