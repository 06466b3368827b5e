"""What teams wrote for others: a story with its effect, a problem that was solved, an idea."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.demo.fill_people import Filled
from trigpoint.services.knowledge import posts
from trigpoint.services.knowledge.posts import PostDraft


@dataclass(frozen=True)
class Written:
    """A post and what was answered; `weeks_ago` is when it was written, `done` since when."""

    kind: str
    by: str
    weeks_ago: int
    title: str
    words: str
    goal: str = ""
    done: int = 0
    answers: tuple[tuple[str, str], ...] = ()
    solved: bool = False


POSTS = (
    Written(
        "story",
        "tuan.nguyen",
        3,
        "Claims go to one owner, and stay there",
        "Whoever opens a claim keeps it until the carrier has paid. We gave three people the "
        "carriers' numbers and took claims out of the common queue. The first two weeks were slow.",
        goal="right-person",
        done=26,
        answers=(("sofia.lind", "Did you take invoices out of the queue as well?"),),
    ),
    Written(
        "problem",
        "grace.liu",
        5,
        "Reminders cross with payments",
        "Customers who paid on Friday get a reminder on Monday, and call. Who has solved this?",
        answers=(
            ("priya.raman", "We send ours on Wednesdays: what was paid at the weekend is booked."),
            ("sofia.lind", "Two lines in the letter: ignore this if you paid last week."),
        ),
        solved=True,
    ),
    Written(
        "idea",
        "chloe.martin",
        2,
        "Ask for the order number before the chat opens",
        "Half of my first minutes go into finding the order.",
        goal="first-time",
    ),
)


def fill_knowledge(filled: Filled) -> None:
    """Write the posts, answer them, and say what solved one."""
    for each in POSTS:
        day = filled.timeline.last_day - datetime.timedelta(weeks=each.weeks_ago)
        done = filled.timeline.last_day - datetime.timedelta(weeks=each.done)
        draft = PostDraft(
            kind=each.kind,
            title=each.title,
            words=each.words,
            goal=filled.goals[each.goal] if each.goal else "",
            since=done if each.done else None,
        )
        made = posts.write(filled.person(each.by, day), draft)
        later = day + datetime.timedelta(days=2)
        said = [posts.answer(filled.person(by, later), made, words) for by, words in each.answers]
        if each.solved:
            posts.solve(filled.person(each.by, later), made, said[0])
