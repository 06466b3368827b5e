"""Plans that wait for somebody's word, as questions of the inbox.

Opinions on what is published, parts that departments are asked for, and invitations to write along.
"""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.plans import (
    edition_answers,
    plan_access,
    plan_people,
    plan_requests,
    plan_state,
)
from trigpoint.store import ids
from trigpoint.store.models import EditionAnswer, Plan

OPINIONS = (
    Choice("read", _("I have read this")),
    Choice("agree", _("Agree")),
    Choice("reservations", _("I agree, with reservations"), _("What are your reservations?")),
    Choice("disagree", _("I disagree"), _("What do you disagree with?")),
)
PARTS = (
    Choice("yes", _("We do our part")),
    Choice("no", _("We cannot"), _("Say why not, so that the plan can change.")),
)
INVITED = (
    Choice("say", _("I would add"), _("What would you write there?")),
    Choice("leave", _("I leave it to the others")),
)


def thing(cards: Cards, plan: Plan) -> Thing:
    """Return a plan as what a question is about."""
    name = cards.holder(plan.owner_unit_id, plan.owner_person_id).name
    title = f"V2MOM: {name}" if plan.lens == Plan.Lens.V2MOM else name
    return Thing("plan", plan.public_id, title)


class PlanOpinions:
    """Asks what somebody thinks of the newest edition; the question has the plan's id."""

    kind = "plan"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the plans whose newest edition waits for the actor's word."""
        state = plan_state.load(actor)
        cards = Cards(actor, graph.load(actor))
        newest = {held[-1].pk: (state.plans[pk], held[-1]) for pk, held in state.editions.items()}
        waiting = EditionAnswer.objects.filter(
            person=actor.person, answer=EditionAnswer.Answer.ASKED, retired=False
        ).values_list("edition", flat=True)
        for key in sorted(set(waiting) & set(newest)):
            plan, edition = newest[key]
            if plan_access.may(actor, plan, Verb.SEE):
                yield Question(
                    kind=self.kind,
                    id=plan.public_id,
                    about=thing(cards, plan),
                    by=cards.holder(None, edition.person_id),
                    at=edition.at,
                    asks=_("What do you think? What you say is kept with the plan, and answered."),
                    terms=plan.vision,
                    choices=OPINIONS,
                )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Say what one thinks of the plan."""
        edition_answers.answer(actor, question, said, words)


class PlanParts:
    """Asks whoever leads a department whether it does its part; the id is the request's."""

    kind = "plan_request"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the parts that wait for the actor's yes or no."""
        state = plan_state.load(actor)
        cards = Cards(actor, graph.load(actor))
        for found in plan_requests.waiting_for(cards, state):
            yield Question(
                kind=self.kind,
                id=found.id,
                about=thing(cards, state.by_public_id[found.plan]),
                by=found.asked_by,
                at=found.asked_at,
                asks=_("Does {unit} do its part?", unit=found.unit.name),
                terms=found.part,
                choices=PARTS,
            )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Accept or refuse the part."""
        waiting = plan_requests.waiting_for(Cards(actor, graph.load(actor)), plan_state.load(actor))
        version = next(found.version for found in waiting if found.id == question)
        plan_requests.answer(actor, question, version, accepted=said == "yes", words=words)


class PlanInvitations:
    """Asks whoever is invited to write a plan along; the question has the plan's id."""

    kind = "plan_invitation"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the plans to which the actor is invited and has said nothing yet."""
        state = plan_state.load(actor)
        cards = Cards(actor, graph.load(actor))
        for invited in plan_people.waiting(actor, state):
            plan = state.plans[invited.plan_id]
            if plan_access.may(actor, plan, Verb.PROPOSE):
                yield Question(
                    kind=self.kind,
                    id=plan.public_id,
                    about=thing(cards, plan),
                    by=cards.holder(plan.owner_unit_id, plan.owner_person_id),
                    at=ids.made_at(invited.public_id),
                    asks=_("What should stand in it, as you see it from your work?"),
                    terms=plan.vision,
                    choices=INVITED,
                )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Suggest something for the first part that is open, or leave it to the others."""
        if said == "leave":
            plan_people.leave(actor, question)
            return
        plan = plan_access.plan(actor, question, Verb.PROPOSE)
        plan_people.suggest(actor, question, plan.open_sections[0], words)
