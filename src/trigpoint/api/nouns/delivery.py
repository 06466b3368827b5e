"""How I am told: events by channels, quiet hours, and what was sent to me."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import NO_NUL, Body, Sentence, Version
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.letters import delivery, letter_box
from trigpoint.services.letters.delivery import DeliveryDraft, DeliveryView
from trigpoint.services.letters.letter_box import LetterView

routes = Noun("/delivery", "goals")
bounces = Noun("/bounces", "people")

Hour = Annotated[int, Field(ge=0, le=23, description="a whole hour of my day")]
Weekday = Annotated[int, Field(ge=0, le=6, description="Monday is 0")]
Way = Literal["mail", "slack", "lark", "teams"]
Soon = Literal["now", "digest", "never"]
Event = Annotated[str, StringConstraints(pattern="^[a-z_]{1,20}$")]
Address = Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=NO_NUL)]
Zone = Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)]


class Wishes(Body):
    """How I want to be told. "" is the organisation's time zone; what is left out is as usual."""

    zone: Zone = ""
    quiet_from: Hour
    quiet_to: Hour
    digest_at: Hour
    workdays: list[Weekday] = Field(default_factory=lambda: [0, 1, 2, 3, 4], max_length=7)
    wishes: dict[Event, dict[Way, Soon]] = Field(default_factory=dict, max_length=20)


class Switch(Body):
    """Whether mail goes out to me."""

    mail: Literal["on", "off"]


class Bounce(Body):
    """An address that takes no mail, and the words in which its server said so."""

    address: Address
    words: Sentence = ""


@routes.show("")
def show(request: Request) -> DeliveryView:
    """How I am told."""
    return delivery.show(request.auth)


@routes.replace("")
def choose(request: Request, version: Version, body: Wishes) -> DeliveryView:
    """Choose how to be told."""
    draft = DeliveryDraft(**body.model_dump() | {"workdays": tuple(body.workdays)})
    return changed(
        request,
        lambda: delivery.choose(request.auth, version, draft),
        lambda: delivery.show(request.auth),
    )


@routes.act("/switch")
def switch(request: Request, body: Switch) -> DeliveryView:
    """Turn mail off, or on again."""
    if body.mail == "on":
        delivery.turn_on(request.auth)
    else:
        delivery.turn_off(request.auth)
    return delivery.show(request.auth)


@routes.show("/letters")
def letters(request: Request) -> list[LetterView]:
    """What was sent to me, the newest first."""
    return letter_box.mine(request.auth)


@bounces.act("")
def bounced(request: Request, body: Bounce) -> None:
    """Say that an address takes no mail: for the program that reads what comes back."""
    access.require(request.auth, Kind.PERSON, Verb.CREATE)
    delivery.bounced(request.auth, body.address, body.words)
