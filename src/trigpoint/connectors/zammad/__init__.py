"""Zammad over its documented interface."""

from trigpoint.connectors.zammad.reading import Zammad

CONNECTOR = Zammad()
