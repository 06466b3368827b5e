"""A new secret key, which takes over from the one before without losing what that one sealed."""

from __future__ import annotations

import secrets

from trigpoint.core.text import _
from trigpoint.jobs.install import key_file, use_keys, write_keys
from trigpoint.jobs.key_hold import held_by_nobody
from trigpoint.services.actor import part_of_ours
from trigpoint.services.errors import ServiceError
from trigpoint.services.organisation.resealing import ends_in, reseal
from trigpoint.store.models import Organisation


def rekey() -> int:
    """Write a new key above the old one, and seal under it what is kept; return how many secrets.

    The old one stays in the file, for the entries that it sealed. Cut off anywhere it may be run
    again: both keys open what is sealed.

    Raises:
        ServiceError: while a web server or a worker runs, or where the key is not the one of the
            histories.
    """
    with held_by_nobody():
        old = key_file().read_text(encoding="ascii").split() if key_file().exists() else []
        homes = list(Organisation.objects.order_by("pk"))
        refuse(old, homes)
        keys = "\n".join([secrets.token_urlsafe(50), *old])
        write_keys(keys, key_file())
        use_keys(keys)
        return sum(reseal(part_of_ours(home, "rekey")) for home in homes)


def refuse(old: list[str], homes: list[Organisation]) -> None:
    """Raise where a new key would cost something."""
    if not old:
        raise ServiceError(_("There is no secret key in {path}.", path=key_file()))
    if not all(ends_in(home, former=True) for home in homes):
        raise ServiceError(
            _("The history was sealed with another key. Put that one back into {path}.",
              path=key_file())
        )  # fmt: skip
