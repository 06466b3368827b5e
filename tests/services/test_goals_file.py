"""Files of goals against what is there: differences, refusals with their place, all or nothing."""

from dataclasses import replace

import pytest

from tests.access.acts import goal
from tests.cast import SINCE
from tests.services import plan as small
from trigpoint.connectors import goal_files
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goal_files import goals_file
from trigpoint.services.goals import goals, goals_undo, voice
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.people import people
from trigpoint.store.models import Contribution, Entry, Goal, Target, Unit

NEW = """\
goals:
  - id: answer-today
    title: Answer today
    owner: Orders
    period: '2026'
    state: active
    why: Waiting costs trust.
    carries:
      - to: vision
        because: People tell of quick answers.
        main: true
    targets:
      - kind: milestone
        title: Rules written
        due: 2026-06-30
    shared with:
      - who: Northwind / Care
        answers for: the rota
    steps:
      - title: List what waits
        who: ana@northwind.example
"""


@pytest.fixture
def plan(cast):
    return small.write(cast)


def wrong(actor, text):
    """Return what is wrong with a file, as (line, column, words)."""
    found = goal_files.plan(actor, text)
    assert found.changes == ()
    return [(p.line, p.column, str(p.what)) for p in found.problems]


def test_a_file_written_by_hand_becomes_a_goal_with_all_its_parts(cast):
    done = goal_files.apply(cast.tuan, NEW)
    made = Goal.objects.get(title="Answer today")
    assert (made.owner_unit.name, made.period.name, made.state) == ("Orders", "2026", "active")
    assert made.carries.get().direction.text.startswith("The support team")
    assert (made.targets.get().title, made.steps.get().person.name) == (
        "Rules written",
        "Ana Costa",
    )
    assert made.co_owners.get().unit.name == "Care"
    assert Entry.objects.get(seq=done.entry).command == "goals.apply"


def test_the_same_file_by_hand_is_not_written_twice(cast):
    goal_files.apply(cast.tuan, NEW)
    [(line, _column, says)] = wrong(cast.tuan, NEW)
    assert line == 2
    assert "there already" in says


def test_an_export_changes_nothing(cast, plan):
    found = goal_files.plan(cast.tuan, goal_files.export(cast.tuan))
    assert (found.changes, found.problems) == ((), ())


@pytest.mark.req("PLATFORM-3", via="api")
def test_a_path_that_two_units_have_is_refused_with_what_each_is_called(cast):
    both = "Northwind / Care / Orders"
    people.add_units(cast.dara, [("Care / Orders", "team", "Northwind")], SINCE)
    cast.tuan.memo.clear()
    text = NEW.replace("owner: Orders", f"owner: {both}")
    found = goal_files.plan(cast.tuan, text)
    [problem] = found.problems
    assert both in str(problem.what)
    assert "“Orders”, “Care / Orders”" in str(problem.cure)
    goal_files.apply(cast.tuan, NEW)
    written = goal_files.export(cast.tuan)
    assert "owner: Orders\n" in written
    assert "who: Northwind / Care\n" in written
    again = goal_files.plan(cast.tuan, written)
    assert (again.changes, again.problems) == ((), ())


@pytest.mark.req("PLATFORM-3", via="api")
def test_a_unit_whose_name_and_path_are_another_one_s_too_is_written_by_its_id(cast):
    people.add_units(
        cast.dara,
        [("Care / Orders", "team", "Northwind"), ("Northwind / Care / Orders", "team", "")],
        SINCE,
    )
    lone = Unit.objects.get(name="Northwind / Care / Orders")
    goal(cast, "dara", lone.public_id, "Of the lone one")
    cast.dara.memo.clear()
    written = goal_files.export(cast.dara)
    assert f"owner: {lone.public_id}\n" in written
    again = goal_files.plan(cast.dara, written)
    assert (again.changes, again.problems) == ((), ())


def test_a_plan_writes_nothing_and_says_what_would_change(cast, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    before = Entry.objects.count()
    found = goal_files.plan(cast.tuan, text)
    [change] = found.changes
    assert [(line.column, line.before, line.after) for line in change.lines] == [
        ("title", "Right person, first touch", "Right person, first time")
    ]
    assert found.needs_reason
    assert Entry.objects.count() == before


def test_what_people_count_on_needs_a_reason(cast, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    with pytest.raises(Invalid, match="Say why it changes"):
        goal_files.apply(cast.tuan, text)
    goal_files.apply(cast.tuan, text, reason="It was unclear.")
    assert Entry.objects.order_by("-seq").first().reason == "It was unclear."


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("owner: Orders", "owner: Ordres", 4, "no “Ordres” here"),
        ("owner: Orders", "owner: nobody@northwind.example", 4, "nobody@northwind.example"),
        ("period: '2026'", "period: '2027'", 5, "2027"),
        ("to: vision", "to: mission", 9, "mission"),
        ("kind: milestone", "kind: dream", 13, "no kind of target"),
        ("kind: milestone", "kind: lower", 13, "Choose the measure"),
        ("state: active", "state: flying", 6, "no state called flying"),
        ("    why: Waiting costs trust.\n", "", 2, "Say why before it starts"),
        ("who: Northwind / Care", "who: Northwind / Care / Orders", 17, "own the goal"),
        ("who: ana@northwind.example", "who: Orders", 21, "one person"),
        ("main: true", "weight: -1", 11, "above 0"),
        ("because: People tell of quick answers.", "weight: 2", 9, "one sentence"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(cast, old, new, line, says):
    found = wrong(cast.tuan, NEW.replace(old, new))
    assert [place for place, _column, what in found if says in what] == [line], found
    with pytest.raises(goals_file.Unfit):
        goal_files.apply(cast.tuan, NEW.replace(old, new))
    assert not Goal.objects.filter(title="Answer today").exists()


def test_the_nearest_name_is_the_cure(cast):
    [problem] = goal_files.plan(cast.tuan, NEW.replace("Orders", "Ordres")).problems
    assert str(problem.cure) == "Did you mean “Orders”?"


def test_one_wrong_goal_keeps_all_others_out(cast):
    second = NEW.split("\n", 1)[1].replace("answer-today", "b").replace("Orders", "Nowhere")
    with pytest.raises(goals_file.Unfit):
        goal_files.apply(cast.tuan, NEW + second)
    assert not Goal.objects.filter(title="Answer today").exists()


def test_a_cycle_is_named_with_the_titles_on_its_path(cast, plan):
    text = goal_files.export(cast.mira)
    link = f"\n      - to: {plan.own}\n        because: A loop.\n      - to: vision"
    [(line, _column, says)] = wrong(cast.mira, text.replace("\n      - to: vision", link, 1))
    assert "add to themselves" in says
    assert "Keep the customers we win" in says
    assert text.splitlines()[line - 2].strip() == "carries:"


def test_a_cycle_over_goals_of_another_file_is_found_too(cast, plan):
    top = goal_files.export(cast.mira)
    only = top[: top.index("goals:")] + "goals:\n" + block(top, plan.top)
    loop = only.replace("- to: vision", f"- to: {plan.own}", 1)
    assert "Solve claims at once" in wrong(cast.mira, loop)[0][2]


def block(text: str, goal_id: str) -> str:
    """Return the lines of one goal of an export."""
    lines = text.splitlines(keepends=True)
    start = lines.index(f"  - id: {goal_id}\n")
    ends = [n for n, line in enumerate(lines) if line.startswith("  - id:") and n > start]
    return "".join(lines[start : ends[0] if ends else len(lines)])


def test_what_is_not_mine_to_change_is_refused_at_its_place(cast, plan):
    text = goal_files.export(cast.rui).replace("first touch", "first time")
    [(_line, _column, says)] = wrong(cast.rui, text)
    assert "Only whoever carries this goal" in says


def test_a_goal_of_somebody_else_cannot_be_made(cast):
    text = NEW.replace("owner: Orders", "owner: rui@northwind.example")
    assert "but not set one" in wrong(cast.ana, text)[0][2]


def test_somebody_s_change_meanwhile_refuses_the_plan(cast, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    token = goal_files.plan(cast.tuan, text).token
    goals.edit(cast.mira, plan.team, 1, {"why": "Because."}, reason="Clearer")
    with pytest.raises(Invalid, match="meanwhile"):
        goal_files.apply(cast.at("tuan", cast.tuan.now), text, token=token, reason="Mine")
    assert Goal.objects.get(public_id=plan.team).why == "Because."


def test_a_change_elsewhere_leaves_the_plan_good(cast, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    token = goal_files.plan(cast.tuan, text).token
    voice.answer(cast.rui, plan.top, "agree")
    goal_files.apply(cast.at("tuan", cast.tuan.now), text, token=token, reason="Mine")
    assert Goal.objects.get(public_id=plan.team).title.endswith("first time")


def test_a_part_that_is_left_out_goes_out_of_use(cast, plan):
    small.milestone(cast, "tuan", plan.team)
    cast.tuan.memo.clear()
    text = goal_files.export(cast.tuan)
    start = text.index("    targets:\n", text.index(plan.team))
    end = text.index("        due: 2026-12-31\n", start) + len("        due: 2026-12-31\n")
    goal_files.apply(cast.tuan, text[:start] + text[end:], reason="Done elsewhere")
    assert Target.objects.get().retired


def test_parts_that_are_not_to_be_seen_stay(cast):
    """Rui carries Ana's private wish with a goal; Tuan's file of that goal knows nothing of it."""
    wish = goal(cast, "ana", cast.people["ana"], "Learn the craft", private=True)
    mine = goal(cast, "ana", cast.people["ana"], "Ask fewer questions")
    goals.link(cast.ana, mine, LinkDraft(above=wish, sentence="Secretly."), reason="so")
    seen = goal_files.export(cast.rui)
    assert mine in seen
    assert "Learn the craft" not in seen
    assert "Secretly" not in seen
    assert wish not in seen


def test_nobody_exports_what_they_may_not_see(cast, plan):
    goal(cast, "ana", cast.people["ana"], "Zanzibarquetzal", private=True)
    for name in ("rui", "tuan", "jo", "mira", "dara", "wanda", "pat", "fern", "olga"):
        assert "Zanzibarquetzal" not in goal_files.export(getattr(cast, name)), name
    assert "Zanzibarquetzal" in goal_files.export(cast.ana)
    assert "Keep the customers" not in goal_files.export(cast.olga)


def test_a_hidden_id_is_refused_like_any_that_is_taken(cast):
    wish = goal(cast, "ana", cast.people["ana"], "A wish", private=True)
    assert "is taken" in wrong(cast.tuan, NEW.replace("answer-today", wish))[0][2]


def test_the_main_contribution_can_change_places(cast, plan):
    other = small.goal(
        cast, "mira", cast.units["Northwind"], "Keep the people we have", cast.vision
    )
    text = goal_files.export(cast.tuan)
    old = f"      - to: {plan.top}\n        because: It is a part of it.\n        main: true\n"
    new = f"      - to: {plan.top}\n        because: It is a part of it.\n"
    new += f"      - to: {other}\n        because: It matters more.\n        main: true\n"
    goal_files.apply(cast.tuan, text.replace(old, new), reason="Seen anew")
    main = Contribution.objects.get(child__public_id=plan.team, primary=True, retired=False)
    assert main.parent.public_id == other


def test_undo_says_again_what_was_said_before(cast, plan):
    before = goal_files.export(cast.tuan)
    text = before.replace("first touch", "first time") + NEW.split("\n", 1)[1]
    done = goal_files.apply(cast.tuan, text, reason="A try")
    goals_undo.undo(cast.tuan, done.entry)
    assert goal_files.export(cast.tuan) == before
    assert not Goal.objects.filter(title="Answer today", retired=False).exists()


def test_undo_is_refused_when_somebody_built_upon_it(cast, plan):
    done = goal_files.apply(cast.tuan, NEW)
    made = Goal.objects.get(title="Answer today")
    goals.edit(cast.tuan, made.public_id, 1, {"title": "Answer now"}, reason="Shorter")
    with pytest.raises(Invalid, match="changed some of it"):
        goals_undo.undo(cast.tuan, done.entry)


def test_undo_is_refused_while_another_goal_hangs_on_it(cast, plan):
    done = goal_files.apply(cast.tuan, NEW)
    made = Goal.objects.get(title="Answer today")
    draft = LinkDraft(above=made.public_id, sentence="It helps.", primary=False)
    goals.link(cast.ana, plan.own, draft, reason="so")
    with pytest.raises(Invalid, match="hang on"):
        goals_undo.undo(cast.tuan, done.entry)


def test_nobody_takes_back_somebody_else_s_file(cast):
    done = goal_files.apply(cast.tuan, NEW)
    with pytest.raises(NotThere):
        goals_undo.undo(cast.mira, done.entry)


def test_after_an_undo_the_same_file_can_be_applied_again(cast, plan):
    exported = goal_files.apply(cast.tuan, NEW)
    whole = goal_files.export(cast.tuan)
    goals_undo.undo(cast.tuan, exported.entry)
    goal_files.apply(cast.tuan, whole)
    assert goal_files.export(cast.tuan) == whole


def test_the_past_is_exported_as_it_stood(cast, plan):
    before = goal_files.export(cast.tuan)
    moment = cast.tuan.now
    later = replace(cast.tuan, now=moment.replace(hour=12), memo={})
    goals.edit(later, plan.team, 1, {"title": "Another title"}, reason="so")
    later.memo.clear()
    assert goal_files.export(later) != before
    assert goal_files.export(later, moment) == before
