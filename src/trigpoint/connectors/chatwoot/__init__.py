"""Chatwoot over its documented interface."""

from trigpoint.connectors.chatwoot.reading import Chatwoot

CONNECTOR = Chatwoot()
