"""Ladders to begin with, one a sector: learn it, do it, pass it on."""

from __future__ import annotations

from trigpoint.core.lenses.templates.template import LadderPart, Template, TemplateStep
from trigpoint.core.text import Text, _

LEARN, DO, TEACH = 6, 18, 30
"""Weeks from the beginning until each step."""


def ladder(  # noqa: PLR0913 - a sector's words, each with its name
    sector: str,
    *,
    title: Text,
    why: Text,
    learn: Text,
    training: Text,
    skill: Text,
    reach: Text,
    kpi: str,
    helps: Text,
) -> Template:
    """Return the ladder of a sector: its training and skill, its measure, and a colleague."""
    steps = (
        TemplateStep(learn, LEARN, training=training, skill=skill, helps=helps),
        TemplateStep(reach, DO, kpi=kpi),
        TemplateStep(_("Pass it on to a colleague"), TEACH, skill=_("Coaching a colleague")),
    )
    return Template(f"ladder-{sector}", "ladder", sector, title, (), ladder=LadderPart(why, steps))


LADDERS: tuple[Template, ...] = (
    ladder(
        "chat",
        title=_("Solve it in one chat"),
        why=_("Whoever has to write again has waited twice."),
        learn=_("Know the ten questions that come most often"),
        training=_("The ten most frequent questions"),
        skill=_("Asking one question that settles it"),
        reach=_("More chats solved without a second one"),
        kpi="first_contact_resolution",
        helps=_("An hour a week with somebody who solves most in one chat"),
    ),
    ladder(
        "phone",
        title=_("Calm calls, clear ends"),
        why=_("People remember how a hard call ended."),
        learn=_("Lead a hard call to its end"),
        training=_("Active listening"),
        skill=_("Saying back what was understood"),
        reach=_("More callers who say that they were helped well"),
        kpi="csat",
        helps=_("Two recorded calls a month, listened to together"),
    ),
    ladder(
        "field",
        title=_("Right part, first visit"),
        why=_("A second visit costs the customer a day off."),
        learn=_("Ask on the phone what the visit will need"),
        training=_("Finding the fault from afar"),
        skill=_("Choosing parts before leaving"),
        reach=_("Fewer jobs that are opened again"),
        kpi="reopen_rate",
        helps=_("A day with a technician who seldom comes back"),
    ),
    ladder(
        "it",
        title=_("From passing on to solving"),
        why=_("Every hand-over is a day on which somebody cannot work."),
        learn=_("Learn one system that is passed on today"),
        training=_("The system that is passed on most"),
        skill=_("Finding the cause, not only the way around it"),
        reach=_("Fewer hand-overs for each request"),
        kpi="transfers",
        helps=_("Access to the system in a place where nothing can break"),
    ),
    ladder(
        "shop",
        title=_("Returns without a second question"),
        why=_("Who sends something back easily buys again."),
        learn=_("Know the rules of returns by heart"),
        training=_("Returns, refunds and exchanges"),
        skill=_("Offering what fits instead"),
        reach=_("More returns settled with the first answer"),
        kpi="first_contact_resolution",
        helps=_("A sheet of the cases that are decided by hand"),
    ),
    ladder(
        "bank",
        title=_("Safe and quick with lost cards"),
        why=_("Every minute of a stolen card costs sleep."),
        learn=_("Check who is calling without a wrong question"),
        training=_("Identity and fraud"),
        skill=_("Calm under pressure"),
        reach=_("First answers that come sooner"),
        kpi="first_reply_time",
        helps=_("A list of steps for a stolen card"),
    ),
    ladder(
        "office",
        title=_("Letters that everybody understands"),
        why=_("A decision that is understood is seldom asked about."),
        learn=_("Write a decision in plain language"),
        training=_("Plain language"),
        skill=_("Saying a rule in one sentence"),
        reach=_("Fewer cases that come back with a question"),
        kpi="reopen_rate",
        helps=_("Somebody from outside who reads along"),
    ),
)
