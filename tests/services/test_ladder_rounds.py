"""Rounds: the people of a unit say where a ladder helps most, and nobody is named."""

import pytest

from tests.cast import NOW, Cast
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.ladders import ladder_rounds

pytestmark = pytest.mark.django_db
TEAM = ("ana", "rui", "ines", "lena", "omar")


def begin(cast: Cast) -> str:
    return ladder_rounds.begin(cast.tuan, cast.units["Orders"])


def speak(cast: Cast, made: str, *said: tuple[str, str]) -> None:
    for name, (key, words) in zip(TEAM, said, strict=False):
        ladder_rounds.say(cast.at(name, NOW), made, key, words)


@pytest.mark.req("LADDER-1", "LADDER-2", via="api")
def test_what_most_say_comes_first_with_weaknesses_of_the_process_and_constraints(cast: Cast):
    made = begin(cast)
    speak(
        cast,
        made,
        ("reopen_rate", "They come back."),
        ("process", "Two systems for one claim."),
        ("reopen_rate", "Always the same parcels."),
        ("constraint", "One carrier only."),
        ("reopen_rate", ""),
    )
    page = ladder_rounds.show(cast.at("tuan", NOW), made)
    assert [(each.key, each.count) for each in page.result] == [
        ("reopen_rate", 3),
        ("process", 1),
        ("constraint", 1),
    ]
    assert page.result[0].words == ("Always the same parcels.", "They come back.")
    assert page.spoke == len(TEAM)


def test_nothing_is_shown_until_so_many_have_spoken_that_nobody_can_be_guessed(cast: Cast):
    made = begin(cast)
    speak(cast, made, *[("csat", "Mine alone.")] * 4)
    page = ladder_rounds.show(cast.at("tuan", NOW), made)
    assert (page.spoke, page.result) == (4, ())
    assert ladder_rounds.show(cast.at("ana", NOW), made).words == "Mine alone."


def test_everybody_says_one_thing_and_may_change_it_until_the_round_ends(cast: Cast):
    made = begin(cast)
    ladder_rounds.say(cast.at("ana", NOW), made, "csat")
    ladder_rounds.say(cast.at("ana", NOW), made, "process", "Forms.")
    page = ladder_rounds.show(cast.at("ana", NOW), made)
    assert (page.spoke, page.key, page.words) == (1, "process", "Forms.")
    ladder_rounds.end(cast.at("tuan", NOW), made)
    with pytest.raises(Invalid, match="ended"):
        ladder_rounds.say(cast.at("ana", NOW), made, "csat")
    with pytest.raises(Invalid, match="ended"):
        ladder_rounds.end(cast.at("tuan", NOW), made)
    assert [each.closed_on for each in ladder_rounds.index(cast.at("ana", NOW))] == [NOW.date()]


def test_the_people_of_the_unit_are_asked_in_their_inbox(cast: Cast):
    made = begin(cast)
    asked = [q for q in inbox.questions(cast.at("ana", NOW)) if q.about.kind == "ladder_round"]
    assert [q.id for q in asked] == [made]
    assert not [q for q in inbox.questions(cast.at("bea", NOW)) if q.about.kind == "ladder_round"]
    inbox.answer(cast.at("ana", NOW), "ladder", made, "csat", "Hard calls.")
    assert not [q for q in inbox.questions(cast.at("ana", NOW)) if q.about.kind == "ladder_round"]
    assert ladder_rounds.show(cast.at("ana", NOW), made).words == "Hard calls."


def test_who_may_begin_see_speak_and_end_a_round(cast: Cast):
    with pytest.raises(NotAllowed):
        ladder_rounds.begin(cast.ana, cast.units["Orders"])
    with pytest.raises(Invalid, match="Fewer than 5"):
        ladder_rounds.begin(cast.mira, cast.units["Billing"])
    made = begin(cast)
    with pytest.raises(Invalid, match="is open"):
        ladder_rounds.begin(cast.at("tuan", NOW), cast.units["Orders"])
    with pytest.raises(NotAllowed):
        ladder_rounds.end(cast.at("ana", NOW), made)
    with pytest.raises(NotAllowed):
        ladder_rounds.say(cast.at("mira", NOW), made, "csat")
    with pytest.raises(Invalid) as refused:
        ladder_rounds.say(cast.at("ana", NOW), made, "no_such_kpi")
    assert list(refused.value.fields) == ["key"]
    with pytest.raises(NotThere):
        ladder_rounds.show(cast.at("fern", NOW), made)
