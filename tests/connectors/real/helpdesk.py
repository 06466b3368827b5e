"""A real django-helpdesk on SQLite and loopback, in a folder of its own, or a visible skip.

It wants packages of its own, so it runs in a virtual environment beside the program's, which
TRIGPOINT_DJANGO_HELPDESK names; `.ci/run` makes one.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SETTINGS = """
INSTALLED_APPS += ["django.contrib.sites", "django.contrib.humanize", "rest_framework",
    "rest_framework.authtoken", "helpdesk"]
SITE_ID = 1
ALLOWED_HOSTS = ["127.0.0.1"]
LOGIN_URL = "/helpdesk/login/"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
HELPDESK_ACTIVATE_API_ENDPOINT = True
HELPDESK_TEAMS_MODE_ENABLED = False
HELPDESK_TEAMS_MODEL = "auth.Group"
HELPDESK_TEAMS_MIGRATION_DEPENDENCIES = []
HELPDESK_KBITEM_TEAM_GETTER = lambda _: None
HELPDESK_KB_ENABLED = True
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES":
    ["rest_framework.authentication.TokenAuthentication"]}
"""
URLS = """
from django.urls import include, path
urlpatterns = [path("helpdesk/", include("helpdesk.urls"))]
"""
TOKEN = """
from django.contrib.auth import get_user_model
from helpdesk.models import Queue
from rest_framework.authtoken.models import Token
make = get_user_model().objects.create_user
for name in ("ana", "rui"):
    make(name, f"{name}@desk.test", "pw", is_staff=True)
root = get_user_model().objects.create_superuser("root", "root@desk.test", "pw")
for name in ("Orders", "Billing"):
    Queue.objects.create(title=name, slug=name.lower())
print("TOKEN", Token.objects.create(user=root).key)
"""


def lacking() -> str:
    """Return what is not installed, "" where all is."""
    named = os.environ.get("TRIGPOINT_DJANGO_HELPDESK", "")
    if not named or not Path(named, "bin", "django-admin").exists():
        return "django-helpdesk 2.6.1 (in the environment that TRIGPOINT_DJANGO_HELPDESK names)"
    return ""


def environment() -> dict[str, str]:
    """Return the variables of the tests without what is ours alone."""
    ours = {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


class Helpdesk:
    """The running program; `act` runs Python inside it, as its own pages would."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}/helpdesk"
        self.database = folder / "db.sqlite3"
        self.token = ""

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """Run a command of the program and return what it prints."""
        python = Path(os.environ["TRIGPOINT_DJANGO_HELPDESK"], "bin", "python")
        env = {
            k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
        }
        done = subprocess.run(
            [python, "manage.py", *arguments],
            cwd=self.folder, env=env, input=stdin, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def act(self, text: str) -> str:
        """Run Python with the program's models."""
        return self.manage("shell", "-c", text)


@contextmanager
def running(folder: Path) -> Iterator[Helpdesk]:
    """Set one up and serve it; what was started is ended."""
    admin = Path(os.environ["TRIGPOINT_DJANGO_HELPDESK"], "bin", "django-admin")
    env = environment()
    subprocess.run([admin, "startproject", "desk", "."], cwd=folder, env=env, check=True)
    with (folder / "desk" / "settings.py").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    (folder / "desk" / "urls.py").write_text(URLS, encoding="utf-8")
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = int(found.getsockname()[1])
    desk = Helpdesk(folder, port)
    desk.manage("migrate", "-v0")
    desk.token = desk.act(TOKEN).split("TOKEN ")[1].split()[0]
    python = Path(os.environ["TRIGPOINT_DJANGO_HELPDESK"], "bin", "python")
    server = subprocess.Popen(
        [python, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait(port)
        yield desk
    finally:
        server.kill()
        server.wait()


def wait(port: int) -> None:
    """Wait until somebody listens."""
    for _attempt in range(600):
        try:
            with closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
                return
        except OSError:
            time.sleep(0.5)
    message = "django-helpdesk did not start"
    raise TimeoutError(message)
