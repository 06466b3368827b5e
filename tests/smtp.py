"""A mail server of the tests: it speaks enough SMTP for Python's client, and can fail."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

Judge = Callable[[str, int], str]


def takes_all(_address: str, _number: int) -> str:
    return ""


@dataclass
class MailServer:
    """What it took. `judge` gets the receiver and the number of the try; a reply refuses.

    A reply that begins with 4 or 5 comes after RCPT, "data 451 ..." after the text, and "hang up"
    cuts the line before the text is taken.
    """

    port: int = 0
    judge: Judge = takes_all
    taken: list[EmailMessage] = field(default_factory=list)
    tries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def numbers(self) -> list[str]:
        """Return the Message-ID of each mail that was taken, duplicates too."""
        with self.lock:
            return [str(mail["Message-ID"]) for mail in self.taken]


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    kept: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 test")
        verdict = address = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split(maxsplit=1)[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "RCPT":
                address = line.split("<", 1)[1].split(">", 1)[0]
                with self.kept.lock:
                    self.kept.tries += 1
                    verdict = self.kept.judge(address, self.kept.tries)
                self.say(verdict if verdict[:1] in {"4", "5"} else "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                if not self.take(verdict):
                    return
            else:
                self.say("250 ok")

    def take(self, verdict: str) -> bool:
        """Read a mail and keep it; return whether the line stays open."""
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not line or verdict == "hang up":
            return False
        if verdict.startswith("data "):
            self.say(verdict.removeprefix("data "))
            return True
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        with self.kept.lock:
            self.kept.taken.append(mail)
        self.say("250 taken")
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no fault of the server's."""


@contextmanager
def mail_server(judge: Judge = takes_all) -> Iterator[MailServer]:
    """Serve on a free port of this machine for as long as a block runs."""
    kept = MailServer(judge=judge)
    handler = type("KeptSession", (Session,), {"kept": kept})
    with Server(("127.0.0.1", 0), handler) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield kept
        server.shutdown()
