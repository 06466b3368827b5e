"""Whom a realignment concerns: who is asked before, and everybody below."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from trigpoint.core.lenses.cascade.realign import Shift
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.goals.rights import Rights
from trigpoint.services.realignment.realign_lines import Lines
from trigpoint.services.realignment.realign_sandbox import Sandbox, Tried
from trigpoint.services.realignment.realign_units import UnitMove
from trigpoint.services.realignment.realign_views import Concerned, VoiceView
from trigpoint.services.realignment.realign_voices import Key, Voices, key_of
from trigpoint.store.models import Goal, Realignment

MOST_ABOVE = 3


class Circle:
    """The units and people around one sandbox.

    Units and people whose own goals change are asked before; so are units that take a goal on or
    let one go, and those whose goals' shares move. Everybody else below is told after.
    """

    def __init__(self, tried: Sandbox, lines: Lines, voices: Voices, record: Realignment) -> None:
        self.tried = tried
        self.lines = lines
        self.voices = voices
        self.record = record
        self.state = tried.state
        self.changes: dict[Key, list[Tried]] = defaultdict(list)
        self.shifts: dict[Key, list[Shift]] = defaultdict(list)
        self.above: dict[Key, dict[str, None]] = defaultdict(dict)
        self.takes: set[Key] = set()
        self.gather()

    def gather(self) -> None:
        """Find whom each change concerns."""
        known = self.state.by_public_id
        for each in self.tried.tried:
            self.gather_one(each)
        for shift in self.tried.shifts:
            if shift.child not in self.tried.touched:
                for key in self.holders(known[shift.child]):
                    self.shifts[key].append(shift)
        for goal, start in self.tried.below.items():
            for key in self.holders(known[goal]):
                self.above[key][start] = None

    def gather_one(self, each: Tried) -> None:
        """Note whose goal a change is on, and which units take a goal on or let one go."""
        if each.move is not None:
            self.gather_move(each, each.move)
        if each.goal is None:
            return
        for key in self.holders(each.goal):
            self.changes[key].append(each)
        for other in (each.parent, each.to):
            if other is not None:
                self.takes.update(k for k in self.holders(other) if k[0] == "unit")

    def gather_move(self, each: Tried, move: UnitMove) -> None:
        """Note the unit that moves with everybody in it, and the units that let it go or take it.

        One that cannot move concerns nobody.
        """
        if each.wrong is not None:
            return
        moves = self.tried.moves
        self.changes["unit", move.unit.pk].append(each)
        self.takes.update(("unit", pk) for pk in (*moves.left(move), *moves.joined(move)))
        drawn = moves.charts[1]
        below = drawn.everyone(str(move.unit.pk)) if str(move.unit.pk) in drawn.kinds else ()
        for person in below:
            self.changes["person", int(person)].append(each)

    def holders(self, goal: Goal) -> list[Key]:
        """Return whose goal it is, and who shares it."""
        parts = self.state.co_owners.get(goal.pk, ())
        found = [key_of(goal.owner_unit_id, goal.owner_person_id)]
        return [*found, *(key_of(part.unit_id, part.person_id) for part in parts)]

    @cached_property
    def me(self) -> Key:
        """Who made it."""
        return ("person", self.record.made_by_id or 0)

    @cached_property
    def own(self) -> frozenset[Key]:
        """The units that the maker leads: they answer for these themselves."""
        drawn = access.viewer_of(self.tried.cards.actor).chart
        maker = str(self.record.made_by_id)
        return frozenset(("unit", int(u)) for u in drawn.kinds if maker in drawn.leads(u))

    @cached_property
    def to_ask(self) -> dict[Key, None]:
        """Who is asked before: units by what changes for them, people by their own goals.

        A unit that nobody leads has nobody to answer.
        """
        drawn = access.viewer_of(self.tried.cards.actor).chart
        units = [*self.changes, *self.takes, *self.shifts]
        found = {
            key: None
            for key in units
            if key[0] == "unit" and key not in self.own and self.is_led(key, drawn)
        }
        for key, edits in self.changes.items():
            if key[0] == "person" and key != self.me and any(self.is_theirs(key, e) for e in edits):
                found[key] = None
        return found

    @staticmethod
    def is_led(key: Key, drawn: Chart) -> bool:
        """Whether somebody leads a unit."""
        return str(key[1]) in drawn.kinds and bool(drawn.leads(str(key[1])))

    def is_theirs(self, key: Key, each: Tried) -> bool:
        """Whether a change is on a goal that a person owns."""
        return each.goal is not None and each.goal.owner_person_id == key[1]

    @cached_property
    def units(self) -> tuple[Concerned, ...]:
        """The units that are asked, by name."""
        asked = dict.fromkeys((*self.to_ask, *self.voices.asked))
        return tuple(sorted(map(self.concerned, (k for k in asked if k[0] == "unit")), key=name))

    @cached_property
    def people(self) -> tuple[Concerned, ...]:
        """The people below whom it concerns, those whose own goals change first, then by name."""
        keys = dict.fromkeys((*self.changes, *self.shifts, *self.above, *self.voices.asked))
        seen = access.visible_ids(self.tried.cards.actor, "person")
        found = [self.concerned(k) for k in keys if k[0] == "person" and k[1] in seen]
        return tuple(sorted(found, key=lambda c: (not c.changes, not c.shares, name(c))))

    def concerned(self, key: Key) -> Concerned:
        """Return one of them with what changes."""
        kind, pk = key
        unit, person = (pk, None) if kind == "unit" else (None, pk)
        starts = (self.state.by_public_id[goal] for goal in self.above.get(key, {}))
        above = (self.lines.title(goal) for _number, goal in zip(range(MOST_ABOVE), starts))  # noqa: B905 - the first few of them
        return Concerned(
            holder=self.tried.cards.holder(unit, person),
            changes=tuple(map(self.lines.change, self.changes.get(key, ()))),
            shares=tuple(map(self.lines.shift, self.shifts.get(key, ()))),
            above=tuple(above),
            asks=key in self.to_ask,
            voice=self.voices.asked.get(key),
        )

    @cached_property
    def everybody(self) -> dict[Key, None]:
        """All whom it concerns, but the maker and the units that they lead."""
        keys = dict.fromkeys((*self.changes, *self.takes, *self.shifts, *self.above))
        return {key: None for key in keys if key != self.me and key not in self.own and key[1]}

    def answer(self, key: Key) -> str:
        """Return what somebody said before, "" where nothing was asked of them."""
        voice: VoiceView | None = self.voices.asked.get(key)
        return voice.answer if voice else ""

    @cached_property
    def unasked(self) -> list[Key]:
        """Those to ask whom nobody has asked yet."""
        return [key for key in self.to_ask if key not in self.voices.asked]

    @cached_property
    def may_move(self) -> bool:
        """Whether the maker may let units stand elsewhere, where any would."""
        home = Thing(str(self.record.organisation_id))
        actor = self.tried.cards.actor
        moves = any(each.move is not None for each in self.tried.tried)
        return not moves or bool(access.decision(actor, Verb.CHANGE, Kind.UNIT, home))

    @cached_property
    def not_mine(self) -> list[Goal]:
        """The goals that the maker may not change, and whose holder has not agreed."""
        rights = Rights(self.tried.cards.actor, self.state)
        return [
            goal
            for goal in self.tried.touched.values()
            if not rights.change(goal)
            and self.answer(key_of(goal.owner_unit_id, goal.owner_person_id)) != "accepted"
        ]


def name(found: Concerned) -> str:
    """Return the name by which they are sorted."""
    return found.holder.name.casefold()
