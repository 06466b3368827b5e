"""Ways out of the organisation: webhooks, chats and calendars, set up, used and turned off."""
