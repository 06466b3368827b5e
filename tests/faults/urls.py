"""The program's addresses, one that writes through a command, and one that takes its time."""

import time

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests.faults.writing import write


@csrf_exempt
def write_one(request: HttpRequest, number: int) -> HttpResponse:
    write(number)
    return HttpResponse(str(number))


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(1)
    return HttpResponse("answered")


urlpatterns = [
    path("write/<int:number>", write_one),
    path("slow", slow),
    path("", include("trigpoint.config.urls")),
]
