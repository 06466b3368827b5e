"""Every address of the program."""

from django.urls import include, path, re_path

from trigpoint.api.interface import api
from trigpoint.web.accounts import CLOSED, closed

handler400 = "trigpoint.web.door.unread"
handler404 = "trigpoint.web.door.nothing_here"
handler500 = "trigpoint.web.faults.broken"

urlpatterns = [
    re_path(CLOSED, closed),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", api.urls),
    path("", include("trigpoint.web.urls")),
]
