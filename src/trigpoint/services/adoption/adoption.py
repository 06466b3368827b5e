"""The page of taking the product up, as one: plan, use, what is in the way, what early ones did."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.services.actor import Actor
from trigpoint.services.adoption import plan, resistance, usage
from trigpoint.services.adoption.plan import AdoptionStepView
from trigpoint.services.adoption.resistance import ResistanceView
from trigpoint.services.adoption.usage import Usage
from trigpoint.services.knowledge import post_page
from trigpoint.services.knowledge.post_page import PostView

MOST_STORIES = 5


@dataclass(frozen=True, slots=True)
class Adoption:
    """All of it; `stories` are of those who began first, with what it measurably did."""

    usage: Usage
    plan: tuple[AdoptionStepView, ...]
    voices: tuple[ResistanceView, ...]
    stories: tuple[PostView, ...]


def show(actor: Actor) -> Adoption:
    """Return the page as the actor may see it."""
    stories = post_page.search(actor, kind="story")
    first = sorted(stories, key=lambda story: story.since or datetime.date.max)
    return Adoption(
        usage=usage.show(actor),
        plan=plan.everything(actor),
        voices=resistance.everything(actor),
        stories=tuple(first[:MOST_STORIES]),
    )
