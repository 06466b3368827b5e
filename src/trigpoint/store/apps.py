"""The one Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Registers the models under the label that migrations and AUTH_USER_MODEL name."""

    name = "trigpoint.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
