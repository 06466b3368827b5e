"""Which way django-helpdesk is read: by REST, or where a database is named, from there."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.connectors.django_helpdesk import database, rest
from trigpoint.connectors.sync import Given, Piece, Setting
from trigpoint.connectors.sync.connector import address, sealed
from trigpoint.connectors.sync.origin import ORIGIN
from trigpoint.connectors.sync.statuses import STATUSES
from trigpoint.core.text import _


class DjangoHelpdesk:
    """The connector of django-helpdesk."""

    key = "django_helpdesk"
    name = "django-helpdesk"
    tried = _("Tried out against the real django-helpdesk 2.6.1, over REST and from its database.")
    settings = (
        address(_("Such as https://desk.example.org/helpdesk")),
        sealed(_("API token")),
        Setting(
            "database",
            _("Its database, read-only"),
            _(
                "postgresql://reader:password@host/name. REST does not tell who held a ticket"
                " before; the database does. The administrator of this machine has to allow the"
                " host by TRIGPOINT_ALLOW."
            ),
            secret=True,
            needed=False,
        ),
        STATUSES,
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield what there is, from the database where one is named, else over REST."""
        yield from (database if given.settings.get("database") else rest).pieces(given)
