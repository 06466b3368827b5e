"""The models, by noun."""

from trigpoint.store.models.accounts import Account, AccountTie, Queue, QueueTie, Source
from trigpoint.store.models.adoption import AdoptionStep, Resistance
from trigpoint.store.models.announcements import Announcement, Receipt, Talk
from trigpoint.store.models.audit import Mute
from trigpoint.store.models.briefings import Briefing, BriefingWord
from trigpoint.store.models.chats import Chat, ChatTie, SeenRequest
from trigpoint.store.models.check_ins import Hurdle, Need, Rhythm
from trigpoint.store.models.closing import Closing
from trigpoint.store.models.comments import SurveyComment
from trigpoint.store.models.connections import Connection, Secret, SyncRun
from trigpoint.store.models.decisions import DecisionRight, Widening
from trigpoint.store.models.delivery import CalendarFeed, Delivery, Letter, Told
from trigpoint.store.models.experiments import Experiment, TakesPart
from trigpoint.store.models.feedback import Feedback, FeedbackReply
from trigpoint.store.models.goals import Contribution, CoOwner, Drive, Evidence, Goal, Step
from trigpoint.store.models.history import ChainHead, Entry, OutboxMessage, ReadLogLine, Version
from trigpoint.store.models.incentives import Incentive, PayPurpose
from trigpoint.store.models.knowledge import Post, PostAnswer
from trigpoint.store.models.ladders import (
    Coaching,
    Criterion,
    Hindrance,
    Ladder,
    LadderRound,
    LadderSkill,
    RoundVoice,
    Rung,
    RungResource,
)
from trigpoint.store.models.loop import Acknowledgement, CheckIn, Dispute
from trigpoint.store.models.measures import Generation, Measure, Reading, Target, TypedValue
from trigpoint.store.models.meetings import Attendance, Meeting, Motion, MotionVoice
from trigpoint.store.models.mentors import MentorPair, MentorWord
from trigpoint.store.models.organisation import Direction, Organisation, Period, PrivacyMode
from trigpoint.store.models.outlets import Outlet, OutletSecret
from trigpoint.store.models.outside import Benchmark, ReportMeasure, Signal
from trigpoint.store.models.patterns import Pattern
from trigpoint.store.models.people import Membership, Person, Placement, SavedView, Unit, User
from trigpoint.store.models.plans import (
    Edition,
    EditionAnswer,
    Participant,
    Plan,
    PlanRequest,
    Presence,
    Suggestion,
    UnnamedVoice,
)
from trigpoint.store.models.proposals import Proposal
from trigpoint.store.models.pulses import PulseRound, PulseSeat, PulseTally
from trigpoint.store.models.realignments import Realignment, RealignmentVoice
from trigpoint.store.models.review_papers import ReviewPaper
from trigpoint.store.models.sharing import ShareLink
from trigpoint.store.models.strategy_map import (
    JourneyStage,
    MapTheme,
    Objective,
    PainPoint,
    Perspective,
)
from trigpoint.store.models.talks import TalkLine
from trigpoint.store.models.thanks import Thanks
from trigpoint.store.models.trainings import Attended, Training
from trigpoint.store.models.v2mom import Behaviour, Method, Obstacle, PlanValue
from trigpoint.store.models.work import ApiToken, ImportRun, Job, KeptAnswer

__all__ = [
    "Account",
    "AccountTie",
    "Acknowledgement",
    "AdoptionStep",
    "Announcement",
    "ApiToken",
    "Attendance",
    "Attended",
    "Behaviour",
    "Benchmark",
    "Briefing",
    "BriefingWord",
    "CalendarFeed",
    "ChainHead",
    "Chat",
    "ChatTie",
    "CheckIn",
    "Closing",
    "CoOwner",
    "Coaching",
    "Connection",
    "Contribution",
    "Criterion",
    "DecisionRight",
    "Delivery",
    "Direction",
    "Dispute",
    "Drive",
    "Edition",
    "EditionAnswer",
    "Entry",
    "Evidence",
    "Experiment",
    "Feedback",
    "FeedbackReply",
    "Generation",
    "Goal",
    "Hindrance",
    "Hurdle",
    "ImportRun",
    "Incentive",
    "Job",
    "JourneyStage",
    "KeptAnswer",
    "Ladder",
    "LadderRound",
    "LadderSkill",
    "Letter",
    "MapTheme",
    "Measure",
    "Meeting",
    "Membership",
    "MentorPair",
    "MentorWord",
    "Method",
    "Motion",
    "MotionVoice",
    "Mute",
    "Need",
    "Objective",
    "Obstacle",
    "Organisation",
    "OutboxMessage",
    "Outlet",
    "OutletSecret",
    "PainPoint",
    "Participant",
    "Pattern",
    "PayPurpose",
    "Period",
    "Person",
    "Perspective",
    "Placement",
    "Plan",
    "PlanRequest",
    "PlanValue",
    "Post",
    "PostAnswer",
    "Presence",
    "PrivacyMode",
    "Proposal",
    "PulseRound",
    "PulseSeat",
    "PulseTally",
    "Queue",
    "QueueTie",
    "ReadLogLine",
    "Reading",
    "Realignment",
    "RealignmentVoice",
    "Receipt",
    "ReportMeasure",
    "Resistance",
    "ReviewPaper",
    "Rhythm",
    "RoundVoice",
    "Rung",
    "RungResource",
    "SavedView",
    "Secret",
    "SeenRequest",
    "ShareLink",
    "Signal",
    "Source",
    "Step",
    "Suggestion",
    "SurveyComment",
    "SyncRun",
    "TakesPart",
    "Talk",
    "TalkLine",
    "Target",
    "Thanks",
    "Told",
    "Training",
    "TypedValue",
    "Unit",
    "UnnamedVoice",
    "User",
    "Version",
    "Widening",
]
