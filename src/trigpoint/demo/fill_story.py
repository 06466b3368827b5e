"""What people asked of each other, through the services, after figures and plans are there."""

from __future__ import annotations

import datetime

from trigpoint.demo import story
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.story import Change, Part
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.goals import goal_page, goal_uses, goals, targets
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures

BEGAN = 12
"""Days before the end of the data on which people were asked."""


def fill_story(filled: Filled, watched: list[str]) -> list[str]:
    """Ask, answer, counter, adopt; return the measures that came of it, by public id.

    `watched` are measures of a backlog that have figures already.
    """
    found = split(filled, watched)
    for wanted in story.CHANGES:
        change(filled, wanted)
    orphan(filled)
    load(filled)
    use(filled)
    return found


def day(filled: Filled, after: int = 0) -> datetime.date:
    """Return the day on which people were asked, or so many days after it."""
    return filled.timeline.last_day - datetime.timedelta(days=BEGAN - after)


def split(filled: Filled, watched: list[str]) -> list[str]:
    """Give a goal a target of a count and ask three to carry a part; one offers something else."""
    lead, goal = filled.person(story.LEAD, day(filled)), filled.goals[story.SPLIT_GOAL]
    known = (measures.show(lead, each) for each in watched)
    home = filled.units["orders"]
    waiting = next((m for m in known if m.member == home), None)
    if waiting is None:
        return []
    # Where nothing waits there is no figure: a small demo knows such days.
    held = waiting.standing.value if waiting.standing else None
    start = max(story.LEAST, held or 0.0)
    whole = float(round(start * story.SPLIT_BY))
    due = goal_page.show(lead, goal).card.due
    draft = TargetDraft(
        kind="lower",
        measure=waiting.measure.id,
        due=due,
        baseline=start,
        points=((due, whole),),
    )
    target = targets.add(lead, goal, draft, reason="Nothing old is left when the season begins.")
    questions = [
        Question(
            kind="carry",
            goal=goal,
            holder=filled.people[part.who],
            terms=terms(target, whole * part.share),
            words=story.SPLIT_WORDS,
        )
        for part in story.PARTS
    ]
    asked = proposals.ask_many(lead, questions)
    made = [
        answer(filled, part, one, target, whole)
        for part, one in zip(story.PARTS, asked, strict=True)
    ]
    return [measure for measure in made if measure]


def terms(target: str, value: float) -> Terms:
    """Return the terms of a part of the target."""
    return Terms(title=story.SPLIT_TITLE, target=target, value=float(round(value)))


def answer(filled: Filled, part: Part, asked: str, target: str, whole: float) -> str:
    """Answer as somebody did; return the measure that came of a yes, "" for none."""
    who = filled.person(part.who, day(filled, 1))
    if part.said == "accept":
        proposals.accept(who, asked, part.words)
        made = proposals.show(who, asked).made
        found = goal_page.show(who, made).targets[0].measure
        return found.id if found else ""
    if part.said == "counter":
        proposals.counter(who, asked, terms(target, whole * part.instead), part.words)
    return ""


def change(filled: Filled, wanted: Change) -> None:
    """Propose a change to a goal above, and answer it where it was answered."""
    asking = filled.person(wanted.by, day(filled, 2))
    goal = filled.goals[wanted.goal]
    made = proposals.propose_change(asking, goal, Terms(title=wanted.title), wanted.words)
    owner = filled.person(wanted.owner, day(filled, 4))
    if wanted.accepted is False:
        proposals.decline(owner, made, wanted.answer)


def orphan(filled: Filled) -> None:
    """Write a goal that carries nothing."""
    title, owner, why = story.ORPHAN
    draft = goals.GoalDraft(
        title=title,
        owner=filled.holder(owner),
        period=filled.periods["running"],
        why=why,
        state="active",
    )
    goals.add(filled.person(story.LEAD, day(filled)), draft)


def load(filled: Filled) -> None:
    """Let somebody take up more than anybody can carry."""
    for number, (above, title, sentence) in enumerate(story.LOAD):
        who = filled.person(story.OVERLOADED, day(filled, number))
        wanted = Terms(title=title, sentence=sentence)
        proposals.adopt(who, filled.goals[above], filled.people[story.OVERLOADED], wanted)


def use(filled: Filled) -> None:
    """Use goals, which are methods and objectives already, as roots of cascades too."""
    for owner, writer, goal in story.ROOTS:
        draft = UseDraft(lens="cascade", owner=filled.holder(owner))
        goal_uses.use(filled.person(writer, day(filled)), filled.goals[goal], draft)
