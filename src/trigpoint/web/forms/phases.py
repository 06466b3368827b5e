"""The values on the way to a target: one row each, added and taken away."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext

from trigpoint.web import parse

MOST = 99
"""So many at most: with the last value a hundred, as for programs."""

Points = tuple[tuple[datetime.date, float], ...]


class PhasesInput(forms.Widget):
    """Rows of a day and a value; `more` asks for one row more, `drop` takes the one away.

    What was sent is one list: day, value, day, value.
    """

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:  # noqa: ARG002 - Django's
        """Return what was typed, with a row more or less where that was asked for."""
        said = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        found = rows(said)[:MOST]
        drop = parse.whole(str(data.get("drop", "")))
        if 0 < drop <= len(found):
            del found[drop - 1]
        if data.get("more") and len(found) < MOST:
            found.append(("", ""))
        return list(chain.from_iterable(found))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002 - Django's
        """Return False: no rows at all is an answer too."""
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:  # noqa: ARG002 - Django's
        """Draw the rows."""
        found = rows(value or [])
        known = attrs or {}
        context = {
            "name": name,
            "id": known.get("id", name),
            "described": known.get("aria-describedby", ""),
            "rows": found,
            "may_add": len(found) < MOST,
        }
        return render_to_string("components/phases.html", context)


class PhasesField(forms.Field):
    """The rows that say something, as they were typed."""

    widget = PhasesInput

    def to_python(self, value: Any) -> list[str]:
        """Return the list without the rows in which nothing stands."""
        return list(chain.from_iterable(row for row in rows(value or []) if any(row)))

    def in_words(self, value: Sequence[str]) -> str:
        """Return the rows as a person reads them."""
        return ", ".join(f"{day}: {said}" for day, said in rows(value))


def rows(flat: Sequence[str]) -> list[tuple[str, str]]:
    """Return a list of days and values as pairs."""
    texts = [str(each).strip() for each in flat]
    return list(zip(texts[::2], texts[1::2], strict=False))


def flat(points: Iterable[tuple[datetime.date, float]], unit: str) -> list[str]:
    """Return points as they would be typed, in the order of their days."""
    return list(
        chain.from_iterable((d.isoformat(), parse.typed(v, unit)) for d, v in sorted(points))
    )


def read(typed: Sequence[str], unit: str, due: datetime.date | None) -> Points:
    """Return the points in the order of their days, their values in the measure's unit.

    Raises:
        ValidationError: for a row that cannot be read or comes twice, or not before `due`.
    """
    found: dict[datetime.date, float] = {}
    for number, (day, value) in enumerate(rows(typed), start=1):
        try:
            by = day_of(day)
            if due is not None and by >= due:
                raise ValidationError(gettext("Its day must lie before the one of the target."))
            if by in found:
                raise ValidationError(gettext("Another one has the same day."))
            found[by] = parse.value(value, unit)
        except ValidationError as error:
            message = gettext("Phase {n}: {why}").format(n=number, why=error.messages[0])
            raise ValidationError(message) from error
    return tuple(sorted(found.items()))


def day_of(typed: str) -> datetime.date:
    """Return a day; raises ValidationError where it is none."""
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError as error:
        raise ValidationError(gettext("Say by which day.")) from error
