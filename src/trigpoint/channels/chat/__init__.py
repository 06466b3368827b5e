"""Letters in chats: the same lines as by mail, what people wrote as plain text, with a switch."""

from trigpoint.channels.chat.sending import send

__all__ = ["send"]
