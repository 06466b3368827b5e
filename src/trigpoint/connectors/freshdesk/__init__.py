"""Freshdesk over its documented interface."""

from trigpoint.connectors.freshdesk.reading import Freshdesk

CONNECTOR = Freshdesk()
