"""The document beside the plan: its pages come when they are looked at, and by a link without JavaScript."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, expect

from samspill.conversations.models import Conversation
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_held, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held, with one action."""
    make_round(cast)
    return make_held(cast)


@pytest.fixture
def come(cast: Cast, held: Conversation, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Ada, at the plan."""

    def ada(**options: object) -> Visitor:
        visitor = visit(**options)
        step_in(visitor, cast, "ada")
        visitor.go(f"/samtaler/{held.id}/avtale/")
        return visitor

    return ada


def pages_of(visitor: Visitor) -> Locator:
    return visitor.page.locator("#document-pages img")


def fold_of(visitor: Visitor) -> Locator:
    return visitor.page.get_by_text("The document, page by page")


def test_on_a_phone_the_pages_are_fetched_when_the_fold_is_opened(come: Callable[..., Visitor]) -> None:
    ada = come(viewport=PHONE)
    fold_of(ada).scroll_into_view_if_needed()
    expect(fold_of(ada)).to_be_visible()
    expect(pages_of(ada)).to_have_count(0)
    fold_of(ada).click()
    is_drawn(ada)
    ada.look()


def test_on_a_wide_screen_they_stand_beside_the_plan(come: Callable[..., Visitor]) -> None:
    ada = come(viewport=SCREEN)
    ada.page.get_by_role("link", name="See the pages larger").scroll_into_view_if_needed()
    is_drawn(ada)
    ada.look()


def test_without_javascript_a_link_leads_to_them(come: Callable[..., Visitor]) -> None:
    ada = come(viewport=PHONE, java_script_enabled=False)
    ada.page.get_by_role("link", name="See the pages larger").click()
    expect(ada.page.get_by_role("heading", name="The document")).to_be_visible()
    expect(pages_of(ada).first).to_be_visible()


def test_who_has_been_signed_out_meanwhile_finds_no_sign_in_page_in_the_fold(come: Callable[..., Visitor]) -> None:
    ada = come(viewport=PHONE)
    Session.objects.all().delete()
    with ada.page.expect_response(lambda answer: "/inn/" in answer.url):
        fold_of(ada).click()
    expect(ada.page.locator("#document-pages")).to_have_count(0)
    expect(ada.page.get_by_label("Password")).to_have_count(0)
    ada.page.get_by_role("link", name="See the pages larger").click()
    expect(ada.page.get_by_label("Password")).to_be_visible()


def is_drawn(visitor: Visitor) -> None:
    expect(pages_of(visitor).first).to_have_js_property("naturalWidth", 992)
