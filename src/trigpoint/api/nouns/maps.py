"""Strategy maps: perspectives, themes, objectives in their places, and what moves what."""

from typing import Annotated, Literal

from django.utils import translation
from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Id, Version
from trigpoint.core.text import Text
from trigpoint.services.maps import (
    map_lanes,
    map_objectives,
    map_page,
    map_proposals,
    map_undo,
    map_voices,
    maps,
)
from trigpoint.services.maps.map_objectives import LAST_COLUMN, ObjectiveDraft
from trigpoint.services.maps.map_page import (
    FoundMap,
    MapView,
    ObjectiveView,
    PerspectiveView,
    ThemeView,
)
from trigpoint.services.maps.map_proposals import MeasureProposal
from trigpoint.services.maps.map_voices import ObjectiveVoices
from trigpoint.services.plans import templates

routes = Noun("/maps", "goals")

Title = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]
Question = Annotated[str, Field(max_length=200, pattern=NO_NUL)]
Place = Annotated[int, Field(ge=1, le=map_lanes.MOST)]
Column = Annotated[int, Field(ge=0, le=LAST_COLUMN)]


class MapScope(BaseModel):
    """Whose map, of when."""

    unit: Id | Literal[""] = Field(
        "", description="a unit or a person; the uppermost unit is usual"
    )
    period: Id | Literal[""] = Field("", description="the period of the day is usual")


class NewMap(Body):
    """Whose map is begun, and of when; with `template`, what stands on it as a draft."""

    owner: Id
    period: Id
    template: Annotated[str, Field(max_length=40, pattern="^[a-z0-9-]*$")] = ""


class NewPerspective(Body):
    """A perspective, and the question that it answers."""

    title: Title
    question: Question = ""


class PerspectiveWords(NewPerspective):
    """A perspective said anew; with a place, counted from 1 at the top, put there."""

    place: Place | None = None


class NewMapTheme(Body):
    """What a theme is called."""

    title: Title


class MapThemeWords(NewMapTheme):
    """A theme said anew; with a place, counted from 1, put there."""

    place: Place | None = None


class NewObjective(Body):
    """A goal that comes onto the map: one that is there, or the words of a new one."""

    perspective: Id
    goal: Id | Literal[""] = ""
    title: str = Field("", max_length=200, pattern=NO_NUL)
    why: str = Field("", max_length=4000, pattern=NO_NUL)
    theme: Id | Literal[""] = ""
    column: Column | None = Field(None, description="found by itself where none is named")


class ObjectivePlace(Body):
    """What changes of an objective's place; a column of null is found anew."""

    perspective: Id | None = None
    theme: Id | Literal[""] | None = None
    column: Column | None = None

    def changes(self) -> dict[str, object]:
        """Return the fields that were sent; the column also where it is null."""
        sent = self.model_dump(exclude_unset=True)
        return {k: v for k, v in sent.items() if v is not None or k == "column"}


class Arrangement(Body):
    """Whether what was placed by hand stays where it is."""

    keep: bool = True


@routes.show("")
def find(
    request: Request, part: Annotated[MapScope, Query()], as_of: AsOf | None = None
) -> FoundMap:
    """The map of a unit or person, else that of the nearest unit above, else none."""
    return map_page.find(request.auth, part.unit, part.period, as_of)


@routes.make("")
def begin(request: Request, body: NewMap) -> MapView:
    """Begin a map with the four classic perspectives, or from a template."""
    if body.template:
        made = templates.begin(request.auth, body.template, body.owner, body.period, said)
    else:
        made = maps.begin(request.auth, body.owner, body.period, said)
    return map_page.show(request.auth, made)


def said(text: Text) -> str:
    """Return a sentence of ours in the language of the request."""
    return text.render(translation)


@routes.show("/{map_id}")
def show(request: Request, map_id: Id, as_of: AsOf | None = None) -> MapView:
    """Everything about a map."""
    return map_page.show(request.auth, map_id, as_of)


@routes.act("/{map_id}/arrangement")
def arrange(request: Request, map_id: Id, body: Arrangement) -> MapView:
    """Put the objectives where few arrows cross."""
    maps.arrange_anew(request.auth, map_id, keep=body.keep)
    return map_page.show(request.auth, map_id)


@routes.make("/{map_id}/perspectives")
def add_perspective(request: Request, map_id: Id, body: NewPerspective) -> PerspectiveView:
    """Add a perspective beneath the others."""
    made = map_lanes.add(request.auth, map_id, body.title, body.question)
    return perspective(request, map_id, made)


@routes.show("/{map_id}/perspectives/{perspective_id}")
def perspective(
    request: Request, map_id: Id, perspective_id: Id, as_of: AsOf | None = None
) -> PerspectiveView:
    """One perspective."""
    return one(map_page.show(request.auth, map_id, as_of).perspectives, perspective_id)


@routes.replace("/{map_id}/perspectives/{perspective_id}")
def edit_perspective(
    request: Request, map_id: Id, perspective_id: Id, body: PerspectiveWords, version: Version
) -> PerspectiveView:
    """Say a perspective anew, or put it on another place."""
    perspective(request, map_id, perspective_id)
    return changed(
        request,
        lambda: map_lanes.edit(
            request.auth, perspective_id, version, body.title, body.question, body.place
        ),
        lambda: perspective(request, map_id, perspective_id),
    )


@routes.remove("/{map_id}/perspectives/{perspective_id}")
def remove_perspective(request: Request, map_id: Id, perspective_id: Id, version: Version) -> None:
    """Take an empty perspective away."""
    removed(
        request,
        lambda: map_lanes.remove(request.auth, perspective_id, version),
        lambda: perspective(request, map_id, perspective_id),
    )


@routes.make("/{map_id}/themes")
def add_theme(request: Request, map_id: Id, body: NewMapTheme) -> ThemeView:
    """Add a theme."""
    return theme(request, map_id, map_lanes.add_theme(request.auth, map_id, body.title))


@routes.show("/{map_id}/themes/{theme_id}")
def theme(request: Request, map_id: Id, theme_id: Id, as_of: AsOf | None = None) -> ThemeView:
    """One theme."""
    return one(map_page.show(request.auth, map_id, as_of).themes, theme_id)


@routes.replace("/{map_id}/themes/{theme_id}")
def edit_theme(
    request: Request, map_id: Id, theme_id: Id, body: MapThemeWords, version: Version
) -> ThemeView:
    """Say a theme anew, or put it on another place."""
    theme(request, map_id, theme_id)
    return changed(
        request,
        lambda: map_lanes.edit_theme(request.auth, theme_id, version, body.title, body.place),
        lambda: theme(request, map_id, theme_id),
    )


@routes.remove("/{map_id}/themes/{theme_id}")
def remove_theme(request: Request, map_id: Id, theme_id: Id, version: Version) -> None:
    """Take a theme away; its objectives stay."""
    removed(
        request,
        lambda: map_lanes.remove_theme(request.auth, theme_id, version),
        lambda: theme(request, map_id, theme_id),
    )


@routes.make("/{map_id}/objectives")
def add_objective(request: Request, map_id: Id, body: NewObjective) -> ObjectiveView:
    """Put a goal on the map; no other objective moves."""
    made = map_objectives.add(request.auth, map_id, ObjectiveDraft(**body.model_dump()))
    return objective(request, map_id, made)


@routes.show("/{map_id}/objectives/{objective_id}")
def objective(
    request: Request, map_id: Id, objective_id: Id, as_of: AsOf | None = None
) -> ObjectiveView:
    """One objective."""
    return one(map_page.show(request.auth, map_id, as_of).objectives, objective_id)


@routes.show("/{map_id}/objectives/{objective_id}/proposals")
def proposed(request: Request, map_id: Id, objective_id: Id) -> tuple[MeasureProposal, ...]:
    """Leading, lagging and guard measures to put beside an objective, each with its reason."""
    return map_proposals.of_objective(request.auth, map_id, objective_id)


@routes.show("/{map_id}/objectives/{objective_id}/voices")
def voices(request: Request, map_id: Id, objective_id: Id) -> ObjectiveVoices:
    """What employees and customers say of an objective; in words where comments are kept."""
    return map_voices.show(request.auth, map_id, objective_id)


@routes.remove("/{map_id}/objectives/{objective_id}/comments/{comment_id}")
def take_comment_away(request: Request, map_id: Id, objective_id: Id, comment_id: Id) -> None:
    """Take what a customer wrote away for good."""
    map_voices.take_comment_away(request.auth, map_id, objective_id, comment_id)


@routes.change("/{map_id}/objectives/{objective_id}")
def move_objective(
    request: Request, map_id: Id, objective_id: Id, body: ObjectivePlace, version: Version
) -> ObjectiveView:
    """Put an objective into another perspective, theme or column."""
    objective(request, map_id, objective_id)
    return changed(
        request,
        lambda: map_objectives.change(request.auth, objective_id, version, body.changes()),
        lambda: objective(request, map_id, objective_id),
    )


@routes.remove("/{map_id}/objectives/{objective_id}")
def remove_objective(request: Request, map_id: Id, objective_id: Id, version: Version) -> None:
    """Take an objective off the map; the goal stays."""
    removed(
        request,
        lambda: map_objectives.remove(request.auth, objective_id, version),
        lambda: objective(request, map_id, objective_id),
    )


@routes.act("/{map_id}/undo")
def undo(request: Request, map_id: Id) -> MapView:
    """Take back what the actor did last on the map."""
    map_undo.undo(request.auth, map_id)
    return map_page.show(request.auth, map_id)
