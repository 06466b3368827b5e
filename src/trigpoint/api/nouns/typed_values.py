"""What was typed in for a measure: a value for a day, with its evidence."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Day, Id, Line, Note, Number, Reason, Version
from trigpoint.services.lists import ListTaken
from trigpoint.services.measures import typing_in
from trigpoint.services.measures.typing_in import TypedValueDraft, TypedValueView

routes = Noun("/measures/{measure_id}/values", "figures")


class NewTypedValue(Body):
    """A value in the measure's unit, its day, and a link or a note that it rests on."""

    day: Day
    value: Number
    n: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(
        None, description="out of how many, for a share"
    )
    link: Annotated[Line, Field(max_length=500)] = ""
    note: Annotated[Note, Field(max_length=1000)] = ""


class CorrectedTypedValue(NewTypedValue):
    """The value as it should be, and why it changes."""

    reason: Reason


class TypedValueList(Body):
    """A CSV text with a heading: day, value, n, link, note."""

    list: Annotated[str, Field(min_length=1, max_length=400_000, pattern=NO_NUL)]


@routes.show("")
def of_measure(
    request: Request, measure_id: Id, as_of: AsOf | None = None
) -> tuple[TypedValueView, ...]:
    """What was typed in, the newest day first."""
    return typing_in.of_measure(request.auth, measure_id, as_of)


@routes.make("")
def enter(request: Request, measure_id: Id, body: NewTypedValue) -> TypedValueView:
    """Type a value in; without evidence it is refused."""
    draft = TypedValueDraft(**body.model_dump())
    return show(request, measure_id, typing_in.enter(request.auth, measure_id, draft))


@routes.act("/import")
def take(request: Request, measure_id: Id, body: TypedValueList) -> ListTaken:
    """Take in a list; rows that do not fit are named with their cure."""
    return typing_in.take(request.auth, measure_id, body.list)


@routes.show("/{value_id}")
def show(
    request: Request, measure_id: Id, value_id: Id, as_of: AsOf | None = None
) -> TypedValueView:
    """One value."""
    return one(typing_in.of_measure(request.auth, measure_id, as_of), value_id)


@routes.replace("/{value_id}")
def correct(
    request: Request, measure_id: Id, value_id: Id, body: CorrectedTypedValue, version: Version
) -> TypedValueView:
    """Put another value in its place; the history keeps both."""
    said = body.model_dump(exclude={"reason"})
    return changed(
        request,
        lambda: typing_in.correct(
            request.auth, measure_id, value_id, version, TypedValueDraft(**said), body.reason
        ),
        lambda: show(request, measure_id, value_id),
    )


@routes.remove("/{value_id}")
def remove(request: Request, measure_id: Id, value_id: Id, version: Version) -> None:
    """Take a value away; the history keeps it."""
    removed(
        request,
        lambda: typing_in.remove(request.auth, measure_id, value_id, version),
        lambda: show(request, measure_id, value_id),
    )
