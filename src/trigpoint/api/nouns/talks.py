"""1:1s: whom I meet, the agenda of the next one, notes, and promises that are carried over."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id, Note
from trigpoint.services.talks import partners, talks
from trigpoint.services.talks.partners import Partner
from trigpoint.services.talks.talks import TalkDraft, TalkPage

routes = Noun("/one-on-ones", "goals")


class NewTalkLine(Body):
    """A note, mine alone unless it is shared, or a promise, which both read."""

    kind: Literal["note", "promise"]
    words: Note
    shared: bool = False
    due: Day | None = None


class TalkKept(Body):
    """Whether a promise was kept."""

    kept: bool = True


@routes.show("")
def everyone(request: Request) -> tuple[Partner, ...]:
    """Whom I meet: those I lead, my leads, whom I coach, my coaches."""
    return partners.everyone(request.auth)


@routes.show("/{person_id}")
def show(request: Request, person_id: Id) -> TalkPage:
    """My next 1:1 with somebody: what to talk about, what was promised, notes."""
    return talks.show(request.auth, person_id)


@routes.make("/{person_id}/lines")
def write(request: Request, person_id: Id, body: NewTalkLine) -> TalkPage:
    """Write a note or a promise."""
    talks.write(request.auth, person_id, TalkDraft(**body.model_dump()))
    return talks.show(request.auth, person_id)


@routes.act("/lines/{line_id}/kept")
def keep(request: Request, line_id: Id, body: TalkKept) -> TalkPage:
    """Say that a promise was kept, or not after all."""
    return talks.show(request.auth, talks.keep(request.auth, line_id, kept=body.kept))


@routes.act("/lines/{line_id}/share")
def share(request: Request, line_id: Id) -> TalkPage:
    """Let the other one read my note."""
    return talks.show(request.auth, talks.share(request.auth, line_id))


@routes.act("/lines/{line_id}/remove")
def remove(request: Request, line_id: Id) -> TalkPage:
    """Take my line away."""
    return talks.show(request.auth, talks.remove(request.auth, line_id))
