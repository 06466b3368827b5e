"""`trigpoint api`: everything that programs can read and do, from the terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from trigpoint.services.actor import Actor

METHODS = ("get", "post", "put", "patch", "delete")
ROOT = "/api/v1/"
REFUSED = 400


@click.command("api")
@click.argument("method", type=click.Choice(METHODS, case_sensitive=False))
@click.argument("path")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@click.option("--body", default="", help="The body as JSON; - reads it from what is piped in.")
@click.option("--version", type=int, help="The version that was read, of what is changed.")
@click.option("--key", default="", help="The same key and request are done once.")
@installation
def command(
    *, method: str, path: str, mail: str, body: str, version: int | None, key: str, out: Output
) -> None:
    """Ask the programming interface without a server: METHOD and PATH, such as get goals.

    All that pages show and do is there; docs/reference/api.md says what each address takes. What
    is refused is said, and ends with status 1.
    """
    from trigpoint.cli.people import acting

    said = sys.stdin.read() if body == "-" else body
    headers = {"HTTP_IF_MATCH": f'"{version}"'} if version is not None else {}
    if key:
        headers["HTTP_IDEMPOTENCY_KEY"] = key
    answer = asked(acting(out, mail), method.upper(), path, said, headers)
    words = text_of(answer)
    if answer.status_code >= REFUSED:
        problem = json.loads(words)
        out.refuse(str(problem["detail"]), **problem)
    is_json = words and answer.headers["Content-Type"].startswith("application/json")
    value = json.loads(words) if is_json else {"text": words}
    out.result(value, json.dumps(value, indent=2, ensure_ascii=False) if is_json else words)


def asked(
    actor: Actor, method: str, path: str, body: str, headers: dict[str, str]
) -> HttpResponseBase:
    """Return the answer of the interface to a person's request, as a server would give it."""
    import io

    from django.core.handlers.wsgi import WSGIRequest
    from django.urls import resolve

    from trigpoint.services.goals import handed_out

    place, _mark, query = path.removeprefix(ROOT).lstrip("/").partition("?")
    sent = body.encode()
    request: Any = WSGIRequest(
        {
            "REQUEST_METHOD": method,
            "PATH_INFO": ROOT + place,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(sent)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "0",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(sent),
            **headers,
        }
    )
    request.user = actor.user
    request._dont_enforce_csrf_checks = True  # no browser sends this request
    view, arguments, named = resolve(request.path_info)
    answer: HttpResponseBase = view(request, *arguments, **named)
    if answer.status_code < REFUSED:
        handed_out.note(request.auth)
    return answer


def text_of(answer: HttpResponseBase) -> str:
    """Return the body of an answer, whole or as it comes line by line."""
    from django.http import HttpResponse

    if isinstance(answer, HttpResponse):
        return answer.content.decode()
    return b"".join(answer).decode()
