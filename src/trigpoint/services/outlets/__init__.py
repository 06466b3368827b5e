"""Webhooks: programs that are told what has changed, set up, used and turned off."""
