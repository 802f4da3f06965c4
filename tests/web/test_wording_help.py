"""Help with the wording: for anybody who types a question, shown at the place, stored and logged nowhere."""

import logging

import pytest
from django.http import HttpResponse
from django.test import Client

from samspill.confidentiality.models import AccessEvent
from samspill.guides.services import drafting
from samspill.web.wording_help import advice_on
from tests.cast import Cast
from tests.making import make_invited, make_round
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db
CLOSED, OPEN, BETTER = "Trives du i jobben?", "Hva er viktig for deg?", "Hvordan trives du i jobben?"


def ask(client: Client, text: str, language: str = "nb") -> HttpResponse:
    response: HttpResponse = client.post("/oppsett/sprakhjelp/", {"text": text, "language": language})
    return response


@pytest.mark.parametrize("name", ["hanne", "leif", "ada"])
def test_a_closed_question_gets_an_open_form_to_use(cast: Cast, name: str) -> None:
    shown = text_of(ask(visitor(cast, name), CLOSED))
    assert "yes, no or one word" in shown
    assert f'data-wording-use="{BETTER}"' in shown


def test_a_good_question_gets_none(cast: Cast) -> None:
    assert text_of(ask(visitor(cast, "ada"), OPEN)).strip() == ""


def test_what_cannot_be_put_in_has_no_button(cast: Cast) -> None:
    shown = text_of(ask(visitor(cast, "ada"), "Er du enig?"))
    assert "wording" in shown
    assert "data-wording-use" not in shown


def test_each_line_of_a_list_is_looked_at(cast: Cast) -> None:
    found = advice_on(f"Turnusen\n{CLOSED}\n\n{OPEN}", "nb")
    assert [(one.line, one.quoted) for one in found] == [(1, CLOSED)]
    assert len(advice_on("\n".join([CLOSED] * 9), "nb")) == 3


def test_a_helping_question_may_have_two_parts(cast: Cast) -> None:
    double = "Hva gikk bra, og hva ville du gjort annerledes?"
    client = visitor(cast, "hanne")
    assert "wording" in text_of(ask(client, double))
    asked = client.post("/oppsett/sprakhjelp/", {"text": f"{double}\n{CLOSED}", "language": "nb", "helping": "1"})
    assert double not in text_of(asked)
    assert BETTER in text_of(asked)


def test_the_editor_says_which_questions_are_helping(cast: Cast) -> None:
    hanne = cast.actor("hanne")
    key = drafting.begin_guide(hanne, kind="yearly", title="Vår").key
    path, double = "themes.theme.questions.question", "Hva gikk bra, og hva ville du gjort annerledes?"
    for name in ("text", "prompt"):
        drafting.write_text(hanne, key=key, path=f"{path}.{name}", language="nb", text=double, seen=None)
    shown = text_of(visitor(cast, "hanne").get(f"/oppsett/maler/{key}/utkast/?del=themes"))
    assert shown.count("data-wording-helping") == 1
    assert 'class="wording"' in shown.partition(f'data-wording-for="{path}.text@nb"')[2].partition("</div>")[0]
    assert 'class="wording"' not in shown.partition(f'data-wording-for="{path}.prompt@nb"')[2].partition("</div>")[0]


def test_what_is_typed_is_only_shown_as_text(cast: Cast) -> None:
    shown = text_of(ask(visitor(cast, "ada"), "Trives du i <b>jobben</b>?\nEr du glad?"))
    assert "<b>" not in shown


def test_nothing_is_stored_or_logged(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    client = visitor(cast, "ada")
    ask(client, OPEN)
    before = AccessEvent.objects.count()
    with caplog.at_level(logging.DEBUG):
        ask(client, CLOSED)
    assert AccessEvent.objects.count() == before
    assert "Trives" not in caplog.text


@pytest.mark.parametrize("language", ["", "se", "NB"])
def test_there_are_three_languages(cast: Cast, language: str) -> None:
    assert ask(visitor(cast, "ada"), CLOSED, language).status_code == 404
    assert advice_on(CLOSED, language) == []


def test_posting_needs_the_token_and_a_sign_in(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert ask(client, CLOSED).status_code == 403
    assert ask(Client(), CLOSED).status_code == 302


def test_a_guide_shows_it_without_a_script_too(cast: Cast) -> None:
    hanne = cast.actor("hanne")
    key = drafting.begin_guide(hanne, kind="yearly", title="Vår").key
    path = "themes.theme.questions.question.text"
    drafting.write_text(hanne, key=key, path=path, language="nb", text=CLOSED, seen=None)
    shown = text_of(visitor(cast, "hanne").get(f"/oppsett/maler/{key}/utkast/?del=themes"))
    assert BETTER in shown.partition(f'data-wording-for="{path}@nb"')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    ("name", "page"),
    [("ada", "forberedelse/"), ("ada", "sporsmal/"), ("leif", "innkalling/"), ("leif", "forberedelse/")],
)
def test_it_is_at_hand_where_people_write_questions_of_their_own(cast: Cast, name: str, page: str) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    shown = text_of(visitor(cast, name).get(f"/samtaler/{conversation.id}/{page}"))
    assert 'data-wording-url="/oppsett/sprakhjelp/"' in shown
    assert 'data-wording="nb"' in shown
    assert "samspill/wording" in shown
