"""Every address of the program."""

from django.urls import include, path

from trigpoint.api.interface import api

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("", include("trigpoint.web.urls")),
]
