"""A person takes their data along, sees who looked at it, and is forgotten on request."""

import json

import pytest
from django.apps import apps

from tests.access.canary import MAIL, WORD, found, perch
from trigpoint.services.actor import for_person, part_of_ours
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.history import trail
from trigpoint.services.people import export_person, privacy
from trigpoint.services.people.data_map import APART, IMPERSONAL, MAP, NOBODY
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Membership, Person, ReadLogLine, User


@pytest.fixture
def kim(cast):
    return perch(cast)


def terminal(cast):
    return part_of_ours(cast.organisation, "terminal", cast.ana.now)


@pytest.mark.req("BEYOND-7", via="core")
def test_every_table_is_on_the_map_and_every_column_of_a_person():
    named = {held.model._meta.label for held in MAP}
    tables = {model._meta.label for model in apps.get_models()}
    assert tables == named | APART | IMPERSONAL
    assert not named & (APART | IMPERSONAL)
    columns = {
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.is_relation and column.related_model in (Person, User)
    }
    assert columns <= {(held.model, held.path.split("__")[0]) for held in MAP}


@pytest.mark.req("BEYOND-7", via="core")
def test_a_person_takes_all_of_their_data_along(cast, kim):
    rows = export_person.export(for_person(kim, cast.ana.now), kim.public_id)
    text = json.dumps(rows, ensure_ascii=False)
    for held in MAP:
        name = f"{held.model._meta.model_name} by {held.path}"
        if held.handed_out:
            assert len(rows[name]) == len(held.rows(kim))
    for kind in ("wants", "reads", "helps", "is well", "worries", "part", "did", "passes", "no"):
        assert f"{WORD} {kind}" in text
    assert rows["history"]
    assert rows["readlogline by subject"]
    for secret in (kim.user.password, *kim.user.tokens.values_list("digest", flat=True)):
        assert secret not in text


def test_nobody_else_takes_it(cast, kim):
    for who in (cast.tuan, cast.dara, cast.wanda, cast.olga):
        with pytest.raises((NotAllowed, NotThere)):
            export_person.export(who, kim.public_id)
        with pytest.raises(NotAllowed):
            export_person.hand_out(who, MAIL)


def test_the_machine_hands_it_out_and_the_person_sees_that(cast, kim):
    assert export_person.hand_out(terminal(cast), MAIL)
    assert privacy.reads_of_me(for_person(kim, cast.ana.now))[0].what == "export"


@pytest.mark.req("BEYOND-7", via="core")
def test_an_erased_person_leaves_no_word_and_the_history_whole(cast):
    kim = perch(cast, references=500)
    assert found(WORD)[1] >= 500
    places = Membership.objects.filter(person=kim).count()
    told = privacy.erase(cast.dara, kim.public_id)
    assert told.texts
    assert told.emptied
    assert told.deleted
    assert found(WORD) == ({}, 0)
    assert found(MAIL) == ({}, 0)
    assert trail.of(cast.organisation).flaws == ()
    kept = Person.objects.get(pk=kim.pk)
    assert (kept.name, kept.retired) == (NOBODY, True)
    assert Membership.objects.filter(person=kim).count() == places
    assert not User.objects.filter(email=MAIL).exists()


def test_pages_of_others_work_when_somebody_was_erased(cast, kim):
    privacy.erase(cast.dara, kim.public_id)
    cast.tuan.memo.clear()
    assert graph.load(cast.tuan).goals


def test_only_administrators_erase(cast, kim):
    words = found(WORD)
    for who in (cast.ana, cast.tuan, cast.wanda, cast.olga):
        with pytest.raises((NotAllowed, NotThere)):
            privacy.erase(who, kim.public_id)
    assert found(WORD) == words


def test_people_who_have_left_are_found_by_their_mail_at_the_machine(cast):
    told = privacy.erase_by_mail(terminal(cast), "fern@northwind.example")
    assert told.emptied
    assert found("Fern Ito") == ({}, 0)


@pytest.mark.req("BEYOND-7", via="core")
def test_one_sees_who_looked_and_administrators_see_only_how_often(cast):
    subject = Person.objects.get(public_id=cast.people["ana"])
    ReadLogLine.objects.all().delete()
    log_read(cast.tuan, subject, "measure abc")
    log_read(cast.ana, subject, "measure abc")
    [line] = privacy.reads_of_me(cast.ana)
    assert (line.reader, line.what) == ("Tuan Nguyen", "measure abc")
    assert privacy.reads_of_me(cast.rui) == []
    for reader in (cast.dara, cast.wanda):
        [total] = privacy.access_log(reader)
        assert (total.what, total.count) == ("measure", 1)
    for reader in (cast.ana, cast.tuan, cast.olga):
        with pytest.raises(NotAllowed):
            privacy.access_log(reader)
