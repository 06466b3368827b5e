"""The tags that put components into a template, and the filters that write numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField, FileInput, PasswordInput
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import (
    get_language_bidi,
    gettext,
    gettext_lazy,
    ngettext,
    pgettext_lazy,
)

from trigpoint.core.text import Text
from trigpoint.services import audience
from trigpoint.services.organisation import organisation
from trigpoint.web import components, formats

register = template.Library()

LEVELS = (
    (0, gettext_lazy("not said yet")),
    (1, pgettext_lazy("level of a skill", "not yet")),
    (2, pgettext_lazy("level of a skill", "nearly")),
    (3, pgettext_lazy("level of a skill", "practised")),
)
SPRITE = "trigpoint/icons.svg"


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Return an icon of the sprite; it is decoration, the word beside it speaks."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        kind,
        static(SPRITE),
        name,
    )


@register.simple_tag
def picture(markup: str) -> SafeString:
    """Return the markup of a picture as it is: `pictures` escapes every text by construction."""
    return mark_safe(markup)  # noqa: S308 - written by xml.etree, tested with hostile texts


@register.simple_tag
def direction() -> str:
    """Return the direction of the active language."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def founded() -> bool:
    """Return whether there is an organisation, and so somebody who can log in."""
    return organisation.only() is not None


@register.inclusion_tag("components/chip.html")
def chip(chip: components.Chip) -> dict[str, object]:
    """Show a status with shape and word."""
    return {"chip": chip}


@register.inclusion_tag("components/figure.html", takes_context=True)
def figure(context: Context, figure: components.AnyFigure, form: str = "line") -> dict[str, object]:
    """Show a figure with range, as-of and tickets: `big`, `line`, or `short` in a dense row."""
    return {
        "figure": figure,
        "form": form,
        "none": isinstance(figure, components.NoFigure),
        "shell": context.get("shell"),
    }


@register.simple_tag
def likely(figure: components.Figure) -> str:
    """Return the likely range of a figure in words, which say whether it means now or the end."""
    if figure.typed:
        return gettext("typed in")
    if figure.exact:
        return gettext("counted, not estimated")
    given = {"low": figure.low, "high": figure.high}
    if figure.about == "end":
        end = {**given, "by": figure.by}
        return gettext("likely between %(low)s and %(high)s by %(by)s") % end
    if figure.old:
        return gettext("likely between %(low)s and %(high)s then") % given
    return gettext("likely between %(low)s and %(high)s today") % given


@register.inclusion_tag("components/why.html")
def why(why: components.Why) -> dict[str, object]:
    """Show the sentence of a link with its evidence."""
    return {"why": why}


@register.inclusion_tag("components/goal_card.html", takes_context=True)
def goal_card(context: Context, card: components.GoalCard) -> dict[str, object]:
    """Show my own goal."""
    return {"card": card, "shell": context.get("shell")}


@register.inclusion_tag("components/stem.html", takes_context=True)
def stem(
    context: Context, sight: components.LineOfSight, first: components.GoalLine | None = None
) -> dict[str, object]:
    """Show the line of sight above a goal; `first` starts it with the goal itself."""
    return {"sight": sight, "first": first, "shell": context.get("shell")}


@register.inclusion_tag("components/checkin.html", takes_context=True)
def checkin(context: Context, form: components.CheckIn) -> dict[str, object]:
    """Show the check-in of a goal."""
    shared = {name: context.get(name) for name in ("csrf_token", "shell")}
    return {"form": form, **shared}


@register.inclusion_tag("components/ask.html", takes_context=True)
def ask(context: Context, ask: components.Ask) -> dict[str, object]:
    """Show a goal that waits for my answer."""
    return {"ask": ask, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/ladder.html")
def ladder(ladder: components.Ladder) -> dict[str, object]:
    """Show a ladder from reached to next."""
    return {"ladder": ladder}


@register.inclusion_tag("components/nothing.html")
def nothing(nothing: components.Nothing, form: str = "") -> dict[str, object]:
    """Show that there is nothing here, and the way on."""
    return {"nothing": nothing, "form": form}


@register.inclusion_tag("components/banner.html")
def banner(banner: components.Banner) -> dict[str, object]:
    """Show a line above a page."""
    return {"banner": banner}


@register.inclusion_tag("components/progress.html")
def progress(progress: components.Progress) -> dict[str, object]:
    """Show how far a job is."""
    return {"progress": progress}


@register.filter
def again(bound: BoundField) -> str:
    """Return what to say of a field that a refused form cannot give back; nothing for another."""
    if not bound.form.errors or not bound.data:
        return ""
    if isinstance(bound.field.widget, FileInput):
        return gettext("Choose the file once more: it was not kept.")
    hidden = isinstance(bound.field.widget, PasswordInput) and not bound.field.widget.render_value
    return gettext("Type it once more: for safety it was not kept.") if hidden else ""


@register.inclusion_tag("components/field.html")
def field(bound: Any) -> dict[str, object]:
    """Show a form's field: label, control, hint, errors; what was typed is kept."""
    described = f"{bound.id_for_label}_hint" if bound.help_text else ""
    if bound.errors or again(bound):
        described = f"{bound.id_for_label}_error {described}".strip()
    attributes: dict[str, Any] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "tick": getattr(bound.field.widget, "input_type", "") == "checkbox"
        and not bound.use_fieldset,
    }


@register.inclusion_tag("components/seen_by.html", takes_context=True)
def who_can_see(context: Context, kind: str) -> dict[str, object]:
    """Show who may see a thing of a kind, from the table that decides it or the rules beside it."""
    told = audience.told(context["request"].actor, kind)
    return {"question": gettext("Who can see this?"), "title": told.title, "lines": told.who}


@register.inclusion_tag("components/pager.html")
def pager(pager: components.Pager) -> dict[str, object]:
    """Show where in a list we are."""
    return {"pager": pager}


@register.inclusion_tag("components/columns.html")
def columns(columns: list[components.Column]) -> dict[str, object]:
    """Show the headings of a table."""
    return {"columns": columns}


@register.inclusion_tag("components/pills.html")
def pills(pills: list[components.Pill], label: str) -> dict[str, object]:
    """Show filters that are on or off."""
    return {"pills": pills, "label": label}


@register.inclusion_tag("components/step_marks.html")
def step_marks(marks: list[components.StepMark], label: str) -> dict[str, object]:
    """Show the stages of a longer task."""
    return {"marks": marks, "label": label}


@register.inclusion_tag("components/person.html")
def person(person: components.PersonMark, form: str = "") -> dict[str, object]:
    """Show a person with initials and name."""
    return {"person": person, "form": form}


@register.inclusion_tag("components/chart.html")
def chart(chart: components.Chart) -> dict[str, object]:
    """Show a chart with its table."""
    return {"chart": chart}


class _Catalogue:
    def gettext(self, message: str) -> str:
        return gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return ngettext(singular, plural, number)


@register.filter
def say(text: Text | str) -> str:
    """Return a sentence of the core in the reader's language."""
    return text.render(_Catalogue(), formats.shown) if isinstance(text, Text) else str(text)


@register.filter
def level(number: int) -> str:
    """Return the word for how a skill is practised."""
    return str(dict(LEVELS).get(number, ""))


@register.filter
def number(value: float, digits: int | None = None) -> str:
    """Return a number in the reader's language."""
    return formats.number(value, 0 if isinstance(value, int) and digits is None else digits)


@register.filter
def percent(fraction: float, digits: int = 0) -> str:
    """Return a fraction as a percentage."""
    return formats.percent(fraction, digits)


@register.filter
def duration(seconds: float) -> str:
    """Return a number of seconds in words."""
    return formats.duration(seconds)


@register.filter
def day(date: datetime.date | None) -> str:
    """Return a day, or nothing for None."""
    return formats.day(date) if date else ""


@register.filter
def when(moment: datetime.datetime | None) -> str:
    """Return a moment as people say it, or nothing for None."""
    return formats.when(moment) if moment else ""


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object:
    """Return a mapping's entry, or None."""
    return mapping.get(key)


@register.filter
def editing(rows: Iterable[Any]) -> bool:
    """Whether one of the rows is being written."""
    return any(row.editing for row in rows)
