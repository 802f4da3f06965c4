"""The question menu: what is found, what stays chosen whatever is looked for, the order, one's own, and the limits."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.conversations.models import Conversation, PreparationProgress
from samspill.conversations.queries import PreparationText, read_preparation
from samspill.conversations.services import choosing, preparing
from samspill.conversations.services.holding import start_conversation
from samspill.guides.models import GuideVersion
from samspill.plans.room import read_room
from tests.cast import Cast
from tests.making import make_agreed, make_invited, make_round
from tests.web.visiting import cost_of, visitor

pytestmark = pytest.mark.django_db
QUESTIONS = [
    "menu-good-day", "menu-heavy-day", "menu-invisible-work", "menu-time-use", "menu-surroundings",
    "menu-working-hours", "menu-safe-at-work", "menu-most-important-task", "menu-unit-goals", "menu-for-whom",
    "menu-year-ahead",
]  # fmt: skip
FIRST, SECOND, THIRD = QUESTIONS[:3]
PART = {"HX-Request": "true", "HX-Target": "div#results"}


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    """Ada invited by Leif."""
    make_round(cast)
    return make_invited(cast)


@pytest.fixture
def ada(cast: Cast, conversation: Conversation) -> Client:
    """Ada's browser."""
    return visitor(cast, "ada")


def url(conversation: Conversation, name: str = "questions") -> str:
    return reverse(name, kwargs={"conversation_id": conversation.id})


def stored(cast: Cast, conversation: Conversation, who: str = "ada") -> PreparationText:
    return read_preparation(cast.actor(who), conversation_id=conversation.id)


def choose(cast: Cast, conversation: Conversation, *keys: str) -> None:
    choosing.choose_questions(cast.actor("ada"), conversation_id=conversation.id, keys=keys)


def ask(client: Client, conversation: Conversation, **looked_for: str) -> str:
    response = client.get(url(conversation), looked_for)
    assert response.status_code == 200
    return response.content.decode()


def boxes(page: str) -> list[str]:
    """The keys of the questions of the menu on a page, in its order."""
    return re.findall(r'type="checkbox" id="id_([\w:-]+)"', page)


def ticked(page: str) -> list[str]:
    return re.findall(r'type="checkbox" id="id_([\w:-]+)"[^>]* checked', page)


def ordered(page: str) -> list[str]:
    """The keys of the chosen questions on a page, in their order."""
    return [key for key in re.findall(r'name="order" value="([^"]*)"', page) if key]


def shown(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found
    return found[1]


def revision(page: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found
    return found[1]


def send(
    client: Client, conversation: Conversation, page: str, *, tick: tuple[str, ...] = (), untick: str = "", **more: str
) -> HttpResponse:
    """Send a page's form as a browser without a script does."""
    questions = [key for key in (*ticked(page), *tick) if key != untick]
    fields = {"order": ordered(page), "shown": shown(page), "questions": questions, "revision": revision(page), **more}
    response: HttpResponse = client.post(url(conversation), fields)
    return response


def test_the_whole_menu_stands_by_theme_with_helping_questions(ada: Client, conversation: Conversation) -> None:
    page = ask(ada, conversation)
    menu = read_preparation_menu(conversation)
    assert boxes(page) == [question for theme in menu for question in theme]
    assert page.count("<summary><h3") == len(menu)
    assert page.count('id="hint_') == len(boxes(page))


def read_preparation_menu(conversation: Conversation) -> list[list[str]]:
    content = GuideVersion.objects.get(id=conversation.menu_version_id).content
    return [[question["key"] for question in theme["questions"]] for theme in content["themes"]]


def test_a_search_shows_what_fits_best_first_and_keeps_the_words(ada: Client, conversation: Conversation) -> None:
    page = ask(ada, conversation, sok="arbeidstid")
    assert boxes(page)[0] == "menu-working-hours"
    assert len(boxes(page)) < 20
    assert 'name="sok" value="arbeidstid"' in page
    assert boxes(ask(ada, conversation, sok="arbiedstid"))[0] == "menu-working-hours"


def test_a_theme_shows_its_questions_alone_also_while_words_are_looked_for(
    ada: Client, conversation: Conversation
) -> None:
    page = ask(ada, conversation, tema="everyday")
    assert boxes(page) == read_preparation_menu(conversation)[0]
    assert re.search(r'value="everyday" checked', page)
    inside = boxes(ask(ada, conversation, tema="everyday", sok="arbeid"))
    assert 0 < len(inside) < len(boxes(ask(ada, conversation, sok="arbeid")))
    assert set(inside) <= set(boxes(page))


@pytest.mark.parametrize("looked_for", [{"sok": "xyzzyx"}, {"tema": "no-such"}])
def test_nothing_found_says_what_to_try(ada: Client, conversation: Conversation, looked_for: dict[str, str]) -> None:
    page = ask(ada, conversation, **looked_for)
    assert boxes(page) == []
    assert "Try another word" in page
    assert "0 questions" in page


@pytest.mark.parametrize("looked_for", [{}, {"sok": "arbeid"}, {"tema": "goals"}, {"sok": "xyzzyx"}])
def test_the_part_that_is_swapped_in_is_that_of_the_page(
    cast: Cast, ada: Client, conversation: Conversation, looked_for: dict[str, str]
) -> None:
    choose(cast, conversation, FIRST)
    part = ada.get(url(conversation), looked_for, headers=PART).content.decode().strip()
    assert part.startswith('<div id="results"')
    assert part in ask(ada, conversation, **looked_for)
    assert "<html" not in part


def test_what_is_not_shown_stays_chosen(cast: Cast, ada: Client, conversation: Conversation) -> None:
    choose(cast, conversation, SECOND, FIRST)
    page = ask(ada, conversation, sok="arbeidstid")
    assert FIRST not in boxes(page)
    assert send(ada, conversation, page, tick=("menu-working-hours",)).status_code == 303
    assert stored(cast, conversation).chosen == [SECOND, FIRST, "menu-working-hours"]
    page = ask(ada, conversation, sok="arbeidstid")
    send(ada, conversation, page, untick="menu-working-hours")
    assert stored(cast, conversation).chosen == [SECOND, FIRST]


def test_searching_without_a_script_keeps_what_was_just_ticked(
    cast: Cast, ada: Client, conversation: Conversation
) -> None:
    response = send(ada, conversation, ask(ada, conversation), tick=(FIRST,), sok="mål", tema="goals")
    assert response.headers["Location"] == f"{url(conversation)}?sok=m%C3%A5l&tema=goals#results"
    page = ada.get(response.headers["Location"]).content.decode()
    assert ordered(page) == [FIRST]
    assert stored(cast, conversation).chosen == [FIRST]


def test_questions_are_put_in_order_left_out_and_shared(cast: Cast, ada: Client, conversation: Conversation) -> None:
    send(ada, conversation, ask(ada, conversation), tick=(FIRST, SECOND, THIRD), act="done")
    assert stored(cast, conversation).chosen == [FIRST, SECOND, THIRD]
    for act, order in (
        (f"down {FIRST}", [SECOND, FIRST, THIRD]),
        (f"up {THIRD}", [SECOND, THIRD, FIRST]),
        (f"up {SECOND}", [SECOND, THIRD, FIRST]),
        (f"leave-out {THIRD}", [SECOND, FIRST]),
        ("up no-such", [SECOND, FIRST]),
    ):
        send(ada, conversation, ask(ada, conversation), act=act)
        assert stored(cast, conversation).chosen == order
    send(ada, conversation, ask(ada, conversation), act="share")
    shared = stored(cast, conversation, "leif").from_other
    assert [one.name for one in shared] == [f"question:{FIRST}", f"question:{SECOND}"]


def test_the_script_stores_the_whole_choice_at_once(cast: Cast, ada: Client, conversation: Conversation) -> None:
    response = ada.post(url(conversation, "save_choice"), {"order": [THIRD, FIRST]})
    assert len(response.json()["saved_at"]) == 5
    assert response.json()["revision"] == 1
    assert stored(cast, conversation).chosen == [THIRD, FIRST]
    refused = ada.post(url(conversation, "save_choice"), {"order": QUESTIONS})
    assert refused.status_code == 422
    assert "11" in refused.json()["error"]
    assert ada.post(url(conversation, "save_choice"), {"order": ["no-such"], "revision": "1"}).status_code == 404
    assert stored(cast, conversation).chosen == [THIRD, FIRST]


def test_eleven_are_too_many_and_nothing_is_lost(cast: Cast, ada: Client, conversation: Conversation) -> None:
    choose(cast, conversation, SECOND)
    response = send(
        ada, conversation, ask(ada, conversation, tema="everyday"), tick=tuple(QUESTIONS), sok="mål", own=""
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "11" in str(response.context["form"].errors["questions"])
    assert ordered(page) == [SECOND, *(key for key in QUESTIONS if key != SECOND)]
    assert 'name="sok" value="mål"' in page
    assert stored(cast, conversation).chosen == [SECOND]


def test_two_windows_lose_nothing(cast: Cast, ada: Client, conversation: Conversation) -> None:
    page = ask(ada, conversation)
    choose(cast, conversation, SECOND)
    script = ada.post(url(conversation, "save_choice"), {"order": [FIRST], "revision": revision(page)})
    assert (script.status_code, script.json()) == (409, {"revision": 1})
    response = send(ada, conversation, page, tick=(FIRST,), act="own", own="Hvem tar vaktene?")
    both = response.content.decode()
    assert response.status_code == 409
    assert ordered(both) == [FIRST, SECOND]
    assert 'value="Hvem tar vaktene?"' in both
    assert (stored(cast, conversation).chosen, stored(cast, conversation).own) == ([SECOND], [])
    assert send(ada, conversation, both).status_code == 303
    assert stored(cast, conversation).chosen == [FIRST, SECOND]


def test_a_page_that_is_sent_unchanged_changes_nothing(ada: Client, conversation: Conversation) -> None:
    assert send(ada, conversation, ask(ada, conversation), sok="mål").status_code == 303
    assert not PreparationProgress.objects.exists()


def test_an_own_question_is_one_of_the_ten(cast: Cast, ada: Client, conversation: Conversation) -> None:
    send(ada, conversation, ask(ada, conversation), tick=(FIRST,), act="own", own="  Hvem  tar vaktene?")
    text = stored(cast, conversation)
    own = text.chosen[1]
    assert [point.title for point in text.questions][1] == "Hvem tar vaktene?"
    assert (own.startswith("own:"), text.own) == (True, [])
    send(ada, conversation, ask(ada, conversation), act=f"up {own}")
    assert stored(cast, conversation).chosen == [own, FIRST]
    assert boxes(ask(ada, conversation, sok="vakter")) == [own]
    assert boxes(ask(ada, conversation, tema="own:")) == [own]
    assert "Hvem tar vaktene?" in ada.get(url(conversation, "preparation")).content.decode()


def test_what_is_typed_is_added_whatever_button_is_pressed(cast: Cast, ada: Client, conversation: Conversation) -> None:
    send(ada, conversation, ask(ada, conversation), act="done", own="Hvem tar vaktene?")
    assert [point.title for point in stored(cast, conversation).questions] == ["Hvem tar vaktene?"]


def test_an_own_question_that_is_left_out_is_an_own_theme(cast: Cast, ada: Client, conversation: Conversation) -> None:
    point = choosing.add_own_question(cast.actor("ada"), conversation_id=conversation.id, title="Vaktene", keys=[FIRST])
    send(ada, conversation, ask(ada, conversation), untick=point)
    text = stored(cast, conversation)
    assert (text.chosen, [one.name for one in text.own]) == ([FIRST], [point])
    send(ada, conversation, ask(ada, conversation), tick=(point,))
    choosing.remove_own_theme(cast.actor("ada"), conversation_id=conversation.id, point=point)
    text = stored(cast, conversation)
    assert (text.chosen, text.own) == ([FIRST], [])


@pytest.mark.parametrize(("own", "status"), [("", 422), ("x" * 201, 422)])
def test_an_own_question_has_words(cast: Cast, ada: Client, conversation: Conversation, own: str, status: int) -> None:
    response = send(ada, conversation, ask(ada, conversation), tick=(FIRST,), act="own", own=own)
    assert response.status_code == status
    assert list(response.context["form"].errors) == ["own"]
    assert ordered(response.content.decode()) == [FIRST]
    assert stored(cast, conversation).chosen == []


def test_an_eleventh_of_ones_own_is_kept_in_its_field(cast: Cast, ada: Client, conversation: Conversation) -> None:
    choose(cast, conversation, *QUESTIONS[:10])
    response = send(ada, conversation, ask(ada, conversation), act="own", own="Hvem tar vaktene?")
    assert response.status_code == 422
    assert 'value="Hvem tar vaktene?"' in response.content.decode()
    assert stored(cast, conversation).own == []


def test_a_shared_question_stays_until_it_is_taken_back(cast: Cast, ada: Client, conversation: Conversation) -> None:
    choose(cast, conversation, FIRST, SECOND)
    point, about = f"question:{FIRST}", {"conversation_id": conversation.id}
    preparing.share_point(cast.actor("ada"), point=point, **about)
    page = ask(ada, conversation)
    assert "Shared" in page
    assert send(ada, conversation, page).status_code == 303
    without = {"questions": [SECOND], "shown": FIRST, "revision": revision(page)}
    assert ada.post(url(conversation), without).status_code == 422
    preparing.take_back(cast.actor("ada"), point=point, **about)
    assert ada.post(url(conversation), without).status_code == 303
    assert stored(cast, conversation).chosen == [SECOND]


def test_the_meeting_has_the_shared_ones_in_the_chosen_order(cast: Cast, conversation: Conversation) -> None:
    actor, about = cast.actor("ada"), {"conversation_id": conversation.id}
    own = choosing.add_own_question(actor, title="Hvem tar vaktene?", keys=[THIRD, FIRST], **about)
    choose(cast, conversation, THIRD, own, SECOND, FIRST)
    for point in (f"question:{FIRST}", own, f"question:{THIRD}"):
        preparing.share_point(actor, point=point, **about)
    preparing.mark_point(actor, point=f"question:{FIRST}", matters=True, **about)
    preparing.share_point(actor, point=f"question:{SECOND}", **about)
    preparing.take_back(actor, point=f"question:{SECOND}", **about)
    start_conversation(cast.actor("leif"), **about)
    assert _asked(cast, conversation) == [f"question:{THIRD}", own, f"question:{FIRST}"]
    choose(cast, conversation, own, SECOND, FIRST, THIRD)
    assert _asked(cast, conversation) == [own, f"question:{FIRST}", f"question:{THIRD}"]
    assert "Hvem tar vaktene?" in visitor(cast, "leif").get(f"{url(conversation, 'room')}?tema=chosen").content.decode()


def _asked(cast: Cast, conversation: Conversation) -> list[str]:
    """The chosen questions as Leif meets them on the agenda; nothing of them stands anywhere else on it."""
    agenda = read_room(cast.actor("leif"), conversation_id=conversation.id).agenda
    topic = next(topic for topic in agenda if topic.key == "chosen")
    assert [point for one in agenda if one != topic for point in one.shared] == []
    return [point.name for point in topic.shared]


def test_the_other_learns_nothing_of_what_is_chosen_and_not_shared(cast: Cast, conversation: Conversation) -> None:
    actor, about = cast.actor("ada"), {"conversation_id": conversation.id}
    choosing.add_own_question(actor, title="Hvem tar vaktene?", keys=[FIRST, SECOND], **about)
    preparing.share_point(actor, point=f"question:{SECOND}", **about)
    leif = visitor(cast, "leif")
    for name in ("preparation", "questions"):
        page = leif.get(url(conversation, name)).content.decode()
        assert "Hvem tar vaktene?" not in page
    assert [point.place for point in stored(cast, conversation, "leif").from_other] == [0]


def test_nobody_chooses_after_the_agreement(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    page = ask(visitor(cast, "ada"), conversation)
    assert "Save the choice" not in page
    assert page.count("disabled") == len(boxes(page))
    assert visitor(cast, "ada").post(url(conversation), {"questions": [FIRST]}).status_code == 404


@pytest.mark.parametrize("name", ["questions", "save_choice"])
def test_a_stranger_gets_404(cast: Cast, conversation: Conversation, name: str) -> None:
    for who in ("frida", "vera", "hanne", "aksel"):
        client = visitor(cast, who)
        assert client.get(url(conversation, name)).status_code in {404, 405}
        assert client.post(url(conversation, name), {"order": [FIRST], "questions": [FIRST]}).status_code == 404
    assert not PreparationProgress.objects.exists()


def test_nothing_is_stored_without_the_token(cast: Cast, conversation: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    for name in ("questions", "save_choice"):
        assert client.post(url(conversation, name), {"order": [FIRST]}).status_code == 403
    assert stored(cast, conversation).chosen == []


@pytest.mark.parametrize("count", [10, 1_000])
@pytest.mark.parametrize("looked_for", ["", "?sok=arbeid"])
def test_the_page_asks_the_same_of_a_menu_of_any_size(
    cast: Cast, conversation: Conversation, count: int, looked_for: str
) -> None:
    version = GuideVersion.objects.get(id=conversation.menu_version_id)
    words = {"nb": "Hva er godt arbeid?"}
    many = [{"key": f"q-{number}", "text": words, "prompt": words} for number in range(count)]
    GuideVersion.objects.filter(id=version.id).update(
        content={**version.content, "themes": [{"key": "all", "title": words, "questions": many}]}
    )
    choose(cast, conversation, *(f"q-{number}" for number in range(10)))
    assert cost_of(visitor(cast, "ada"), url(conversation) + looked_for).count == 8
