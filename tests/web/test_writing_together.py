"""Two who write in the same room: both versions are kept, the agenda is both's, and what is personal stays out."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.conversations.services import holding
from samspill.plans.queries import read_agreement
from samspill.plans.room import read_room
from tests.cast import Cast
from tests.making import make_round, make_started
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db
THEME = "competence"
NOTE, FOCUS = f"note:{THEME}", f"focus:{THEME}"
AUTOSAVE = {"X-Autosave": "1"}
KEPT = "There are two versions"


@pytest.fixture
def started(cast: Cast) -> Conversation:
    """Ada's conversation under way; she writes."""
    make_round(cast)
    return make_started(cast)


def save(client: Client, conversation: Conversation, field: str, text: str, revision: int, **more: str) -> object:
    sent = {"field": field, "value": text, "revision": str(revision), **more}
    return client.post(reverse("room_write", args=[conversation.id]), sent, headers=AUTOSAVE)


def send(client: Client, conversation: Conversation, **sent: str) -> object:
    return client.post(reverse("room_write", args=[conversation.id]), {"topic": THEME, **sent})


def page(client: Client, conversation: Conversation, theme: str = THEME) -> str:
    return text_of(client.get(f"{reverse('room', args=[conversation.id])}?tema={theme}"))


def agenda(cast: Cast, conversation: Conversation) -> list[str]:
    return [one.key for one in read_room(cast.actor("leif"), conversation_id=conversation.id).agenda]


def test_a_version_that_met_another_is_kept_for_both_until_it_is_settled(cast: Cast, started: Conversation) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    save(ada, started, FOCUS, "Kurs i høst", 0)
    answer = save(leif, started, FOCUS, "Hospitere i vår", 0)
    assert (answer.status_code, answer.json()["value"], answer.json()["revision"]) == (409, "Kurs i høst", 1)
    for client in (ada, leif):
        assert KEPT in page(client, started)
        assert "Hospitere i vår" in page(client, started)
    settled = save(leif, started, FOCUS, "Kurs i høst, hospitere i vår", 1, settles="1")
    assert settled.status_code == 200
    assert KEPT not in page(ada, started)
    assert "Kurs i høst, hospitere i vår" in page(ada, started)


def test_without_a_script_both_versions_are_kept_too(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    save(ada, started, NOTE, "Den første", 0)
    answer = send(ada, started, **{NOTE: "Den andre", f"revision:{NOTE}": "0"})
    assert answer.status_code == 409
    for text in ("Den første", "Den andre", "Both versions are kept"):
        assert text in text_of(answer)
    assert "Den andre" in page(visitor(cast, "leif"), started)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_either_puts_the_two_versions_together(cast: Cast, started: Conversation, name: str) -> None:
    ada = visitor(cast, "ada")
    save(ada, started, NOTE, "Den første", 0)
    save(ada, started, NOTE, "Den andre", 0)
    merge = reverse("room_merge", args=[started.id])
    answer = visitor(cast, name).post(merge, {"version": f"{NOTE} employee", "act": "both"})
    assert answer.status_code == 303
    topic = next(one for one in read_room(cast.actor("ada"), conversation_id=started.id).agenda if one.key == THEME)
    assert (topic.note, topic.asides) == ("Den første\n\nDen andre", ())
    assert visitor(cast, name).post(merge, {"version": f"{NOTE} employee", "act": "both"}).status_code == 404


def test_a_version_is_left_out_when_one_says_so(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    save(ada, started, NOTE, "Den første", 0)
    save(ada, started, NOTE, "Den andre", 0)
    sent = {"version": f"{NOTE} employee", "act": "leave-out"}
    visitor(cast, "leif").post(reverse("room_merge", args=[started.id]), sent)
    shown = page(ada, started)
    assert "Den første" in shown
    assert "Den andre" not in shown


@pytest.mark.parametrize("version", ["note:competence leader", "private:competence employee", "x", "note:competence"])
def test_there_is_nothing_to_put_together_where_nothing_is_kept(
    cast: Cast, started: Conversation, version: str
) -> None:
    answer = visitor(cast, "ada").post(reverse("room_merge", args=[started.id]), {"version": version, "act": "both"})
    assert answer.status_code == 404


def test_what_is_written_after_the_pen_was_taken_is_kept_beside_the_note(cast: Cast, started: Conversation) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    send(leif, started, writer="leader")
    save(leif, started, NOTE, "Lederens notat", 0)
    answer = save(ada, started, NOTE, "Skrevet for sent", 0)
    assert answer.status_code == 409
    assert "kept beside the note" in answer.json()["kept"]
    assert "Skrevet for sent" in page(leif, started)
    again = send(ada, started, **{NOTE: "Og litt til", f"revision:{NOTE}": "0"})
    assert again.status_code == 409
    shown = page(leif, started)
    assert "Skrevet for sent" in shown
    assert "Og litt til" in shown
    assert "Lederens notat" in shown


def test_nobody_else_keeps_or_merges_anything(cast: Cast, started: Conversation) -> None:
    for name in ("frida", "vera", "hanne", "tor"):
        client = visitor(cast, name)
        assert save(client, started, NOTE, "Utenfra", 0).status_code == 404
        for address in ("room_merge", "room_order"):
            assert client.post(reverse(address, args=[started.id])).status_code == 404
    assert "Utenfra" not in page(visitor(cast, "ada"), started)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_either_puts_the_agenda_in_another_order(cast: Cast, started: Conversation, name: str) -> None:
    before = agenda(cast, started)
    url = reverse("room_order", args=[started.id])
    answer = visitor(cast, name).post(url, {"act": f"1 {before[3]}", "shown": THEME})
    assert (answer.status_code, "rekkefolge" in answer["Location"]) == (303, True)
    after = agenda(cast, started)
    assert after == [before[0], before[3], *(key for key in before[1:] if key != before[3])]
    moved = visitor(cast, name).post(url, {"topic": before[3], "place": "999"}, headers=AUTOSAVE)
    assert moved.status_code == 204
    assert agenda(cast, started)[-1] == before[3]


def test_expectations_come_first_whatever_is_asked_for(cast: Cast, started: Conversation) -> None:
    url = reverse("room_order", args=[started.id])
    assert visitor(cast, "ada").post(url, {"topic": "expectations", "place": "4"}).status_code == 404
    second = agenda(cast, started)[1]
    visitor(cast, "ada").post(url, {"topic": second, "place": "0"})
    assert agenda(cast, started)[0] == "expectations"


def test_a_theme_that_comes_later_finds_its_place_in_the_chosen_order(cast: Cast, started: Conversation) -> None:
    before = agenda(cast, started)
    visitor(cast, "ada").post(reverse("room_order", args=[started.id]), {"topic": before[-1], "place": "1"})
    preparation = reverse("preparation", args=[started.id])
    ada = visitor(cast, "ada")
    ada.post(preparation, {"own_title": "Parkeringen", "act": "add"})
    own = next(line for line in text_of(ada.get(preparation)).split('id="') if line.startswith("own:")).split('"')[0]
    ada.post(preparation, {"act": f"share {own}"})
    after = agenda(cast, started)
    assert after[:2] == ["expectations", own.replace(":", "-")]
    assert after[2:] == [before[-1], *before[1:-1]]


def test_the_others_page_is_told_to_show_itself_anew(cast: Cast, started: Conversation) -> None:
    seen = Conversation.objects.get(id=started.id).revision
    url = f"{reverse('room_news', args=[started.id])}?seen={seen}"
    save(visitor(cast, "ada"), started, NOTE, "Bare tekst", 0)
    assert visitor(cast, "leif").get(url).json()["reload"] is False
    visitor(cast, "ada").post(reverse("room_order", args=[started.id]), {"topic": THEME, "place": "1"})
    assert visitor(cast, "leif").get(url).json()["reload"] is True


def test_what_is_personal_leaves_the_plan_and_is_erased_with_the_end(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    secret = "Det er tungt hjemme"
    send(ada, started, **{NOTE: secret, f"revision:{NOTE}": "0", FOCUS: "Mer tid", f"revision:{FOCUS}": "0"})
    send(visitor(cast, "leif"), started, personal="yes")
    assert "Personal, not for the record." in page(ada, started)
    assert "Mer tid" not in page(ada, started)
    agreement = read_agreement(cast.actor("ada"), conversation_id=started.id)
    assert [one.text for one in agreement.plan.focus if one.text] == []
    refused = save(ada, started, FOCUS, "Likevel", 0)
    assert refused.status_code == 422
    assert "personal" in refused.json()["error"]
    holding.finish_conversation(cast.actor("leif"), conversation_id=started.id)
    assert secret not in page(ada, started)
    send(ada, started, personal="no")
    assert "Mer tid" not in page(ada, started)


def test_what_was_personal_by_mistake_comes_back_as_it_was(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    send(ada, started, **{NOTE: "Et notat", f"revision:{NOTE}": "0", FOCUS: "Mer tid", f"revision:{FOCUS}": "0"})
    send(ada, started, personal="yes")
    send(ada, started, personal="no")
    shown = page(ada, started)
    assert "Mer tid" in shown
    assert "Et notat" in shown
    assert "Personal, not for the record." not in shown


def test_other_notes_outlive_the_end_of_the_meeting(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    send(ada, started, **{NOTE: "Til referatet", f"revision:{NOTE}": "0"})
    holding.finish_conversation(cast.actor("leif"), conversation_id=started.id)
    assert "Til referatet" in page(ada, started)
