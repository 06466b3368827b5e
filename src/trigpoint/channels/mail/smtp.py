"""Handing a letter to the mail server of the installation."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import translation

from trigpoint.channels.mail.words import Words, words
from trigpoint.channels.said import Refusal
from trigpoint.services.letters.letter_box import Envelope

PERMANENT = 500
"""SMTP codes from here on say that trying again would not help (RFC 5321, 4.2.1)."""


def send(letter: Envelope, number: str) -> None:
    """Send a letter; `number` stays the same however often it is tried.

    Raises:
        Refusal: where the server does not take it and never will.
        OSError: where the server is not there, or asks to be tried again.
    """
    with translation.override(letter.language):
        made = message(letter, words(letter, settings.TRIGPOINT_ADDRESS), number)
    try:
        with get_connection() as connection:
            connection.send_messages([made])
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        if code < PERMANENT:
            raise
        raise Refusal(readable(said), bounced=True) from refused
    except smtplib.SMTPDataError as refused:
        if refused.smtp_code < PERMANENT:
            raise
        raise Refusal(readable(refused.smtp_error), bounced=False) from refused


def message(letter: Envelope, said: Words, number: str) -> EmailMultiAlternatives:
    """Return the mail: plain text first, then HTML, with the one-click switch of RFC 8058."""
    host = urlsplit(settings.TRIGPOINT_ADDRESS).hostname
    made = EmailMultiAlternatives(
        subject=said.subject,
        body=said.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.address],
        headers={
            "Message-ID": f"<{number}@{host}>",
            "List-Unsubscribe": f"<{said.off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.attach_alternative(said.html, "text/html")
    return made


def readable(said: bytes | str) -> str:
    """Return a server's words as text."""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
