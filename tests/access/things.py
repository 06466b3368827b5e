"""Something of every kind: one's own, the team's, another team's, elsewhere, retired, unknown."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.access import between, copies, decided, together
from tests.access import parts as parts_beside
from tests.access.acts import DAY, goal
from tests.cast import NOW, Cast
from trigpoint.services.actor import Actor, for_user
from trigpoint.services.maps import maps
from trigpoint.services.people import tokens
from trigpoint.services.plans import plan_values, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import (
    Account,
    Benchmark,
    Connection,
    Contribution,
    CoOwner,
    Criterion,
    Direction,
    Drive,
    Entry,
    Experiment,
    Goal,
    ImportRun,
    Job,
    JourneyStage,
    Ladder,
    MapTheme,
    Measure,
    Meeting,
    Membership,
    Method,
    Objective,
    Obstacle,
    Organisation,
    OutboxMessage,
    Outlet,
    PainPoint,
    Period,
    Person,
    Plan,
    PlanValue,
    Proposal,
    Queue,
    ReviewPaper,
    Rung,
    SavedView,
    ShareLink,
    Source,
    Step,
    SyncRun,
    Target,
    Training,
    Unit,
    User,
)

UNKNOWN = "0000000000000"
WHOSE_THING = ("own", "team", "other", "elsewhere", "retired", "unknown")
WHOSE = (*WHOSE_THING, "removed")
LONG = datetime.date(2027, 3, 1)


@dataclass
class Things:
    """Records by kind and whose they are; what is not there is asked for by an unknown id."""

    cast: Cast
    records: dict[tuple[str, str], object] = field(default_factory=dict)

    def id_of(self, kind: str, whose: str) -> str:
        """Return the public id in an address."""
        found = self.records.get((kind, whose))
        return found.public_id if found is not None else UNKNOWN

    def record(self, kind: str, whose: str):
        """Return the record where it is there to be seen by anybody of the home organisation."""
        whose = "own" if whose == "removed" else whose
        return self.records.get((kind, whose)) if whose not in {"elsewhere", "retired"} else None


def make(cast: Cast, first: Collection[str] = ()) -> Things:
    """Make one of every kind; Ana's are "own".

    `first` are the kinds that stand first somewhere: with them all are copied; see copies.py.
    """
    things = Things(cast)
    keep = things.records
    owners = {
        "own": ("ana", cast.people["ana"]),
        "team": ("tuan", cast.units["Orders"]),
        "other": ("amir", cast.units["Billing"]),
    }
    for whose, (who, owner) in owners.items():
        made = Goal.objects.get(public_id=goal(cast, who, owner, f"Goal {whose}"))
        keep["goal", whose] = made
        parts(cast.organisation, keep, whose, made)
    keep["goal", "retired"] = retired(
        Goal.objects.get(public_id=goal(cast, "tuan", cast.units["Orders"], "Gone"))
    )
    keep["drive", "team"] = Drive.objects.create(
        organisation=cast.organisation, cause=keep["goal", "team"], effect=keep["goal", "other"]
    )
    people_and_units(cast, keep)
    meetings(cast.organisation, keep)
    ladders(cast.organisation, keep)
    review_papers(cast.organisation, keep)
    for whose, (who, owner) in owners.items():
        plan(cast, keep, whose, getattr(cast, who), owner)
        a_map(cast, keep, whose, getattr(cast, who), owner)
    keep["plan", "retired"] = retired(
        Plan.objects.create(
            organisation=cast.organisation,
            owner_unit=keep["unit", "team"],
            period=keep["period", "own"],
            lens="cascade",
        )
    )
    proposals(cast, keep)
    measures(cast.organisation, keep)
    parts_beside.make(cast.organisation, keep)
    between.make(cast.organisation, keep)
    together.make(cast.organisation, keep)
    of_users(cast, keep)
    elsewhere(cast, keep)
    decided.make(cast, keep)
    if first:
        copies.make(cast.dara, cast.olga, keep, first)
    return things


def parts(home: Organisation, keep: dict, whose: str, made: Goal) -> None:
    shared = {"organisation": home, "goal": made}
    keep["target", whose] = Target.objects.create(
        kind_of_target="yes_no", title="Done", due=DAY, **shared
    )
    keep["step", whose] = Step.objects.create(title="A step", **shared)
    keep["co_owner", whose] = CoOwner.objects.create(
        unit=Unit.objects.get(organisation=home, name="Care"), answers_for="a part", **shared
    )
    keep["training", whose] = Training.objects.create(
        aim=made, programme="empathy", title="Kind words", starts=DAY, ends=DAY, **shared
    )
    keep["experiment", whose] = Experiment.objects.create(
        measure=Measure.objects.create(organisation=home, kpi="csat"),
        title="A try",
        hypothesis="It helps.",
        starts=DAY,
        ends=LONG,
        **shared,
    )
    keep["link", whose] = Contribution.objects.create(
        organisation=home, child=made, direction=Direction.objects.get(organisation=home)
    )


def plan(cast: Cast, keep: dict, whose: str, actor: Actor, owner: str) -> None:
    """Make a V2MOM that is discussed, with one of each of its parts."""
    made = plans.add(actor, PlanDraft(owner=owner, period=cast.period))
    plans.edit(actor, made, 1, {"state": "discussion", "open_sections": ["vision"]})
    record = keep["plan", whose] = Plan.objects.get(public_id=made)
    value = plan_values.add(actor, made, "Kind", behaviour="Says what happens next.")
    keep["value", whose] = PlanValue.objects.get(public_id=value)
    keep["behaviour", whose] = keep["value", whose].behaviours.get()
    shared = {"organisation": cast.organisation, "plan": record}
    keep["method", whose] = Method.objects.create(goal=keep["goal", whose], **shared)
    keep["obstacle", whose] = Obstacle.objects.create(title="Snow", **shared)
    keep["share", whose] = ShareLink.objects.create(
        user=actor.user, digest=whose, created_at=NOW, expires_at=NOW, **shared
    )


def a_map(cast: Cast, keep: dict, whose: str, actor: Actor, owner: str) -> None:
    """Make a strategy map that is discussed, with a perspective, a theme and an objective."""
    made = maps.begin(actor, owner, cast.period, str)
    plans.edit(actor, made, 1, {"state": "discussion"})
    record = keep["map", whose] = Plan.objects.get(public_id=made)
    keep["perspective", whose] = record.perspectives.first()
    shared = {"organisation": cast.organisation, "plan": record}
    keep["theme", whose] = MapTheme.objects.create(title="One contact", **shared)
    keep["objective", whose] = Objective.objects.create(
        goal=keep["goal", whose], perspective=keep["perspective", whose], **shared
    )
    stage = keep["stage", whose] = JourneyStage.objects.create(title="Wait", **shared)
    keep["pain", whose] = PainPoint.objects.create(
        organisation=cast.organisation, stage=stage, title="Where is it?"
    )


def people_and_units(cast: Cast, keep: dict) -> None:
    home = cast.organisation
    for whose, name, unit in (
        ("own", "ana", "Orders"),
        ("team", "rui", "Orders"),
        ("other", "bea", "Billing"),
    ):
        keep["person", whose] = Person.objects.get(public_id=cast.people[name])
        keep["membership", whose] = Membership.objects.get(person__public_id=cast.people[name])
        keep["unit", whose] = Unit.objects.get(public_id=cast.units[unit])
        keep["login", whose] = cast.actors[name].user
        keep["period", whose] = Period.objects.get(organisation=home)
    keep["direction", "own"] = Direction.objects.get(organisation=home)
    keep["person", "retired"] = retired(
        Person.objects.create(organisation=home, name="Gone", valid_from=DAY)
    )
    keep["unit", "retired"] = retired(
        Unit.objects.create(organisation=home, name="Gone", valid_from=DAY)
    )


def meetings(home: Organisation, keep: dict) -> None:
    for whose in ("own", "other"):
        keep["meeting", whose] = Meeting.objects.create(
            organisation=home,
            unit=keep["unit", whose],
            period=keep["period", "own"],
            title="Our goals",
            day=DAY,
        )


def review_papers(home: Organisation, keep: dict) -> None:
    """Papers on Ana, Rui and Bea that none of them has released; Ana's was asked for by Rui."""
    for whose, asker in (("own", "team"), ("team", "own"), ("other", "own")):
        keep["review_paper", whose] = ReviewPaper.objects.create(
            organisation=home,
            person=keep["person", whose],
            to=keep["person", asker],
            asked_by=keep["person", asker],
            since=DAY,
            until=DAY,
            at=NOW,
        )


def ladders(home: Organisation, keep: dict) -> None:
    """Ana climbs; so do both teams. Each ladder has a step with a training."""
    owners = {
        "own": {"owner_person": keep["person", "own"]},
        "team": {"owner_unit": keep["unit", "team"]},
        "other": {"owner_unit": keep["unit", "other"]},
    }
    for whose, owner in owners.items():
        made = keep["ladder", whose] = Ladder.objects.create(
            organisation=home, title="Claims", state="climbing", began_on=DAY, **owner
        )
        rung = keep["rung", whose] = Rung.objects.create(
            organisation=home, ladder=made, title="A step", due=datetime.date(2026, 12, 31)
        )
        keep["criterion", whose] = Criterion.objects.create(
            organisation=home, rung=rung, kind_of_criterion="training", words="Rules"
        )


def proposals(cast: Cast, keep: dict) -> None:
    """Tuan asks Ana, Amir asks Billing; Jo wants another goal of Ana's."""
    asked = {
        "own": ("own", "tuan", {"person": keep["person", "own"]}),
        "team": ("team", "tuan", {"person": keep["person", "team"]}),
        "other": ("other", "amir", {"unit": keep["unit", "other"]}),
    }
    for whose, (about, by, of) in asked.items():
        keep["proposal", whose] = Proposal.objects.create(
            organisation=cast.organisation,
            kind_of_proposal="share",
            goal=keep["goal", about],
            proposed_by=Person.objects.get(public_id=cast.people[by]),
            at=NOW,
            answers_for="a part",
            **of,
        )


def measures(home: Organisation, keep: dict) -> None:
    shared = {"organisation": home, "kpi": "first_reply_time"}
    for whose in ("own", "team"):
        person = keep["person", whose]
        keep["measure", whose] = Measure.objects.create(
            title="Mine", scope="person", person=person, **shared
        )
    keep["measure", "other"] = Measure.objects.create(
        title="Theirs", scope="unit", unit=keep["unit", "other"], **shared
    )
    for whose in ("own", "team", "other"):
        keep["benchmark", whose] = Benchmark.objects.create(
            organisation=home, measure=keep["measure", whose], value=1, source="A survey", day=DAY
        )
    keep["measure", "retired"] = retired(Measure.objects.create(title="Gone", **shared))


def of_users(cast: Cast, keep: dict) -> None:
    home = cast.organisation
    source = Source.objects.create(organisation=home, key="files", name="Files")
    keep["account", "own"] = Account.objects.create(
        organisation=home, source=source, external_id="1", name="Ana"
    )
    keep["queue", "own"] = Queue.objects.create(
        organisation=home, source=source, external_id="1", name="Front"
    )
    for whose, name in (("own", "ana"), ("team", "rui"), ("other", "bea")):
        actor = getattr(cast, name)
        made = tokens.make(actor, "key", ["read:goals"], 30)
        keep["token", whose] = actor.user.tokens.get(public_id=made.token.id)
        keep["view", whose] = SavedView.objects.create(
            organisation=home, user=actor.user, name="View"
        )
    keep["run", "own"] = ImportRun.objects.create(
        organisation=home,
        source=source,
        file_name="f",
        file_digest="0" * 64,
        file_bytes=1,
        mapping="",
        created_at=NOW,
    )
    connection(keep, "own", home, source)
    keep["job", "own"] = Job.objects.create(
        organisation=home, task="t", state=Job.State.DEAD, run_after=NOW, created_at=NOW
    )
    keep["message", "own"] = failing(home)


def connection(keep: dict, whose: str, home: Organisation, source: Source) -> None:
    """Make a help desk that is asked, and a reading of it that has ended."""
    made = keep["connection", whose] = Connection.objects.create(
        organisation=home,
        source=source,
        connector="request_tracker",
        settings={"address": "https://rt.example.org"},
    )
    keep["sync", whose] = SyncRun.objects.create(
        organisation=home, connection=made, state="done", created_at=NOW
    )
    keep["webhook", whose] = Outlet.objects.create(
        organisation=home, name="Hall", address="https://8.8.8.8/", topics=["goal.changed"]
    )


def elsewhere(cast: Cast, keep: dict) -> None:
    """Make the same for the other organisation."""
    olga = for_user(User.objects.get(pk=cast.olga.user.pk), NOW)
    away = olga.organisation
    period = Period.objects.create(
        organisation=away, name="2026", starts=DAY, ends=datetime.date(2026, 12, 31)
    )
    keep["period", "elsewhere"] = period
    unit = Unit.objects.get(organisation=away)
    keep["unit", "elsewhere"] = unit
    keep["person", "elsewhere"] = olga.person
    keep["login", "elsewhere"] = olga.user
    keep["goal", "elsewhere"] = made = Goal.objects.create(
        organisation=away, title="Away", owner_unit=unit, period=period, state="active", why="so"
    )
    keep["plan", "elsewhere"] = Plan.objects.create(
        organisation=away, owner_unit=unit, period=period
    )
    keep["plan_above", "elsewhere"] = keep["plan", "elsewhere"]  # a unit has one of each year
    shared = {"organisation": away, "goal": made}
    keep["target", "elsewhere"] = Target.objects.create(kind_of_target="yes_no", due=DAY, **shared)
    keep["step", "elsewhere"] = Step.objects.create(title="A step", **shared)
    keep["measure", "elsewhere"] = Measure.objects.create(
        organisation=away, title="Away", kpi="first_reply_time"
    )
    source = Source.objects.create(organisation=away, key="files", name="Files")
    keep["run", "elsewhere"] = ImportRun.objects.create(
        organisation=away,
        source=source,
        file_name="f",
        file_digest="0" * 64,
        file_bytes=1,
        mapping="",
        created_at=NOW,
    )
    connection(keep, "elsewhere", away, source)
    keep["job", "elsewhere"] = Job.objects.create(
        organisation=away, task="t", state=Job.State.DEAD, run_after=NOW, created_at=NOW
    )


def failing(home: Organisation) -> OutboxMessage:
    """Make a message that was not delivered yet."""
    return OutboxMessage.objects.create(
        organisation=home,
        entry=Entry.objects.filter(organisation=home).latest("pk"),
        topic="letter.made",
        created_at=NOW,
        next_attempt_at=NOW,
        last_error="Nobody answered.",
    )


def retired(record):
    record.retired = True
    record.save(update_fields=["retired"])
    return record
