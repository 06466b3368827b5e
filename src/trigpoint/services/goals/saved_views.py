"""Filters of the list of goals that people keep under a name, each for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals.goal_list import Filter
from trigpoint.store.models import SavedView

MOST = 30
UNSET = asdict(Filter())
KEPT = tuple(name for name in UNSET if name != "page")


@dataclass(frozen=True, slots=True)
class SavedViewLine:
    """A kept filter with its name."""

    id: str
    name: str
    wanted: Filter


def views(actor: Actor) -> list[SavedViewLine]:
    """Return what the actor has kept, by name."""
    if actor.user is None:
        return []
    found = SavedView.objects.filter(user=actor.user).order_by("name")
    return [SavedViewLine(view.public_id, view.name, read(view.filters)) for view in found]


def keep(actor: Actor, name: str, wanted: Filter) -> str:
    """Keep a filter under a name, in the place of one of that name; return its public id.

    Raises:
        Invalid: without a name, for one that is too long, or once there are too many.
    """
    title = name.strip()
    if actor.user is None or not title or len(title) > 60:
        raise Invalid({"name": _("Give the view a name of up to 60 characters.")})
    others = SavedView.objects.filter(user=actor.user).exclude(name=title)
    if others.count() >= MOST:
        raise Invalid({"name": _("{most} views are the most. Take one away first.", most=MOST)})
    chosen = {name: value for name, value in asdict(wanted).items() if value != UNSET[name]}
    view, _new = SavedView.objects.update_or_create(
        user=actor.user,
        name=title,
        defaults={
            "organisation": actor.organisation,
            "filters": {name: chosen[name] for name in KEPT if name in chosen},
        },
    )
    return view.public_id


def drop(actor: Actor, view_id: str) -> None:
    """Take a kept filter away.

    Raises:
        NotThere: where the actor has none of that id.
    """
    gone, _each = SavedView.objects.filter(user=actor.user, public_id=view_id).delete()
    if not gone or actor.user is None:
        raise NotThere


def read(filters: Mapping[str, object]) -> Filter:
    """Return a kept filter; what a later version no longer knows is left out."""
    return Filter(**{name: filters[name] for name in KEPT if name in filters})  # type: ignore[arg-type]  # written by `keep`
