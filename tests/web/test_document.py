"""The document of a plan on the screen: the very pages, for the two and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from samspill.archive.queries import title_in_journal
from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation
from samspill.conversations.services.inviting import call_off
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.organisation.facts import the_organisation
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_held, make_invited, make_round, make_started
from tests.web.visiting import cost_of, counting, text_of, visitor

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held, with one action."""
    make_round(cast)
    return make_held(cast)


@pytest.fixture
def agreed(cast: Cast) -> Conversation:
    """Ada's conversation agreed, with a remark."""
    make_round(cast)
    return make_agreed(cast, remark="Mer om vaktplanen")


def url(conversation: Conversation) -> str:
    return reverse("document", args=[conversation.id])


def page_url(conversation: Conversation, number: int = 1) -> str:
    return reverse("document_page", args=[conversation.id, number])


def picture(client: Client, conversation: Conversation, number: int = 1) -> bytes:
    answer = client.get(page_url(conversation, number))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/png", "no-store")
    assert answer.content.startswith(PNG)
    return answer.content


def write_actions(cast: Cast, conversation: Conversation, *, count: int, words: str = "Noe nytt") -> None:
    draft = ActionDraft(words, "both", clock.today() + timedelta(days=9))
    for _ in range(count):
        add_action(cast.actor("leif"), conversation_id=conversation.id, draft=draft)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_both_see_every_page_as_a_picture_that_says_which_it_is(cast: Cast, held: Conversation, name: str) -> None:
    write_actions(cast, held, count=40)
    client = visitor(cast, name)
    shown = text_of(client.get(url(held)))
    count = shown.count("<img ")
    assert count > 1
    for number in range(1, count + 1):
        assert f'src="{page_url(held, number)}"' in shown
        assert f"Page {number} of {count}, as a picture. The same text stands in the plan and in the PDF." in shown
        picture(client, held, number)
    assert client.get(page_url(held, count + 1)).status_code == 404
    assert client.get(page_url(held, 0)).status_code == 404


def test_the_fold_gets_the_pages_and_nothing_around_them(cast: Cast, held: Conversation) -> None:
    headers = {"HX-Request": "true", "HX-Target": "div#document-pages"}
    part = text_of(visitor(cast, "ada").get(url(held), headers=headers)).strip()
    assert part.startswith('<div class="document-pages" id="document-pages">')
    assert part.endswith("</div>")
    assert part.count(f'src="{page_url(held)}"') == 1


@pytest.mark.parametrize("name", ["frida", "vera", "vidar", "tor", "hanne", "aksel", "olav"])
def test_the_pages_do_not_exist_for_anybody_else(cast: Cast, agreed: Conversation, name: str) -> None:
    client = visitor(cast, name)
    assert picture(visitor(cast, "ada"), agreed)
    for address in (url(agreed), page_url(agreed), page_url(agreed, 99)):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/html")
        assert PNG not in answer.content
        assert "document-pages" not in text_of(answer)
    assert client.get(reverse("document_page", args=[uuid4(), 1])).status_code == 404


def test_without_something_held_there_is_no_document(cast: Cast) -> None:
    make_round(cast)
    ada, conversation = visitor(cast, "ada"), conversation_of(cast)
    assert statuses(ada, conversation) == {404}
    make_invited(cast)
    assert statuses(ada, conversation) == {404}
    call_off(cast.actor("leif"), conversation_id=conversation.id)
    make_started(cast)
    assert statuses(ada, conversation) == {404}
    assert "document-pages" not in text_of(ada.get(reverse("agreement", args=[conversation.id])))


def test_what_a_change_of_leader_has_ended_has_no_document(cast: Cast, held: Conversation) -> None:
    Conversation.objects.filter(id=held.id).update(state=State.DISCONTINUED)
    assert statuses(visitor(cast, "ada"), held) == {404}


def statuses(client: Client, conversation: Conversation) -> set[int]:
    return {client.get(address).status_code for address in (url(conversation), page_url(conversation))}


def test_the_picture_follows_the_draft_and_both_see_the_same(cast: Cast, held: Conversation) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    before = picture(ada, held)
    assert picture(leif, held) == before
    write_actions(cast, held, count=1)
    assert picture(ada, held) != before


def test_the_picture_has_what_is_confirmed_and_in_the_end_what_is_filed(cast: Cast, held: Conversation) -> None:
    ada, drawn = visitor(cast, "ada"), []
    for name in ("ada", "leif"):
        drawn.append(picture(ada, held))
        actor = cast.actor(name)
        seen_hash = read_agreement(actor, conversation_id=held.id).text_hash
        confirm_plan(actor, conversation_id=held.id, seen_hash=seen_hash)
    assert "as it will be if you both confirm it now" not in text_of(ada.get(url(held)))
    assert len({*drawn, picture(ada, held)}) == 3


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_what_is_agreed_is_shown_as_both_confirmed_it(cast: Cast, agreed: Conversation, name: str) -> None:
    client = visitor(cast, name)
    shown = text_of(client.get(url(agreed)))
    assert "This is the very document that you have both confirmed." in shown
    assert reverse("own_copy", args=[agreed.id]) in shown
    picture(client, agreed)


def test_the_public_title_stands_above_the_pages_where_they_are_filed(cast: Cast, held: Conversation) -> None:
    title = escape(title_in_journal(held, the_organisation()))
    assert [title in above for above in above_the_pages(cast, held)] == [True, True]
    Conversation.objects.filter(id=held.id).update(is_archiving=False)
    assert [title in above for above in above_the_pages(cast, held)] == [False, False]


def above_the_pages(cast: Cast, conversation: Conversation) -> list[str]:
    """What stands before the pages, on the page of their own and on the plan's."""
    addresses = (url(conversation), reverse("agreement", args=[conversation.id]))
    return [text_of(visitor(cast, "ada").get(one)).partition('id="document-pages"')[0] for one in addresses]


def test_the_plan_brings_the_pages_when_they_come_into_sight_and_keeps_the_pdf(cast: Cast, held: Conversation) -> None:
    shown = text_of(visitor(cast, "ada").get(reverse("agreement", args=[held.id])))
    assert f'hx-get="{url(held)}" hx-trigger="revealed"' in shown
    assert f'<a href="{url(held)}">' in shown
    assert reverse("draft_copy", args=[held.id]) in shown
    assert "<img" not in shown


def test_a_plan_with_too_many_pages_leads_to_the_pdf(cast: Cast, held: Conversation) -> None:
    write_actions(cast, held, count=60, words="Lære opp nye. " * 35)
    ada = visitor(cast, "ada")
    shown = text_of(ada.get(url(held)))
    assert "too many pages" in shown
    assert "<img" not in shown
    assert reverse("draft_copy", args=[held.id]) in shown
    assert ada.get(page_url(held)).status_code == 404


def test_looking_at_the_pages_is_one_opening_in_a_sitting(cast: Cast, agreed: Conversation) -> None:
    with clock.fixed(clock.now() + timedelta(hours=1)):
        before = AccessEvent.objects.filter(thing_id=agreed.id).count()
        ada = visitor(cast, "ada")
        for address in (page_url(agreed), url(agreed), page_url(agreed), reverse("agreement", args=[agreed.id])):
            assert ada.get(address).status_code == 200
    after = list(AccessEvent.objects.filter(thing_id=agreed.id).order_by("seq"))[before:]
    assert [(one.act, one.actor_id, one.part) for one in after] == [("opened", cast.ada.id, "agreement")]


def test_a_page_costs_the_same_for_a_short_plan_and_a_long_one(cast: Cast, held: Conversation) -> None:
    ada, costs = visitor(cast, "ada"), []
    for _ in range(2):
        page = cost_of(ada, url(held)).count
        with counting() as one:
            picture(ada, held)
        costs.append((page, one.count))
        write_actions(cast, held, count=5)
    assert costs == [(10, 8), (10, 8)]
