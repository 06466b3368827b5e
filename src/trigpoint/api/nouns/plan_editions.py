"""Published versions of a plan, what people think of them, and links to read it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import NO_NUL, Body, Id, Note, Version
from trigpoint.services.errors import NotThere
from trigpoint.services.plans import edition_answers, editions, sharing, v2mom_page
from trigpoint.services.plans.edition_answers import EditionVoices
from trigpoint.services.plans.editions import DifferenceView, EditionView
from trigpoint.services.plans.sharing import NewShare, ShareView
from trigpoint.services.plans.v2mom_page import V2momPage

routes = Noun("/plans/{plan_id}/editions", "goals")
voices = Noun("/plans/{plan_id}/voices", "goals")
shares = Noun("/plans/{plan_id}/shares", "goals")

Number = Annotated[int, Field(ge=1, le=30_000)]


@dataclass(frozen=True, slots=True)
class Count:
    """How many it concerned."""

    count: int


@dataclass(frozen=True, slots=True)
class Kept:
    """That it was kept, and nothing else: not who, not when."""

    kept: bool


class Publication(Body):
    """Why it is published, and why although something is missing."""

    reason: Note = ""
    override_reason: Note = ""


class Opinion(Body):
    """What one thinks of the newest edition; reservations and disagreement need words."""

    answer: Literal["read", "agree", "reservations", "disagree"]
    words: Note = ""


class UnnamedWords(Body):
    """Words that are to lead to nobody."""

    words: Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]


class NewShareLink(Body):
    """A link to read the plan without a log-in."""

    days: Annotated[int, Field(ge=1, le=366)]
    name: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    password: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    names_shown: bool = False


@routes.show("")
def all_editions(request: Request, plan_id: Id) -> tuple[EditionView, ...]:
    """The editions, the newest first."""
    return editions.editions(request.auth, plan_id)


@routes.replace("")
def publish(request: Request, plan_id: Id, body: Publication, version: Version) -> V2momPage:
    """Publish the plan as its next edition."""
    actor = request.auth
    return changed(
        request,
        lambda: editions.publish(
            actor,
            plan_id,
            version,
            reason=body.reason,
            override_reason=body.override_reason,
        ),
        lambda: v2mom_page.show(actor, plan_id),
    )


@routes.show("/{number}/difference")
def difference(
    request: Request, plan_id: Id, number: Number, to: Number | None = None
) -> DifferenceView:
    """What changed since an edition, up to another one or up to now."""
    return editions.compare(request.auth, plan_id, number, to)


@voices.show("")
def heard(request: Request, plan_id: Id) -> EditionVoices:
    """What people think of the newest edition, as counts and words."""
    found = v2mom_page.show(request.auth, plan_id).voices
    if found is None:
        raise NotThere
    return found


@voices.act("/answer")
def answer(request: Request, plan_id: Id, body: Opinion) -> EditionVoices:
    """Say what one thinks of the newest edition."""
    edition_answers.answer(request.auth, plan_id, body.answer, body.words)
    return heard(request, plan_id)


@voices.make("/unnamed", keyed=False)
def say_unnamed(request: Request, plan_id: Id, body: UnnamedWords) -> Kept:
    """Say something without one's name."""
    edition_answers.say_unnamed(request.auth, plan_id, body.words)
    return Kept(kept=True)


@voices.act("/remind")
def remind(request: Request, plan_id: Id) -> Count:
    """Let the product remind those who have not read it."""
    return Count(edition_answers.remind(request.auth, plan_id))


@shares.show("")
def all_shares(request: Request, plan_id: Id) -> tuple[ShareView, ...]:
    """The links to the plan, without their secrets."""
    return sharing.shares(request.auth, plan_id)


@shares.make("", keyed=False)
def share(request: Request, plan_id: Id, body: NewShareLink) -> NewShare:
    """Make a link to read the plan; its address is told this once."""
    return sharing.make(
        request.auth,
        plan_id,
        body.days,
        name=body.name,
        password=body.password,
        names_shown=body.names_shown,
    )


@shares.show("/{share_id}")
def show_share(request: Request, plan_id: Id, share_id: Id) -> ShareView:
    """One link without its secret."""
    return sharing.show(request.auth, plan_id, share_id)


@shares.remove("/{share_id}")
def revoke(request: Request, plan_id: Id, share_id: Id) -> None:
    """Make a link open nothing from now on."""
    sharing.revoke(request.auth, plan_id, share_id)
