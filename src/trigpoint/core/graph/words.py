"""What states, statuses and kinds of evidence are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.core.graph.goal import State
from trigpoint.core.graph.link import Evidence
from trigpoint.core.graph.status import Status
from trigpoint.core.text import Text, _

STATES: Mapping[State, Text] = MappingProxyType(
    {
        State.DRAFT: _("draft"),
        State.PROPOSED: _("proposed"),
        State.AGREED: _("agreed"),
        State.ACTIVE: _("active"),
        State.ACHIEVED: _("achieved"),
        State.MISSED: _("missed"),
        State.RETIRED: _("retired"),
    }
)
STATUSES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.UNDECIDED: _("can't tell yet"),
        Status.OLD: _("data is old"),
        Status.HELD: _("held"),
        Status.ACHIEVED: _("achieved"),
        Status.ON_TRACK: _("on track"),
        Status.AT_RISK: _("at risk"),
        Status.OFF_TRACK: _("off track"),
    }
)
WHY: Mapping[Status, Text] = MappingProxyType(
    {
        Status.UNDECIDED: _(
            "There is no number yet, or its likely range fits more than one answer."
        ),
        Status.OLD: _(
            "The last number is older than it should be, so it says nothing about today."
        ),
        Status.HELD: _("Something that must not get worse has got worse."),
        Status.ACHIEVED: _("The whole likely range is at the target, and its last day is over."),
        Status.ON_TRACK: _("Even the low end of the likely range is where it should be today."),
        Status.AT_RISK: _("The whole likely range is behind where it should be today."),
        Status.OFF_TRACK: _("The rest would have to go more than twice as fast as planned."),
    }
)
EVIDENCE: Mapping[Evidence, Text] = MappingProxyType(
    {
        Evidence.NONE: _("nothing yet"),
        Evidence.OPINION: _("an opinion"),
        Evidence.MEASURED: _("measured"),
    }
)
