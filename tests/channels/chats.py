"""Chats on loopback that behave as their vendors document, faults included.

Slack: docs.slack.dev/reference/methods/chat.postMessage (200 with `ok`, 429 with Retry-After).
Lark: open.larksuite.com/document, "Get custom app tenant_access_token" and "Send message"
(a `code` in the body; `uuid` drops what is sent twice within an hour).
Teams: learn.microsoft.com, "Create incoming webhooks with Workflows" (202 without a body).
All read in November 2026; no real workspace was asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

SLACK_TOKEN = "xoxb-1"
LARK_KEYS = {"app_id": "cli_1", "app_secret": "s"}
Fault = Callable[[], tuple[int, object] | None]


@dataclass
class FakeChats:
    """Takes letters for all three; `fault` says what it answers instead of taking the next."""

    taken: list[tuple[str, str, dict]] = field(default_factory=list)
    tries: int = 0
    fault: Fault = lambda: None
    uuids: set[str] = field(default_factory=set)

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = json.loads(handler.rfile.read(length) or b"{}")
        status, answer = self.answer(handler, body)
        said = b"" if answer is None else json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)

    def answer(self, handler: BaseHTTPRequestHandler, body: dict) -> tuple[int, object]:
        path, key = handler.path, handler.headers.get("Authorization", "")
        if path.startswith("/lark/auth/"):
            good = body == LARK_KEYS
            return 200, {"code": 0, "tenant_access_token": "t-1"} if good else {"code": 10014}
        self.tries += 1
        if (wrong := self.fault()) is not None:
            return wrong
        if path == "/slack/chat.postMessage":
            return self.slack(key, body)
        if path == "/lark/im/v1/messages?receive_id_type=open_id":
            return self.lark(key, body)
        if path.startswith("/teams/"):
            self.taken.append(("teams", path, body))
            return 202, None
        if path.startswith("/apprise/"):
            self.taken.append(("apprise", path, body))
            return 200, {}
        return 404, {}

    def slack(self, key: str, body: dict) -> tuple[int, object]:
        if key != f"Bearer {SLACK_TOKEN}":
            return 200, {"ok": False, "error": "invalid_auth"}
        if not body["channel"].startswith("U"):
            return 200, {"ok": False, "error": "channel_not_found"}
        self.taken.append(("slack", body["channel"], body))
        return 200, {"ok": True, "ts": "1.1"}

    def lark(self, key: str, body: dict) -> tuple[int, object]:
        if key != "Bearer t-1":
            return 200, {"code": 99991663, "msg": "token invalid"}
        if len(body["uuid"]) > 50 or body["msg_type"] != "interactive":
            return 200, {"code": 230001, "msg": "invalid parameters"}
        if body["uuid"] not in self.uuids:
            self.uuids.add(body["uuid"])
            self.taken.append(("lark", body["receive_id"], json.loads(body["content"])))
        return 200, {"code": 0}
