"""No write leaves the organisation with something that nobody could load any more."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import DUE, Plan, goal, milestone, write
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.goals.whatif import DropLink
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import organisation, periods
from trigpoint.services.people import people
from trigpoint.services.realignment import realign, realign_page
from trigpoint.store.models import Contribution

pytestmark = pytest.mark.django_db

NEXT_YEAR = (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
PAGES = ("/", "/goals/", "/cascade/")
HEAVY = 2_000_000.0


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def opens(cast: Cast, who: str = "mira") -> None:
    """Hold that somebody can open the pages that read everything."""
    client = Client()
    client.force_login(getattr(cast, who).user)
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def refused(act, *args, **named) -> dict[str, str]:
    """Return why something is refused, by field."""
    with pytest.raises(Invalid) as raised:
        act(*args, **named)
    return {field: str(text) for field, text in raised.value.fields.items()}


def linked(cast: Cast, child: str, above: str, *, primary: bool = False) -> str:
    """Let one of Mira's goals carry another one."""
    cast.mira.memo.clear()
    draft = LinkDraft(above=above, sentence="It is a part of it.", primary=primary)
    return goals.link(cast.mira, child, draft, reason="It helps.")


def dropped(cast: Cast, link: str) -> str:
    """Drop a link by a realignment; return its id."""
    cast.mira.memo.clear()
    made = realign.begin(cast.mira, "Fewer links", "It was one too many.")
    realign.add_edits(cast.mira, made, 1, [DropLink(link=link)])
    realign.commit(cast.mira, made, version(cast, made), override="Nobody objects.")
    return made


def version(cast: Cast, made: str) -> int:
    cast.mira.memo.clear()
    return realign_page.show(cast.mira, made).version


def undo(cast: Cast, made: str) -> None:
    later = cast.at("mira", NOW + datetime.timedelta(hours=1))
    realign.undo(later, made, version(cast, made))


def ours(cast: Cast, title: str) -> str:
    return goal(cast, "mira", cast.units["Northwind"], title, cast.vision)


class TestDates:
    def test_a_goal_does_not_leave_a_target_before_its_new_dates(self, cast, plan) -> None:
        milestone(cast, "tuan", plan.team)
        later = organisation.add_period(cast.dara, "2027", *NEXT_YEAR).id
        why = refused(goals.edit, cast.tuan, plan.team, 1, {"period": later}, reason="Later.")
        assert why["period"].startswith("“Right person, first touch” has a target for 2026-12-31")
        assert "2027-01-01" in why["period"]
        opens(cast)

    def test_a_goal_moves_once_its_target_has_moved(self, cast, plan) -> None:
        made = milestone(cast, "tuan", plan.team)
        later = organisation.add_period(cast.dara, "2027", *NEXT_YEAR).id
        draft = TargetDraft(kind="milestone", title="Rules written", due=NEXT_YEAR[1])
        targets.edit(cast.tuan, made, 1, draft, reason="Later.")
        goals.edit(cast.tuan, plan.team, 1, {"period": later}, reason="Later.")
        opens(cast)

    def test_a_period_does_not_move_past_a_target(self, cast, plan) -> None:
        milestone(cast, "tuan", plan.team)
        changes = dict(zip(("starts", "ends"), NEXT_YEAR, strict=True))
        why = refused(periods.edit, cast.dara, cast.period, 1, changes, reason="Fiscal year.")
        assert "“Right person, first touch” has a target for 2026-12-31" in why["starts"]
        opens(cast)

    def test_of_a_goal_that_one_does_not_see_no_title_is_told(self, cast) -> None:
        own = GoalDraft(
            title="Speak in front of people",
            owner=cast.people["ana"],
            period=cast.period,
            private=True,
        )
        milestone(cast, "ana", goals.add(cast.ana, own))
        changes = dict(zip(("starts", "ends"), NEXT_YEAR, strict=True))
        why = refused(periods.edit, cast.dara, cast.period, 1, changes, reason="Fiscal year.")
        assert why["starts"].startswith("“…” has a target")


class TestWeights:
    def test_a_link_weighs_a_million_at_most(self, cast, plan) -> None:
        draft = LinkDraft(above=cast.vision, sentence="A part.", weight=HEAVY, primary=False)
        why = refused(goals.link, cast.tuan, plan.team, draft, reason="Because.")
        assert why == {"weight": "A weight is a number above 0, a million at most."}

    def test_a_target_weighs_a_million_at_most(self, cast, plan) -> None:
        draft = TargetDraft(kind="milestone", title="Rules", due=DUE, weight=HEAVY)
        assert list(refused(targets.add, cast.tuan, plan.team, draft, reason="So.")) == ["weight"]
        opens(cast)

    @pytest.mark.parametrize("weight", [float("nan"), float("inf"), 0.0, -1.0])
    def test_what_is_no_weight_is_refused(self, cast, plan, weight) -> None:
        draft = TargetDraft(kind="milestone", title="Rules", due=DUE, weight=weight)
        assert list(refused(targets.add, cast.tuan, plan.team, draft, reason="So.")) == ["weight"]

    def test_the_links_form_says_so_at_the_field(self, cast, plan) -> None:
        client = Client()
        client.force_login(cast.tuan.user)
        link = Contribution.objects.get(child__public_id=plan.team)
        page = client.post(
            f"/g/{plan.team}/?edit=link-{link.public_id}",
            {
                "version": link.version,
                "sentence": "It is a part of it.",
                "weight": "2000000",
                "evidence": "none",
                "primary": "on",
                "reason": "More.",
            },
        )
        assert page.status_code == 422
        assert "1000000" in page.content.decode()
        opens(cast)


class TestUndoing:
    def test_an_undo_does_not_close_a_circle(self, cast) -> None:
        first, second = ours(cast, "Answer first"), ours(cast, "Answer well")
        made = dropped(cast, linked(cast, first, second))
        linked(cast, second, first)
        why = refused(undo, cast, made)
        assert "Answer first → Answer well → Answer first" in why["above"]
        opens(cast)

    def test_an_undo_says_that_another_way_up_was_chosen_since(self, cast) -> None:
        first, second = ours(cast, "Answer first"), ours(cast, "Answer well")
        made = dropped(cast, linked(cast, first, second, primary=True))
        linked(cast, first, ours(cast, "Answer kindly"), primary=True)
        assert "Something else stands in its place since." in refused(undo, cast, made)[""]
        opens(cast)


class TestPlaces:
    def test_a_place_ends_after_it_begins(self, cast) -> None:
        why = refused(
            people.add_membership,
            cast.dara,
            cast.people["bea"],
            cast.units["Orders"],
            valid_from=datetime.date(2026, 5, 1),
            valid_to=datetime.date(2026, 4, 1),
        )
        assert list(why) == ["valid_to"]
        opens(cast)

    def test_a_new_person_leaves_after_they_begin(self, cast) -> None:
        person = {
            "name": "Noor Aziz",
            "unit": "Orders",
            "valid_from": "2026-05-01",
            "valid_to": "2026-04-01",
        }
        answer = Program(cast.dara).post("/people", {"people": [person]})
        assert answer.status_code == 422
        assert "Noor Aziz has to leave after they begin" in answer.content.decode()
        opens(cast)

    def test_nobody_has_a_share_beyond_all_of_their_time(self, cast) -> None:
        why = refused(
            people.add_membership,
            cast.dara,
            cast.people["bea"],
            cast.units["Orders"],
            share=1.5,
            valid_from=datetime.date(2026, 5, 1),
        )
        assert list(why) == ["share"]


class TestNewGoals:
    def test_the_first_of_two_is_the_way_up(self, cast, plan) -> None:
        body = {
            "title": "Sort at the door",
            "owner": cast.units["Orders"],
            "period": cast.period,
            "carries": [
                {"above": plan.top, "sentence": "Less is passed on."},
                {"above": cast.vision, "sentence": "People notice."},
            ],
        }
        answer = Program(cast.tuan).post("/goals", body)
        assert answer.status_code == 201
        made = Contribution.objects.filter(child__public_id=answer.json()["card"]["id"])
        assert list(made.order_by("pk").values_list("primary", flat=True)) == [True, False]

    @pytest.mark.parametrize("above", ["goal", "direction"])
    def test_one_thing_is_carried_once(self, cast, plan, above) -> None:
        name = plan.top if above == "goal" else cast.vision
        carries = (LinkDraft(above=name, sentence="So."), LinkDraft(above=name, sentence="And so."))
        assert list(refused(goals.add, cast.tuan, draft(cast, carries))) == ["carries"]

    def test_there_is_one_way_up(self, cast, plan) -> None:
        carries = (
            LinkDraft(above=plan.top, sentence="So.", primary=True),
            LinkDraft(above=cast.vision, sentence="And so.", primary=True),
        )
        assert list(refused(goals.add, cast.tuan, draft(cast, carries))) == ["carries"]


def draft(cast: Cast, carries: tuple[LinkDraft, ...]) -> GoalDraft:
    return GoalDraft(
        title="Sort at the door", owner=cast.units["Orders"], period=cast.period, carries=carries
    )


class TestNumbers:
    def test_a_value_is_not_asked_for_after_the_last_day(self, cast, plan) -> None:
        draft = numeric(cast, points=((datetime.date(2027, 3, 1), 5.0),))
        assert list(refused(targets.add, cast.tuan, plan.team, draft, reason="So.")) == ["due"]

    def test_a_day_before_the_dates_is_said_at_the_day(self, cast, plan) -> None:
        draft = TargetDraft(kind="milestone", title="Rules", due=datetime.date(2025, 6, 1))
        why = refused(targets.add, cast.tuan, plan.team, draft, reason="So.")
        assert why == {"due": "Its dates begin on 2026-01-01. Choose a day from then on."}

    @pytest.mark.parametrize("number", [float("nan"), float("-inf"), 1e300])
    @pytest.mark.parametrize("name", ["low", "high", "tolerance"])
    def test_a_range_has_numbers_that_can_be(self, cast, plan, name, number) -> None:
        ends = {"low": 1.0, "high": 2.0, "tolerance": 1.0} | {name: number}
        draft = TargetDraft(kind="keep_within", measure=measure(cast), due=DUE, **ends)
        assert name in refused(targets.add, cast.tuan, plan.team, draft, reason="So.")

    @pytest.mark.parametrize("value", [float("nan"), 1e300, 10.0, 20.0])
    def test_a_value_lies_on_the_way_that_it_should_go(self, cast, plan, value) -> None:
        draft = numeric(cast, points=((DUE, value),))
        assert refused(targets.add, cast.tuan, plan.team, draft, reason="So.")

    def test_a_way_that_is_next_to_nothing_is_none(self, cast, plan) -> None:
        draft = numeric(cast, baseline=0.0, points=((DUE, -1e-320),))
        why = refused(targets.add, cast.tuan, plan.team, draft, reason="So.")
        assert "is the same as where it starts" in why[""]


def measure(cast: Cast) -> str:
    return measures.add(cast.tuan, MeasureDraft(kpi="first_reply_time"))


def numeric(cast: Cast, *, points, baseline: float = 10.0) -> TargetDraft:
    return TargetDraft(
        kind="lower", measure=measure(cast), baseline=baseline, points=points, due=DUE
    )
