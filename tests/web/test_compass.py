"""The talk compass: a quiet line where what is shared belongs in another conversation; it stops and keeps nothing."""

import logging

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.confidentiality.models import AccessEvent, SealedText
from samspill.conversations.models import Conversation
from samspill.conversations.queries import read_preparation
from samspill.conversations.services import choosing, preparing
from samspill.conversations.services.writing import save_note
from tests.cast import Cast
from tests.making import make_invited, make_round, make_started
from tests.web.visiting import cost_of, counting, text_of, visitor

pytestmark = pytest.mark.django_db
PAY, WARNING, PLAIN = (
    "Jeg vil gå opp et lønnstrinn.",
    "Du får en skriftlig advarsel.",
    "Jeg vil lære mer om lønnskjøring.",
)
ABOUT_PAY, ABOUT_A_WARNING = "Pay has a conversation of its own", "a meeting of its own"
POINT = "theme:competence"


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    """Ada invited by Leif, in bokmål."""
    make_round(cast)
    return make_invited(cast)


def url(name: str, conversation: Conversation) -> str:
    return reverse(name, kwargs={"conversation_id": conversation.id})


def ask(client: Client, conversation: Conversation, text: str) -> HttpResponse:
    response: HttpResponse = client.post(url("compass", conversation), {"text": text})
    return response


def write(cast: Cast, conversation: Conversation, point: str, text: str, *, is_shared: bool) -> None:
    ada = cast.actor("ada")
    points = read_preparation(ada, conversation_id=conversation.id).every_point
    revision = next(one.revision for one in points if one.name == point)
    preparing.save_point(ada, conversation_id=conversation.id, point=point, text=text, revision=revision)
    if is_shared:
        preparing.share_point(ada, conversation_id=conversation.id, point=point)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_it_says_which_conversation_something_belongs_in(cast: Cast, conversation: Conversation, name: str) -> None:
    client = visitor(cast, name)
    assert ABOUT_PAY in text_of(ask(client, conversation, PAY))
    assert ABOUT_A_WARNING in text_of(ask(client, conversation, WARNING))
    assert text_of(ask(client, conversation, f"{PAY} {WARNING}")).count("<p>") == 2
    for other in (PLAIN, ""):
        assert text_of(ask(client, conversation, other)).strip() == ""


def test_nothing_is_stored_or_logged(cast: Cast, conversation: Conversation, caplog: pytest.LogCaptureFixture) -> None:
    ada = visitor(cast, "ada")
    ask(ada, conversation, PLAIN)
    before = (AccessEvent.objects.count(), SealedText.objects.count())
    with caplog.at_level(logging.DEBUG):
        answer = ask(ada, conversation, f"Zqmerke. {PAY}")
    assert (AccessEvent.objects.count(), SealedText.objects.count()) == before
    assert "Zqmerke" not in caplog.text
    assert "Zqmerke" not in text_of(answer)


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_a_stranger_gets_404(cast: Cast, conversation: Conversation, name: str) -> None:
    assert ask(visitor(cast, name), conversation, PAY).status_code == 404


def test_posting_needs_the_token(cast: Cast, conversation: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert ask(client, conversation, PAY).status_code == 403


def test_only_what_is_shared_is_looked_at(cast: Cast, conversation: Conversation) -> None:
    ada, page = visitor(cast, "ada"), f"{url('preparation', conversation)}?punkt={POINT}"
    write(cast, conversation, POINT, PAY, is_shared=False)
    before = text_of(ada.get(page))
    assert ABOUT_PAY not in before
    assert "data-advice-url" not in before
    preparing.share_point(cast.actor("ada"), conversation_id=conversation.id, point=POINT)
    after = text_of(ada.get(page))
    assert ABOUT_PAY in after
    assert f'data-advice-url="{url("compass", conversation)}"' in after


def test_sharing_is_never_stopped(cast: Cast, conversation: Conversation) -> None:
    write(cast, conversation, POINT, WARNING, is_shared=True)
    shared = read_preparation(cast.actor("leif"), conversation_id=conversation.id).from_other
    assert [one.text for one in shared] == [WARNING]


@pytest.mark.parametrize("point", ["theme:life-phase", "theme:senior"])
def test_the_life_phase_is_left_alone(cast: Cast, conversation: Conversation, point: str) -> None:
    write(cast, conversation, point, PAY, is_shared=True)
    shown = text_of(visitor(cast, "ada").get(f"{url('preparation', conversation)}?punkt={point}"))
    assert PAY in shown
    assert ABOUT_PAY not in shown
    assert "data-advice-url" not in shown


def test_a_question_about_the_life_phase_is_left_alone(cast: Cast, conversation: Conversation) -> None:
    actor = cast.actor("ada")
    menu = read_preparation(actor, conversation_id=conversation.id).menu
    keys = {theme.key: theme.questions[0].key for theme in menu.themes}
    chosen = [keys["life-phase"], keys["career"]]
    choosing.choose_questions(actor, conversation_id=conversation.id, keys=chosen)
    shown = []
    for key in chosen:
        write(cast, conversation, f"question:{key}", PAY, is_shared=True)
        shown.append(text_of(visitor(cast, "ada").get(f"{url('preparation', conversation)}?punkt=question:{key}")))
    assert [ABOUT_PAY in page for page in shown] == [False, True]


def test_an_own_theme_about_the_life_phase_is_left_alone(cast: Cast, conversation: Conversation) -> None:
    for title, is_told in (("Livsfase og turnus", False), ("Turnus", True)):
        point = choosing.add_own_theme(cast.actor("ada"), conversation_id=conversation.id, title=title)
        write(cast, conversation, point, PAY, is_shared=True)
        shown = text_of(visitor(cast, "ada").get(f"{url('preparation', conversation)}?punkt={point}"))
        assert (ABOUT_PAY in shown) == is_told


def test_it_looks_at_the_common_note_and_not_at_the_private_one(cast: Cast) -> None:
    make_round(cast)
    conversation, ada = make_started(cast), cast.actor("ada")
    for theme in ("competence", "life-phase"):
        save_note(ada, conversation_id=conversation.id, theme=theme, text=PAY, revision=0)
    client, room = visitor(cast, "ada"), url("room", conversation)
    shown = text_of(client.get(f"{room}?tema=competence"))
    assert shown.count(ABOUT_PAY) == 1
    compass = f'data-advice-url="{url("compass", conversation)}"'
    assert shown.count(compass) == 2  # the note and the focus ahead
    assert compass not in shown.partition('id="private"')[2].partition("</details>")[0]
    assert compass not in text_of(client.get(f"{room}?tema=life-phase"))


def test_what_could_not_be_saved_is_looked_at_too(cast: Cast) -> None:
    make_round(cast)
    conversation, ada = make_started(cast), visitor(cast, "ada")
    fields = {"topic": "competence", "note:competence": PAY + " x" * 6_000, "revision:note:competence": "0"}
    answer = ada.post(url("room_write", conversation), fields)
    assert answer.status_code == 422
    assert ABOUT_PAY in text_of(answer)


def test_the_invitations_words_are_looked_at(cast: Cast, conversation: Conversation) -> None:
    sent = {
        "planned_at_0": "2030-04-16", "planned_at_1": "10:00", "length_minutes": "60", "place": "Furua",
        "words": WARNING, "themes": PAY, "act": "preview",
    }  # fmt: skip
    shown = text_of(visitor(cast, "leif").post(url("invite", conversation), sent))
    assert ABOUT_PAY in shown
    assert ABOUT_A_WARNING in shown


def test_the_line_costs_no_more_than_who_one_is(cast: Cast, conversation: Conversation) -> None:
    ada = visitor(cast, "ada")
    ask(ada, conversation, PAY)
    with counting() as cost:
        ask(ada, conversation, PAY)
    assert cost.count <= 4


def test_each_theme_says_what_belongs_elsewhere_and_advice_is_the_leaders(
    cast: Cast, conversation: Conversation
) -> None:
    page = f"{url('preparation', conversation)}?punkt=theme:mastery"
    adas, leifs = (text_of(visitor(cast, name).get(page)) for name in ("ada", "leif"))
    theme = next(
        one
        for one in read_preparation(cast.actor("leif"), conversation_id=conversation.id).guide.themes
        if one.key == "mastery"
    )
    assert theme.private_hint[:30] in adas
    assert theme.leader_advice[:30] not in adas
    assert theme.leader_advice[:30] in leifs
    assert cost_of(visitor(cast, "ada"), page).count <= 12


def test_both_get_three_lines_of_advice_before_they_start(cast: Cast, conversation: Conversation) -> None:
    for name in ("ada", "leif"):
        assert "Three things that help" in text_of(visitor(cast, name).get(url("room", conversation)))
