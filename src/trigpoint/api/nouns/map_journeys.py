"""The customer's journey beneath a strategy map: stages, and what hurts in them."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Id, Version
from trigpoint.services.maps import map_journey, map_page
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_pains import PainView, StageView

routes = Noun("/maps/{map_id}/journey", "goals")

Tag = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]


class NewStage(Body):
    """A stage, and where customers meet us in it."""

    title: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]
    touchpoints: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""


class StageWords(NewStage):
    """A stage said anew; with a place, counted from 1 at the beginning, put there."""

    place: Annotated[int, Field(ge=1, le=map_journey.MOST_STAGES)] | None = None


class NewPain(Body):
    """What hurts; `tags` are tags or `field=value`, `serves` ids of objectives on the map."""

    title: Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NUL)]
    moment_of_truth: bool = False
    tags: list[Tag] = Field(default_factory=list, max_length=20)
    serves: list[Id] = Field(default_factory=list, max_length=50)

    def draft(self) -> PainPointDraft:
        """Return it as the services know it."""
        return PainPointDraft(**self.model_dump(exclude={"stage"}))


class PainWords(NewPain):
    """A pain point said anew; with a stage, moved to the end of that one."""

    stage: Id | Literal[""] = ""


@routes.show("")
def journey(request: Request, map_id: Id, as_of: AsOf | None = None) -> tuple[StageView, ...]:
    """The stages in their order, with what hurts, its tickets and who serves it."""
    return map_page.show(request.auth, map_id, as_of).journey


@routes.make("")
def add_stage(request: Request, map_id: Id, body: NewStage) -> StageView:
    """Add a stage at the end."""
    made = map_journey.add_stage(request.auth, map_id, body.title, body.touchpoints)
    return stage(request, map_id, made)


@routes.show("/{stage_id}")
def stage(request: Request, map_id: Id, stage_id: Id, as_of: AsOf | None = None) -> StageView:
    """One stage."""
    return one(map_page.show(request.auth, map_id, as_of).journey, stage_id)


@routes.replace("/{stage_id}")
def edit_stage(
    request: Request, map_id: Id, stage_id: Id, body: StageWords, version: Version
) -> StageView:
    """Say a stage anew, or put it on another place."""
    stage(request, map_id, stage_id)
    return changed(
        request,
        lambda: map_journey.edit_stage(
            request.auth, stage_id, version, body.title, body.touchpoints, body.place
        ),
        lambda: stage(request, map_id, stage_id),
    )


@routes.remove("/{stage_id}")
def remove_stage(request: Request, map_id: Id, stage_id: Id, version: Version) -> None:
    """Take an empty stage away."""
    removed(
        request,
        lambda: map_journey.remove_stage(request.auth, stage_id, version),
        lambda: stage(request, map_id, stage_id),
    )


@routes.make("/{stage_id}/pains")
def add_pain(request: Request, map_id: Id, stage_id: Id, body: NewPain) -> PainView:
    """Say what hurts in a stage."""
    stage(request, map_id, stage_id)
    made = map_journey.add_pain(request.auth, stage_id, body.draft())
    return pain(request, map_id, stage_id, made)


@routes.show("/{stage_id}/pains/{pain_id}")
def pain(
    request: Request, map_id: Id, stage_id: Id, pain_id: Id, as_of: AsOf | None = None
) -> PainView:
    """One pain point."""
    return one(stage(request, map_id, stage_id, as_of).pains, pain_id)


@routes.replace("/{stage_id}/pains/{pain_id}")
def edit_pain(
    request: Request, map_id: Id, stage_id: Id, pain_id: Id, body: PainWords, version: Version
) -> PainView:
    """Say a pain point anew, or move it to another stage."""
    pain(request, map_id, stage_id, pain_id)
    return changed(
        request,
        lambda: map_journey.edit_pain(request.auth, pain_id, version, body.draft(), body.stage),
        lambda: moved_pain(request, map_id, pain_id),
    )


def moved_pain(request: Request, map_id: str, pain_id: str) -> PainView:
    """Return a pain point in whichever stage it stands."""
    stages = map_page.show(request.auth, map_id).journey
    return one([pain for stage in stages for pain in stage.pains], pain_id)


@routes.remove("/{stage_id}/pains/{pain_id}")
def remove_pain(request: Request, map_id: Id, stage_id: Id, pain_id: Id, version: Version) -> None:
    """Take a pain point away."""
    removed(
        request,
        lambda: map_journey.remove_pain(request.auth, pain_id, version),
        lambda: pain(request, map_id, stage_id, pain_id),
    )
