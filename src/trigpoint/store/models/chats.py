"""Chats: the organisation's app in each, and whose account there is whose."""

from django.db import models

from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Person


class Chat(Recorded):
    """The organisation's app in a chat; its keys are sealed for this row."""

    kind_of_chat = models.CharField(max_length=12)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind_of_chat"],
                name="chat_once",
                condition=models.Q(retired=False),
            ),
        ]


class ChatTie(Owned):
    """Where a person is reached in a chat; nothing goes there before `confirmed_at`.

    `account` is the chat's own name of it; an address that is itself a secret is `sealed`. Until it
    is tied, only the `digest` of a code is kept, which is good `until` a moment. `off_at` says that
    the person wants nothing there, `words` in which words the chat refused the account.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="chat_ties")
    channel = models.CharField(max_length=12)
    account = models.CharField(max_length=80, blank=True)
    sealed = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="chat_person_once"),
            models.UniqueConstraint(
                fields=["organisation", "channel", "account"],
                name="chat_account_once",
                condition=~models.Q(account=""),
            ),
        ]


class SeenRequest(models.Model):
    """A signed request of a chat that was taken, so that it is not taken again."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chat", "digest"], name="request_once")]
