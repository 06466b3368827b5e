"""The mapping of a file that came in, for people: what each column and each word became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.connectors.files import (
    COMMENT,
    FileMapping,
    MappingError,
    Shape,
    Source,
    load_mapping,
)
from trigpoint.web.shapes.import_draft import AUTHORS, ROLE_WORDS, SHAPES, SURVEYS, date, role_words
from trigpoint.web.shapes.import_samples import CATEGORIES, DOINGS, FIELDS

CUSTOM, DUE = "custom.", "due."


@dataclass(frozen=True, slots=True)
class WordsPart:
    """A list of words of the file, each with what it stands for."""

    title: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MappingPart:
    """What pages/import_mapping.html reads; `yaml` is the mapping as a file, to be kept.

    `comments` is whether it names a column of what customers wrote.
    """

    facts: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    lists: tuple[WordsPart, ...]
    yaml: str
    comments: bool = False


def told(text: str) -> MappingPart:
    """Return a mapping in words; one that cannot be read stands as it was written."""
    try:
        mapping = load_mapping(text)
    except MappingError:
        return MappingPart((), (), (), text)
    return MappingPart(
        facts=tuple(facts(mapping)),
        columns=tuple(
            (origin(source), meaning(role, mapping.shape))
            for role, source in mapping.columns.items()
        ),
        lists=tuple(lists(mapping)),
        yaml=text,
        comments=COMMENT in mapping.columns,
    )


def facts(mapping: FileMapping) -> Iterator[tuple[str, str]]:
    """Yield what holds for the whole file."""
    yield gettext("One row is"), str(SHAPES[mapping.shape])
    yield gettext("Dates are written"), ", ".join(date(form) for form in mapping.formats)
    yield gettext("Times are of the zone"), mapping.zone
    if "score" in mapping.columns:
        survey = mapping.survey
        asked = gettext("{what}, from {lowest} to {highest}")
        if survey.turned:
            asked = gettext("{what}, from {highest} to {lowest}, which is the best")
        yield (
            gettext("The survey asks for"),
            asked.format(what=SURVEYS[survey.kind], lowest=survey.lowest, highest=survey.highest),
        )


def origin(source: Source) -> str:
    """Return where a value comes from: columns of the file, or the same for every row."""
    if source.value is not None:
        return gettext("“{value}” in every row").format(value=source.value)
    return " + ".join(source.columns)


def meaning(role: str, shape: Shape) -> str:
    """Return what a column becomes in a shape."""
    if role.startswith(CUSTOM):
        return gettext("Own field “{name}”").format(name=role.removeprefix(CUSTOM))
    if role.startswith(DUE) and role not in ROLE_WORDS:
        return gettext("Promised for: {name}").format(name=role.removeprefix(DUE))
    return role_words(role, shape)


def lists(mapping: FileMapping) -> Iterator[WordsPart]:
    """Yield the lists of words that the mapping has."""
    named: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        (gettext("States"), mapping.statuses, CATEGORIES),
        (gettext("Fields that change"), mapping.fields, FIELDS),
        (gettext("Who writes"), mapping.authors, AUTHORS),
        (gettext("What somebody does"), mapping.doings, DOINGS),
        (gettext("Answers"), mapping.scores, {}),
        (gettext("Queues"), mapping.queues, {}),
        (gettext("Priorities"), mapping.priorities, {}),
        (gettext("Channels"), mapping.channels, {}),
    )
    for title, words, says in named:
        if words:
            yield WordsPart(
                title, tuple((word, str(says.get(str(to), to))) for word, to in words.items())
            )
