"""Preparing: private until shared, nothing typed is lost, with and without autosave."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspill.conversations.models import Conversation, PreparationProgress
from samspill.conversations.queries import PreparationText, read_preparation
from samspill.conversations.services import choosing, preparing
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_agreed_last_year, make_invited, make_round, make_started
from tests.web.visiting import counting, visitor

pytestmark = pytest.mark.django_db
HOPES, TOPICS = "point:employee-hopes", "point:employee-topics"
QUESTIONS = [
    "menu-good-day", "menu-heavy-day", "menu-invisible-work", "menu-time-use", "menu-surroundings",
    "menu-working-hours", "menu-safe-at-work", "menu-most-important-task", "menu-unit-goals", "menu-for-whom",
    "menu-year-ahead",
]  # fmt: skip


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    """Ada invited by Leif."""
    make_round(cast)
    return make_invited(cast, words="Velkommen")


def url(name: str, conversation: Conversation) -> str:
    return reverse(name, kwargs={"conversation_id": conversation.id})


def stored(cast: Cast, conversation: Conversation, who: str = "ada") -> PreparationText:
    return read_preparation(cast.actor(who), conversation_id=conversation.id)


def text_of(cast: Cast, conversation: Conversation, point: str = HOPES) -> str:
    return next(one.text for one in stored(cast, conversation).every_point if one.name == point)


def page(client: Client, address: str) -> str:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def send(client: Client, conversation: Conversation, **fields: object) -> HttpResponse:
    """Send the page's form with one point."""
    typed = {f"text:{HOPES}": "Skrevet", f"revision:{HOPES}": "0", **fields}
    response: HttpResponse = client.post(url("preparation", conversation), typed)
    return response


def autosave(client: Client, conversation: Conversation, **fields: object) -> HttpResponse:
    typed = {"field": f"text:{HOPES}", "revision": "0", "value": "Skrevet", **fields}
    response: HttpResponse = client.post(url("save_preparation", conversation), typed)
    return response


def test_each_side_sees_its_own_points_and_the_leaders_words(cast: Cast, conversation: Conversation) -> None:
    adas = page(visitor(cast, "ada"), url("preparation", conversation))
    assert f'id="{HOPES}"' in adas
    assert "Velkommen" in adas
    assert "Look at yourself" not in adas
    leifs = page(visitor(cast, "leif"), url("preparation", conversation))
    assert 'id="point:leader-insight"' in leifs
    assert "Look at yourself" in leifs
    assert f'id="{HOPES}"' not in leifs


def test_what_is_private_never_stands_on_the_others_page(cast: Cast, conversation: Conversation) -> None:
    send(visitor(cast, "ada"), conversation, **{f"text:{HOPES}": "Hemmelig ord"})
    leif = visitor(cast, "leif")
    assert "Hemmelig ord" not in page(leif, url("preparation", conversation))
    send(
        visitor(cast, "ada"),
        conversation,
        **{f"text:{HOPES}": "Hemmelig ord", f"revision:{HOPES}": "1", "act": f"share {HOPES}"},
    )
    assert "Hemmelig ord" in page(leif, url("preparation", conversation))
    revision = next(one.revision for one in stored(cast, conversation).points if one.name == HOPES)
    send(
        visitor(cast, "ada"),
        conversation,
        **{f"text:{HOPES}": "Hemmelig ord", f"revision:{HOPES}": str(revision), "act": f"take-back {HOPES}"},
    )
    assert "Hemmelig ord" not in page(leif, url("preparation", conversation))
    assert text_of(cast, conversation) == "Hemmelig ord"


def test_who_can_read_stands_beside_every_field(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    before = page(ada, url("preparation", conversation))
    assert before.count("who-me") == before.count("<textarea")
    send(ada, conversation, act=f"share {HOPES}")
    after = page(ada, url("preparation", conversation))
    assert (before.count("who-two"), after.count("who-two")) == (0, 1)
    assert after.count("who-me") == before.count("who-me") - 1


def test_saving_without_autosave_keeps_all_that_the_page_holds(cast: Cast, conversation: Conversation) -> None:
    response = send(
        visitor(cast, "ada"),
        conversation,
        **{f"text:{TOPICS}": "To\r\nlinjer", f"revision:{TOPICS}": "0", f"matters:{TOPICS}": "on"},
    )
    assert response.status_code == 303
    point = next(one for one in stored(cast, conversation).points if one.name == TOPICS)
    assert (point.text, point.matters) == ("To\nlinjer", True)
    assert text_of(cast, conversation) == "Skrevet"
    assert text_of(cast, conversation, "theme:competence") == ""


def test_a_page_sent_unchanged_changes_nothing(cast: Cast, conversation: Conversation) -> None:
    send(visitor(cast, "ada"), conversation, **{f"text:{HOPES}": ""})
    assert not PreparationProgress.objects.exists()


def test_ten_answers_that_are_sent_at_once_take_six_statements(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    choosing.choose_questions(cast.actor("ada"), conversation_id=conversation.id, keys=QUESTIONS[:10])
    questions = [f"question:{key}" for key in QUESTIONS[:10]]
    sent = {f"text:{point}": "Svar" for point in questions} | {f"revision:{point}": "0" for point in questions}
    send(ada, conversation, **sent)
    sent |= {f"text:{point}": "Nytt svar" for point in questions} | {f"revision:{point}": "1" for point in questions}
    with counting() as cost:
        assert send(ada, conversation, **sent, **{f"revision:{HOPES}": "1"}).status_code == 303
    assert cost.count == 6
    assert [point.text for point in stored(cast, conversation).questions] == ["Nytt svar"] * 10


def test_what_is_sent_with_a_theme_that_was_removed_meanwhile_is_saved(cast: Cast, conversation: Conversation) -> None:
    own = choosing.add_own_theme(cast.actor("ada"), conversation_id=conversation.id, title="Parkering")
    choosing.remove_own_theme(cast.actor("ada"), conversation_id=conversation.id, point=own)
    sent = {f"text:{own}": "Fra et gammelt vindu", f"revision:{own}": "1"}
    assert send(visitor(cast, "ada"), conversation, **sent).status_code == 303
    assert text_of(cast, conversation) == "Skrevet"


def test_two_windows_lose_nothing(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    send(ada, conversation, **{f"text:{HOPES}": "Fra det ene vinduet"})
    response = send(ada, conversation, **{f"text:{HOPES}": "Fra det andre vinduet"})
    shown = response.content.decode()
    assert response.status_code == 409
    assert "\nFra det andre vinduet</textarea>" in shown
    assert "Fra det ene vinduet" in shown
    assert "Fra det andre vinduet" in shown
    assert text_of(cast, conversation) == "Fra det ene vinduet"
    assert f'name="revision:{HOPES}" value="1"' in shown
    assert send(ada, conversation, **{f"text:{HOPES}": "Begge", f"revision:{HOPES}": "1"}).status_code == 303
    assert text_of(cast, conversation) == "Begge"


def test_autosave_answers_with_revision_and_time(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    answer = autosave(ada, conversation).json()
    assert answer["revision"] == 1
    assert len(answer["saved_at"]) == 5
    assert text_of(cast, conversation) == "Skrevet"
    autosave(ada, conversation, field=f"matters:{HOPES}", value="true")
    assert next(one.matters for one in stored(cast, conversation).points if one.name == HOPES)


def test_autosave_meets_another_window(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    autosave(ada, conversation, value="Først")
    response = autosave(ada, conversation, value="Så")
    assert response.status_code == 409
    assert response.json() == {"revision": 1, "value": "Først", "author": ""}
    assert text_of(cast, conversation) == "Først"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"value": "x" * 10_001}, 422),
        ({"field": "text:point:no-such"}, 404),
        ({"field": "text:point:leader-topics"}, 404),
        ({"field": "chosen"}, 404),
        ({"revision": "many"}, 404),
    ],
)
def test_autosave_refuses(cast: Cast, conversation: Conversation, fields: dict[str, str], status: int) -> None:
    assert autosave(visitor(cast, "ada"), conversation, **fields).status_code == status
    assert text_of(cast, conversation) == ""


def test_too_long_is_said_beside_the_field_and_kept(cast: Cast, conversation: Conversation) -> None:
    response = send(visitor(cast, "ada"), conversation, **{f"text:{HOPES}": "ord " * 2_600})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [f"text:{HOPES}"]
    assert "ord ord ord" in response.content.decode()
    assert "ds-error-summary" in response.content.decode()


def test_one_point_at_a_time_saves_and_goes_on(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    address = f"{url('preparation', conversation)}?punkt={HOPES}"
    assert page(ada, address).count("<textarea") == 1
    typed = {f"text:{HOPES}": "Skrevet", f"revision:{HOPES}": "0", "act": f"go {TOPICS}"}
    response = ada.post(address, typed)
    assert response.headers["Location"].endswith("?punkt=point%3Aemployee-topics")
    assert text_of(cast, conversation) == "Skrevet"


def test_an_own_theme_is_added_and_removed(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    send(ada, conversation, own_title="Ny vaktplan")
    own = stored(cast, conversation).own
    assert [one.title for one in own] == ["Ny vaktplan"]
    send(ada, conversation, **{f"revision:{HOPES}": "1", "act": f"remove {own[0].name}"})
    assert stored(cast, conversation).own == []


def test_ready_is_told_and_taken_back(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    send(ada, conversation, act="ready")
    assert stored(cast, conversation, "leif").is_other_ready
    send(ada, conversation, **{f"revision:{HOPES}": "1", "act": "not-ready"})
    assert not stored(cast, conversation, "leif").is_other_ready


def test_what_is_shared_cannot_be_taken_back_once_it_has_begun(cast: Cast) -> None:
    make_round(cast)
    conversation = make_started(cast)
    ada = visitor(cast, "ada")
    send(ada, conversation, act=f"share {HOPES}")
    assert "take-back" not in page(ada, url("preparation", conversation))
    revision = next(one.revision for one in stored(cast, conversation).points if one.name == HOPES)
    sent = send(ada, conversation, **{f"revision:{HOPES}": str(revision), "act": f"take-back {HOPES}"})
    assert sent.status_code == 404
    assert stored(cast, conversation, "leif").from_other != []


def test_after_the_agreement_nothing_can_be_written(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    ada = visitor(cast, "ada")
    assert "<textarea" not in page(ada, url("preparation", conversation))
    assert send(ada, conversation).status_code == 404


def test_the_copy_holds_ones_own_texts_as_they_were_written(cast: Cast, conversation: Conversation) -> None:
    send(visitor(cast, "ada"), conversation, **{f"text:{HOPES}": "Mer & mindre <nå>"})
    response = visitor(cast, "ada").get(url("preparation_copy", conversation))
    assert "Mer & mindre <nå>" in response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Mer & mindre" not in visitor(cast, "leif").get(url("preparation_copy", conversation)).content.decode()


@pytest.mark.parametrize("name", ["preparation", "preparation_copy", "save_preparation"])
def test_a_stranger_gets_404(cast: Cast, conversation: Conversation, name: str) -> None:
    for who in ("frida", "vera", "hanne", "aksel"):
        client = visitor(cast, who)
        get, post = client.get(url(name, conversation)), client.post(url(name, conversation), {"act": "ready"})
        assert get.status_code in {404, 405}
        assert post.status_code in {404, 405}
    assert not PreparationProgress.objects.exists()


def test_nothing_is_saved_without_the_token(cast: Cast, conversation: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert send(client, conversation).status_code == 403
    assert autosave(client, conversation).status_code == 403
    assert text_of(cast, conversation) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_few_and_many(
    cast: Cast, conversation: Conversation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast.actor("ada")
    choosing.choose_questions(actor, conversation_id=conversation.id, keys=QUESTIONS[:count])
    for key in QUESTIONS[:count]:
        preparing.share_point(actor, conversation_id=conversation.id, point=f"question:{key}")
        choosing.add_own_theme(actor, conversation_id=conversation.id, title=key)
    ada = visitor(cast, "ada")
    for name, cost in (("preparation", 11), ("questions", 10)):
        ada.get(url(name, conversation))
        with django_assert_num_queries(cost):
            ada.get(url(name, conversation))
    assert conversation_of(cast).state == "invited"


@pytest.mark.parametrize("query", ["", "?punkt=theme:mastery"])
def test_what_was_agreed_last_time_stands_beside_for_both(cast: Cast, query: str) -> None:
    make_agreed_last_year(cast)
    make_round(cast)
    conversation = make_invited(cast)
    for name in ("ada", "leif"):
        shown = page(visitor(cast, name), url("preparation", conversation) + query)
        assert "Last time (2025)" in shown
        assert "Fullføre kurset" in shown
        assert "Past its date" in shown
        assert "was to be done by" in shown
        assert "Carry over" not in shown


def test_without_an_earlier_agreement_nothing_is_said_of_it(cast: Cast, conversation: Conversation) -> None:
    assert "Last time" not in page(visitor(cast, "ada"), url("preparation", conversation))


def test_a_former_leaders_plan_is_shown_to_the_employee_alone(cast: Cast) -> None:
    make_agreed_last_year(cast, leader="tor", what="Zqforrige")
    make_round(cast)
    conversation = make_invited(cast)
    assert "Zqforrige" in page(visitor(cast, "ada"), url("preparation", conversation))
    assert "Zqforrige" not in page(visitor(cast, "leif"), url("preparation", conversation))


def test_a_page_left_open_by_somebody_else_stores_nothing(cast: Cast, conversation: Conversation) -> None:
    """On a shared machine: the page is Ada's, and Leif has signed in since. His session never saves what she wrote."""
    url, data = f"/samtaler/{conversation.id}/forberedelse/lagre/", {"value": "Hers", "revision": "0"}
    hopes = {**data, "field": "text:point:leader-own-aim"}
    refused = visitor(cast, "leif").post(url, hopes, headers={"X-Person": str(cast.ada.pk)})
    assert refused.status_code == 403
    assert visitor(cast, "leif").post(url, hopes, headers={"X-Person": str(cast.leif.pk)}).status_code == 200
    assert refused.content == b""
