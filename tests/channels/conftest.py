"""A mail server that takes everything, and the program set up to use it."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.smtp import MailServer, mail_server


@pytest.fixture
def post(settings: LazySettings) -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "Trigpoint <goals@northwind.example>"
        settings.TRIGPOINT_MAIL = True
        yield server
