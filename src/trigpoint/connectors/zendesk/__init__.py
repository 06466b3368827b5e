"""Zendesk Support over its documented interface: incremental exports and ratings."""

from trigpoint.connectors.zendesk.reading import Zendesk

CONNECTOR = Zendesk()
