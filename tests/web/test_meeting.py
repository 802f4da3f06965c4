"""The conversation room: before the start, while two write, and the end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.conversations.services import preparing
from samspill.conversations.services.writing import save_note
from samspill.foundation import clock
from samspill.organisation.models import Leadership
from samspill.plans.room import read_room
from tests.cast import Cast
from tests.making import make_agreed, make_agreed_last_year, make_held, make_invited, make_round, make_started
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
THEME = "competence"
AUTOSAVE = {"X-Autosave": "1"}


def room_url(conversation: Conversation, theme: str = THEME) -> str:
    return f"{reverse('room', args=[conversation.id])}?tema={theme}"


def write(client: Client, conversation: Conversation, **sent: str) -> object:
    return client.post(reverse("room_write", args=[conversation.id]), {"topic": THEME, **sent})


@pytest.fixture
def started(cast: Cast) -> Conversation:
    """Ada's conversation under way; she writes."""
    make_round(cast)
    return make_started(cast)


def test_the_door_tells_what_happens_and_lets_either_start(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = visitor(cast, "ada")
    assert "Start the conversation" in text_of(ada.get(reverse("room", args=[conversation.id])))
    answer = ada.post(reverse("room_start", args=[conversation.id]))
    assert (answer.status_code, answer["Location"]) == (303, reverse("room", args=[conversation.id]))
    assert "Agenda" in text_of(ada.get(answer["Location"]))


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_the_room_does_not_exist_for_anybody_else(cast: Cast, started: Conversation, name: str) -> None:
    client = visitor(cast, name)
    for page in ("room", "room_news", "room_finish"):
        assert client.get(reverse(page, args=[started.id])).status_code == 404
    assert client.post(reverse("room_write", args=[started.id]), {"topic": THEME}).status_code == 404


def test_the_one_who_writes_saves_and_the_other_reads(cast: Cast, started: Conversation) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    url = reverse("room_write", args=[started.id])
    sent = {"field": f"note:{THEME}", "value": "Opplæring fra høsten", "revision": "0"}
    answer = ada.post(url, sent, headers=AUTOSAVE)
    assert answer.json()["revision"] == 1
    page = text_of(leif.get(room_url(started)))
    assert "Opplæring fra høsten" in page
    assert f'name="note:{THEME}"' not in page


def test_too_long_a_note_is_told_at_its_field_and_kept(cast: Cast, started: Conversation) -> None:
    text = "lang " * 2_001
    field = f"note:{THEME}"
    page = write(visitor(cast, "ada"), started, **{field: text, f"revision:{field}": "0"})
    assert page.status_code == 422
    assert 'id="note_error"' in text_of(page)
    assert text.strip() in text_of(page)


def test_marking_saves_first_and_goes_on_to_the_next_topic(cast: Cast, started: Conversation) -> None:
    ada = cast.actor("ada")
    field = f"note:{THEME}"
    sent = {field: "Linje en\r\nLinje to", f"revision:{field}": "0", "mark": "talked"}
    answer = write(visitor(cast, "ada"), started, **sent)
    room = read_room(ada, conversation_id=started.id)
    topic = next(one for one in room.agenda if one.key == THEME)
    assert (topic.note, topic.mark) == ("Linje en\nLinje to", "talked")
    following = room.agenda[room.agenda.index(topic) + 1]
    assert answer["Location"] == room_url(started, following.key)
    write(visitor(cast, "leif"), started, mark="open")
    assert [one.mark for one in read_room(ada, conversation_id=started.id).agenda if one.key == THEME] == [""]


def test_the_pen_is_handed_over(cast: Cast, started: Conversation) -> None:
    write(visitor(cast, "ada"), started, writer="leader")
    page = text_of(visitor(cast, "leif").get(room_url(started)))
    assert f'name="note:{THEME}"' in page


def test_what_is_private_stays_private(cast: Cast, started: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=started.id, point=f"theme:{THEME}", text="Forberedt alene", revision=0)
    field = f"private:{THEME}"
    write(visitor(cast, "ada"), started, **{field: "Bare for meg", f"revision:{field}": "0"})
    mine, theirs = (text_of(visitor(cast, name).get(room_url(started))) for name in ("ada", "leif"))
    assert "Forberedt alene" in mine
    assert "Bare for meg" in mine
    assert "Forberedt alene" not in theirs
    assert "Bare for meg" not in theirs


def test_advice_is_for_the_leader_alone(cast: Cast, started: Conversation) -> None:
    room = read_room(cast.actor("leif"), conversation_id=started.id)
    topic = next(one for one in room.agenda if one.leader_advice)
    mine, theirs = (text_of(visitor(cast, name).get(room_url(started, topic.key))) for name in ("ada", "leif"))
    assert "Advice for you who lead" in theirs
    assert "Advice for you who lead" not in mine


def test_news_is_cheap_when_there_is_none_and_whole_when_there_is(cast: Cast, started: Conversation) -> None:
    leif = visitor(cast, "leif")
    room = read_room(cast.actor("leif"), conversation_id=started.id)
    url = f"{reverse('room_news', args=[started.id])}?seen={room.meeting.conversation.revision}"
    assert leif.get(url).status_code == 204
    save_note(cast.actor("ada"), conversation_id=started.id, theme=THEME, text="Nytt", revision=0)
    answer = leif.get(url).json()
    assert answer["fields"][f"note:{THEME}"] == {"value": "Nytt", "revision": 1, "by_other": True}
    assert answer["reload"] is False
    assert leif.get(f"{reverse('room_news', args=[started.id])}?seen={answer['seen']}").status_code == 204
    write(visitor(cast, "ada"), started, mark="talked")
    assert leif.get(f"{reverse('room_news', args=[started.id])}?seen={answer['seen']}").json()["reload"] is True


def test_a_page_that_finds_nothing_new_asks_for_three_rows_and_draws_nothing(cast: Cast, started: Conversation) -> None:
    leif, revision = visitor(cast, "leif"), Conversation.objects.get(id=started.id).revision
    url = f"{reverse('room_news', args=[started.id])}?seen={revision}"
    leif.get(url)  # the first sign of somebody in a minute is noted in the session
    with CaptureQueriesContext(connection) as asked:
        answer = leif.get(url)
    assert (answer.status_code, answer.content, answer.templates) == (204, b"", [])
    tables = ("django_session", "people_person", "conversations_conversation")
    assert len(asked) == 3
    for one, table in zip(asked.captured_queries, tables, strict=True):
        assert one["sql"].startswith(f'SELECT "{table}".')


def test_a_page_that_is_left_open_hears_no_more_when_access_ends(cast: Cast, started: Conversation) -> None:
    leif, revision = visitor(cast, "leif"), Conversation.objects.get(id=started.id).revision
    url = f"{reverse('room_news', args=[started.id])}?seen={revision}"
    assert leif.get(url).status_code == 204
    Leadership.objects.filter(employee=cast.ada).update(until_on=clock.today())
    assert leif.get(url).status_code == 404


def test_an_open_room_keeps_the_session_until_half_an_hour_after_the_end(cast: Cast, started: Conversation) -> None:
    leif = visitor(cast, "leif")
    url = f"{reverse('room_news', args=[started.id])}?seen=0"
    begun = clock.now()
    for minutes in (0, 25, 50, 75, 85):
        with clock.fixed(begun + timedelta(minutes=minutes)):
            assert leif.get(url).status_code == 200
    for minutes in (100, 110):
        with clock.fixed(begun + timedelta(minutes=minutes)):
            assert leif.get(url).status_code == 200
    with clock.fixed(begun + timedelta(minutes=117)):
        assert leif.get(url).status_code == 302


def test_the_end_asks_for_a_date_ahead(cast: Cast, started: Conversation) -> None:
    ada = visitor(cast, "ada")
    url = reverse("room_finish", args=[started.id])
    page = ada.post(url, {"write_up_by_on": "2020-01-01"})
    assert page.status_code == 422
    assert 'value="2020-01-01"' in text_of(page)
    assert "The date has passed" in text_of(page)
    answer = ada.post(url, {"write_up_by_on": (clock.today() + timedelta(days=3)).isoformat()})
    assert (answer.status_code, answer["Location"]) == (303, reverse("agreement", args=[started.id]))


def test_the_room_is_open_until_the_plan_is_agreed(cast: Cast) -> None:
    make_round(cast)
    conversation = make_held(cast)
    assert "The meeting is over" in text_of(visitor(cast, "ada").get(room_url(conversation)))


def test_an_agreed_conversation_has_no_room(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    answer = visitor(cast, "ada").get(room_url(conversation))
    assert answer["Location"] == reverse("conversation", args=[conversation.id])


def test_writing_needs_the_page_it_was_written_on(cast: Cast, started: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post(reverse("room_write", args=[started.id]), {"topic": THEME}).status_code == 403


def test_the_room_costs_the_same_with_one_note_and_with_three(cast: Cast, started: Conversation) -> None:
    ada, costs = cast.actor("ada"), []
    for theme in (THEME, "mastery", "values"):
        save_note(ada, conversation_id=started.id, theme=theme, text="Notat", revision=0)
        costs.append(cost_of(visitor(cast, "ada"), room_url(started)).count)
    assert costs == [9, 9, 9]


def test_last_time_opens_on_the_topic_that_looks_back(cast: Cast) -> None:
    make_agreed_last_year(cast)
    make_round(cast)
    conversation = make_started(cast)
    for name in ("ada", "leif"):
        shown = text_of(visitor(cast, name).get(room_url(conversation, "last-agreement")))
        assert "Last time (2025)" in shown
        assert "Fullføre kurset" in shown
        assert f"tema={THEME}" in shown
        assert "Last time (2025)" not in text_of(visitor(cast, name).get(room_url(conversation)))


def test_a_former_leaders_plan_is_on_neither_screen(cast: Cast) -> None:
    make_agreed_last_year(cast, leader="tor", what="Zqforrige")
    make_round(cast)
    conversation = make_started(cast)
    for name in ("ada", "leif"):
        client = visitor(cast, name)
        room = text_of(client.get(room_url(conversation, "last-agreement")))
        agreement = text_of(client.get(reverse("agreement", args=[conversation.id])))
        assert "Zqforrige" not in room + agreement
