"""Realignments: many goals changed at once, tried first, asked about, committed, taken back."""

from typing import Annotated, Any, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import Body, Day, Id, Note, Number, Title, Version, Weight
from trigpoint.services.realignment import realign, realign_edits, realign_page
from trigpoint.services.realignment.realign_views import RealignmentLine, RealignmentPage

routes = Noun("/realignments", "goals")


class NewRealignment(Body):
    """What a change is for; the one reason may come later."""

    title: Title
    reason: Note = ""


class RealignmentChange(Body):
    """Another title or reason."""

    title: Title | None = None
    reason: Note | None = None


class TargetRealigned(Body):
    """What a target asks for: another value in the end, another day, another weight."""

    kind: Literal["target"]
    target: Id
    value: Number | None = None
    weight: Weight | None = None
    due: Day | None = None


class WeightRealigned(Body):
    """Another weight of a contribution."""

    kind: Literal["weight"]
    link: Id
    weight: Weight


class MoveRealigned(Body):
    """A contribution goes to another goal above."""

    kind: Literal["move"]
    link: Id
    to: Id


class AddRealigned(Body):
    """A goal carries one more."""

    kind: Literal["add"]
    child: Id
    parent: Id
    weight: Weight = 1.0


class DropRealigned(Body):
    """A goal no longer carries another one."""

    kind: Literal["drop"]
    link: Id


class UnitRealigned(Body):
    """A unit stands under another one, `to`, from a day on; its past stays where it was."""

    kind: Literal["unit"]
    unit: Id
    to: Id
    day: Day


AnyChange = Annotated[
    TargetRealigned
    | WeightRealigned
    | MoveRealigned
    | AddRealigned
    | DropRealigned
    | UnitRealigned,
    Field(discriminator="kind"),
]


class AllChanges(Body):
    """Everything that is to change; a later change of the same thing replaces the earlier."""

    changes: Annotated[list[AnyChange], Field(max_length=realign_edits.MOST)]


class Overridden(Body):
    """Why to go ahead where not everybody has agreed; everybody reads it."""

    override: Note = ""


class RealignmentAnswer(Body):
    """What one says: before, accepted or refused; after, read or a concern. No needs words."""

    voice: Id
    answer: Literal["accepted", "refused", "read", "concern"]
    words: Note = ""


@routes.show("")
def index(request: Request) -> tuple[RealignmentLine, ...]:
    """The realignments that I may see, the newest first."""
    return realign_page.index(request.auth)


@routes.make("")
def begin(request: Request, body: NewRealignment) -> RealignmentPage:
    """Begin to try a change; nothing is changed by that."""
    made = realign.begin(request.auth, body.title, body.reason)
    return realign_page.show(request.auth, made)


@routes.show("/{realignment_id}")
def show(request: Request, realignment_id: Id, explain: Id | Literal[""] = "") -> RealignmentPage:
    """A realignment: every figure above, everybody below, who is asked, what is not settled."""
    return realign_page.show(request.auth, realignment_id, explain)


@routes.change("/{realignment_id}")
def edit(
    request: Request, realignment_id: Id, body: RealignmentChange, version: Version
) -> RealignmentPage:
    """Another title or reason."""
    return written(
        request,
        realignment_id,
        lambda: realign.edit(request.auth, realignment_id, version, **body.model_dump()),
    )


@routes.replace("/{realignment_id}/changes")
def set_changes(
    request: Request, realignment_id: Id, body: AllChanges, version: Version
) -> RealignmentPage:
    """Say anew what is to change; those who were asked are asked again."""
    edits = realign_edits.read([plain(change) for change in body.changes])
    return written(
        request,
        realignment_id,
        lambda: realign.set_edits(request.auth, realignment_id, version, edits),
    )


def plain(change: Body) -> dict[str, Any]:
    """Return a change as it is kept."""
    return change.model_dump(mode="json", exclude_none=True)


@routes.act("/{realignment_id}/ask")
def ask(request: Request, realignment_id: Id) -> RealignmentPage:
    """Ask those whom it concerns first."""
    actor = request.auth
    realign.ask(actor, realignment_id, realign_page.show(actor, realignment_id).version)
    return realign_page.show(actor, realignment_id)


@routes.act("/{realignment_id}/answer")
def answer(request: Request, realignment_id: Id, body: RealignmentAnswer) -> RealignmentPage:
    """Accept or refuse one's part before it is committed; say what one thinks after."""
    actor = request.auth
    realign_page.show(actor, realignment_id)
    realign.answer(actor, body.voice, body.answer, body.words)
    return realign_page.show(actor, realignment_id)


@routes.act("/{realignment_id}/commit")
def commit(request: Request, realignment_id: Id, body: Overridden) -> RealignmentPage:
    """Change everything, in one entry of the history, and tell those below."""
    actor = request.auth
    version = realign_page.show(actor, realignment_id).version
    realign.commit(actor, realignment_id, version, override=body.override)
    return realign_page.show(actor, realignment_id)


@routes.act("/{realignment_id}/undo")
def undo(request: Request, realignment_id: Id) -> RealignmentPage:
    """Take all of it back, in one entry."""
    actor = request.auth
    realign.undo(actor, realignment_id, realign_page.show(actor, realignment_id).version)
    return realign_page.show(actor, realignment_id)


@routes.act("/{realignment_id}/discard")
def discard(request: Request, realignment_id: Id) -> RealignmentPage:
    """Give it up; nothing was changed."""
    actor = request.auth
    realign.discard(actor, realignment_id, realign_page.show(actor, realignment_id).version)
    return realign_page.show(actor, realignment_id)


def written(request: Request, realignment_id: str, write: Any) -> RealignmentPage:
    """Write, and return what the realignment says after that."""
    return changed(request, write, lambda: realign_page.show(request.auth, realignment_id))
