"""django-helpdesk: over REST, which loses some history, or read-only from its database."""

from trigpoint.connectors.django_helpdesk.reading import DjangoHelpdesk

CONNECTOR = DjangoHelpdesk()
