"""What somebody asks for in a chat, done as on the pages, with their rights and no others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.translation import gettext

from trigpoint.channels.chat.reply import Ask, Button, Part, Reply
from trigpoint.core.delivery.events import Channel
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.chats import ties
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question
from trigpoint.services.insight import patterns
from trigpoint.services.loop import cadence, check_ins, thanks
from trigpoint.services.loop.thanks import ThanksDraft
from trigpoint.web import addresses
from trigpoint.web.chat import forms
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.check_ins import draft_of, empty, typed_as

MOST = 5
Do = Callable[[Actor, str, Mapping[str, str]], Reply]


def answer(actor: Actor, channel: Channel, ask: Ask) -> Reply:
    """Return the answer to what was said or pressed; what is refused says why."""
    name, _space, rest = ask.words.strip().partition(" ")
    try:
        if ask.act:
            does, _colon, of = ask.act.partition(":")
            return PRESSED.get(does, nothing)(actor, of, ask.values or {})
        if name == "off":
            ties.turn(actor, channel, on=False)
            return told(gettext("No more messages here."))
        return SAID_WORDS.get(name, helped)(actor, rest.strip(), {})
    except Invalid as error:
        return told(" ".join(say(text) for text in error.fields.values()))
    except NotAllowed as error:
        return told(say(error.text))
    except (NotThere, Stale):
        return nothing(actor, "", {})


def told(words: str) -> Reply:
    """Return an answer of one sentence."""
    return Reply((Part(words),))


def nothing(_actor: Actor, _of: str, _values: Mapping[str, str]) -> Reply:
    """Return that there is no such thing, or not any more."""
    return told(gettext("There is nothing like this here, or not any more."))


def helped(_actor: Actor, _rest: str, _values: Mapping[str, str]) -> Reply:
    """Return what can be said."""
    return told(
        gettext(
            "Say one of these: check-in · inbox · thank NAME · off. What you do here is done as "
            "on the pages."
        )
    )


def due(actor: Actor, _rest: str, _values: Mapping[str, str]) -> Reply:
    """Return the check-ins that are due, as forms; where none is, say so."""
    found = cadence.mine(actor)[:MOST]
    parts = [forms.check_in(empty(actor, c.goal.public_id), c.goal.public_id) for c in found[:1]]
    parts += [
        Part(c.goal.title, buttons=(Button(gettext("Check in"), f"open:{c.goal.public_id}"),))
        for c in found[1:]
    ]
    return Reply(tuple(parts)) if parts else told(gettext("No check-in is due."))


def opened(actor: Actor, goal: str, _values: Mapping[str, str]) -> Reply:
    """Return the form of one check-in."""
    access.goal_to_check_in(actor, goal)
    return Reply((forms.check_in(empty(actor, goal), goal),))


def checked(actor: Actor, goal: str, values: Mapping[str, str]) -> Reply:
    """Check in; a form that is sent back keeps what was typed."""
    access.goal_to_check_in(actor, goal)
    try:
        check_ins.check_in(actor, goal, draft_of(values))
    except Invalid as error:
        why = " ".join(say(text) for text in error.fields.values())
        return Reply((forms.check_in(typed_as(draft_of(values), empty(actor, goal), why), goal),))
    return told(gettext("Checked in. Thank you."))


def waiting(actor: Actor, _rest: str, _values: Mapping[str, str]) -> Reply:
    """Return what waits for the actor's word, with the answers that can be given in place."""
    patterns.note_sight(actor)
    found = inbox.questions(actor)[:MOST]
    parts = tuple(part_of(question) for question in found)
    return Reply(parts) if parts else told(gettext("Nothing waits for you."))


def part_of(question: Question) -> Part:
    """Return a question; an answer that needs words is given on its page."""
    place = [
        Button(say(choice.label), f"answer:{question.kind}:{question.id}:{choice.key}")
        for choice in question.choices
        if choice.words is None
    ]
    page = settings.TRIGPOINT_ADDRESS + addresses.thing(question.about.kind, question.about.id)
    words = f"{say(question.about.title)}\n{say(question.asks)}"
    return Part(words, buttons=(*place, Button(gettext("Open"), address=page)))


def answered(actor: Actor, of: str, _values: Mapping[str, str]) -> Reply:
    """Answer a question: acknowledge an announcement, agree with a goal, grant what is needed."""
    kind, question, said = [*of.split(":", 2), "", ""][:3]
    inbox.answer(actor, kind, question, said)
    return told(gettext("Your answer is kept."))


def thank(actor: Actor, name: str, _values: Mapping[str, str]) -> Reply:
    """Return the form of thanks to somebody."""
    found = forms.thank(actor, name)
    return Reply((found,)) if found else told(gettext("Nobody here is called like this."))


def thanked(actor: Actor, name: str, values: Mapping[str, str]) -> Reply:
    """Say thank you, or say what is missing."""
    names = ("to", "words", "goal", "behaviour", "evidence")
    said = {one: values.get(one, "") for one in names}
    try:
        thanks.say(actor, ThanksDraft(**said))
    except Invalid as error:
        why = " ".join(say(text) for text in error.fields.values())
        form = forms.thank(actor, name, why)
        return Reply((form,)) if form else told(why)
    return told(gettext("They will be glad of it."))


SAID_WORDS: Mapping[str, Do] = {"check-in": due, "inbox": waiting, "thank": thank}
PRESSED: Mapping[str, Do] = {
    "check-in": checked,
    "open": opened,
    "answer": answered,
    "thank": thanked,
}
