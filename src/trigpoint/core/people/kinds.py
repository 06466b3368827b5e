"""The words of the policy: what there is, what can be done to it, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Mode(Enum):
    """The privacy mode of an organisation: who besides the person sees personal figures."""

    INDIVIDUAL = "individual"
    SELF_ONLY = "self-only"
    TEAM_ONLY = "team-only"


class Verb(Enum):
    """What someone wants to do."""

    SEE = "see"
    CREATE = "create"
    CHANGE = "change"
    RETIRE = "retire"
    PROPOSE = "propose"
    DISPUTE = "dispute"
    EXPORT = "export"


class Kind(Enum):
    """What it is done to. The history of a record is seen by whoever sees the record."""

    GOAL = "goal"
    """A goal of a unit."""
    GOAL_OF_PERSON = "goal of a person"
    """An agreed goal that a person holds."""
    ASPIRATION = "personal goal"
    """A wish of one's own, private until shared."""
    PLAN = "plan"
    """A plan of a unit, such as its V2MOM."""
    PLAN_OF_PERSON = "plan of a person"
    PLAN_IN_DRAFT = "plan of a person in draft"
    """A person's plan that they have not shown to anybody yet."""
    LADDER = "ladder"
    """A ladder of a unit, and its round that asks where one helps most."""
    LADDER_OF_PERSON = "ladder of a person"
    LADDER_IN_PRIVATE = "ladder of a person in private"
    """A person's ladder that is a draft, or that they have stepped off."""
    COACHING = "coaching"
    """A meeting of a person with their coach, and the notes of it."""
    REVIEW_PAPER = "review paper of a person"
    """A paper on a person's work for HR that they have not released."""
    REVIEW_PAPER_RELEASED = "review paper of a person, released"
    CONTRIBUTION = "contribution"
    CHECK_IN = "check-in"
    CHECK_IN_OF_PERSON = "check-in of a person"
    PROPOSAL = "proposal"
    """What somebody asks another one to agree to about a goal, and the answer."""
    UNIT = "unit"
    PERSON = "person"
    MEASURE = "measure"
    """The definition of a measure, without any figure."""
    FIGURE_OF_ORGANISATION = "figure of the organisation"
    FIGURE_OF_UNIT = "figure of a unit"
    FIGURE_OF_PERSON = "figure of a person"
    DISPUTE = "word against a figure"
    """What a person says of a figure about them, and the answer; never the figure itself."""
    TICKETS_OF_ORGANISATION = "tickets behind a figure of the organisation"
    TICKETS_OF_UNIT = "tickets behind a figure of a unit"
    TICKETS_OF_PERSON = "tickets behind a figure of a person"
    SOURCE = "source"
    JOB = "job"
    ACCOUNT_TIE = "account tie"
    ACCESS_LOG = "access log"
    """Who looked at whose personal data."""
    TRAIL = "trail"
    """The chain of all changes of the organisation: who, when, what kind of thing."""
    SETTINGS = "settings"
    TOKEN = "token"  # noqa: S105 - the name of a kind


class Relation(Enum):
    """How an actor stands to a thing. `relations` defines each; one may have several."""

    OUTSIDER = "outsider"
    COLLEAGUE = "same organisation"
    PARTNER = "partner"
    TEAMMATE = "same team"
    SERVING = "serving"
    LEAD = "lead"
    SKIP_LEAD = "skip lead"
    OWNER = "owner"
    SUBJECT = "subject"
    RECIPIENT = "recipient"
    ADMINISTRATOR = "administrator"
    OBSERVER = "works-council observer"
    FORMER = "former member"


class Outcome(IntEnum):
    """What the policy answers, from least to most."""

    DENY = 0
    AGGREGATE = 1
    """Only the figure of a group that is large enough."""
    REDACT = 2
    """All but the named fields."""
    ALLOW = 3


class Field(Enum):
    """What is left out of something that is shown redacted."""

    FIGURES = "figures"
    WORDS = "words"
    AGENT = "agent"
    READER = "reader"
    SUBJECT = "subject"
    CONTENT = "content"
    OWNERS = "owners"
    CONNECTION = "connection"
    SECRET = "secret"  # noqa: S105 - the name of a field


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one actor, thing, verb and mode. `hidden` is empty unless redacted."""

    outcome: Outcome
    hidden: frozenset[Field] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything at all is allowed."""
        return self.outcome is not Outcome.DENY
