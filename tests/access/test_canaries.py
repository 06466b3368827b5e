"""A word of its own in every private text, looked for everywhere by everybody else."""

import datetime
import logging
import os

import pytest
from django.db.models import Model
from django.test import Client

from tests.access import asking
from tests.access.acts import goal
from tests.access.routes import STANDING
from tests.access.test_matrix import KINDS, all_routes
from tests.access.things import DAY, UNKNOWN, Things, make
from tests.cast import NOW, Cast
from trigpoint.api import auth
from trigpoint.core.delivery.outlets import TOPICS
from trigpoint.services.actor import for_person
from trigpoint.services.adoption import resistance
from trigpoint.services.goals import graph
from trigpoint.services.letters import calendar_feed, letters
from trigpoint.services.limits import Limit
from trigpoint.services.loop import check_ins, closing, feedback, thanks
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.closing import ClosingDraft
from trigpoint.services.loop.feedback import FeedbackDraft
from trigpoint.services.loop.needs import NeedDraft
from trigpoint.services.loop.thanks import ThanksDraft
from trigpoint.services.outlets import outlets
from trigpoint.services.outlets.outlets import OutletDraft
from trigpoint.services.talks import talks
from trigpoint.services.talks.talks import TalkDraft
from trigpoint.store.models import (
    Attendance,
    CheckIn,
    Closing,
    Coaching,
    Dispute,
    Feedback,
    FeedbackReply,
    Goal,
    Hindrance,
    Hurdle,
    Ladder,
    LadderRound,
    LadderSkill,
    Letter,
    Meeting,
    MentorPair,
    MentorWord,
    Motion,
    MotionVoice,
    Need,
    Organisation,
    OutboxMessage,
    Person,
    Resistance,
    ReviewPaper,
    RoundVoice,
    Step,
    SurveyComment,
    TalkLine,
    Thanks,
)

EVERYBODY = ("ana", "rui", "ines", "tuan", "jo", "mira", "bea", "dara", "wanda", "pat", "olga")
INSIDE = set(EVERYBODY) - {"pat", "olga"}
"""Who works here: what is said in a unit's meeting and log is no secret among them."""
MONDAY = datetime.datetime(2026, 11, 23, 8, 10, tzinfo=datetime.UTC)
WALKED = set(os.environ.get("TRIGPOINT_CANARIES", "").split(",")) - {""}
"""Who walks every route besides the sample: `all`, or first names."""


def word(name: str) -> str:
    """Return a canary; its letters are in no other text."""
    return f"Kanarizqx{name}"


#: canary: who may read it
READERS = {
    "aspiration": {"ana"},
    "aspirationnote": {"ana"},
    "hurdle": {"ana"},
    "step": {"ana"},
    "feedback": {"ana", "rui"},
    "reply": {"ana", "rui"},
    "coaching": {"ana", "rui"},
    "ladder": {"ana", "rui"},
    "declined": {"ana", "rui"},
    "skill": {"ana", "rui"},
    "hindrance": {"ana", "rui"},
    "thanks": {"ana", "rui"},
    "review": {"ana"},
    "round": {"ana"},
    "passed": {"ana"},
    "talknote": {"ana"},
    "promise": {"ana", "rui"},
    "need": {"ana", "tuan"},
    "closing": {"ana"},
    "outcome": {"ana", "rui"},
    "dispute": {"ana", "tuan", "dara"},
    "resistance": INSIDE,
    "motion": INSIDE,
    "comment": set(),
}


def plant(cast: Cast, things: Things) -> dict[str, Model]:
    """Write a canary into each text that is somebody's alone; return what stands in an address."""
    home = cast.organisation
    ana, rui = (Person.objects.get(public_id=cast.people[name]) for name in ("ana", "rui"))
    team = things.records["goal", "team"]
    period = team.period
    mine = Goal.objects.create(
        organisation=home,
        title=word("aspiration"),
        why=word("aspiration"),
        how=word("aspiration"),
        owner_person=ana,
        period=period,
        state=Goal.State.ACTIVE,
        private=True,
    )
    own = {"organisation": home}
    CheckIn.objects.create(
        goal=mine, person=ana, at=NOW, status="on_track", note=word("aspirationnote"), **own
    )
    Hurdle.objects.create(goal=mine, person=ana, title=word("hurdle"), at=NOW, **own)
    step = Step.objects.create(goal=mine, title=word("step"), due=DAY, **own)
    said = dict.fromkeys(
        ("question", "words", "strength", "next_step", "evidence", "support"), word("feedback")
    )
    feedback = Feedback.objects.create(goal=team, by=rui, to=ana, given_at=NOW, **said, **own)
    FeedbackReply.objects.create(feedback=feedback, person=ana, words=word("reply"), at=NOW, **own)
    ladder = Ladder.objects.create(
        owner_person=ana,
        coach=rui,
        title=word("ladder"),
        why=word("ladder"),
        declined_words=word("declined"),
        state=Ladder.State.DECLINED,
        **own,
    )
    coaching = Coaching.objects.create(
        ladder=ladder, coach=rui, at=NOW, topic=word("coaching"), notes=word("coaching"), **own
    )
    both = {"own_words": word("skill"), "lead_words": word("skill")}
    LadderSkill.objects.create(ladder=ladder, name=word("skill"), **both, **own)
    Hindrance.objects.create(
        ladder=ladder, kind_of_hindrance="process", words=word("hindrance"), **own
    )
    Thanks.objects.create(
        by=rui, to=ana, goal=team, words=word("thanks"), evidence=word("thanks"), at=NOW, **own
    )
    tuan = Person.objects.get(public_id=cast.people["tuan"])
    paper = ReviewPaper.objects.create(
        person=ana,
        to=tuan,
        asked_by=tuan,
        since=DAY,
        until=DAY,
        at=NOW,
        comment=word("review"),
        **own,
    )
    asked = LadderRound.objects.create(
        unit=things.records["unit", "team"], opened_by=tuan, opened_on=DAY, **own
    )
    RoundVoice.objects.create(
        round=asked, person=ana, kpi="first_reply_time", words=word("round"), **own
    )
    wish = MentorWord.objects.create(person=rui, side="wants", subject="Calm words", **own)
    MentorPair.objects.create(
        wish=wish,
        mentor=ana,
        state=MentorPair.State.PASSED,
        shown=word("passed"),
        answered_at=NOW,
        **own,
    )
    TalkLine.objects.create(by=ana, other=rui, words=word("talknote"), at=NOW, **own)
    promised = {"kind_of_line": TalkLine.Kind.PROMISE, "shared": True, "words": word("promise")}
    TalkLine.objects.create(by=ana, other=rui, at=NOW, **promised, **own)
    asked_for = Need.objects.create(
        goal=mine, person=ana, leader=tuan, kind_of_need="time", words=word("need"), at=NOW, **own
    )
    Closing.objects.create(
        goal=mine, person=ana, score=50, decision="drop", learned=word("closing"), at=NOW, **own
    )
    return {
        **beside(cast, things, ana, rui),
        "need": asked_for,
        "goal": mine,
        "step": step,
        "ladder": ladder,
        "feedback": feedback,
        "coaching": coaching,
        "review_paper": paper,
        "person": ana,
        "round": asked,
    }


def beside(cast: Cast, things: Things, ana: Person, rui: Person) -> dict[str, Model]:
    """Write what is said among several: of a pair, of a figure, in a log and in a meeting."""
    own = {"organisation": cast.organisation}
    done = MentorWord.objects.create(person=rui, side="wants", subject="Warm words", **own)
    MentorPair.objects.create(
        wish=done,
        mentor=ana,
        state=MentorPair.State.CLOSED,
        answered_at=NOW,
        began_on=DAY,
        ended_on=DAY,
        outcome=word("outcome"),
        **own,
    )
    wrong = Dispute.objects.create(
        person=ana,
        measure=things.records["measure", "own"],
        start=DAY,
        words=word("dispute"),
        at=NOW,
        **own,
    )
    Organisation.objects.update(comment_days=365)
    SurveyComment.objects.create(
        run=things.records["run", "own"],
        rating="1",
        ticket="1",
        day=DAY,
        score=5,
        highest=5,
        words=word("comment"),
        **own,
    )
    team = things.records["unit", "team"]
    Resistance.objects.create(unit=team, words=word("resistance"), said_on=DAY, **own)
    period = things.records["goal", "team"].period
    meeting = Meeting.objects.create(unit=team, period=period, title="Aims", day=DAY, **own)
    Attendance.objects.create(meeting=meeting, person=ana, **own)
    motion = Motion.objects.create(
        meeting=meeting, person=ana, title="More calm", owner_unit=team, **own
    )
    MotionVoice.objects.create(
        motion=motion, person=rui, answer="disagree", words=word("motion"), **own
    )
    return {"dispute": wrong, "meeting": meeting, "motion": motion}


KIND_OF = {
    **KINDS,
    "feedback_id": "feedback",
    "feedback": "feedback",
    "coaching": "coaching",
    "coaching_id": "coaching",
    "round_id": "round",
    "need": "need",
    "need_id": "need",
    "dispute": "dispute",
    "dispute_id": "dispute",
    "meeting": "meeting",
    "meeting_id": "meeting",
    "motion": "motion",
    "motion_id": "motion",
}


@pytest.fixture
def planted(cast, monkeypatch) -> tuple[Things, dict[str, Model]]:
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=1_000_000, per_second=1_000_000))
    monkeypatch.setattr(graph, "_cache", graph.Cache())
    things = make(cast, STANDING)
    private = plant(cast, things)
    # What was planted has no entry in the history, so a state read before would be taken for it.
    graph.forget()
    return things, private


def told(text: str, reader: str) -> list[str]:
    """Return the canaries in a text that a reader may not read."""
    return [name for name, may in READERS.items() if word(name) in text and reader not in may]


def ids(things: Things, planted: dict[str, Model], params: tuple[str, ...]) -> dict[str, str]:
    """Return ids of what is private, and of the team's things for the rest."""
    found = {}
    for param in params:
        kind = KIND_OF.get(param, "")
        record = planted.get(kind)
        known = things.id_of(kind, "team")
        own = things.id_of(kind, "own")
        found[param] = record.public_id if record else known if known != UNKNOWN else own
    return found


def walkers(number: int) -> list[str]:
    """Return who asks a route: an administrator always, and another one in turn."""
    others = [name for name in EVERYBODY if name not in {"ana", "dara"}]
    if "all" in WALKED:
        return ["dara", *others]
    return sorted({"dara", others[number % len(others)], *WALKED})


@pytest.mark.req("LOOP-7", via="web")
@pytest.mark.req("LOOP-2", via="web")
@pytest.mark.slow
def test_no_private_word_is_on_any_page_of_anybody_else(cast, planted, caplog):
    things, private = planted
    clients = {}
    for name in EVERYBODY:
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(getattr(cast, name).user)
    leaks, asked, opened = [], 0, 0
    with caplog.at_level(logging.DEBUG):
        for number, route in enumerate(all_routes(things)):
            if route.method != "GET" or "<" in route.address:
                continue
            for name in walkers(number):
                answer = asking.ask(clients[name], route, ids(things, private, route.params))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                asked += 1
                opened += answer.status_code == 200
                leaks += [
                    f"{route.name} {name}: {w}" for w in told(body.decode(errors="replace"), name)
                ]
    assert leaks == []
    assert asked > 500
    assert opened > asked / 3
    assert told(caplog.text, "nobody") == []


def test_the_canaries_are_there_for_whoever_may_read_them(cast, planted):
    """The walk would find them: their readers do."""
    _things, private = planted
    for name, path, words in (
        ("ana", f"/g/{private['goal'].public_id}/", "aspiration"),
        ("rui", f"/feedback/{private['feedback'].public_id}/", "feedback"),
        ("rui", f"/ladders/coaching/{private['coaching'].public_id}/", "coaching"),
        ("rui", "/thanks/", "thanks"),
        ("tuan", f"/needs/{private['need'].public_id}/", "need"),
        ("tuan", f"/meetings/{private['meeting'].public_id}/", "motion"),
        ("rui", "/mentors/", "outcome"),
        ("tuan", "/disputes/", "dispute"),
        ("ines", "/adoption/", "resistance"),
    ):
        client = Client()
        client.force_login(getattr(cast, name).user)
        assert word(words) in client.get(path).content.decode()


def test_no_private_word_is_in_anybodys_letters_messages_or_calendar(cast, planted):
    letters.write(cast.organisation, MONDAY)
    assert Letter.objects.count() > 1
    for letter in Letter.objects.select_related("person"):
        reader = letter.person.name.split()[0].lower()
        assert told(str(letter.lines), reader) == []
    bodies = OutboxMessage.objects.values_list("body", flat=True)
    assert told(str(list(bodies)), "nobody") == []
    for name in sorted(set(EVERYBODY) - {"olga"}):
        actor = for_person(Person.objects.get(public_id=cast.people[name]), NOW)
        said = [f"{one.what} {one.title}" for one in calendar_feed.owed(actor)]
        assert told(str(said), "nobody") == []


def test_no_private_word_goes_out_by_a_webhook(cast, settings):
    """What is written through the services reaches programs as ids, whatever they are told of."""
    settings.TRIGPOINT_ALLOW = ["127.0.0.1:9"]
    draft = OutletDraft(name="All", address="http://127.0.0.1:9/", topics=list(TOPICS))
    outlets.add(cast.dara, draft)
    ana = cast.people["ana"]
    team = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    mine = goal(cast, "ana", ana, word("aspiration"), private=True)
    asked = NeedDraft(kind="time", words=word("need"), leader=cast.people["tuan"])
    said = CheckInDraft(
        status="at_risk", note=word("hurdle"), new_hurdle=word("hurdle"), need=asked
    )
    check_ins.check_in(cast.ana, mine, said)
    told_her = FeedbackDraft(private=True, words=word("feedback"))
    feedback.give(cast.rui, team, ana, told_her)
    thanks.say(cast.rui, ThanksDraft(to=ana, words=word("thanks"), goal=team))
    talks.write(cast.tuan, ana, TalkDraft(kind="note", words=word("talknote"), shared=True))
    resistance.say(cast.ana, word("resistance"), named=True)
    ending = ClosingDraft(reached=False, score=10, decision="drop", learned=word("closing"))
    closing.close(cast.ana, mine, ending)
    sent = [str(body) for body in OutboxMessage.objects.values_list("body", flat=True)]
    assert len(sent) > 3
    assert told(str(sent), "nobody") == []
