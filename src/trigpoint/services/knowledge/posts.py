"""Posts: what worked on a goal, problems and ideas, written for whoever may read the goal.

What stands on no goal is read by everybody of the organisation; partners' people read and write
only what stands on goals of which they may read the words. Private goals are not written about.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotAllowed, NotThen, NotThere
from trigpoint.services.experiments import experiments
from trigpoint.services.wording import Wording
from trigpoint.store.models import Goal, Person, Post, PostAnswer
from trigpoint.store.state import records

LONGEST_TITLE, LONGEST = 200, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDraft:
    """What is written: a story, a problem or an idea. `goal` is "" for none.

    `since` is the day from which on a story's work was done; None for what is no story.
    """

    kind: str
    title: str
    words: str
    goal: str = ""
    since: datetime.date | None = None


def own(actor: Actor) -> Person:
    """Return who writes; raise `NotAllowed` for a log-in without a person."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can write here."))
    return actor.person


def rows(actor: Actor) -> QuerySet[Post]:
    """Return the posts that the actor may read, the newest first."""
    partner = access.viewer_of(actor).facts.is_partner
    of_nothing = Q(pk__in=()) if partner else Q(goal=None)
    seen = Q(goal__in=access.ids_with_words(actor), goal__private=False)
    mine = Q(by=actor.person) if actor.person else Q(pk__in=())
    found = Post.objects.filter(
        of_nothing | seen | mine, organisation=actor.organisation, retired=False
    )
    named = found.select_related("by", "goal", "solved_by", "experiment__goal")
    return named.order_by("-at", "-pk")


def stood(actor: Actor, post_id: str, at: datetime.datetime) -> Post:
    """Return a post that the actor may read, as it stood `at` a moment.

    Raises:
        NotThere: where it is not for them to read.
        NotThen: where it was not there then, or was about a goal that is not for them.
    """
    find(actor, post_id)
    related = ("by", "goal", "experiment__goal")
    for then in records(Post, actor.organisation, at, *related, public_id=post_id):
        if may_read(actor, then):
            return then
    raise NotThen


def may_read(actor: Actor, row: Post) -> bool:
    """Return whether a post is for the actor to read, as `rows` finds them."""
    if actor.person is not None and row.by_id == actor.person.pk:
        return True
    if row.goal is None:
        return not access.viewer_of(actor).facts.is_partner
    return not row.goal.private and row.goal.pk in access.ids_with_words(actor)


def find(actor: Actor, post_id: str) -> Post:
    """Return a post that the actor may read; raise `NotThere` otherwise."""
    row = rows(actor).filter(public_id=post_id).first()
    if row is None:
        raise NotThere
    return row


def write(actor: Actor, draft: PostDraft) -> str:
    """Write a post; return its public id.

    Raises:
        Invalid: without words; for a story without a goal, or from a day ahead; for a partner's
            people without a goal; on a private goal.
        NotThere: for a goal that the actor may not see.
    """
    row = Post(organisation=actor.organisation, by=own(actor), at=actor.now)
    fill(actor, row, draft)
    with command(actor, "post.write") as journal:
        journal.create(row)
        journal.tell("post.written", post=row.public_id)
    return row.public_id


def edit(actor: Actor, post_id: str, version: int, draft: PostDraft) -> None:
    """Write one's own post anew; raises like `write`, and `Stale`."""
    row = mine(actor, post_id)
    as_read(row, version)
    fill(actor, row, draft)
    with command(actor, "post.edit") as journal:
        journal.save(row, expected=version)


def remove(actor: Actor, post_id: str, version: int) -> None:
    """Take one's own post away; raises like `edit`."""
    row = mine(actor, post_id)
    with command(actor, "post.remove") as journal:
        journal.retire(row, expected=version)


def mine(actor: Actor, post_id: str) -> Post:
    """Return a post that the actor wrote; raise `NotAllowed` for another's."""
    row = find(actor, post_id)
    if actor.person is None or row.by_id != actor.person.pk:
        raise NotAllowed(_("Whoever wrote this changes it."))
    return row


def fill(actor: Actor, row: Post, draft: PostDraft) -> None:
    """Write a draft into a post that is not saved yet, or raise `Invalid`."""
    wording = Wording()
    story = draft.kind == Post.Kind.STORY
    goal = about(actor, draft.goal) if draft.goal else None
    known = draft.kind in Post.Kind.values
    wording.check("kind", holds=known, otherwise=_("Choose a story, a problem or an idea."))
    needed = not story and not access.viewer_of(actor).facts.is_partner
    wording.check("goal", holds=bool(goal) or needed, otherwise=_("Choose the goal it is about."))
    dated = not story or (draft.since is not None and draft.since <= actor.today)
    wording.check("since", holds=dated, otherwise=_("Name the day from which on you did it."))
    row.kind_of_post, row.goal = draft.kind, goal
    row.title = wording.text("title", draft.title, LONGEST_TITLE, _("Say it in a sentence."))
    row.words = wording.text("words", draft.words, LONGEST, _("Say a little more about it."))
    row.since = draft.since if story else None
    wording.refuse()


def about(actor: Actor, goal_id: str) -> Goal:
    """Return a goal that others read about too; raise `Invalid` for a private one."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    if goal.private or goal.pk not in access.ids_with_words(actor):
        raise Invalid({"goal": _("Choose a goal that others may read, too.")})
    return goal


def answer(actor: Actor, post_id: str, words: str) -> str:
    """Answer a post that the actor may read; return the answer's public id.

    Raises:
        Invalid: without words.
        NotAllowed: for a log-in without a person.
    """
    me, post = own(actor), find(actor, post_id)
    wording = Wording()
    said = wording.text("words", words, LONGEST, _("Write your answer."))
    wording.refuse()
    row = PostAnswer(organisation=actor.organisation, post=post, by=me, at=actor.now, words=said)
    with command(actor, "post.answer") as journal:
        journal.create(row)
        journal.tell("post.answered", post=post.public_id)
    return row.public_id


def solve(actor: Actor, post_id: str, answer_id: str, *, version: int | None = None) -> None:
    """Say which answer solved one's own problem or idea; with "" that none did.

    Raises:
        NotThere: for an answer to another post.
        NotAllowed: for anybody but whoever wrote the post.
        Stale: where somebody changed it since `version`.
    """
    row = mine(actor, post_id)
    found = row.answers.filter(public_id=answer_id, retired=False).first() if answer_id else None
    if answer_id and found is None:
        raise NotThere
    row.solved_by = found
    with command(actor, "post.solve") as journal:
        journal.save(row, expected=version)


def turn_into(
    actor: Actor, post_id: str, goal_id: str, experiment_id: str, *, version: int | None = None
) -> None:
    """Say which experiment a problem or an idea was turned into.

    Raises:
        NotThere: for what the actor may not see.
        NotAllowed: where they may not change the experiment's goal.
        Invalid: for a story.
        Stale: where somebody changed it since `version`.
    """
    row = find(actor, post_id)
    if row.kind_of_post == Post.Kind.STORY:
        raise Invalid({"": _("A story has worked already: write the idea that follows from it.")})
    row.experiment = experiments.find(actor, goal_id, experiment_id, Verb.CHANGE)
    with command(actor, "post.turn_into") as journal:
        journal.save(row, expected=version)
