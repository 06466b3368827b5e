"""A provider of OpenID Connect on this machine, as specified: code flow with PKCE."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from trigpoint.config.environment import SignOn

CLIENT, SECRET = "trigpoint", "a secret between the two"


class Provider:
    """What it knows, whom it says is there (`person`), and what it has given out."""

    def __init__(self) -> None:
        self.person: dict[str, object] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.keys = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.tokens: set[str] = set()
        self.refusals: list[str] = []
        self.issuer = ""

    @property
    def sign_on(self) -> SignOn:
        return SignOn(self.issuer, CLIENT, SECRET, "Northwind")

    def configuration(self) -> dict[str, object]:
        at = self.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "jwks_uri": f"{at}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser goes, once the person has said who they are."""
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        said = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(said)}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, object]]:
        """Return tokens for a code: once, to the client that asked, with its verifier."""
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        why = (
            "code"
            if asked is None
            else "verifier"
            if asked["code_challenge"] != challenge
            else "redirect"
            if asked["redirect_uri"] != sent.get("redirect_uri")
            else "client"
            if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET)
            else ""
        )
        if why:
            self.refusals.append(why)
            return 400, {"error": "invalid_grant", "error_description": why}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person}
        access = secrets.token_urlsafe(16)
        self.tokens.add(access)
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(claims, self.keys, "RS256", headers={"kid": "1"}),
        }


@contextmanager
def served() -> Iterator[Provider]:
    """Serve a provider on a free port of this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            match parts.path:
                case "/.well-known/openid-configuration":
                    self.say(200, provider.configuration())
                case "/authorize":
                    asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(asked))
                    self.end_headers()
                case "/userinfo":
                    token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
                    known = token in provider.tokens
                    self.say(200 if known else 401, provider.person if known else {})
                case _:
                    self.say(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*provider.token({k: v[0] for k, v in parse_qs(body).items()}))

        def say(self, status: int, body: dict[str, object]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
