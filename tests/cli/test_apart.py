"""`web` and `worker` each by its own command, over one folder of data; what none starts with."""

import http.cookiejar
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.cli.conftest import answer, call, environment
from tests.cli.test_serve import PATIENCE, ready, until, workers
from tests.connectors.tables import HEADER, ROWS, STATE, as_csv

pytestmark = pytest.mark.slow
MAIL, PASSWORD = "dara@example.org", "a-long-one-77"
ADMIN = ("--admin", "Dara Kelly", "--email", MAIL, "--password", PASSWORD)
PARTS = ("serve", "web", "worker")


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A folder of data with an organisation."""
    data = tmp_path / "data"
    shutil.copytree(made, data)
    assert call(data, "organisation", "Our support", *ADMIN).returncode == 0
    return data


class Browser:
    """Somebody who has logged in."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open
        page = self.get("/accounts/login/").decode()
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        form = {"csrfmiddlewaretoken": token, "login": MAIL, "password": PASSWORD}
        self.open(f"{self.root}/accounts/login/", urlencode(form).encode(), timeout=PATIENCE)

    def get(self, path: str) -> bytes:
        with self.open(self.root + path, timeout=PATIENCE) as answered:
            return bytes(answered.read())

    def post(self, path: str, body: bytes, kind: str) -> Any:
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        headers = {"Content-Type": kind, "X-CSRFToken": token or "", "Referer": self.root}
        asked = urllib.request.Request(f"{self.root}/api/v1{path}", body, headers)
        with self.open(asked, timeout=PATIENCE) as answered:
            return json.loads(answered.read())

    def bring(self, file: Path) -> str:
        """Send a file of tickets; return the id of the run."""
        parts = {"file": file.read_text(), "mapping": f"name: desk{STATE}", "source": "desk"}
        names = {"file": '; filename="some.csv"'}
        text = "".join(
            f'--part\r\nContent-Disposition: form-data; name="{name}"{names.get(name, "")}'
            f"\r\n\r\n{said}\r\n"
            for name, said in parts.items()
        )
        kind = "multipart/form-data; boundary=part"
        return str(self.post("/imports", f"{text}--part--\r\n".encode(), kind)["id"])

    def state(self, run: str) -> str:
        return str(json.loads(self.get(f"/api/v1/imports/{run}"))["state"])


@pytest.mark.req("PLATFORM-1", via="cli")
def test_web_and_worker_run_apart_and_work_passes_from_one_to_the_other(desk: Path):
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = int(found.getsockname()[1])
    commands = {"web": ("web", "--port", str(port)), "worker": ("worker",)}
    started: dict[str, subprocess.Popen[bytes]] = {}

    def start(name: str) -> None:
        line = [sys.executable, "-m", "trigpoint.cli.main", *commands[name]]
        started[name] = subprocess.Popen(line, env=environment(desk))

    try:
        start("web")
        until(lambda: ready(port))
        dara = Browser(port)
        run = dara.bring(as_csv(desk.parent / "some.csv", HEADER, ROWS))
        time.sleep(0.3)
        waited = (dara.state(run), workers(desk))
        assert "Stop Trigpoint" in answer(desk, "rekey")["error"]
        start("worker")
        until(lambda: dara.state(run) == "done")
        assert waited == ("uploaded", [])
        for name in ("worker", "web"):
            started[name].send_signal(signal.SIGTERM)
            assert started[name].wait(PATIENCE) == 0
        assert workers(desk) == []
        assert "sealed" in answer(desk, "rekey")
    finally:
        for process in started.values():
            if process.poll() is None:
                process.kill()
                process.wait()


@pytest.mark.parametrize("part", PARTS)
def test_no_part_starts_where_the_key_the_folder_or_the_address_are_dangerous(
    made: Path, tmp_path: Path, part: str
):
    data = tmp_path / "data"
    shutil.copytree(made, data)
    (data / "secret_key").write_text("", encoding="ascii")
    (data / "secret_key").chmod(0o644)
    data.chmod(0o777)
    open_ = {"TRIGPOINT_HOSTS": "goals.example.org", "TRIGPOINT_DEBUG": "1"}
    refused = answer(data, part, **open_)
    assert {"folder-mode", "key-mode", "key-empty", "address", "debug"} <= {*refused["findings"]}


@pytest.mark.parametrize("part", ["serve", "web"])
def test_no_part_listens_where_others_reach_it_without_https(made: Path, part: str):
    heard = answer(made, part, "--host", "0.0.0.0", TRIGPOINT_DEBUG="1")
    assert heard["findings"] == ["address", "debug"]


@pytest.mark.parametrize("part", PARTS)
def test_no_part_starts_on_a_database_that_is_behind_or_without_a_folder(
    made: Path, tmp_path: Path, part: str
):
    data = tmp_path / "data"
    done = call(data, part)
    assert (done.returncode, "no folder of data" in done.stderr) == (1, True)
    data.mkdir(mode=0o700)
    shutil.copy2(made / "secret_key", data)
    assert answer(data, part)["findings"] == ["migrations"]
