"""The models, by noun."""

from trigpoint.store.models.accounts import Account, AccountTie, Queue, Source
from trigpoint.store.models.goals import Contribution, CoOwner, Drive, Evidence, Goal, Step
from trigpoint.store.models.history import ChainHead, Entry, OutboxMessage, ReadLogLine, Version
from trigpoint.store.models.loop import Acknowledgement, CheckIn, Dispute
from trigpoint.store.models.measures import Generation, Measure, Reading, Target
from trigpoint.store.models.organisation import Direction, Organisation, Period, PrivacyMode
from trigpoint.store.models.people import Membership, Person, SavedView, Unit, User
from trigpoint.store.models.work import ApiToken, ImportRun, Job, KeptAnswer

__all__ = [
    "Account",
    "AccountTie",
    "Acknowledgement",
    "ApiToken",
    "ChainHead",
    "CheckIn",
    "CoOwner",
    "Contribution",
    "Direction",
    "Dispute",
    "Drive",
    "Entry",
    "Evidence",
    "Generation",
    "Goal",
    "ImportRun",
    "Job",
    "KeptAnswer",
    "Measure",
    "Membership",
    "Organisation",
    "OutboxMessage",
    "Period",
    "Person",
    "PrivacyMode",
    "Queue",
    "ReadLogLine",
    "Reading",
    "SavedView",
    "Source",
    "Step",
    "Target",
    "Unit",
    "User",
    "Version",
]
