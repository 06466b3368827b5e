"""Sentences that the core says, before anyone has chosen a language for them.

The core and the services never return translated strings. They return `Text`, a msgid with its
parameters; the faces (web, API, CLI) and the channels turn it into words with `render`. The names
`_` and `ngettext` are the ones that gettext's extractor looks for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Catalogue(Protocol):
    """What `render` needs of a language: the two gettext functions."""

    def gettext(self, message: str) -> str:
        """Return the translation of `message`."""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation of the form that `number` asks for."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence of ours: a msgid with `{named}` places, and what stands in them.

    `plural` and `count` are set together, by `ngettext`. A parameter may itself be a `Text`.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 0

    def render(self, catalogue: Catalogue, show: Callable[[object], str] = str, /) -> str:
        """Return the sentence in the catalogue's language; `show` formats numbers and dates."""
        if self.plural is None:
            pattern = catalogue.gettext(self.msgid)
        else:
            pattern = catalogue.ngettext(self.msgid, self.plural, self.count)
        return pattern.format(
            **{
                name: value.render(catalogue, show) if isinstance(value, Text) else show(value)
                for name, value in self.params.items()
            }
        )

    def to_json(self) -> dict[str, object]:
        """Return the sentence as JSON, to be kept and said in any language later.

        Parameters that JSON does not know (dates) are kept as text.
        """
        return {
            "msgid": self.msgid,
            "params": {name: _to_json(value) for name, value in self.params.items()},
            "plural": self.plural,
            "count": self.count,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Text:
        """Return the sentence that `to_json` wrote."""
        params = {
            name: cls.from_json(value) if isinstance(value, dict) else value
            for name, value in body["params"].items()
        }
        return cls(body["msgid"], params, body["plural"], body["count"])

    def __str__(self) -> str:
        """Return the sentence in English, for logs and for tests."""
        return self.render(ENGLISH)


def _to_json(value: object) -> object:
    if isinstance(value, Text):
        return value.to_json()
    return value if isinstance(value, str | int | float | None) else str(value)


class English:
    """The language in which the msgids are written."""

    def gettext(self, message: str) -> str:
        """Return the message as it is."""
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the singular for one, the plural for any other number."""
        return singular if number == 1 else plural


ENGLISH = English()


def _(msgid: str, **params: object) -> Text:
    return Text(msgid, params)


def ngettext(singular: str, plural: str, count: int, **params: object) -> Text:
    """Return a sentence with a plural; `{count}` stands for the number in both forms."""
    return Text(singular, {"count": count, **params}, plural, count)
