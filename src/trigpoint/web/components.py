"""What a page is made of: one frozen dataclass for each component of templates/components.

Texts arrive translated and numbers formatted (`web.formats`); a component decides nothing. The
types hold the promise that a figure never stands without its range, its as-of and its tickets:
there is no `Figure` without them, and `NoFigure` says why there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Status = Literal[
    "on_track", "at_risk", "off_track", "achieved", "old", "draft", "open", "held", "private"
]
STATUSES: tuple[Status, ...] = get_args(Status)

STATUS_WORDS = {
    "on_track": _("On track"),
    "at_risk": _("At risk"),
    "off_track": _("Off track"),
    "achieved": _("Achieved"),
    "old": _("Data is old"),
    "draft": pgettext_lazy("state of a goal", "Draft"),
    "open": _("Can’t tell yet"),
    "held": _("Held: quality is falling"),
    "private": _("Only me"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A status: its shape, its colour and always its word. `word` overrides the usual one."""

    status: Status
    word: str = ""

    @property
    def words(self) -> str:
        """The word that stands in the chip."""
        return self.word or str(STATUS_WORDS[self.status])


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go and its words."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with all that it needs to be believed.

    `low` and `high` are the likely range; `about` says of what: `now` for a rate as it stands,
    `end` for a count by the date in `by`. `counts` is what was counted, such as "44 of 58".
    `source` leads to the tickets behind the figure. An `exact` one was counted, not estimated; a
    `typed` one stands as somebody typed it in. By its `measure` a page knows what is about its
    reader, who can say that it is wrong.
    """

    value: str
    low: str
    high: str
    as_of: str
    source: Link
    about: Literal["now", "end"] = "now"
    by: str = ""
    counts: str = ""
    definition: str = ""
    disputed: str = ""
    measure: str = ""
    old: bool = False
    exact: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class NoFigure:
    """Where a figure would stand and none can: why, and when there will be one."""

    reason: str
    as_of: str = ""
    source: Link | None = None


AnyFigure = Figure | NoFigure


@dataclass(frozen=True, slots=True)
class Why:
    """The sentence on a link between two goals, and what it rests on."""

    sentence: str
    evidence: Literal["none", "opinion", "measured"]
    evidence_words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in one line: whose it is, its figure, its target written out, its status."""

    title: str
    href: str
    level: str
    figure: AnyFigure | None
    target: str
    chip: Chip
    remark: str = ""
    carries: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next for a goal."""

    sentence: str
    do: Link | None = None
    source: Link | None = None
    other: Link | None = None


@dataclass(frozen=True, slots=True)
class GoalCard:
    """My own goal: the figure large, the range bar, the sentence on what it can tell, what next.

    `bar` is the markup of the range bar, made by `pictures`.
    """

    line: GoalLine
    bar: str = ""
    sentence: str = ""
    period: str = ""
    pace: str = ""
    next: NextStep | None = None
    mine: bool = True


@dataclass(frozen=True, slots=True)
class Rise:
    """One step of the line of sight: why the goal beneath it carries this one."""

    why: Why
    goal: GoalLine


@dataclass(frozen=True, slots=True)
class LineOfSight:
    """From my goal up to the vision. `above` runs upwards; `vision_why` links its last goal."""

    above: Sequence[Rise]
    vision: str
    vision_label: str = ""
    vision_why: Why | None = None
    gap: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The check-in of one goal. `chosen` stays empty where the interval does not decide.

    `hurdles` are (public id, title) of what is in the way, `leaders` (public id, name) of whom
    something may be asked.
    """

    action: str
    goal: GoalLine
    title: str = ""
    chosen: Status | Literal[""] = ""
    note: str = ""
    sure: str = ""
    hurdles: tuple[tuple[str, str], ...] = ()
    new_hurdle: str = ""
    help_label: str = ""
    help: bool = False
    leaders: tuple[tuple[str, str], ...] = ()
    need: str = ""
    need_words: str = ""
    goes_to: str = ""
    error: str = ""
    others: int = 0
    all_href: str = ""

    @property
    def scale(self) -> list[str]:
        """Return the steps of how sure somebody can be."""
        return [str(n) for n in range(11)]


@dataclass(frozen=True, slots=True)
class Ask:
    """A goal that somebody proposes to me, with the ways to answer."""

    action: str
    from_whom: str
    title: str
    terms: str
    why: Why | None = None
    counter_href: str = ""
    starts: bool = True
    error: str = ""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """A step of a ladder: reached (with the day), next, or later."""

    title: str
    state: Literal["reached", "next", "later"]
    when: str
    number: int
    more: str = ""
    more_link: Link | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder, from what is reached to what comes."""

    title: str
    steps: Sequence[LadderStep]
    privacy: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty, failed or forbidden place: what is not there, why, and the way on."""

    title: str
    text: str = ""
    do: Link | None = None
    icon: str = "empty"
    also: Link | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above a page: old data, a draft, a past date."""

    status: Literal["old", "off_track", "at_risk", "draft", "open"]
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that somebody else changed while I wrote: what it was, is now, and mine."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `poll` is the address that shows it anew, empty when it has ended."""

    title: str
    done: int
    total: int | None
    text: str
    poll: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table; `href` sorts by it, `sorted` says how it is sorted now."""

    label: str
    href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    end: bool = False


@dataclass(frozen=True, slots=True)
class Pill:
    """A filter that is on or off; `href` turns it, `edit` leads to where its words are changed."""

    label: str
    href: str
    on: bool = False
    count: int | None = None
    edit: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a list we are, and the pages beside this one."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class StepMark:
    """A stage of a longer task, such as an import."""

    label: str
    number: int
    state: Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A person beside a text: name, initials, and a word on them."""

    name: str
    detail: str = ""
    href: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the first and the last part of the name."""
        parts = self.name.split()
        return "".join(part[0] for part in parts[:1] + parts[1:][-1:]).upper()


@dataclass(frozen=True, slots=True)
class RailLink:
    """A line of the rail. `again` is where its count is asked anew, "" where it is of now."""

    label: str
    href: str
    key: str
    count: int = 0
    again: str = ""

    @property
    def icon(self) -> str:
        """The icon of the line on a phone, where it stands among the tabs."""
        return {"goals": "flag", "measures": "chart", "settings": "people", "views": "layers"}.get(
            self.key, self.key
        )


@dataclass(frozen=True, slots=True)
class Shell:
    """What stands around a page. `about_me` are the measures whose figures are the reader's own."""

    organisation: str
    me: PersonMark
    work: Sequence[RailLink]
    goals: Sequence[RailLink]
    teams: Sequence[RailLink] = ()
    settings: Sequence[RailLink] = ()
    tabs: Sequence[RailLink] = ()
    theme: Literal["", "light", "dark"] = ""
    keys: bool = True
    commands_href: str = ""
    about_me: Collection[str] = ()

    @property
    def more(self) -> list[RailLink]:
        """What the phone's tabs have no room for."""
        rail = (*self.work, *self.goals, *self.teams, *self.settings)
        return [link for link in rail if link not in self.tabs]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A point of a chart as a row of its table; `href` leads to the tickets behind it."""

    cells: Sequence[str]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its twin: the picture's markup, and the same figures as a table."""

    svg: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[ChartRow]
    key: Sequence[tuple[str, str]] = field(default=())
    notes: Sequence[str] = ()
