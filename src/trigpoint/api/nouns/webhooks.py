"""Webhooks: programs that are told what has changed, and what became of each message."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request, Session
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import Body, Id, Line, Sentence, Version
from trigpoint.services.outlets import outlets
from trigpoint.services.outlets.outlets import Delivered, NewSecret, OutletDraft, OutletView

routes = Noun("/webhooks", "webhooks", ways=[Session()])

Topic = Annotated[str, Field(pattern=r"^[a-z_.]{1,40}$")]


class WebhookWish(Body):
    """What it is called, where it listens, and what it is told."""

    name: Annotated[Line, Field(min_length=1, max_length=outlets.LONGEST_NAME)]
    address: Annotated[Sentence, Field(min_length=1)]
    topics: Annotated[list[Topic], Field(min_length=1, max_length=40)]

    def draft(self) -> OutletDraft:
        """Return it as the service takes it."""
        return OutletDraft(self.name, self.address, tuple(self.topics))


@routes.show("")
def everything(request: Request) -> list[OutletView]:
    """All webhooks, by name; keys are never shown."""
    return outlets.everything(request.auth)


@routes.make("", keyed=False)
def add(request: Request, body: WebhookWish) -> NewSecret:
    """Open a webhook. The key that signs is shown this once; no answer with a secret is kept."""
    return outlets.add(request.auth, body.draft())


@routes.show("/{webhook_id}")
def show(request: Request, webhook_id: Id) -> OutletView:
    """One webhook."""
    return outlets.show(request.auth, webhook_id)


@routes.replace("/{webhook_id}")
def edit(request: Request, webhook_id: Id, body: WebhookWish, version: Version) -> OutletView:
    """Say anew what it is called and told; another address is another webhook."""
    return changed(
        request,
        lambda: outlets.change(request.auth, webhook_id, version, body.draft()),
        lambda: outlets.show(request.auth, webhook_id),
    )


@routes.remove("/{webhook_id}")
def remove(request: Request, webhook_id: Id, version: Version) -> None:
    """Close it and forget its key; what waits for it is not sent any more."""
    removed(
        request,
        lambda: outlets.remove(request.auth, webhook_id, version=version),
        lambda: outlets.show(request.auth, webhook_id),
    )


@routes.make("/{webhook_id}/key", keyed=False)
def rotate(request: Request, webhook_id: Id) -> NewSecret:
    """Replace the key that signs; the old one signs beside it for a day."""
    return outlets.rotate(request.auth, webhook_id)


@routes.act("/{webhook_id}/pause")
def pause(request: Request, webhook_id: Id) -> OutletView:
    """Let nothing go there for now; what is owed already waits."""
    outlets.pause(request.auth, webhook_id, paused=True)
    return outlets.show(request.auth, webhook_id)


@routes.act("/{webhook_id}/resume")
def resume(request: Request, webhook_id: Id) -> OutletView:
    """Let messages go there again, and what had stopped by itself begin anew."""
    outlets.pause(request.auth, webhook_id, paused=False)
    return outlets.show(request.auth, webhook_id)


@routes.act("/{webhook_id}/trial")
def trial(request: Request, webhook_id: Id) -> OutletView:
    """Send a trial, which says nothing of anybody."""
    outlets.trial(request.auth, webhook_id)
    return outlets.show(request.auth, webhook_id)


@routes.show("/{webhook_id}/deliveries")
def deliveries(request: Request, webhook_id: Id) -> list[Delivered]:
    """Its newest messages, at most thirty, with what became of each."""
    return outlets.deliveries(request.auth, webhook_id)
