"""Mappings as YAML files ("recipes"): read with messages that name line, key and cure; written."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from trigpoint.connectors.files.dates import format_problem
from trigpoint.connectors.files.mapping import (
    CUSTOM,
    FIELD_TARGETS,
    ROLES,
    WITH_CUSTOM,
    WITH_DUE,
    End,
    FileMapping,
    Kind,
    Layout,
    Shape,
    Source,
    Survey,
    fold,
    role_of,
)
from trigpoint.connectors.files.problems import did_you_mean
from trigpoint.connectors.files.yamlreader import TreeReader, Word
from trigpoint.connectors.files.yamltree import MappingError, Tree, parse
from trigpoint.core.text import _
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category, SurveyKind

SECTIONS = (
    "name",
    "shape",
    "file",
    "dates",
    "columns",
    "statuses",
    "fields",
    "authors",
    "doings",
    "scores",
    "queues",
    "priorities",
    "channels",
    "survey",
)
MOST_COLUMNS_JOINED = 4
NOT_OF_FILES = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
)
"""Encodings of names and of source code, which no table is written in."""


def load_mapping(text: str) -> FileMapping:
    """Return the mapping written in `text`. Raises MappingError with everything that is wrong."""
    reader = _Reader()
    mapping = reader.mapping(parse(text))
    if reader.problems:
        raise MappingError(reader.problems)
    return mapping


class _Reader(TreeReader):
    """Reads the sections of a mapping."""

    def mapping(self, tree: Tree) -> FileMapping:
        sections = self.names(tree, SECTIONS)
        shape = self.shape(tree, sections.get("shape"))
        file = self.names(sections.get("file"), ("encoding", "delimiter", "sheet", "nulls"))
        dates = self.names(sections.get("dates"), ("formats", "zone", "before_opening"))
        columns = self.columns(sections.get("columns"), shape, tree)
        early = dates.get("before_opening")
        result = FileMapping(
            shape=shape,
            columns=columns,
            name=self.word(sections["name"]) if "name" in sections else "",
            statuses=self.meanings(sections.get("statuses"), Category),
            fields=self.fields(sections.get("fields")),
            authors=self.meanings(sections.get("authors"), Author),
            doings=self.meanings(sections.get("doings"), Doing),
            scores=self.scores(sections.get("scores")),
            queues=self.renames(sections.get("queues")),
            priorities=self.renames(sections.get("priorities")),
            channels=self.renames(sections.get("channels")),
            survey=self.survey(sections.get("survey")),
            formats=self.formats(dates.get("formats")),
            zone=self.zone(dates.get("zone")),
            keep_before_opening=early is not None and self.truth(early, "keep", "refuse"),
            nulls=frozenset(self.words(file["nulls"])) if "nulls" in file else frozenset(),
            layout=Layout(
                self.encoding(file.get("encoding")),
                self.delimiter(file.get("delimiter")),
                self.word(file["sheet"]) if "sheet" in file else None,
            ),
        )
        self.demand_words(tree, result)
        return result

    def shape(self, tree: Tree, node: Tree | None) -> Shape:
        if node is None:
            names = ", ".join(shape.value for shape in Shape)
            what = _("The mapping does not say what a row is.")
            self.complain(tree, what, _("Add “shape:” with one of: {names}.", names=names))
            return Shape.STATE
        return self.one_of(node, Shape) or Shape.STATE

    def columns(self, tree: Tree | None, shape: Shape, top: Tree) -> dict[str, Source]:
        groups = {"custom"} if shape in WITH_CUSTOM else set()
        groups |= {"due"} if shape in WITH_DUE else set()
        found: dict[str, Source] = {}
        for name, node in self.names(tree, [*ROLES[shape], *sorted(groups)]).items():
            if name in groups:
                for inner, inner_node in self.names(node).items():
                    found[f"{name}.{inner}"] = self.source(inner_node)
            else:
                found[name] = self.source(node)
        missing = [n for n, role in ROLES[shape].items() if role.required and n not in found]
        for name in missing:
            self.complain(
                tree or top,
                _("For the shape “{shape}”, “{name}” is needed.", shape=shape.value, name=name),
                _("Add “{name}: …” below “columns”, with the name of its column.", name=name),
            )
        return found

    def source(self, tree: Tree) -> Source:
        if isinstance(tree.content, dict):
            parts = self.names(tree, ("column", "value", "hash", "split"))
            columns = tuple(self.words(parts["column"])) if "column" in parts else ()
            value = self.word(parts["value"]) if "value" in parts else None
            hashed = "hash" in parts and self.truth(parts["hash"], "true", "false")
            split = self.word(parts["split"]) if "split" in parts else ","
        else:
            columns, value, hashed, split = tuple(self.words(tree)), None, False, ","
        if bool(columns) == (value is not None) or not all(columns):
            what = _("Here belongs the name of a column.")
            self.complain(tree, what, _("Or “value: …” for a value that all rows share."))
        if len(columns) > MOST_COLUMNS_JOINED:
            what = _("At most {most} columns can be joined.", most=MOST_COLUMNS_JOINED)
            self.complain(tree, what, _("Name fewer."))
        return Source(columns, value, hashed, split or ",")

    def meanings(self, tree: Tree | None, choices: type[Word]) -> dict[str, Word]:
        found: dict[str, Word] = {}
        for word, node in self.folded(tree).items():
            meaning = self.one_of(node, choices)
            if meaning is not None:
                found[word] = meaning
        return found

    def scores(self, tree: Tree | None) -> dict[str, int]:
        return {word: self.whole(node) for word, node in self.folded(tree).items()}

    def renames(self, tree: Tree | None) -> dict[str, str]:
        """Return word lists: a list keeps each word, a dictionary renames it."""
        if tree is not None and not isinstance(tree.content, dict):
            return {fold(word): word for word in self.words(tree)}
        return {word: self.word(node) for word, node in self.folded(tree).items()}

    def folded(self, tree: Tree | None) -> dict[str, Tree]:
        """Return the named nodes by folded name; two names that fold to one are a problem."""
        found: dict[str, Tree] = {}
        for name, node in self.names(tree).items():
            word = fold(name)
            if word in found:
                what = _("“{name}” stands here twice, once in other letters.", name=name)
                self.complain(node, what, _("Keep one of the two: case does not matter."))
            found[word] = node
        return found

    def fields(self, tree: Tree | None) -> dict[str, str]:
        found = {word: self.word(node) for word, node in self.folded(tree).items()}
        nodes = self.folded(tree) if found else {}
        for word, target in found.items():
            if target not in FIELD_TARGETS and target.removeprefix(CUSTOM) in {target, ""}:
                what = _("“{target}” is no field that can be followed.", target=target)
                self.complain(
                    nodes[word], what, did_you_mean(target, [*FIELD_TARGETS, "custom.NAME"])
                )
        return found

    def survey(self, tree: Tree | None) -> Survey:
        parts = self.names(tree, ("kind", "lowest", "highest", "name", "best"))
        kind = self.one_of(parts["kind"], SurveyKind) if "kind" in parts else None
        kind = kind or SurveyKind.CSAT
        low, high = _SCALES[kind]
        survey = Survey(
            kind,
            self.whole(parts["lowest"]) if "lowest" in parts else low,
            self.whole(parts["highest"]) if "highest" in parts else high,
            self.word(parts["name"]) if "name" in parts else "default",
            turned="best" in parts and self.one_of(parts["best"], End) is End.LOWEST,
        )
        if tree is not None and survey.lowest >= survey.highest:
            what = _("The lowest score has to lie below the highest.")
            self.complain(tree, what, _("Exchange the two."))
        return survey

    def formats(self, tree: Tree | None) -> tuple[str, ...]:
        if tree is None:
            return ("iso",)
        formats = tuple(self.words(tree))
        for text in formats:
            problem = format_problem(text)
            if problem is not None:
                self.complain(
                    tree,
                    problem,
                    _("Write “iso”, “epoch”, “epoch_ms” or codes as in “%d.%m.%Y %H:%M”."),
                )
        return formats

    def zone(self, tree: Tree | None) -> str:
        if tree is None:
            return "Etc/UTC"
        name = self.word(tree)
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            what = _("There is no time zone “{name}”.", name=name)
            self.complain(tree, what, _("Write a name as in “Europe/Lisbon” or “Etc/UTC”."))
            return "Etc/UTC"
        return name

    def encoding(self, tree: Tree | None) -> str | None:
        if tree is None:
            return None
        name = self.word(tree)
        try:
            known = codecs.lookup(name)
        except (LookupError, ValueError):
            known = None
        if known is None or not known._is_text_encoding or known.name in NOT_OF_FILES:
            what = _("There is no encoding “{name}”.", name=name)
            self.complain(tree, what, _("Write “utf-8”, “utf-16” or “cp1252”."))
            return None
        return known.name

    def delimiter(self, tree: Tree | None) -> str | None:
        if tree is None:
            return None
        text = {"tab": "\t", "\\t": "\t"}.get(self.word(tree), self.word(tree))
        if len(text) != 1 or text in '"\r\n' or text.isalnum():
            what = _("The delimiter has to be one sign.")
            self.complain(tree, what, _("Write “,”, “;”, “|” or “tab”, in quotes."))
            return None
        return text

    def demand_words(self, tree: Tree, mapping: FileMapping) -> None:
        """Say which word lists the columns need and the mapping lacks."""
        kinds = {
            role.kind
            for name, source in mapping.columns.items()
            if (role := role_of(mapping.shape, name)) is not None and source.columns
        }
        follows_status = "status" in mapping.fields.values()
        needs: dict[str, tuple[bool, Mapping[str, object]]] = {
            "statuses": (Kind.STATUS in kinds or follows_status, mapping.statuses),
            "fields": (Kind.FIELD in kinds, mapping.fields),
            "authors": (Kind.AUTHOR in kinds, mapping.authors),
        }
        for section, (needed, words) in needs.items():
            if needed and not words:
                self.complain(
                    tree,
                    _("“{section}” is missing.", section=section),
                    _("Add it, with each word of the file and what it means."),
                )


_SCALES = {
    SurveyKind.CSAT: (1, 5),
    SurveyKind.NPS: (0, 10),
    SurveyKind.CES: (1, 7),
    SurveyKind.ENPS: (0, 10),
}
