"""What the host decides, read once from TRIGPOINT_* variables and checked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class ConfigurationError(ImproperlyConfigured):
    """A setting cannot be used; the message says which, and what would do."""


@dataclass(frozen=True, slots=True)
class SignOn:
    """The company's own log-in over OpenID Connect, and what its button says."""

    issuer: str
    client: str
    secret: str
    name: str

    def settings(self) -> dict[str, object]:
        """Return it as allauth wants it."""
        app = {
            "provider_id": "company",
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {"server_url": self.issuer},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mail, and in whose name it goes out.

    Beyond this machine it is always spoken to in secret: `ssl` from the first byte, else after
    STARTTLS.
    """

    host: str
    port: int
    user: str
    password: str
    ssl: bool
    sender: str

    def settings(self) -> dict[str, object]:
        """Return it as Django's settings name it."""
        return {
            "EMAIL_HOST": self.host,
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": self.user,
            "EMAIL_HOST_PASSWORD": self.password,
            "EMAIL_USE_SSL": self.ssl,
            "EMAIL_USE_TLS": not self.ssl and self.host not in LOOPBACK,
            "EMAIL_TIMEOUT": 20,
            "DEFAULT_FROM_EMAIL": self.sender,
        }


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation. `sign_on` is None where nobody logs in elsewhere.

    `mail` is None where nothing is sent by e-mail.

    `data` is the one folder that holds everything: the embedded database, the warehouse, the
    published facts, files that came in, and the secret key. `hosts` are the names by which it
    is reached: that of `address`, this machine's, and further ones. `allow` are the internal
    machines that may be asked for tickets, each `host` or `host:port`. `apprise` are the messengers
    that people may be told in through Apprise, each `scheme` or `scheme://host:port`.
    """

    data: Path
    database: str
    address: str
    hosts: tuple[str, ...]
    debug: bool
    sign_on: SignOn | None = None
    allow: frozenset[str] = frozenset()
    mail: MailServer | None = None
    apprise: frozenset[str] = frozenset()

    @property
    def secret_key_file(self) -> Path:
        """Where the key for sessions and signatures lies."""
        return self.data / "secret_key"

    @property
    def secure(self) -> bool:
        """Whether people reach the program over https."""
        return self.address.startswith("https://")

    def secret_keys(self) -> list[str]:
        """Return the installation's keys, the one in force first, then those that it followed.

        Before `init` has run it is one for this process alone.
        """
        if self.secret_key_file.exists():
            return self.secret_key_file.read_text(encoding="ascii").split() or [""]
        return [secrets.token_urlsafe(50)]

    def database_settings(self) -> dict[str, object]:
        """Return Django's settings for the app's database."""
        if not self.database:
            return sqlite(self.data / "trigpoint.sqlite3")
        parts = urlsplit(self.database)
        if parts.scheme not in {"postgres", "postgresql"}:
            message = (
                f"TRIGPOINT_DATABASE begins with {parts.scheme or 'nothing'}:// and has to begin "
                "with postgresql://; leave it out for the embedded database"
            )
            raise ConfigurationError(message)
        return postgresql(
            parts.hostname or "",
            parts.port,
            parts.path,
            (parts.username, parts.password),
            parts.query,
        )


def sqlite(path: Path) -> dict[str, object]:
    """Return settings that keep every acknowledged write, also when the power goes."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # Opening one costs milliseconds, most of them for the pragmas below.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(
    host: str, port: int | None, path: str, login: tuple[str | None, str | None], query: str
) -> dict[str, object]:
    """Return settings for PostgreSQL; `?host=/folder` names a socket."""
    options = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    user, password = login
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path.lstrip("/") or "trigpoint",
        "USER": unquote(user or ""),
        "PASSWORD": unquote(password or ""),
        "HOST": unquote(options.pop("host", host)),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"options": "-c statement_timeout=30000", **options},
    }


def default_data_folder(variables: Mapping[str, str]) -> Path:
    """Return the folder for data that the desktop's conventions name."""
    base = variables.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(base) / "trigpoint"


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Return the installation's settings.

    Raises:
        ConfigurationError: where a variable cannot be used.
    """
    address = variables.get("TRIGPOINT_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
    host = urlsplit(address).hostname
    if host is None:
        message = "TRIGPOINT_ADDRESS has to look like https://goals.example.org"
        raise ConfigurationError(message)
    further = several(variables, "TRIGPOINT_HOSTS")
    if "*" in further:
        message = "TRIGPOINT_HOSTS may not be *: name the hosts under which people reach this"
        raise ConfigurationError(message)
    return Environment(
        data=Path(variables.get("TRIGPOINT_DATA") or default_data_folder(variables)).absolute(),
        database=variables.get("TRIGPOINT_DATABASE", ""),
        address=address,
        hosts=tuple(dict.fromkeys((host, "localhost", *further))),
        debug=variables.get("TRIGPOINT_DEBUG", "") == "1",
        sign_on=read_sign_on(variables),
        allow=frozenset(name.lower() for name in several(variables, "TRIGPOINT_ALLOW")),
        mail=read_mail(variables),
        apprise=frozenset(name.lower() for name in several(variables, "TRIGPOINT_APPRISE")),
    )


def read_mail(variables: Mapping[str, str]) -> MailServer | None:
    """Return the mail server, or None where no variable speaks of one.

    Raises:
        ConfigurationError: where the address or the sender cannot be used.
    """
    address = variables.get("TRIGPOINT_SMTP", "").strip()
    sender = variables.get("TRIGPOINT_MAIL_FROM", "").strip()
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        message = "TRIGPOINT_SMTP has to look like smtp://user:password@mail.example.org:587"
        raise ConfigurationError(message)
    if "@" not in parseaddr(sender)[1]:
        message = "TRIGPOINT_MAIL_FROM has to look like Trigpoint <goals@example.org>"
        raise ConfigurationError(message)
    ssl = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if ssl else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ssl=ssl,
        sender=sender,
    )


def several(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return what a variable lists, parted by commas."""
    listed = variables.get(name, "").split(",")
    return tuple(part.strip() for part in listed if part.strip())


def read_sign_on(variables: Mapping[str, str]) -> SignOn | None:
    """Return how people log in elsewhere, or None where no variable speaks of it.

    Raises:
        ConfigurationError: where a part is missing, or secrets would travel readable.
    """
    names = ("TRIGPOINT_OIDC_ISSUER", "TRIGPOINT_OIDC_CLIENT", "TRIGPOINT_OIDC_SECRET")
    issuer, client, secret = (variables.get(name, "").strip() for name in names)
    if not (issuer or client or secret):
        return None
    lacking = [name for name in names if not variables.get(name, "").strip()]
    if lacking:
        message = f"single sign-on needs {', '.join(lacking)} as well"
        raise ConfigurationError(message)
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        message = "TRIGPOINT_OIDC_ISSUER has to begin with https://"
        raise ConfigurationError(message)
    name = variables.get("TRIGPOINT_OIDC_NAME", "").strip()
    return SignOn(issuer.rstrip("/"), client, secret, name or parts.hostname or "")
