"""Letters to people: written when they are due, handed to their channel by the outbox."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from trigpoint.channels import chat
from trigpoint.channels.mail import smtp
from trigpoint.channels.said import Refusal
from trigpoint.core.delivery.events import Channel
from trigpoint.jobs import outbox
from trigpoint.jobs.outlets import client
from trigpoint.services.letters import letter_box, letters


@task
def write() -> int:
    """Write the letters that are due; return how many. Without a mail server, for chats alone."""
    return letters.write_all(timezone.now(), mail=settings.TRIGPOINT_MAIL)


@outbox.target(letters.TOPIC)
def send(message: outbox.Message) -> None:
    """Send one letter, unless nobody is to get it any more."""
    number, now = str(message.body["letter"]), timezone.now()
    letter = letter_box.opened(number, now)
    if letter is None:
        return
    try:
        if letter.channel is Channel.MAIL:
            smtp.send(letter, message.id)
        else:
            chat.send(letter, message.id, client())
    except Refusal as refusal:
        letter_box.refused(number, now, refusal.words, bounced=refusal.bounced)
    else:
        letter_box.sent(number, timezone.now())
