"""What no form of ours sends is refused in words, and nothing breaks."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from trigpoint.services.talks import talks
from trigpoint.services.talks.talks import TalkDraft
from trigpoint.store.models import Briefing

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def test_a_briefing_of_no_rhythm_is_not_frozen(cast: Cast, tuan: Client):
    page = reverse("briefings", args=[cast.units["Orders"]])
    said = tuan.post(page, {"rhythm": "daily"}, follow=True).content.decode()
    assert "Choose monthly or quarterly." in said
    assert not Briefing.objects.exists()


def test_a_note_is_no_promise_to_be_kept(cast: Cast, tuan: Client):
    note = talks.write(cast.tuan, cast.people["ana"], TalkDraft(kind="note", words="Ask again."))
    said = tuan.post(reverse("talk_line", args=[note]), {"act": "kept"}, follow=True)
    assert "A note is not kept; a promise is." in said.content.decode()
