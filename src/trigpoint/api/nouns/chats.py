"""Chats: the organisation's apps in them, and where I am reached."""

from typing import Annotated

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request, Session
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Body
from trigpoint.core.delivery.events import Channel
from trigpoint.services.chats import chats, ties
from trigpoint.services.chats.chats import ChatView
from trigpoint.services.chats.ties import TieCode, TieView
from trigpoint.services.errors import NotThere

routes = Noun("/chats", "chats", ways=[Session()])
mine = Noun("/delivery/chats", "goals", ways=[Session()])

Name = Annotated[str, StringConstraints(pattern="^[a-z_]{1,20}$")]
Key = Annotated[str, StringConstraints(min_length=1, max_length=chats.LONGEST, pattern=NO_NUL)]
Long = Annotated[
    str, StringConstraints(min_length=1, max_length=ties.LONGEST_ADDRESS, pattern=NO_NUL)
]


class ChatKeys(Body):
    """The keys of an app, by the names that the chat gives them."""

    keys: Annotated[dict[Name, Key], Field(max_length=5)]


class OwnAddress(Body):
    """The address of my own workflow in Microsoft Teams, or one of Apprise's."""

    address: Long


class ChatSwitch(Body):
    """Whether messages go to me there."""

    on: bool


@routes.show("")
def everything(request: Request) -> list[ChatView]:
    """Each chat in which the organisation may have an app; keys are never shown."""
    return chats.everything(request.auth)


@routes.act("/{channel}/connect")
def connect(request: Request, channel: Name, body: ChatKeys) -> ChatView:
    """Give the app in a chat its keys, in place of any before."""
    return chats.connect(request.auth, channel, body.keys)


@routes.remove("/{channel}")
def disconnect(request: Request, channel: Name) -> None:
    """Take the app out of a chat and forget its keys."""
    chats.disconnect(request.auth, channel)


@mine.show("")
def tied(request: Request) -> list[TieView]:
    """How I am reached in each chat."""
    return ties.mine(request.auth)


@mine.make("/{channel}/code", keyed=False)
def code(request: Request, channel: Name) -> TieCode:
    """Make the code by which I tie my account; it is shown this once, and good once."""
    return ties.begin(request.auth, channel)


@mine.act("/{channel}/address")
def paste(request: Request, channel: Name, body: OwnAddress) -> list[TieView]:
    """Let messages go to my own workflow in Microsoft Teams, or to another messenger of mine."""
    ties.paste(request.auth, body.address, channel)
    return ties.mine(request.auth)


@mine.act("/{channel}/switch")
def turn(request: Request, channel: Name, body: ChatSwitch) -> list[TieView]:
    """Let messages go to me in a chat again, or none any more."""
    found = next((one for one in Channel if one.value == channel), None)
    if found is None:
        raise NotThere
    ties.turn(request.auth, found, on=body.on)
    return ties.mine(request.auth)


@mine.remove("/{channel}")
def forget(request: Request, channel: Name) -> None:
    """Forget where I am reached in a chat."""
    ties.forget(request.auth, channel)
