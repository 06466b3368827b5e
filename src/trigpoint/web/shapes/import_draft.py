"""What a file that nobody has described would become: columns, dates, words, the first tickets.

Everything that was guessed is a choice on the page; each is tried out at once.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.connectors.files import MappingDraft, Report, Shape, Sure
from trigpoint.connectors.files.guess import DAY
from trigpoint.connectors.files.mapping import COMMENT, ROLES, WITH_CUSTOM, WITH_DUE
from trigpoint.core.text import Text
from trigpoint.tickets.records import SurveyKind
from trigpoint.web import formats
from trigpoint.web.components import StepMark
from trigpoint.web.forms.draft import OWN
from trigpoint.web.shapes.import_samples import CATEGORIES, DOINGS, FIELDS, TicketPart, ticket
from trigpoint.web.shapes.imports import ABOUT, Problem, file_size, grouped, marks, problem_words

SHAPES = {
    Shape.STATE: gettext_lazy("A row for each state of a ticket"),
    Shape.CHANGE: gettext_lazy("A row for each change of a field"),
    Shape.MESSAGE: gettext_lazy("A row for each message"),
    Shape.TICKET: gettext_lazy("A row for each ticket"),
    Shape.SURVEY: gettext_lazy("A row for each answer to a survey"),
    Shape.CALL: gettext_lazy("A row for each call"),
    Shape.WORK: gettext_lazy("A row for each shift or state of a person"),
    Shape.REVIEW: gettext_lazy("A row for each review (QA)"),
    Shape.NUMBER: gettext_lazy("A row for each number of a time, such as costs"),
}
OF_TICKETS = frozenset({Shape.STATE, Shape.CHANGE, Shape.MESSAGE, Shape.TICKET})
"""The shapes whose rows are about tickets."""
CERTAINTY = {
    Sure.SURE: gettext_lazy("Sure"),
    Sure.LIKELY: gettext_lazy("Likely"),
    Sure.CHOOSE: gettext_lazy("Please choose"),
    Sure.DROPPED: gettext_lazy("Not needed"),
}
ROLE_WORDS = {
    "ticket": gettext_lazy("Ticket number"),
    "at": gettext_lazy("When it happened"),
    "seq": gettext_lazy("Order within a moment"),
    "status": gettext_lazy("State of the ticket"),
    "created_at": gettext_lazy("When it was opened"),
    "seen_at": gettext_lazy("When it was last changed"),
    "solved_at": gettext_lazy("When it was solved"),
    "closed_at": gettext_lazy("When it was closed"),
    "first_replied_at": gettext_lazy("First reply"),
    "answered_at": gettext_lazy("When the survey was answered"),
    "sent_at": gettext_lazy("When the survey was sent"),
    "rating": gettext_lazy("Number of the answer"),
    "comment": gettext_lazy("What the customer wrote, to be kept redacted"),
    "score": gettext_lazy("Satisfaction answer"),
    "actor": gettext_lazy("Who did it"),
    "author": gettext_lazy("Customer, agent or machine"),
    "assignee": gettext_lazy("Account of the agent"),
    "queue": gettext_lazy("Queue"),
    "priority": gettext_lazy("Priority"),
    "channel": gettext_lazy("Channel"),
    "language": gettext_lazy("Language of the ticket"),
    "site": gettext_lazy("Site"),
    "tags": gettext_lazy("Tags"),
    "requester": gettext_lazy("Customer, kept only as a salted hash"),
    "outbound": gettext_lazy("Whether we opened it"),
    "public": gettext_lazy("Whether the customer sees it"),
    "field": gettext_lazy("Which field changed"),
    "value": gettext_lazy("Its new value"),
    "old": gettext_lazy("Its old value"),
    "call": gettext_lazy("Number of the call"),
    "offered_at": gettext_lazy("When the call came in"),
    "ended_at": gettext_lazy("When it ended"),
    "started_at": gettext_lazy("When it began"),
    "talk": gettext_lazy("Seconds of talk"),
    "hold": gettext_lazy("Seconds on hold"),
    "after": gettext_lazy("Seconds of work after it"),
    "doing": gettext_lazy("Shift, at work, free, or away"),
    "review": gettext_lazy("Number of the review"),
    "reviewed_at": gettext_lazy("When it was reviewed"),
    "points": gettext_lazy("Points given"),
    "possible": gettext_lazy("Points possible"),
    "failed": gettext_lazy("Whether it failed as a whole"),
    "entry": gettext_lazy("Number of the entry"),
    "counted": gettext_lazy("What it counts"),
    "amount": gettext_lazy("How many"),
    "of": gettext_lazy("Of how many"),
    "cost": gettext_lazy("Amount of money"),
    "currency": gettext_lazy("Currency"),
    DAY: gettext_lazy("The day of the times of day"),
    "due.first_reply": gettext_lazy("When the first reply was promised for"),
    "due.resolution": gettext_lazy("When the solution was promised for"),
    OWN: gettext_lazy("A field of its own, to look at figures by"),
}
OF_A_CALL = {"answered_at": gettext_lazy("When somebody took the call")}
"""What is called otherwise where rows are calls."""
AUTHORS = {
    "customer": gettext_lazy("A customer"),
    "agent": gettext_lazy("One of us"),
    "bot": gettext_lazy("A machine"),
    "system": gettext_lazy("The help desk itself"),
}
SURVEYS = {
    SurveyKind.CSAT: gettext_lazy("Satisfaction"),
    SurveyKind.NPS: gettext_lazy("Would recommend us"),
    SurveyKind.CES: gettext_lazy("How easy it was"),
    SurveyKind.ENPS: gettext_lazy("Would recommend working here"),
}
DATES = {"iso": gettext_lazy("Year-month-day"), "epoch": gettext_lazy("Seconds since 1970")}
PARTS = {
    "%d": gettext_lazy("day"),
    "%m": gettext_lazy("month"),
    "%b": gettext_lazy("month"),
    "%B": gettext_lazy("month"),
    "%Y": gettext_lazy("year"),
    "%y": gettext_lazy("year"),
}
CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
QUICK = 5_000
"""So many first rows are tried out at once."""

Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a select."""

    value: str
    label: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column of the file and what it can become; `sure` names the mark beside it."""

    name: str
    values: str
    options: tuple[Option, ...]
    sure: str
    sure_words: str
    why: Text


@dataclass(frozen=True, slots=True)
class WordPart:
    """A word of the file and what it can mean."""

    name: str
    word: str
    options: tuple[Option, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one column, under a heading."""

    title: str
    words: tuple[WordPart, ...]


@dataclass(frozen=True, slots=True)
class FactPart:
    """One thing about the file as a whole that can be chosen, with the reason of the guess."""

    name: str
    label: str
    options: tuple[Option, ...]
    why: Text


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of the first rows."""

    title: str
    counts: tuple[tuple[str, str], ...]
    problem_words: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What pages/import_draft.html reads."""

    file: str
    size: str
    marks: tuple[StepMark, ...]
    problem: Text | None
    cure: Text | None
    shape: str
    summary: str
    samples: str
    columns: tuple[ColumnPart, ...]
    facts: tuple[FactPart, ...]
    letters: str
    scale: tuple[int, int] | None
    turned: bool
    """Whether the lowest answer is the best one."""
    lists: tuple[WordList, ...]
    tickets: tuple[TicketPart, ...]
    tried: Tried | None
    open: tuple[str, ...]
    undecided: str


def page(
    draft: MappingDraft, report: Report | None, name: str, size: int, *, comments: bool
) -> DraftPage:
    """Return a guess as the page shows it; `report` is what came of the first rows.

    `comments` says whether those of customers are kept, so that a column can be chosen for them.
    """
    readable = draft.problem is None
    return DraftPage(
        file=name,
        size=file_size(size),
        marks=marks("draft"),
        problem=draft.problem.what if draft.problem else None,
        cure=draft.problem.cure if draft.problem else None,
        shape=draft.shape.value,
        summary=summary(draft),
        samples=gettext("The first tickets, as they would become")
        if draft.shape in OF_TICKETS
        else gettext("The first rows, as they would become"),
        columns=tuple(columns(draft, comments=comments)),
        facts=tuple(facts(draft)) if readable else (),
        letters=letters(draft) if readable else "",
        scale=(draft.survey.lowest, draft.survey.highest) if draft.survey else None,
        turned=draft.survey is not None and draft.survey.turned,
        lists=tuple(lists(draft)),
        tickets=tuple(map(ticket, draft.first)),
        tried=tried(report) if report else None,
        open=tuple(still_open(draft)),
        undecided=undecided(draft),
    )


def summary(draft: MappingDraft) -> str:
    """Return how many columns become something, and how many are left out."""
    kept = sum(column.role is not None for column in draft.columns)
    return gettext("{kept} of {all} columns are read").format(
        kept=formats.number(kept, 0), all=formats.number(len(draft.columns), 0)
    )


def still_open(draft: MappingDraft) -> Iterator[str]:
    """Yield what is to be decided before the file can be tried out as a whole."""
    for name in draft.missing:
        yield gettext("Choose the column for: {role}").format(role=role_words(name, draft.shape))
    for name in draft.twice:
        yield gettext("Two columns cannot both be: {role}").format(
            role=role_words(name, draft.shape)
        )


def undecided(draft: MappingDraft) -> str:
    """Return which words mean nothing yet; the rows that hold them would be refused."""
    words = [guess.word for guess in draft.statuses if guess.category is None]
    meanings = [*draft.authors.items(), *draft.doings.items()]
    words += [word for word, meaning in meanings if not meaning]
    if not words:
        return ""
    return ngettext(
        "{n} word has no meaning yet; its rows would be refused: {words}",
        "{n} words have no meaning yet; their rows would be refused: {words}",
        len(words),
    ).format(n=formats.number(len(words), 0), words=", ".join(words[:5]))


def columns(draft: MappingDraft, *, comments: bool) -> Iterator[ColumnPart]:
    """Yield the columns in the order of the file."""
    known = roles(draft.shape)
    if not comments:
        known.pop(COMMENT, None)
    for column in draft.columns:
        own = column.role is not None and column.role.startswith(f"{OWN}.")
        yield ColumnPart(
            name=column.name,
            values=", ".join(column.values) or gettext("(not shown)"),
            options=options(
                {**known, DAY: role_words(DAY, draft.shape)} if column.role == DAY else known,
                OWN if own else column.role or "",
            ),
            sure=column.sure.value,
            sure_words=str(CERTAINTY[column.sure]),
            why=column.why,
        )


def roles(shape: Shape) -> dict[str, str]:
    """Return what a column can become in a shape, in words."""
    names = [*ROLES[shape]]
    names += ["due.first_reply", "due.resolution"] if shape in WITH_DUE else []
    names += [OWN] if shape in WITH_CUSTOM else []
    return {"": gettext("Left out"), **{name: role_words(name, shape) for name in names}}


def role_words(name: str, shape: Shape) -> str:
    """Return what a column becomes in a shape, in words."""
    if shape is Shape.CALL and name in OF_A_CALL:
        return str(OF_A_CALL[name])
    return str(ROLE_WORDS.get(name, name))


def options(choices: Words, chosen: str) -> tuple[Option, ...]:
    """Return the options of a select with the chosen one marked."""
    return tuple(Option(value, str(label), value == chosen) for value, label in choices.items())


def facts(draft: MappingDraft) -> Iterator[FactPart]:
    """Yield what can be chosen about the file as a whole, each with the reason."""
    shapes: Words = {shape.value: words for shape, words in SHAPES.items()}
    yield FactPart("shape", gettext("Rows"), options(shapes, draft.shape.value), draft.shape_why)
    if draft.formats:
        joined = "|".join(draft.formats)
        forms = dict.fromkeys([joined, *draft.formats_open])
        written = {form: ", ".join(map(date, form.split("|"))) for form in forms}
        yield FactPart("format", gettext("Dates"), options(written, joined), draft.formats_why)
    if draft.doing is not None:
        every = options(DOINGS, draft.doing.value)
        none_says = Text(gettext("No column says what somebody did."))
        yield FactPart("doing", gettext("Every row is"), every, none_says)
    zones = {zone: zone for zone in sorted(zoneinfo.available_timezones())}
    yield FactPart("zone", gettext("Time zone"), options(zones, draft.zone), draft.zone_why)
    if draft.survey is not None:
        kinds: Words = {kind.value: words for kind, words in SURVEYS.items()}
        why = Text(gettext("By the scale of the answers."))
        yield FactPart("kind", gettext("Question"), options(kinds, draft.survey.kind.value), why)


def date(pattern: str) -> str:
    """Return how dates are written, in words: day/month/year."""
    if pattern in DATES:
        return str(DATES[pattern])
    for clock in CLOCKS:
        pattern = pattern.replace(clock, "")
    for code, word in PARTS.items():
        pattern = pattern.replace(code, str(word))
    return pattern.rstrip("T ")


def letters(draft: MappingDraft) -> str:
    """Return in which letters the file is, and how its columns are split."""
    if draft.format != "csv":
        return draft.format.upper()
    sign = {"\t": gettext("tab")}.get(draft.layout.delimiter or ",", draft.layout.delimiter or ",")
    encoding = (draft.layout.encoding or "utf-8").upper()
    return gettext("{encoding}, split at {sign}").format(encoding=encoding, sign=sign)


def lists(draft: MappingDraft) -> Iterator[WordList]:
    """Yield the words of the file that mean something, list by list."""
    states = {guess.word: guess.category or "" for guess in draft.statuses}
    yield from word_list(gettext("Words for a state"), "status", states, CATEGORIES, needed=True)
    targets: Words = {**FIELDS, **{v: v for v in draft.fields.values() if v and v not in FIELDS}}
    yield from word_list(gettext("Fields that change"), "field", draft.fields, targets)
    yield from word_list(
        gettext("Words for who wrote"), "author", draft.authors, AUTHORS, needed=True
    )
    yield from word_list(
        gettext("Words for what somebody does"), "doing", draft.doings, DOINGS, needed=True
    )


def word_list(
    title: str, name: str, found: Mapping[str, str], known: Words, *, needed: bool = False
) -> Iterator[WordList]:
    """Yield a list of words, or nothing where the file has none; `needed` ones cannot be open."""
    nothing = gettext("Choose …") if needed else gettext("Not followed")
    parts = tuple(
        WordPart(
            name=f"{name}:{word}",
            word=word,
            options=options({"": nothing, **known}, meaning),
            open=needed and not meaning,
        )
        for word, meaning in found.items()
    )
    if parts:
        yield WordList(title, parts)


def tried(report: Report) -> Tried:
    """Return what came of the rows that were looked at."""
    rows = formats.number(report.rows, 0)
    return Tried(
        title=gettext("Tried out on the first {n} rows").format(n=rows)
        if report.rows >= QUICK
        else gettext("Tried out, nothing brought in yet"),
        counts=tuple(counted(report)),
        problem_words=problem_words(report.problem_count) if report.problem_count else "",
        problems=grouped([problem.to_json() for problem in report.problems])[:20],
    )


def counted(report: Report) -> Iterable[tuple[str, str]]:
    """Return the counts of a report with their labels."""
    about, how_many = report.about
    return (
        (gettext("rows fit"), formats.number(report.fitting, 0)),
        (gettext("rows refused"), formats.number(report.refused, 0)),
        (str(ABOUT[about]), formats.number(how_many, 0)),
        (gettext("accounts of ours"), formats.number(len(report.accounts), 0)),
        (gettext("queues"), formats.number(len(report.queues), 0)),
    )
