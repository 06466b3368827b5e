"""A mapping as YAML, to be kept as a recipe: `load_mapping(dump_mapping(m)) == m`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from trigpoint.connectors.files.mapping import End, FileMapping, Source, Survey


def dump_mapping(mapping: FileMapping) -> str:
    """Return the mapping as YAML text, sections in the order of the reference."""
    layout = {
        "encoding": mapping.layout.encoding,
        "delimiter": mapping.layout.delimiter,
        "sheet": mapping.layout.sheet,
        "nulls": sorted(mapping.nulls),
    }
    dates = {
        "formats": list(mapping.formats),
        "zone": mapping.zone,
        "before_opening": "keep" if mapping.keep_before_opening else None,
    }
    sections: dict[str, Any] = {
        "name": mapping.name,
        "shape": mapping.shape.value,
        "file": _without_empty(layout),
        "dates": _without_empty(dates),
        "columns": _columns(mapping.columns),
        "statuses": _words(mapping.statuses),
        "fields": _words(mapping.fields),
        "authors": _words(mapping.authors),
        "doings": _words(mapping.doings),
        "scores": _words(mapping.scores),
        "queues": _words(mapping.queues),
        "priorities": _words(mapping.priorities),
        "channels": _words(mapping.channels),
        "survey": _survey(mapping.survey),
    }
    text: str = yaml.safe_dump(
        _without_empty(sections), sort_keys=False, allow_unicode=True, width=100
    )
    return text


def _without_empty(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part not in (None, "", [], {})}


def _words(words: Mapping[str, Any]) -> dict[str, str]:
    return {word: str(meaning) for word, meaning in words.items()}


def _survey(survey: Survey) -> dict[str, Any]:
    if survey == Survey():
        return {}
    return {
        "kind": survey.kind.value,
        "lowest": survey.lowest,
        "highest": survey.highest,
        "name": survey.name,
        **({"best": End.LOWEST.value} if survey.turned else {}),
    }


def _columns(columns: Mapping[str, Source]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for role, source in columns.items():
        group, _dot, name = role.partition(".")
        if name:
            found.setdefault(group, {})[name] = _source(source)
        else:
            found[role] = _source(source)
    return found


def _source(source: Source) -> str | list[str] | dict[str, Any]:
    plain = Source(columns=source.columns)
    columns = source.columns[0] if len(source.columns) == 1 else list(source.columns)
    if source == plain:
        return columns
    parts = {
        "column": columns,
        "value": source.value,
        "hash": "true" if source.hashed else None,
        "split": source.split if source.split != "," else None,
    }
    return {name: part for name, part in parts.items() if part not in (None, [])}
