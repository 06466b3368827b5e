"""Where the data of a person lies: every table that leads to one, and what erasing does to it.

Export and erasure both walk along this map and know no table beside it; a test holds it against
the models, so that a new column of a person cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.db.models import Model, QuerySet

from trigpoint.store import models as m
from trigpoint.store.models import Person

NOBODY = "\u2014"
"""The name of a person who was erased, and the title of what was theirs alone."""


class Fate(Enum):
    """What erasing a person does to a row."""

    STAYS = "stays"
    """It holds no words, and points to somebody without a name."""
    EMPTIED = "emptied"
    """Its words are taken away, from its history too; that there was something stays."""
    RETIRED = "retired"
    """Emptied, and out of use."""
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one model that lead to a person by `path`.

    `words` are the columns that erasing sets, and to what; `secret` those that an export leaves
    out, being keys or other people's; `handed_out` is whether they are exported at all, and
    `kept_back` which rows are not, as the person has not agreed.
    """

    model: type[Model]
    path: str
    fate: Fate
    words: Mapping[str, Any] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    handed_out: bool = True
    kept_back: Mapping[str, Any] = field(default_factory=dict)

    def to_hand_out(self, person: Person) -> QuerySet[Any]:
        """Return the rows that a person may take along."""
        found = self.rows(person)
        return found.exclude(**self.kept_back) if self.kept_back else found

    def rows(self, person: Person) -> QuerySet[Any]:
        """Return the rows of a person."""
        return self.model._default_manager.filter(**{self.path: person.pk}).order_by("pk")


OWN_GOAL = "goal__owner_person"
OWN_PLAN = "plan__owner_person"
OF_PLANS: tuple[Held, ...] = (
    Held(
        m.EditionAnswer,
        "edition__plan__owner_person",
        Fate.EMPTIED,
        {"words": ""},
        secret=frozenset({"person"}),
    ),
    Held(m.EditionAnswer, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.UnnamedVoice, "edition__plan__owner_person", Fate.DELETED),
    Held(
        m.Edition,
        OWN_PLAN,
        Fate.EMPTIED,
        {"body": {}, "reason": "", "override_reason": ""},
    ),
    Held(m.Edition, "person", Fate.STAYS, secret=frozenset({"body"})),
    Held(m.Behaviour, "value__plan__owner_person", Fate.RETIRED, {"text": NOBODY, "ticket": ""}),
    Held(m.PlanValue, OWN_PLAN, Fate.RETIRED, {"title": NOBODY, "meaning": ""}),
    Held(m.Perspective, OWN_PLAN, Fate.RETIRED, {"title": NOBODY, "question": ""}),
    Held(m.MapTheme, OWN_PLAN, Fate.RETIRED, {"title": NOBODY}),
    Held(m.Objective, OWN_PLAN, Fate.RETIRED),
    Held(m.Objective, OWN_GOAL, Fate.RETIRED),
    Held(m.JourneyStage, OWN_PLAN, Fate.RETIRED, {"title": NOBODY, "touchpoints": ""}),
    Held(m.PainPoint, "stage__plan__owner_person", Fate.RETIRED, {"title": NOBODY, "tags": []}),
    Held(m.Method, OWN_PLAN, Fate.RETIRED),
    Held(m.Method, OWN_GOAL, Fate.RETIRED),
    Held(
        m.Obstacle,
        OWN_PLAN,
        Fate.RETIRED,
        {
            "title": NOBODY,
            "impact_words": "",
            "mitigation": "",
            "contingency": "",
            "sign_words": "",
            "owner": None,
        },
    ),
    Held(m.Obstacle, "owner", Fate.EMPTIED, {"owner": None}),
    Held(
        m.Obstacle,
        "sign_measure__person",
        Fate.EMPTIED,
        {"sign_measure": None, "sign_threshold": None},
    ),
    Held(
        m.Suggestion,
        OWN_PLAN,
        Fate.EMPTIED,
        {"text": NOBODY, "answer": ""},
        secret=frozenset({"person"}),
    ),
    Held(m.Suggestion, "person", Fate.EMPTIED, {"text": NOBODY, "answer": ""}),
    Held(m.Suggestion, "answered_by", Fate.STAYS, secret=frozenset({"person", "text"})),
    Held(m.PlanRequest, OWN_PLAN, Fate.RETIRED, {"part": NOBODY, "answer": ""}),
    Held(m.PlanRequest, OWN_GOAL, Fate.EMPTIED, {"goal": None}),
    Held(m.PlanRequest, "asked_by", Fate.STAYS),
    Held(m.PlanRequest, "answered_by", Fate.STAYS),
    Held(m.Participant, OWN_PLAN, Fate.RETIRED, {"area": ""}, secret=frozenset({"person"})),
    Held(m.Participant, "person", Fate.RETIRED, {"area": ""}),
    Held(m.Presence, OWN_PLAN, Fate.DELETED, handed_out=False),
    Held(m.Presence, "person", Fate.DELETED, handed_out=False),
    Held(m.ShareLink, OWN_PLAN, Fate.DELETED, secret=frozenset({"digest", "password"})),
    Held(m.ShareLink, "user__person", Fate.DELETED, secret=frozenset({"digest", "password"})),
    Held(m.Plan, "owner_person", Fate.RETIRED, {"vision": ""}),
)
OF_MEETINGS: tuple[Held, ...] = (
    Held(m.MotionVoice, "person", Fate.EMPTIED, {"words": ""}),
    Held(
        m.MotionVoice,
        "motion__owner_person",
        Fate.EMPTIED,
        {"words": ""},
        secret=frozenset({"person"}),
    ),
    Held(m.Motion, "person", Fate.STAYS),
    Held(
        m.Motion,
        "owner_person",
        Fate.RETIRED,
        {"title": NOBODY, "why": "", "sentence": "", "reason": ""},
        secret=frozenset({"person"}),
    ),
    Held(m.Motion, OWN_GOAL, Fate.EMPTIED, {"goal": None}),
    Held(m.Motion, "parent__owner_person", Fate.EMPTIED, {"parent": None}),
    Held(m.Attendance, "person", Fate.RETIRED),
    Held(m.Meeting, "called_by", Fate.STAYS),
)
OWN_LADDER = "ladder__owner_person"


def stepped_off(way: str = "") -> dict[str, Any]:
    """Return what is true of a ladder, `way` from a row, that was stepped off in confidence."""
    return {f"{way}state": m.Ladder.State.DECLINED, f"{way}may_export": False}


OF_LADDERS: tuple[Held, ...] = (
    Held(
        m.Coaching,
        OWN_LADDER,
        Fate.EMPTIED,
        {"topic": NOBODY, "notes": ""},
        secret=frozenset({"coach"}),
        kept_back=stepped_off("ladder__"),
    ),
    Held(m.Coaching, "coach", Fate.EMPTIED, {"notes": ""}),
    Held(
        m.RungResource,
        "rung__ladder__owner_person",
        Fate.RETIRED,
        {"title": "", "link": ""},
        kept_back=stepped_off("rung__ladder__"),
    ),
    Held(m.RungResource, "rung__goal__owner_person", Fate.STAYS, handed_out=False),
    Held(
        m.Criterion,
        "rung__ladder__owner_person",
        Fate.RETIRED,
        {"words": "", "evidence": {}},
        kept_back=stepped_off("rung__ladder__"),
    ),
    Held(m.Criterion, "measure__person", Fate.EMPTIED, {"evidence": {}}, handed_out=False),
    Held(m.Criterion, "guard__person", Fate.EMPTIED, {"evidence": {}}, handed_out=False),
    Held(
        m.LadderSkill,
        OWN_LADDER,
        Fate.RETIRED,
        {"name": NOBODY, "own_words": "", "lead_words": ""},
        kept_back=stepped_off("ladder__"),
    ),
    Held(m.Hindrance, OWN_LADDER, Fate.RETIRED, {"words": ""}, kept_back=stepped_off("ladder__")),
    Held(
        m.Rung,
        OWN_LADDER,
        Fate.RETIRED,
        {"title": NOBODY, "reward_words": "", "goal": None},
        kept_back=stepped_off("ladder__"),
    ),
    Held(m.Rung, OWN_GOAL, Fate.EMPTIED, {"goal": None}, handed_out=False),
    Held(
        m.Ladder,
        "owner_person",
        Fate.RETIRED,
        {
            "title": NOBODY,
            "why": "",
            "declined_words": "",
            "away": [],
            "goal": None,
            "coach": None,
        },
        kept_back=stepped_off(),
    ),
    Held(m.Ladder, OWN_GOAL, Fate.EMPTIED, {"goal": None}, handed_out=False),
    Held(m.Ladder, "coach", Fate.EMPTIED, {"coach": None}, handed_out=False),
    Held(m.RoundVoice, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.LadderRound, "opened_by", Fate.STAYS),
)
TOLD = {
    "question": "",
    "words": "",
    "strength": "",
    "next_step": "",
    "evidence": "",
    "support": "",
}
OF_FEEDBACK: tuple[Held, ...] = (
    Held(
        m.FeedbackReply,
        "feedback__goal__owner_person",
        Fate.EMPTIED,
        {"words": ""},
        handed_out=False,
    ),
    Held(m.FeedbackReply, "feedback__to", Fate.EMPTIED, {"words": ""}),
    Held(m.FeedbackReply, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.Feedback, OWN_GOAL, Fate.EMPTIED, TOLD, handed_out=False),
    Held(m.Feedback, "to", Fate.EMPTIED, TOLD),
    Held(m.Feedback, "by", Fate.EMPTIED, TOLD),
)
OF_TALKS: tuple[Held, ...] = (
    Held(m.TalkLine, "by", Fate.EMPTIED, {"words": ""}),
    Held(m.TalkLine, "other", Fate.EMPTIED, {"words": ""}, kept_back={"shared": False}),
)
OF_TRAININGS: tuple[Held, ...] = (
    Held(
        m.Attended,
        "training__goal__owner_person",
        Fate.STAYS,
        secret=frozenset({"person"}),
    ),
    Held(m.Attended, "training__aim__owner_person", Fate.STAYS, handed_out=False),
    Held(m.Attended, "person", Fate.RETIRED),
    Held(m.Training, OWN_GOAL, Fate.RETIRED, {"title": NOBODY}),
    Held(m.Training, "aim__owner_person", Fate.STAYS, handed_out=False),
)
OF_EXPERIMENTS: tuple[Held, ...] = (
    Held(
        m.TakesPart,
        "experiment__goal__owner_person",
        Fate.STAYS,
        secret=frozenset({"person"}),
    ),
    Held(m.TakesPart, "experiment__measure__person", Fate.STAYS, handed_out=False),
    Held(m.TakesPart, "experiment__guard__person", Fate.STAYS, handed_out=False),
    Held(m.TakesPart, "experiment__decided_by", Fate.STAYS, handed_out=False),
    Held(m.TakesPart, "person", Fate.RETIRED),
    Held(
        m.Experiment,
        OWN_GOAL,
        Fate.RETIRED,
        {"title": NOBODY, "hypothesis": "", "stopped_why": "", "decision": ""},
    ),
    Held(m.Experiment, "measure__person", Fate.STAYS, handed_out=False),
    Held(m.Experiment, "guard__person", Fate.STAYS, handed_out=False),
    Held(m.Experiment, "decided_by", Fate.EMPTIED, {"decision": ""}),
)
PAIRED = {"shown": "", "outcome": ""}
OF_MENTORS: tuple[Held, ...] = (
    Held(
        m.MentorPair,
        "wish__person",
        Fate.RETIRED,
        PAIRED,
        secret=frozenset({"mentor"}),
        kept_back={"state": m.MentorPair.State.PASSED},
    ),
    Held(
        m.MentorPair,
        "mentor",
        Fate.RETIRED,
        PAIRED,
        secret=frozenset({"wish"}),
        kept_back={"state": m.MentorPair.State.DECLINED},
    ),
    Held(m.MentorWord, "person", Fate.RETIRED, {"subject": NOBODY}),
)
POSTED = {"title": NOBODY, "words": ""}
OF_KNOWLEDGE: tuple[Held, ...] = (
    Held(m.PostAnswer, "post__goal__owner_person", Fate.EMPTIED, {"words": ""}, handed_out=False),
    Held(m.PostAnswer, "post__by", Fate.STAYS, handed_out=False),
    Held(m.PostAnswer, "by", Fate.EMPTIED, {"words": ""}),
    Held(m.Post, OWN_GOAL, Fate.EMPTIED, POSTED, handed_out=False),
    Held(m.Post, "by", Fate.EMPTIED, POSTED),
)
OF_OUTSIDE: tuple[Held, ...] = (
    Held(m.Benchmark, "measure__person", Fate.RETIRED, {"source": NOBODY}),
    Held(m.TypedValue, "measure__person", Fate.RETIRED, {"note": NOBODY, "link": ""}),
    Held(m.TypedValue, "by", Fate.STAYS),
    Held(m.Signal, "by", Fate.STAYS),
    Held(m.Signal, "decided_by", Fate.EMPTIED, {"decision": ""}),
    Held(m.ReportMeasure, OWN_PLAN, Fate.RETIRED),
    Held(m.ReportMeasure, "measure__person", Fate.RETIRED),
)
SAID = {"title": "", "why": "", "sentence": "", "answers_for": "", "words": "", "answer": ""}
OTHERS = frozenset({"person", "proposed_by", "answered_by"})
"""Who else is named in a proposal is not the person's to take along."""
MAP: tuple[Held, ...] = (
    Held(
        Person,
        "pk",
        Fate.RETIRED,
        {"name": NOBODY, "email": "", "title": "", "functional_area": "", "employer": None},
    ),
    Held(m.Membership, "person", Fate.STAYS),
    Held(m.AccountTie, "person", Fate.STAYS),
    Held(m.Account, "ties__person", Fate.EMPTIED, {"name": "", "mail_hash": ""}),
    *OF_PLANS,
    *OF_MEETINGS,
    *OF_LADDERS,
    *OF_TRAININGS,
    *OF_EXPERIMENTS,
    *OF_OUTSIDE,
    Held(m.Goal, "owner_person", Fate.RETIRED, {"title": NOBODY, "why": "", "how": ""}),
    Held(m.Target, OWN_GOAL, Fate.RETIRED, {"title": ""}),
    Held(m.Step, OWN_GOAL, Fate.RETIRED, {"title": NOBODY, "result": "", "person": None}),
    Held(m.CoOwner, OWN_GOAL, Fate.RETIRED, {"answers_for": ""}),
    Held(
        m.Contribution,
        "child__owner_person",
        Fate.RETIRED,
        {"sentence": "", "evidence_source": ""},
    ),
    Held(m.Drive, "cause__owner_person", Fate.RETIRED, {"sentence": ""}),
    Held(m.Drive, "effect__owner_person", Fate.RETIRED, {"sentence": ""}),
    Held(m.CheckIn, OWN_GOAL, Fate.EMPTIED, {"note": ""}),
    *OF_FEEDBACK,
    *OF_TALKS,
    Held(m.Thanks, OWN_GOAL, Fate.EMPTIED, {"words": "", "evidence": ""}, handed_out=False),
    Held(
        m.Thanks,
        "behaviour__value__plan__owner_person",
        Fate.EMPTIED,
        {"words": "", "evidence": ""},
        handed_out=False,
    ),
    *OF_MENTORS,
    *OF_KNOWLEDGE,
    Held(m.Thanks, "to", Fate.EMPTIED, {"words": "", "evidence": ""}),
    Held(m.Thanks, "by", Fate.EMPTIED, {"words": "", "evidence": ""}),
    Held(m.Resistance, "person", Fate.EMPTIED, {"words": "", "answer": ""}),
    Held(m.Resistance, "answered_by", Fate.EMPTIED, {"answer": ""}, secret=frozenset({"person"})),
    Held(m.Mute, "muted_by", Fate.EMPTIED, {"reason": ""}),
    Held(m.Closing, OWN_GOAL, Fate.EMPTIED, {"learned": ""}),
    Held(m.Closing, "next_goal__owner_person", Fate.STAYS, handed_out=False),
    Held(m.Closing, "person", Fate.STAYS),
    Held(m.Briefing, "by", Fate.STAYS, secret=frozenset({"body"})),
    Held(m.BriefingWord, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.ReviewPaper, "person", Fate.EMPTIED, {"body": {}, "comment": ""}),
    Held(m.ReviewPaper, "to", Fate.STAYS, secret=frozenset({"body", "comment"})),
    Held(m.ReviewPaper, "asked_by", Fate.STAYS, secret=frozenset({"body", "comment"})),
    Held(m.Rhythm, OWN_GOAL, Fate.STAYS),
    Held(m.Hurdle, OWN_GOAL, Fate.RETIRED, {"title": NOBODY}),
    Held(m.Hurdle, "person", Fate.RETIRED, {"title": NOBODY}),
    Held(m.Need, OWN_GOAL, Fate.RETIRED, {"words": "", "answer": ""}, secret=frozenset({"leader"})),
    Held(m.Need, "person", Fate.RETIRED, {"words": "", "answer": ""}),
    Held(m.Need, "leader", Fate.STAYS, secret=frozenset({"words"})),
    Held(
        m.Acknowledgement,
        OWN_GOAL,
        Fate.RETIRED,
        {"words": ""},
        secret=frozenset({"person", "asked_by"}),
    ),
    Held(m.PulseSeat, "person", Fate.STAYS),
    Held(m.PulseRound, "by", Fate.STAYS),
    Held(m.Receipt, "person", Fate.EMPTIED, {"part": ""}),
    Held(m.Announcement, "written_by", Fate.STAYS),
    Held(m.Incentive, "person", Fate.RETIRED, {"title": NOBODY, "besides": ""}),
    Held(m.PayPurpose, "stated_by", Fate.STAYS),
    Held(m.Widening, "proposed_by", Fate.EMPTIED, {"words": ""}, secret=frozenset({"answered_by"})),
    Held(
        m.Widening, "answered_by", Fate.EMPTIED, {"answer": ""}, secret=frozenset({"proposed_by"})
    ),
    Held(m.DecisionRight, "measure__person", Fate.EMPTIED, {"measure": None}),
    Held(m.RealignmentVoice, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.RealignmentVoice, "answered_by", Fate.EMPTIED, {"words": ""}),
    Held(m.Realignment, "made_by", Fate.STAYS),
    Held(m.Talk, "held_by", Fate.STAYS),
    Held(m.Proposal, OWN_GOAL, Fate.RETIRED, SAID, secret=OTHERS),
    Held(m.Proposal, "person", Fate.EMPTIED, SAID, secret=OTHERS),
    Held(m.Proposal, "proposed_by", Fate.EMPTIED, SAID, secret=OTHERS),
    Held(m.Proposal, "answered_by", Fate.EMPTIED, {"answer": ""}, secret=OTHERS),
    Held(m.Step, "person", Fate.EMPTIED, {"person": None, "result": ""}),
    Held(m.CoOwner, "person", Fate.RETIRED, {"answers_for": ""}),
    Held(m.CheckIn, "person", Fate.EMPTIED, {"note": ""}),
    Held(m.Acknowledgement, "person", Fate.EMPTIED, {"words": ""}),
    Held(m.Acknowledgement, "asked_by", Fate.STAYS, secret=frozenset({"person", "words"})),
    Held(m.Dispute, "person", Fate.EMPTIED, {"words": "", "answer": ""}),
    Held(m.Dispute, "answered_by", Fate.STAYS, secret=frozenset({"person", "words", "measure"})),
    Held(m.Pattern, "person", Fate.EMPTIED, {"words": "", "tickets": []}),
    Held(m.Measure, "person", Fate.RETIRED, {"title": NOBODY}),
    Held(m.Reading, "measure__person", Fate.DELETED),
    Held(m.ReadLogLine, "subject", Fate.DELETED),
    Held(m.ReadLogLine, "reader__person", Fate.STAYS, secret=frozenset({"subject"})),
    Held(m.ImportRun, "created_by__person", Fate.STAYS, secret=frozenset({"problems"})),
    Held(m.SyncRun, "created_by__person", Fate.STAYS, secret=frozenset({"problems"})),
    Held(m.Entry, "user__person", Fate.EMPTIED, secret=frozenset({"salt", "reason_salt"})),
    Held(m.Told, "person", Fate.DELETED, handed_out=False),
    Held(m.ChatTie, "person", Fate.DELETED, secret=frozenset({"sealed", "digest"})),
    Held(m.CalendarFeed, "person", Fate.DELETED, secret=frozenset({"digest"})),
    Held(m.Letter, "person", Fate.DELETED),
    Held(m.Delivery, "person", Fate.EMPTIED, {"bounced": "", "bounce_words": ""}),
    Held(m.SavedView, "user__person", Fate.DELETED),
    Held(m.ApiToken, "user__person", Fate.DELETED, secret=frozenset({"digest"})),
    Held(m.KeptAnswer, "user__person", Fate.DELETED, handed_out=False),
    Held(EmailConfirmation, "email_address__user__person", Fate.DELETED, handed_out=False),
    Held(EmailAddress, "user__person", Fate.DELETED),
    Held(Authenticator, "user__person", Fate.DELETED, secret=frozenset({"data"})),
    Held(SocialToken, "account__user__person", Fate.DELETED, handed_out=False),
    Held(SocialAccount, "user__person", Fate.DELETED),
    Held(m.User, "person", Fate.DELETED, secret=frozenset({"password"})),
)
"""In the order in which rows may be deleted: those that point to others first."""

APART = frozenset({"store.Version", "store.OutboxMessage", "store.Job", "sessions.Session"})
"""Tables that no column ties to a person, and that export and erasure see to by themselves."""

IMPERSONAL = frozenset(
    {
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "socialaccount.SocialApp",
        "store.Unit",
        "store.Placement",
        "store.PulseTally",
        "store.AdoptionStep",
        "store.Source",
        "store.Connection",
        "store.Secret",
        "store.Outlet",
        "store.OutletSecret",
        "store.Chat",
        "store.SeenRequest",
        "store.Queue",
        "store.QueueTie",
        "store.Organisation",
        "store.Period",
        "store.Direction",
        "store.ChainHead",
        "store.Generation",
        "store.SurveyComment",
    }
)
"""Tables that hold nothing of anybody."""
