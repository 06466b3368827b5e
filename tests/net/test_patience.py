import pytest

from trigpoint.core.text import _
from trigpoint.net import Answer, ComeBack, NotAnswered, Patience
from trigpoint.net.patience import seconds


class Script:
    """Answers one after the other, on a clock that only waiting moves."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.now = 1_000_000.0
        self.asked = []

    def __call__(self, *_request):
        self.asked.append(self.now)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def sleep(self, n):
        self.now += n

    def patience(self, **options):
        return Patience(self, sleep=self.sleep, clock=lambda: self.now, **options)


def busy(after, status=429):
    return Answer(status, {"retry-after": after}, b"")


FINE = Answer(200, {}, b"fine")


def test_too_many_is_asked_again_when_it_says_and_not_before():
    script = Script(busy("17"), busy("5", 503), FINE)
    assert script.patience()("GET", "x", {}) is FINE
    assert script.asked == [1_000_000, 1_000_017, 1_000_022]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_whoever_says_how_long_is_left_alone_so_long_whatever_the_trouble_is_called(status):
    script = Script(busy("25", status), FINE)
    assert script.patience()("GET", "x", {}) is FINE
    assert script.asked == [1_000_000, 1_000_025]


def test_where_it_is_said_when_the_window_ends_it_is_left_alone_until_then():
    script = Script(Answer(429, {"x-ratelimit-reset": "1000009"}, b""), FINE)
    assert script.patience()("GET", "x", {}) is FINE
    assert script.asked == [1_000_000, 1_000_010]


def test_errors_and_silence_are_asked_again_with_growing_pauses():
    script = Script(Answer(500, {}, b"<html>"), NotAnswered(_("no")), Answer(429, {}, b""), FINE)
    assert script.patience()("GET", "x", {}) is FINE
    assert [b - a for a, b in zip(script.asked, script.asked[1:], strict=False)] == [1, 2, 4]


def test_what_never_answers_is_given_up():
    script = Script(*[Answer(502, {}, b"")] * 6)
    with pytest.raises(NotAnswered):
        script.patience()("GET", "x", {})
    assert len(script.asked) == 6


def test_a_long_wait_is_not_waited_here():
    script = Script(busy("3600"))
    with pytest.raises(ComeBack) as raised:
        script.patience()("GET", "x", {})
    assert raised.value.after == 3600


def test_what_is_refused_for_good_is_not_asked_again():
    script = Script(Answer(401, {}, b""))
    assert script.patience()("GET", "x", {}).status == 401


@pytest.mark.parametrize(
    ("said", "expected"),
    [("0", 0), ("120", 120), ("Thu, 01 Jan 1970 00:01:40 GMT", 91), ("soon", 60),
     ("Thu, 01 Jan 1970 00:01:40 -0000", 91), ("Thu, 01 Jan 1970 01:01:40 +0100", 91),
     ("Wed, 21 Oct 9999 07:28:00 -0000", 604_800), ("9" * 400, 604_800), ("\u00b2", 60)],
)  # fmt: skip
def test_both_forms_of_the_header_are_understood(said, expected):
    assert seconds(said, 10.0) == expected
