"""The forms of the pages as fields of a chat: checking in, and thanks."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext

from trigpoint.channels.chat.reply import Button, Field, Part
from trigpoint.services.actor import Actor
from trigpoint.services.loop import thanks
from trigpoint.web.components import CheckIn, Figure, NoFigure
from trigpoint.web.templatetags.trigpoint import likely
from trigpoint.web.views import choices

MOST_PEOPLE = 20


def check_in(form: CheckIn, goal: str) -> Part:
    """Return the check-in of a goal with the fields of its page, named as there."""
    buttons = (
        Button(gettext("Check in"), f"check-in:{goal}"),
        Button(gettext("Open"), address=settings.TRIGPOINT_ADDRESS + form.action),
    )
    return Part(headed(form), tuple(fields(form)), buttons)


def headed(form: CheckIn) -> str:
    """Return the goal's title and its number with its range, and what is wrong, if anything is."""
    figure = form.goal.figure
    said = [form.error, form.goal.title]
    if isinstance(figure, Figure):
        said.append(f"{figure.value}, {likely(figure)}")
    elif isinstance(figure, NoFigure):
        said.append(figure.reason)
    return "\n".join(part for part in said if part)


def fields(form: CheckIn) -> Iterator[Field]:
    """Yield the fields of a check-in; no status is chosen where the number does not decide."""
    statuses = (
        ("on_track", gettext("On track")),
        ("at_risk", gettext("At risk")),
        ("off_track", gettext("Off track")),
    )
    yield Field("status", gettext("How is it going?"), statuses, form.chosen)
    yield Field("note", gettext("What helped, or what is in the way?"), initial=form.note)
    yield Field("help", form.help_label, (("yes", gettext("Yes")),), "yes" if form.help else "")
    scale = tuple((n, n) for n in form.scale)
    yield Field("sure", gettext("How sure are you that you will get there?"), scale, form.sure)
    changes = (
        ("same", gettext("As before")),
        ("growing", gettext("Growing")),
        ("gone", gettext("Gone")),
    )
    for id_, title in form.hurdles:
        yield Field(f"hurdle-{id_}", title, changes, "same")
    yield Field("new_hurdle", gettext("Something new is in the way"), initial=form.new_hurdle)
    if form.leaders:
        yield from needs(form)


def needs(form: CheckIn) -> Iterator[Field]:
    """Yield the fields of what the goal needs."""
    kinds = (
        ("time", gettext("time")),
        ("tool", gettext("a tool")),
        ("training", gettext("training")),
        ("people", gettext("people")),
    )
    yield Field("need", gettext("For this goal I need"), kinds, form.need)
    yield Field("need_words", gettext("What exactly, and what for"), initial=form.need_words)
    yield Field("leader", gettext("I ask"), form.leaders, form.leaders[0][0])


def thank(actor: Actor, name: str, error: str = "") -> Part | None:
    """Return the form of thanks to whom a name may mean; None where it means nobody."""
    me, said = choices.me(actor), name.casefold()
    people = [p for p in choices.all_people(actor) if said in p[1].casefold() and p[0] != me]
    if not people:
        return None
    values = tuple((b.public_id, b.text) for b in thanks.behaviours(actor))
    asked = (
        Field("to", gettext("I thank"), tuple(people[:MOST_PEOPLE]), people[0][0]),
        Field("words", gettext("For what, in my words")),
        Field("goal", gettext("The goal it helped"), tuple(thanks.goals(actor))),
        Field("behaviour", gettext("Or the value that was seen"), values),
        Field("evidence", gettext("Where I saw it")),
    )
    shown = tuple(field for field in asked if field.choices or field.name in {"words", "evidence"})
    label = error or gettext("Say thank you")
    return Part(label, shown, (Button(gettext("Thank"), f"thank:{name}"),))
