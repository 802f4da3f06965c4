"""Two at one screen: one is signed in, the other proves who it is and confirms the same text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import CDPSession, expect

from samspill.conversations.models import Conversation
from samspill.notifications.models import Notice
from samspill.people.models import OpenSession, Person
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.test_keyboard import press, tab_to
from tests.journeys.test_sign_in import DEVICE, sign_out
from tests.journeys.visiting import Visitor
from tests.making import make_held, make_round

pytestmark = [pytest.mark.journey, pytest.mark.either_database, pytest.mark.django_db(transaction=True)]
PASSWORDS = {"ada": "en lang setning om vinteren", "leif": "en annen setning om sommeren"}
PIN = "582931"
REMARK = "Jeg hadde ønsket meg mer tid."


@pytest.fixture
def held(cast: Cast, archive: Path) -> Conversation:
    """Ada's conversation held; both have a password."""
    for name, password in PASSWORDS.items():
        person = getattr(cast, name)
        person.set_password(password)
        person.save()
    make_round(cast)
    return make_held(cast)


def test_the_other_confirms_with_a_password_and_the_keyboard(
    cast: Cast, held: Conversation, visit: Callable[..., Visitor]
) -> None:
    ada = visit(viewport={"width": 360, "height": 800})
    step_in(ada, cast, "ada")
    page = ada.page
    come_to_the_page(ada, held)
    expect(page.get_by_role("heading", name="Leif confirms here")).to_be_visible()
    expect(page.locator(".card").filter(has_text="Lære opp nye")).to_be_visible()
    ada.look()
    fill(ada, "Remark by Leif", REMARK)
    fill(ada, "Leif’s password or PIN", PASSWORDS["ada"])
    with ada.may_be_refused():
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").first).to_contain_text("That is not right. Try again.")
    ada.look()
    expect(page.get_by_label("Remark by Leif")).to_have_value(REMARK)
    expect(page.get_by_label("Leif’s password or PIN")).to_have_value("")
    press(page, "Leif’s password or PIN – That is not right.")
    page.keyboard.type(PASSWORDS["leif"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Leif has confirmed the plan.")).to_be_visible()
    ada.look()
    expect(page.get_by_role("link", name="Leif confirms here")).to_have_count(0)
    press(page, "Confirm the plan")
    expect(page.get_by_role("heading", name="The agreed plan")).to_be_visible()
    expect(page.get_by_role("link", name="Ada Lund")).to_be_visible()
    ada.look()
    ada.go(f"/samtaler/{held.id}/hvem-har-sett/")
    expect(page.get_by_text("Leif Haugen confirmed the plan on the other’s device")).to_be_visible()
    expect(page.get_by_text("You confirmed the plan", exact=True)).to_be_visible()
    ada.look()
    assert not OpenSession.objects.filter(person=cast.leif).exists()
    assert Notice.objects.get(kind="confirmed_on_others_device").recipient == cast.leif


def test_the_other_confirms_with_a_passkey_and_nobody_elses_will_do(
    cast: Cast, held: Conversation, visit: Callable[..., Visitor]
) -> None:
    Person.objects.update(language="en")
    ada = visit()
    devtools, device = with_passkeys(ada)
    leifs = add_passkey(ada, devtools, device, cast.leif)
    sign_out(ada.page)
    adas = add_passkey(ada, devtools, device, cast.ada)
    come_to_the_page(ada, held)
    hold(devtools, device, adas)
    page = ada.page
    page.get_by_label("Remark by Leif").fill(REMARK)
    with ada.may_be_refused():
        page.get_by_role("button", name="Confirm with a passkey").click()
        expect(page.get_by_role("alert").first).to_contain_text("This is not Leif’s passkey.")
    ada.look()
    with ada.may_be_refused():
        page.get_by_label("Leif’s password or PIN").fill(PASSWORDS["leif"])
        page.get_by_role("button", name="Confirm the plan").click()
        expect(page.get_by_label("Recovery code")).to_be_visible()
    ada.look()
    hold(devtools, device, leifs)
    page.get_by_role("button", name="Confirm with a passkey").click()
    expect(page.get_by_text("Leif has confirmed the plan.")).to_be_visible()
    expect(page.get_by_text(REMARK)).to_be_visible()
    page.get_by_role("button", name="Confirm the plan").click()
    expect(page.get_by_role("heading", name="The agreed plan")).to_be_visible()
    ada.go("/konto/")
    expect(page.get_by_role("link", name="Ada Lund")).to_be_visible()


def test_without_javascript_the_employee_confirms_with_a_pin(
    cast: Cast, held: Conversation, visit: Callable[..., Visitor]
) -> None:
    Person.objects.filter(id=cast.ada.id).update(password="", pin=make_password(PIN))
    leif = visit(java_script_enabled=False)
    step_in(leif, cast, "leif")
    page = leif.page
    leif.go(f"/samtaler/{held.id}/avtale/")
    page.get_by_role("button", name="Confirm the plan").click()
    page.get_by_role("link", name="Ada confirms here, on this device").click()
    with leif.may_be_refused():
        page.get_by_role("button", name="Confirm with a passkey").click()
        expect(page.get_by_role("alert").first).to_contain_text("Write the password or the PIN.")
    page.get_by_label("Ada’s password or PIN").fill(PIN)
    page.get_by_role("button", name="Confirm the plan").click()
    expect(page.get_by_text("You have both confirmed. The plan is agreed.")).to_be_visible()
    leif.go(f"/samtaler/{held.id}/hvem-har-sett/")
    expect(page.get_by_text("Ada Lund confirmed the plan on the other’s device")).to_be_visible()
    expect(page.get_by_text("You confirmed the plan", exact=True)).to_be_visible()
    assert Conversation.objects.get(id=held.id).state == "agreed"


def come_to_the_page(visitor: Visitor, conversation: Conversation) -> None:
    visitor.go(f"/samtaler/{conversation.id}/avtale/")
    visitor.look()
    press(visitor.page, "Leif confirms here, on this device")
    expect(visitor.page.get_by_role("heading", name="Confirm as Leif Haugen")).to_be_visible()


def fill(visitor: Visitor, label: str, text: str) -> None:
    """Tab to the field, and type."""
    tab_to(visitor.page, label)
    visitor.page.keyboard.type(text)


def with_passkeys(visitor: Visitor) -> tuple[CDPSession, str]:
    """A device in the browser that holds passkeys and says yes."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devtools, made["authenticatorId"]


def add_passkey(visitor: Visitor, devtools: CDPSession, device: str, person: Person) -> list[dict[str, object]]:
    """Let the person sign in and add a passkey, alone on the device; returns what the device then holds."""
    hold(devtools, device, [])
    page, password = visitor.page, PASSWORDS[person.given_name.lower()]
    visitor.sign_in(person.employee_number, password)
    visitor.go("/konto/nokler/ny/")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="Add a passkey")).to_be_visible()
    held: list[dict[str, object]] = devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    return held


def hold(devtools: CDPSession, device: str, passkeys: list[dict[str, object]]) -> None:
    """Let the device hold these passkeys, and no others."""
    devtools.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    for passkey in passkeys:
        devtools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": passkey})
