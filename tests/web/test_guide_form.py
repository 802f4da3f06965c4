"""Guides on paper from their pages: who gets which version in which language, and the form for one conversation."""

import pytest
from django.urls import reverse

from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation
from samspill.conversations.services.choosing import choose_questions
from samspill.conversations.services.preparing import save_point
from samspill.guides.queries import read_menu
from samspill.guides.services import drafting, publishing
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round
from tests.rooms.documents.reading import squeezed
from tests.rooms.documents.reading import text_of as paper_text
from tests.web.visiting import counting, text_of, visitor

pytestmark = pytest.mark.django_db
EMPLOYEES, LEADERS = "The employee prepares", "About leading"
EMPLOYEES_NB, LEADERS_NB = "Medarbeideren forbereder", "Hva vil du at dere skal sitte igjen med"


def paper_of(cast: Cast, name: str, key: str, **asked: str) -> str:
    response = visitor(cast, name).get(reverse("guide_form", kwargs={"key": key}), asked)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return paper_text(response.content)


def address(conversation: Conversation) -> str:
    return reverse("conversation_form", kwargs={"conversation_id": conversation.id})


def conversation_paper(cast: Cast, name: str, conversation: Conversation, **asked: str) -> str:
    response = visitor(cast, name).get(address(conversation), asked)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return paper_text(response.content)


@pytest.fixture
def key(cast: Cast) -> str:
    """A guide of Hanne's with a published version, and a draft that is called something else."""
    hanne = cast.actor("hanne")
    key = drafting.copy_guide(hanne, key="full", title="Første utgave").key
    publishing.publish(hanne, key=key)
    drafting.begin_draft(hanne, key=key)
    drafting.write_text(hanne, key=key, path="title", language="nb", text="Neste utgave", seen=None)
    return key


@pytest.mark.parametrize("name", ["ada", "leif", "hanne", "olav"])
def test_everybody_who_is_signed_in_can_print_a_guide(cast: Cast, name: str) -> None:
    assert squeezed("Full employee conversation") in paper_of(cast, name, "full")


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Full medarbeidersamtale"), ("nn", "Full medarbeidarsamtale"), ("en", "Full employee conversation")],
)
def test_the_language_is_the_one_asked_for(cast: Cast, language: str, title: str) -> None:
    assert squeezed(title) in paper_of(cast, "ada", "full", sprak=language)


@pytest.mark.parametrize(
    ("asked", "sides"),
    [("medarbeider", [EMPLOYEES]), ("leder", [LEADERS]), ("begge", [EMPLOYEES, LEADERS]), ("", [EMPLOYEES, LEADERS])],
)
def test_it_is_printed_for_the_employee_the_leader_or_both(cast: Cast, asked: str, sides: list[str]) -> None:
    text = paper_of(cast, "ada", "full", **{"for": asked})
    assert [side for side in (EMPLOYEES, LEADERS) if squeezed(side) in text] == sides


def test_the_menu_is_printed_with_its_questions(cast: Cast) -> None:
    text = paper_of(cast, "ada", "menu")
    assert squeezed("Choose up to ten") in text
    assert squeezed("What is a good day at work like for you?") in text


def test_a_version_by_number_the_newest_and_the_draft(cast: Cast, key: str) -> None:
    hanne = cast.actor("hanne")
    assert squeezed("Neste utgave") in paper_of(cast, "hanne", key, versjon="utkast", sprak="nb")
    assert squeezed("Første utgave") in paper_of(cast, "ada", key, sprak="nb")
    publishing.publish(hanne, key=key)
    assert squeezed("Neste utgave") in paper_of(cast, "ada", key, sprak="nb")
    assert squeezed("Første utgave") in paper_of(cast, "ada", key, versjon="1", sprak="nb")


@pytest.mark.parametrize("name", ["ada", "leif", "aksel", "olav"])
def test_a_draft_is_for_those_who_may_read_it(cast: Cast, key: str, name: str) -> None:
    response = visitor(cast, name).get(reverse("guide_form", kwargs={"key": key}), {"versjon": "utkast"})
    assert response.status_code == 404


@pytest.mark.parametrize(("guide", "version"), [("full", "99"), ("full", "x"), ("full", "utkast"), ("nothing", "")])
def test_what_is_not_there_is_not_found(cast: Cast, guide: str, version: str) -> None:
    response = visitor(cast, "hanne").get(reverse("guide_form", kwargs={"key": guide}), {"versjon": version})
    assert response.status_code == 404


def test_a_conversations_form_has_its_facts_and_the_readers_side(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    employees = conversation_paper(cast, "ada", conversation)
    leaders = conversation_paper(cast, "leif", conversation)
    for text in (employees, leaders):
        assert all(
            squeezed(said) in text for said in ("Ada Lund", "Leif Haugen", "Møterom Furua", "Varighet 60 minutter")
        )
        assert squeezed("Full medarbeidersamtale") in text
    assert squeezed(EMPLOYEES_NB) in employees
    assert squeezed(LEADERS_NB) not in employees
    assert squeezed(LEADERS_NB) in leaders
    assert squeezed(EMPLOYEES_NB) not in leaders
    assert squeezed(LEADERS_NB) in conversation_paper(cast, "ada", conversation, **{"for": "begge"})


def test_nothing_that_anybody_has_written_stands_on_it(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words="Ta med vaktplanen", themes="Natt og helg")
    ada, question = cast.actor("ada"), read_menu(conversation.menu_version_id, "nb").themes[0].questions[0]
    choose_questions(ada, conversation_id=conversation.id, keys=[question.key])
    save_point(
        ada, conversation_id=conversation.id, point=f"question:{question.key}", text="Rolige morgener", revision=0
    )
    for name in ("ada", "leif"):
        text = conversation_paper(cast, name, conversation, **{"for": "begge"})
        for written in ("Ta med vaktplanen", "Natt og helg", "Rolige morgener", question.text):
            assert squeezed(written) not in text


def test_a_conversation_keeps_its_own_version_and_language(cast: Cast, key: str) -> None:
    make_round(cast, guide_key=key)
    conversation = make_invited(cast)
    Conversation.objects.filter(id=conversation.id).update(language="nn")
    publishing.publish(cast.actor("hanne"), key=key)
    text = conversation_paper(cast, "ada", conversation)
    assert squeezed("Første utgave") in text
    assert squeezed("Kva har du fått til på jobb") in text


def test_before_anybody_is_invited_it_says_no_time(cast: Cast) -> None:
    make_round(cast)
    text = conversation_paper(cast, "ada", conversation_of(cast))
    assert squeezed("Ada Lund") in text
    assert "Varighet" not in text


@pytest.mark.parametrize("name", ["frida", "vera", "vidar", "tor", "hanne", "aksel", "olav"])
def test_a_conversations_form_is_for_the_two(cast: Cast, name: str) -> None:
    make_round(cast)
    assert visitor(cast, name).get(address(make_invited(cast))).status_code == 404


def test_it_is_no_opening_of_the_conversation(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    before = AccessEvent.objects.count()
    conversation_paper(cast, "ada", conversation)
    assert AccessEvent.objects.count() == before


@pytest.mark.parametrize("name", ["ada", "leif"])
@pytest.mark.parametrize("page", ["preparation", "conversation"])
def test_both_pages_lead_to_it_for_both(cast: Cast, name: str, page: str) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    shown = text_of(visitor(cast, name).get(reverse(page, kwargs={"conversation_id": conversation.id})))
    assert f'href="{address(conversation)}"' in shown


def test_what_printing_asks_of_the_database(cast: Cast) -> None:
    make_round(cast)
    conversation, client = make_invited(cast), visitor(cast, "ada")
    client.get(address(conversation))
    with counting() as of_one:
        client.get(address(conversation))
    with counting() as of_guide:
        client.get(reverse("guide_form", kwargs={"key": "full"}))
    assert (of_one.count, of_guide.count) == (4, 2)
