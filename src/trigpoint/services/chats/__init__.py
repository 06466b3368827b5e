"""Chats: the organisation's apps in them, whose account is whose, and what is done from there."""
