"""A person's rights over their data: who read it, taking it along, having it erased."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of, pages_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Line, Note
from trigpoint.services.people import export_person, privacy
from trigpoint.services.people.privacy import Erased, Read, Reads

Words = Annotated[Line, Field(description="in the name or mail of who read")]

reads = Noun("/reads", "people")
data = Noun("/people", "people")


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that is kept of a person: rows by table, with what they said before."""

    tables: dict[str, list[dict[str, object]]]


class Erasure(Body):
    """Why somebody is erased. Name nobody in it."""

    reason: Annotated[Note, Field(min_length=1)]


@reads.show("/mine")
def mine(
    request: Request, words: Words = "", page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[Read]:
    """Who read personal data of mine, the newest first; `words` are of the reader's name."""
    found = privacy.reads_of_me(request.auth, words, (page - 1) * per_page, per_page)
    total = privacy.count_reads_of_me(request.auth, words)
    return Page(tuple(found), total, page, pages_of(total, per_page))


@reads.show("")
def counts(request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS) -> Page[Reads]:
    """How often personal data was read, by day, without who and whose."""
    return page_of(privacy.access_log(request.auth), page, per_page)


@data.show("/{person_id}/data")
def take_along(request: Request, person_id: Id) -> Data:
    """Everything that is kept of me."""
    return Data(export_person.export(request.auth, person_id))


@data.act("/{person_id}/erase")
def erase(request: Request, person_id: Id, body: Erasure) -> Erased:
    """Erase a person for good: name, words, log-in, and the past of all of it.

    The `job` of the answer takes name and mail address out of the tickets' accounts that were
    theirs; `/jobs/{job_id}` says how far it is. It is empty where none was.
    """
    return privacy.erase(request.auth, person_id, reason=body.reason)
