import gzip
import time

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.net.serving import serving, whole
from trigpoint.net import Client, Cut, NotAnswered, Refusal

HERE = frozenset({"127.0.0.1"})


def get(client: Client, url: str):
    return client("GET", url, {})


def refusing(*_args):
    raise AssertionError("nothing may be looked up")


@pytest.mark.parametrize(
    "url",
    [
        "http://desk.example.org/",
        "https://desk.example.org:22/",
        "https://ana:secret@desk.example.org/",
        "file:///etc/passwd",
        "gopher://desk.example.org/",
        "https://",
        "https://desk.example.org:99999/",
    ],
)
def test_an_address_that_is_never_asked_is_not_even_looked_up(url):
    with pytest.raises(Refusal):
        get(Client(resolve=refusing), url)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["64:ff9b::7f00:1"]])
def test_a_public_name_that_leads_inside_is_refused(found):
    with pytest.raises(Refusal, match="internal network"):
        get(Client(resolve=lambda _host, _port: found), "https://desk.example.org/")


def test_an_internal_machine_that_the_administrator_named_is_asked():
    with serving(whole(200, b"here")) as port:
        named = Client(allowed=frozenset({f"127.0.0.1:{port}"}))
        assert get(named, f"http://127.0.0.1:{port}/a?b=c").body == b"here"
        with pytest.raises(Refusal):
            get(Client(allowed=frozenset({"127.0.0.1:1"})), f"http://127.0.0.1:{port}/")


def test_the_address_that_was_looked_at_is_the_one_connected_to():
    asked = []

    def answers(_host, _port):
        asked.append(1)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    with serving(whole(200, b"inside")) as port:
        named = frozenset({"desk.example.org"})
        client = Client(resolve=lambda _h, _p: ["127.0.0.1"], allowed=named)
        assert get(client, f"http://desk.example.org:{port}/").body == b"inside"
    # The tests' own guard tells which address was connected to.
    with pytest.raises(SocketConnectBlockedError, match=r"8\.8\.8\.8"):
        get(Client(resolve=answers), "https://desk.example.org/")
    assert len(asked) == 1


def test_a_redirect_is_an_answer_and_is_not_followed():
    with serving(whole(302, b"", Location="http://169.254.169.254/")) as port:
        assert get(Client(allowed=HERE), f"http://127.0.0.1:{port}/").status == 302


def test_what_is_packed_comes_unpacked_and_a_bomb_is_cut():
    bomb = gzip.compress(b"0" * 3_000_000)
    with serving(whole(200, bomb, Content_Encoding="gzip")) as port:
        url = f"http://127.0.0.1:{port}/"
        assert len(get(Client(allowed=HERE), url).body) == 3_000_000
        with pytest.raises(Cut):
            get(Client(allowed=HERE, most=100_000), url)


def test_an_answer_that_breaks_off_is_none():
    def act(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    with serving(act) as port, pytest.raises(NotAnswered):
        get(Client(allowed=HERE), f"http://127.0.0.1:{port}/")


def test_silence_ends_at_the_time_out():
    def act(handler):
        time.sleep(0.5)

    with serving(act) as port, pytest.raises(NotAnswered):
        get(Client(allowed=HERE, timeout=0.1), f"http://127.0.0.1:{port}/")


def test_nobody_there_is_said():
    with pytest.raises(NotAnswered, match="did not answer"):
        get(Client(allowed=HERE), "http://127.0.0.1:9/")
