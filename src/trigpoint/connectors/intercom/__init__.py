"""Intercom over its documented interface."""

from trigpoint.connectors.intercom.reading import Intercom

CONNECTOR = Intercom()
