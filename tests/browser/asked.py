"""Count what pages of the demo ask their database: `python -m tests.browser.asked MAIL...`.

Writes an object of JSON: `name page` -> queries of a warm request. A page is left out where it
only leads to another one, or is not for them.
"""

import json
import re
import sys

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGES = (
    "/", "/inbox/", "/goals/", "/measures/", "/people/", "/v2mom/", "/cascade/", "/pyramid/",
    "/map/", "/ladders/", "/scorecard/", "/signals/", "/thanks/", "/feedback/", "/audit/",
    "/help/", "/one-on-ones/", "/review-papers/", "/settings/delivery/",
    "/mentors/", "/knowledge/", "/adoption/", "/thanks/months/2026-11/",
    "/meetings/", "/proposals/", "/settings/", "/settings/reads/",
    "/settings/accounts/", "/settings/jobs/", "/settings/imports/", "/settings/connections/",
)  # fmt: skip
FOLLOWED = re.compile(r'href="(/(?:g|m|u|p|l|v2mom|one-on-ones|review-papers)/[a-z0-9]+/)"')


def main(mails: list[str]) -> None:
    """Ask as each of them."""
    django.setup()
    from django.test import Client  # noqa: PLC0415 - after the settings are set

    from trigpoint.store.models import User  # noqa: PLC0415 - after the settings are set

    found = {}
    for mail in mails:
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(User.objects.get(email=mail))
        for page in (*PAGES, *followed(client)):
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(page)
            if answer.status_code == 200:
                found[f"{mail} {page}"] = len(asked.captured_queries)
    sys.stdout.write(json.dumps(found) + "\n")


def followed(client) -> list[str]:
    """Return a page of each kind that lists lead to."""
    lists = (
        "/", "/goals/", "/measures/", "/people/", "/ladders/", "/one-on-ones/", "/review-papers/",
    )  # fmt: skip
    shown = "".join(client.get(page).content.decode() for page in lists)
    first = {}
    for path in FOLLOWED.findall(shown):
        first.setdefault(path.split("/")[1], path)
    return list(first.values())


if __name__ == "__main__":
    main(sys.argv[1:])
