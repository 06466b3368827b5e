"""Pages of settings as lists: what we work for, periods, keys, log-ins, changes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.history.trail import EntryView, Verification
from trigpoint.services.organisation.organisation import DirectionView, PeriodView
from trigpoint.services.people.logins import LoginView
from trigpoint.services.people.tokens import TokenView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Column, Link, Nothing
from trigpoint.web.forms.settings import DIRECTIONS, ROLES, scope_words
from trigpoint.web.shapes.deeds import deed
from trigpoint.web.shapes.listing import Cell, Listing, ListRow
from trigpoint.web.shapes.writers import writer
from trigpoint.web.templatetags.trigpoint import say


def columns(*names: str, acts: bool) -> list[Column]:
    """Return headings, with one more over what can be done."""
    found = [Column(name) for name in names]
    return [*found, Column(gettext("Change"), end=True)] if acts else found


def edit(part: str, public_id: str, label: str) -> Link:
    """Return the way to a form on this page."""
    return Link(label, f"?edit={part}-{public_id}")


def add(part: str, label: str) -> Link:
    """Return the button for a new one on this page."""
    return Link(label, f"?edit={part}")


def directions(found: Sequence[DirectionView], *, may: bool, editing: str, at: str = "") -> Listing:
    """Return mission, vision and priorities."""
    kinds = {kind: str(word) for kind, word in DIRECTIONS}

    def kind(one: DirectionView) -> str:
        ranked = one.kind == "priority"
        return f"{kinds[one.kind]} {one.rank}" if ranked else kinds[one.kind]

    return Listing(
        title=gettext("What we work for"),
        lead=gettext("Mission, vision and priorities: where every line of goals ends."),
        columns=columns(gettext("In words"), gettext("What it is"), acts=may),
        rows=[
            ListRow(
                one.id,
                [Cell(one.text), Cell(kind(one))],
                acts=[edit("say", one.id, gettext("Say it anew"))] if may else [],
                editing=editing == f"say-{one.id}",
            )
            for one in found
        ],
        empty=Nothing(
            gettext("Nothing is said yet"),
            gettext("Goals need something to carry. Begin with the vision, in one sentence."),
        ),
        adds=[add("new", gettext("Add"))] if may else [],
        travels=True,
        at=at,
    )


def periods(
    found: Sequence[PeriodView], today: datetime.date, *, may: bool, editing: str, at: str = ""
) -> Listing:
    """Return the periods, the one that is now marked."""

    def state(one: PeriodView) -> Chip | None:
        now = one.starts <= today <= one.ends
        return Chip("open", gettext("now")) if now else None

    return Listing(
        title=gettext("Periods"),
        lead=gettext("The stretches of time for which goals are set."),
        columns=columns(gettext("Name"), gettext("Dates"), gettext("State"), acts=may),
        rows=[
            ListRow(
                one.id,
                [
                    Cell(one.name),
                    Cell(formats.days(one.starts, one.ends)),
                    Cell("", chip=state(one)),
                ],
                acts=[edit("change", one.id, gettext("Change"))] if may else [],
                editing=editing == f"change-{one.id}",
            )
            for one in found
        ],
        empty=Nothing(gettext("No period yet"), gettext("A goal belongs to one.")),
        adds=[add("new", gettext("Add a period"))] if may else [],
        travels=True,
        at=at,
    )


def tokens(found: Sequence[TokenView], now: datetime.datetime, editing: str) -> Listing:
    """Return my keys for programs, without their secrets."""

    def state(one: TokenView) -> Chip:
        if one.revoked_at:
            return Chip("off_track", gettext("revoked"))
        if one.expires_at <= now:
            return Chip("old", gettext("run out"))
        return Chip("on_track", gettext("good"))

    def used(one: TokenView) -> str:
        if one.last_used_at is None:
            return gettext("never used")
        return gettext("last used {when}").format(when=formats.when(one.last_used_at, now))

    return Listing(
        title=gettext("Keys for programs"),
        lead=gettext("With a key a program does here what you may do, and only what you choose."),
        columns=columns(
            gettext("What uses it"),
            gettext("What it may do"),
            gettext("Until"),
            gettext("State"),
            acts=True,
        ),
        rows=[
            ListRow(
                one.id,
                [
                    Cell(one.name, under=used(one)),
                    Cell(", ".join(scope_words(scope) for scope in one.scopes), wide=True),
                    Cell(formats.day(one.expires_at.date())),
                    Cell("", chip=state(one)),
                ],
                acts=[]
                if one.revoked_at or one.expires_at <= now
                else [edit("revoke", one.id, gettext("Revoke"))],
                editing=editing == f"revoke-{one.id}",
            )
            for one in found
        ],
        empty=Nothing(
            gettext("No keys"),
            gettext("Make one for each program, so that you can end one alone."),
        ),
        adds=[add("new", gettext("Make a key"))],
    )


def logins(found: Sequence[LoginView], editing: str) -> Listing:
    """Return who can log in, with which rights and by which ways."""
    roles = {role: str(word) for role, word in ROLES}
    ways = {
        "totp": gettext("authenticator app"),
        "passkey": gettext("passkey"),
        "single_sign_on": gettext("single sign-on"),
    }

    def by(one: LoginView) -> str:
        password = [gettext("password")] if one.has_password else []
        return ", ".join([*password, *(ways[way] for way in one.ways)]) or gettext("no way in")

    return Listing(
        title=gettext("Log-ins"),
        lead=gettext(
            "Who can get in. What they see follows from their teams, not from these rights."
        ),
        columns=columns(
            gettext("Who"), gettext("Rights"), gettext("By which ways"), gettext("State"), acts=True
        ),
        rows=[
            ListRow(
                one.id,
                [
                    Cell(
                        one.name or one.email,
                        under=one.email if one.name else "",
                        href=addresses.holder("person", one.person) if one.person else "",
                    ),
                    Cell(roles[one.role]),
                    Cell(by(one)),
                    Cell(gone(one), chip=shut_out(one)),
                ],
                acts=[
                    edit("rights", one.id, gettext("Rights")),
                    edit("password", one.id, gettext("New password")),
                ],
                editing=editing in {f"rights-{one.id}", f"password-{one.id}"},
            )
            for one in found
        ],
        empty=Nothing(gettext("Nobody can log in")),
        notes=[gettext("A new log-in is given on the page of the person.")],
    )


def shut_out(one: LoginView) -> Chip | None:
    """Return the mark of a log-in that lets nobody in."""
    return None if one.active else Chip("off_track", gettext("shut out"))


def gone(one: LoginView) -> str:
    """Return that a log-in is of somebody who has left, and what they may still do with it."""
    if one.left is None or not one.active:
        return ""
    if one.role == "administrator":
        pattern = gettext("left on {day}, and may still change settings")
    else:
        pattern = gettext("left on {day}")
    return pattern.format(day=formats.day(one.left))


def trail(
    found: Sequence[EntryView], verdict: Verification | None, now: datetime.datetime
) -> Listing:
    """Return the record of changes: who, when and what kind; never what was said."""
    older = [Link(gettext("Earlier ones"), f"?before={found[-1].number}")] if found else []
    more = older if found and found[-1].number > 1 else []
    return Listing(
        title=gettext("The record of all changes"),
        lead=gettext("Each line is sealed with the one before it: a change or a gap is found."),
        columns=[
            Column(gettext("Number")),
            Column(gettext("When")),
            Column(gettext("Who")),
            Column(gettext("What")),
        ],
        rows=[
            ListRow(
                str(one.number),
                [
                    Cell(formats.number(one.number, 0)),
                    Cell(formats.when(one.at, now)),
                    Cell(
                        writer(one.by, program=one.program, through=one.through)
                        or gettext("somebody who has left")
                    ),
                    Cell(deed(one.command)),
                ],
            )
            for one in found
        ],
        empty=Nothing(gettext("Nothing was changed before that")),
        adds=[
            Link(gettext("Verify it now"), "?verify=1"),
            Link(gettext("Download the signed end"), reverse("trail_head")),
            *more,
        ],
        notes=[*told(verdict), *order(found)],
    )


def order(found: Sequence[EntryView]) -> list[str]:
    """Return why the days are not in order, where they are not: what the demo tells happened once.

    The lines stay in the order of their numbers, since that is what the seal is over.
    """
    if all(newer.at >= older.at for newer, older in pairwise(found)):
        return []
    return [
        gettext(
            "The lines stand in the order in which they were written. Some tell of an earlier day: "
            "they were brought in later, as those of the demo are."
        )
    ]


def told(verdict: Verification | None) -> list[str]:
    """Return what a verification found, in sentences; nothing where none was asked for."""
    if verdict is None:
        return []
    if verdict.holds:
        said = gettext("All {n} lines are as they were written.")
        return [said.format(n=formats.number(verdict.entries, 0))]
    return [
        gettext("Line {n}: {what}").format(n=formats.number(flaw.entry, 0), what=say(flaw.text))
        for flaw in verdict.flaws
    ]
