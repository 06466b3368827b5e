"""Records are reached through `access` and `visibility`; who goes past them has a reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.access.door_places import PLACES

SOURCE = Path("src/trigpoint")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
RELATED = {
    relation.get_accessor_name()
    for model in apps.get_models()
    if model.__module__.startswith("trigpoint")
    for relation in model._meta.related_objects
}
"""The names under which a record reaches the rows that point to it."""
ASKED = {
    "filter", "exclude", "order_by", "values_list", "select_related", "prefetch_related", "exists",
    "aggregate", "annotate", "create", "get_or_create", "update_or_create", "delete", "in_bulk",
    "iterator", "latest", "earliest",
}  # fmt: skip
"""What is asked of rows alone; what a mapping or a tuple in memory has as well is told by how."""
FACES = ("web", "api", "cli", "config", "demo", "bench", "connectors", "channels")

#: module of services: why it asks the tables itself
REASONS = {
    "command": "the record that its writer has read, as it is now, to say what was changed since",
    "comments": "comments on their way in and out; `map_comments` says who reads them",
    "map_comments": "comments on pain points whose figures the map has shown to the actor",
    "around": "the picture of the audit; what of it is told, `findings` asks the policy",
    "mutes": "of records that the actor can do something about, asked one by one",
    "cadence": "when a word is due on goals of the state that was loaded for the actor",
    "confidences": "of goals whose check-ins the policy opens to the actor, asked for each holder",
    "check_ins": "of goals that `access` has returned for a check-in",
    "pulses": "the actor's own seat; rounds of units that `access` has returned",
    "pulse_figures": "the worker's: of rounds that are over, what may be told to anybody",
    "pulse_results": "rounds in which the actor is asked, or of units in `visible_ids`",
    "thanks": "the actor's own, and public ones for goals and people that the actor sees",
    "mentor_words": "the asking person's own words",
    "mentor_state": "all words and pairs in memory; what leaves them is the asking person's own",
    "strengths": "the asking person's own ladders",
    "posts": "what stands on goals whose words the actor may read, or on none",
    "post_page": "answers to posts that `posts` has returned",
    "badges": "steps that their owners want others to know of, and the actor's own",
    "usage": "counts of units, told only where they give nobody away",
    "plan": "steps of units that the actor sees",
    "resistance": "what was said in units that the actor sees; the actor's own unit",
    "review_papers": "about the actor, asked for by them, or released to them",
    "briefings": "each read only by whoever may read every goal and figure on it",
    "briefing_body": "when steps of goals were written down that the review has shown",
    "pairs": "a pair of the actor that was found before, read anew to be written",
    "partners": "whom the actor meets, and the lines between the two",
    "talks": "the lines of the actor and another one, private notes for their writer alone",
    "feedback": "between the actor and another one, or open on goals that the actor sees",
    "help_wanted": "of people whose check-ins the policy lets the actor read",
    "needs": "what the actor asked for or is asked, and of goals whose check-ins they may read",
    "chats": "the organisation's apps, for administrators alone; the worker's keys",
    "requests": "whose account it is that a chat's signed request speaks for",
    "ties": "where the asking person is reached; whose account it is that a chat speaks for",
    "calendar_feed": "the asking person's own meetings; whose calendar a secret address opens",
    "delivery": "how the actor is told; whose secret or address it is, where nobody is logged in",
    "letters": "to whom something is to be told, each seen with their own eyes",
    "letter_box": "the letters of the asking person, and those that the outbox sends",
    "news": "what happened to what the asking person wrote or owns",
    "access": "the door itself",
    "accounts": "for administrators alone (`require`); names of accounts as tickets bring them",
    "actor": "finds who asks, before there is anybody to ask for",
    "announcement_questions": "the asking person's own copies",
    "announcements": "what is said of a goal that `access` has returned, and who has read it",
    "agreeing": "does what the one whom it binds has agreed to; measures and shares of that goal",
    "asking": "the two measures of a ratio that its caller has",
    "answers": "kept answers of the asking user",
    "typing_in": "what was typed in for a measure that `access` has returned",
    "benchmarks": "what others reach in a measure that `access` has returned",
    "behind": "names of queues and accounts of tickets that `access` has let through",
    "connections": "the door to help desks that are asked: for administrators alone",
    "carrying_over": "parts of a goal that `access` has returned, to be closed",
    "closing": "what was said at the end of goals that `access` has returned",
    "cascade": "which goals of the view, which `scope` has filtered, wait for an answer",
    "co_owners": "parts of goals that `access` has returned",
    "data_map": "walks the data of one person, for themselves or to erase it",
    "decision_questions": "what waits for whoever leads the unit, who is the one asking",
    "decision_rights": "the door to them, by the policy of their unit's plans",
    "disputes": "what was said against a measure that `access` has returned, by the policy",
    "patterns": "the person's own, and by the policy of their figures once it is time",
    "pattern_search": "asks people about their own tickets; nothing leaves it",
    "drives": "links between goals that `access` has returned",
    "export_person": "the person's own data, for themselves",
    "exploring": "names for figures that the policy has let through",
    "figures": "readings of measures that the caller was let through to",
    "goal_page": "what was said on a goal that `access` has returned",
    "goal_file_building": "whether ids of a file are taken, by anybody",
    "goal_file_names": "queues by name, which whoever sets measures up chooses from",
    "handed_out": "the asking reader's own lines about figures that they were just given",
    "goals": "parts of goals that `access` has returned; periods and directions are everybody's",
    "goals_undo": "the asking person's own entry; goals through `access`",
    "written": "the whole graph in memory; what leaves it is asked of `access` (cards)",
    "guides": "how many were asked about goals of a plan that `plan_access` has returned",
    "history": "versions of records that `access` has returned; names through `access`",
    "home": "the asking person's own memberships, questions and check-ins",
    "map_journey": "parts of maps that `plan_access` has returned",
    "map_undo": "versions of the asking person's own entry; the map and goals through the doors",
    "map_lanes": "parts of maps that `plan_access` has returned",
    "map_order": "parts of maps that `plan_access` has returned",
    "map_objectives": "parts of maps that `plan_access` has returned; goals through `access`",
    "map_state": "all maps in memory; what leaves them is asked of `plan_access` and `access`",
    "maps": "parts of maps that `plan_access` has returned",
    "glance": "measures filtered by `visible_ids`; a number of accounts for administrators",
    "incentives": "by the policy of personal figures, one by one; the purpose is everybody's",
    "imports": "for administrators alone (`require`)",
    "ledger": "what was said on a goal that `access` has returned, names by the policy",
    "logins": "for administrators alone (`require`); whom a provider of log-ins vouches for",
    "seen_then": "who holds goals today, to judge once more those that were held otherwise",
    "stood": "a measure that `access` has returned, as it stood",
    "measure_changes": "whether goals hold a measure that `access` has returned",
    "newcomers": "for administrators alone (`require`)",
    "queues": "names of queues, for whoever sets measures up; units by `visible_ids`",
    "measures": "filtered by `visible_ids`; a twin of the measure that is being made",
    "resealing": "all sealed rows, for a new secret key; what they hold goes nowhere",
    "organisation": "periods and directions are everybody's; making an organisation",
    "meeting_pages": "parts of meetings that `meetings` has returned",
    "meetings": "the door to meetings, by the policy of their unit's plans",
    "people": "filtered by `visible_ids`; log-ins by administrators alone",
    "people_file": "asks which units and addresses there are, for administrators alone",
    "periods": "by administrators alone (`require`)",
    "ratios": "measures filtered by `visible_ids`",
    "climbing": "the worker's: looks at ladders for nobody in particular; parts of a ladder",
    "ladder_access": "the door itself, for ladders",
    "goal_ladders": "each ladder is asked of `ladder_access`, as in its list",
    "present_steps": "ladders of the asking person, led or coached, by `ladder_access`",
    "ladder_page": "steps that their owners want others to know of; parts of ladders",
    "ladder_parts": "parts of a ladder that `ladder_access` has returned",
    "ladder_past": "versions of parts of ladders that `ladder_access` has returned",
    "ladder_proposals": "measures filtered by `visible_ids`",
    "coaching_questions": "the asking person's own meetings, and those of their units",
    "noted": "what the asking person has noted",
    "ladder_questions": "the asking person's own ladders, and rounds of their units",
    "ladder_rounds": "rounds of units whose ladders may be seen, by `ladder_access`",
    "ladders": "whether a step of a ladder that `ladder_access` has returned is reached",
    "rungs": "targets of a goal that `access` has returned",
    "plan_access": "the door itself, for plans",
    "plan_goals": "parts of plans that `plan_access` has returned; goals through `access`",
    "plan_methods": "parts of plans that `plan_access` has returned",
    "plan_obstacles": "parts of plans that `plan_access` has returned",
    "plan_people": "parts of plans that `plan_access` has returned; people by `visible_ids`",
    "plan_ranks": "parts of plans that `plan_access` has returned",
    "plan_values": "parts of plans that `plan_access` has returned",
    "edition_answers": "what was said of an edition whose plan `plan_access` has returned",
    "plan_questions": "the asking person's own questions on plans that `plan_access` lets them see",
    "outlets": "the door to webhooks: for administrators alone",
    "parcels": "the worker's: which messages to webhooks tell of what is private, and are dropped",
    "secrets": "the worker's: keys of webhooks that its caller has",
    "outgoing": "the organisation's messages, for administrators alone, without their bodies",
    "plan_presence": "who writes in a plan that `plan_access` has returned",
    "sharing": "links to a plan that `plan_access` has returned, and the link that is opened",
    "warning_signs": "the worker's: looks at signs for nobody in particular",
    "experiments": "parts of goals that `access` has returned or the cards show",
    "plan_report": "which measure stands for a side of a plan that `plan_access` has returned",
    "signal_questions": "the asking person's own, of goals that `access` shows",
    "signals": "goals that `access` shows decide who sees one",
    "many_goals": "parts of goals that `access` has returned",
    "map_voices": "counts of what was said on a goal that the map shows to the asker",
    "plan_state": "all plans in memory; what leaves it is asked of `plan_access`",
    "memberships": "places of a person whom its caller may change, as `access` has said",
    "sound": "what a command has just written, asked for nobody: titles go into its refusal alone",
    "planning": "who takes part in an experiment of a goal that `access` has returned",
    "goal_uses": "parts of a plan that `plan_access` has returned to be changed",
    "rung_checks": "parts of a step that `ladder_access` has returned",
    "measure_list": "filtered by `visible_ids`, measures and the goals that hold them",
    "realign_voices": "what was said of a realignment that `realign_access` has returned",
    "attendance": "who was at a training of a goal that `access` has returned",
    "privacy": "the asking person's reads; erasing by administrators alone",
    "proposals": "by the policy, one by one (proposal_views); what the asking person is asked",
    "realign": "the entry of a realignment that `realign_access` has returned",
    "realign_access": "the door itself, for realignments",
    "realign_gates": "titles of open proposals, of goals that the cards show",
    "realign_units": "where all units stand, for circles; names only those that may be seen",
    "realign_questions": "the asking person's own questions, and those of the units they lead",
    "readings": "the worker's: computes for nobody in particular",
    "roster": "the worker's: who is who in the tickets",
    "saved_views": "the asking user's own",
    "splitting": "the first target of a goal that `access` has returned",
    "steps": "parts of goals that `access` has returned",
    "syncs": "readings of connections, for administrators alone; the worker's for nobody",
    "troubles": "readings of connections, for administrators alone; the worker's for nobody",
    "trouble_questions": "connections, for whoever may bring tickets in alone",
    "targets": "ranks within a goal that `access` has returned",
    "tokens": "the asking user's own, and the token that is being used",
    "trail": "whether the chain holds; for administrators alone (`require`)",
    "undoing": "versions of an entry that its command has found to be the actor's",
    "unseen_signs": "names of help desks; of no person",
    "units": "names and places around a unit that `access` has returned",
    "trainings": "parts of goals that `access` has returned",
    "voice": "what is said on a goal that `access` has returned",
    "work": "jobs by the rule of who started them",
}


def modules(folder: str) -> Iterator[Path]:
    yield from sorted((SOURCE / folder).rglob("*.py"))


def asks(path: Path) -> list[int]:
    """Return the lines in which a module asks the tables itself."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        manager = isinstance(node, ast.Attribute) and node.attr in MANAGERS
        whole = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "records"
        )
        if manager or whole or related(node):
            found.append(node.lineno)
    return found


def related(node: ast.AST) -> bool:
    """Whether rows are asked through the record that they point to, as `goal.co_owners.filter`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    rows, verb = node.func.value, node.func.attr
    if not isinstance(rows, ast.Attribute) or rows.attr not in RELATED:
        return False
    named = not node.args and bool(node.keywords)
    bare = not node.args and not node.keywords
    return (
        verb in ASKED
        or (verb in {"get", "update"} and named)
        or (verb == "values" and not bare)
        or (verb in {"all", "first", "last", "count"} and bare)
    )


@pytest.mark.parametrize("folder", FACES)
def test_faces_reach_no_table(folder):
    found = [f"{path}:{line}" for path in modules(folder) for line in asks(path)]
    assert found == []


def places() -> dict[str, int]:
    """Return in how many lines each module of services asks the tables."""
    return {path.stem: len(found) for path in modules("services") if (found := asks(path))}


def test_services_that_ask_the_tables_have_a_reason():
    assert places().keys() - REASONS.keys() == set()


def test_a_place_more_in_which_tables_are_asked_is_argued_for():
    """A reason is held against what it was given for: see whether it holds for the new place."""
    found = places()
    assert {name: (found.get(name), n) for name, n in PLACES.items() if found.get(name) != n} == {}
    assert found.keys() == PLACES.keys()


def test_no_reason_is_left_over():
    assert REASONS.keys() - places().keys() == set()


def test_raw_sql_stays_in_the_store():
    past = {"raw", "extra", "cursor", "RawSQL"}
    found = [
        f"{path}:{node.lineno}"
        for folder in (*FACES, "services")
        for path in modules(folder)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in past
        and isinstance(node.value, ast.Attribute | ast.Name)
        and (node.attr != "cursor" or "connection" in ast.unparse(node.value))
        and (node.attr != "raw" or "objects" in ast.unparse(node.value))
    ]
    assert found == []
