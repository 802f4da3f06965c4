"""In by password, then by passkey; every page on the way without a fault that axe knows."""

import re
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from samspill.confidentiality.actors import Actor
from samspill.people.models import OpenSession, Person
from samspill.people.services.welcoming import make_first_administrator_link
from tests.journeys.accessibility import violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "en lang setning om vinteren"
DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(page: Page) -> CDPSession:
    """A device in the browser that holds passkeys and says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


@pytest.fixture
def ada() -> Person:
    return Person.objects.create_person(
        employee_number="100001", password=PASSWORD, given_name="Ada", family_name="Lund", language="en"
    )


def sign_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/konto/inn/?next=/konto/")
    page.get_by_label("Employee number").fill("100001")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Sign-in and language")).to_be_visible()


def add_passkey(page: Page) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("What do you call it?").fill("Ada’s phone")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_from_password_to_passkey(page: Page, live_server: LiveServer, ada: Person, phone: CDPSession) -> None:
    sign_in(page, live_server)
    assert violations(page) == []
    add_passkey(page)
    assert violations(page) == []
    expect(page.locator(".code-list > li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="Remove Ada’s phone")).to_be_visible()
    assert violations(page) == []
    sign_out(page)
    assert violations(page) == []

    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/konto/")
    expect(page.get_by_text(re.compile("last used on"))).to_be_visible()
    assert OpenSession.objects.get(person=ada).signed_in_by == "passkey"


def test_after_the_password_the_passkey_is_asked_for(
    page: Page, live_server: LiveServer, ada: Person, phone: CDPSession
) -> None:
    sign_in(page, live_server)
    add_passkey(page)
    code = page.locator(".code-list > li").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    sign_out(page)

    page.get_by_label("Employee number").fill("100001")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert violations(page) == []
    assert not OpenSession.objects.exists()
    page.get_by_role("button", name="Use the passkey").click()
    page.wait_for_url(f"{live_server.url}/")
    assert OpenSession.objects.get().person == ada

    page.goto(f"{live_server.url}/konto/")
    sign_out(page)
    page.get_by_label("Employee number").fill("100001")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Recovery code").fill(code)
    page.get_by_role("button", name="Use the recovery code").click()
    page.wait_for_url(f"{live_server.url}/")


def test_a_passkey_is_removed(page: Page, live_server: LiveServer, ada: Person, phone: CDPSession) -> None:
    sign_in(page, live_server)
    add_passkey(page)
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("link", name="Remove Ada’s phone").click()
    assert violations(page) == []
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Remove Ada’s phone")).to_have_count(0)


def test_a_browser_without_a_passkey_is_told_so(page: Page, live_server: LiveServer, phone: CDPSession) -> None:
    phone.send("WebAuthn.disable")
    phone.send("WebAuthn.enable")
    page.goto(f"{live_server.url}/konto/inn/")
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["konto/inn/", "konto/kode/", "konto/kode/bruk/", "papir/", "velkommen/"])
def test_every_page_at_the_door_fits_and_reads_well(
    page: Page, live_server: LiveServer, path: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/velkommen/", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.goto(f"{live_server.url}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_the_first_administrator_is_welcomed(page: Page, live_server: LiveServer) -> None:
    link = make_first_administrator_link(Actor.system("console"))
    page.goto(live_server.url + link.removeprefix("http://localhost:8000"))
    assert page.url == f"{live_server.url}/velkommen/"
    assert violations(page) == []
    page.get_by_label("Employee number").fill("1")
    page.get_by_label("Given name").fill("Aksel")
    page.get_by_label("Family name").fill("Lie")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(f"{live_server.url}/")
    assert Person.objects.get().full_name == "Aksel Lie"
