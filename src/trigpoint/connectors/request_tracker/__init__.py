"""Request Tracker 5 over REST 2: its transactions are the whole history of every ticket."""

from trigpoint.connectors.request_tracker.reading import RequestTracker

CONNECTOR = RequestTracker()
