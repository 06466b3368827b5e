"""A real Request Tracker 5 on SQLite and loopback, in a folder of its own, or a visible skip."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
SETUP = "rt-setup-database-5"
CLOCK = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
"""What lets a program believe another time (Debian: faketime)."""
PASSWORD = "password"
SITE = """
Set($rtname, 'test.local'); Set($Organization, 'test.local');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '{folder}/rt5.db');
Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($WebDomain, '127.0.0.1'); Set($WebPort, {port}); Set($WebPath, '');
Set($WebBaseURL, 'http://127.0.0.1:{port}');
Set($MailCommand, 'testfile'); Set($Timezone, 'UTC'); Set($RestrictReferrer, 0);
Set($LogToSyslog, undef); Set($LogToSTDERR, 'critical'); Set($LogToFile, undef);
Set($WebSessionClass, 'Apache::Session::File');
1;
"""
GRANT = """
use lib '/usr/share/request-tracker5/lib'; use RT -init;
my $everyone = RT::Group->new(RT->SystemUser); $everyone->LoadSystemInternalGroup('Everyone');
$everyone->PrincipalObj->GrantRight(Object => RT->System, Right => $_)
    for qw(CreateTicket ReplyToTicket CommentOnTicket);
"""

FILL = """
use lib '/usr/share/request-tracker5/lib'; use RT -init; use RT::Interface::Email;
my ($count, @owners) = @ARGV;
my $root = RT::CurrentUser->new; $root->Load('root');
sub told {  # Letters to everybody take most of the time.
    my $scrips = RT::Scrips->new(RT->SystemUser); $scrips->UnLimit; $scrips->FindAllRows;
    for my $scrip (@{$scrips->ItemsArrayRef}) {
        $scrip->SetDisabled($_[0] ? 0 : 1) if $scrip->ActionObj->Name =~ /Notify|Autoreply/;
    }
}
told(0);
for my $n (0 .. $count - 1) {
    my $ticket = RT::Ticket->new($root);
    my $said = MIME::Entity->build(Type => 'text/plain', Data => ['Help']);
    $ticket->Create(
        Queue => 'General', Subject => 'Broken', MIMEObj => $said, Owner => $owners[$n % @owners],
    );
    $ticket->Correspond(Content => 'Try again');
    $ticket->SetStatus('resolved');
}
told(1);
"""


def lacking() -> str:
    """Return what is not installed, "" where all is."""
    if not SERVER.exists() or shutil.which(SETUP) is None:
        return "Request Tracker 5 (Debian: request-tracker5 rt5-db-sqlite rt5-standalone starlet)"
    return ""


class Tracker:
    """The running program, driven through its own interfaces."""

    def __init__(self, folder: Path, port: int, env: Mapping[str, str]) -> None:
        self.folder = folder
        self.env = env
        self.address = f"http://127.0.0.1:{port}"

    def at(self, moment: str) -> None:
        """Let it be another time there, such as 2025-06-02 08:00:00, or with +0 the real one."""
        clock(self.folder).write_text(f"{moment}\n")

    def send(self, method: str, path: str, body: dict[str, Any]) -> Any:
        """Write something as its superuser."""
        login = b64encode(f"root:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            f"{self.address}/REST/2.0/{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Basic {login}"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.loads(answer.read())

    def ticket(self, **fields: Any) -> str:
        """Open a ticket as an agent would; return its number."""
        said = {"Queue": "General", "Subject": "Broken", "Content": "Help", **fields}
        return str(self.send("POST", "ticket", said)["id"])

    def fill(self, count: int, owners: Sequence[str]) -> None:
        """Open, answer and solve many tickets within the program: asked one by one is slow."""
        subprocess.run(["perl", "-e", FILL, str(count), *owners], check=True, env=self.env)

    def mail(self, sender: str, subject: str) -> None:
        """Let a customer write, as their mail comes in."""
        text = f"From: {sender}\nTo: rt@test.local\nSubject: {subject}\n\nStill broken.\n"
        gate = ["rt-mailgate-5", "--queue", "General", "--action", "correspond", "--url"]
        subprocess.run([*gate, self.address], input=text.encode(), check=True, timeout=300)


def clock(folder: Path) -> Path:
    """Return the file that says what time it is for the program."""
    return folder / "clock"


def timed(folder: Path) -> dict[str, str]:
    """Return the variables by which the program looks at that file, where this is possible."""
    clock(folder).write_text("+0\n")
    return {
        "TZ": "UTC",
        "LD_PRELOAD": str(CLOCK or ""),
        "FAKETIME_TIMESTAMP_FILE": str(clock(folder)),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


@contextmanager
def running(folder: Path) -> Iterator[Tracker]:
    """Set one up and serve it; what was started is ended."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = int(found.getsockname()[1])
    config = folder / "RT_SiteConfig.pm"
    config.write_text(SITE.replace("{folder}", str(folder)).replace("{port}", str(port)))
    env = {**os.environ, "RT_SITE_CONFIG": str(config), "RT_SITE_CONFIG_DIR": str(folder)}
    quiet: dict[str, Any] = {"env": env, "stdin": subprocess.DEVNULL, "capture_output": True}
    subprocess.run([SETUP, "--action", "init", "--skip-create"], check=True, **quiet)
    subprocess.run(["perl", "-e", GRANT], check=True, **quiet)
    where = ["--server", "Starlet", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        [SERVER, *where, "--max-workers", "2"],
        env={**env, **timed(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait(port)
        yield Tracker(folder, port, env)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait(port: int) -> None:
    """Wait until somebody listens."""
    for _attempt in range(600):
        try:
            with closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
                return
        except OSError:
            time.sleep(0.5)
    message = "Request Tracker did not start"
    raise TimeoutError(message)
