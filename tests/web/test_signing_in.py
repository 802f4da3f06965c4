"""The pages at the door, as a browser without JavaScript meets them."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from samspill.confidentiality.actors import Actor, Role
from samspill.foundation import clock
from samspill.notifications.models import Notice
from samspill.people.models import OpenSession, Person
from samspill.people.services.paper import issue_paper_code
from samspill.people.services.welcoming import make_first_administrator_link
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "en lang setning om vinteren"
ANOTHER = "en annen setning om sommeren"
PIN = "582931"


@pytest.fixture
def ada(cast: Cast) -> Person:
    """Ada with a password."""
    cast.ada.set_password(PASSWORD)
    cast.ada.save()
    return cast.ada


@pytest.fixture
def demonstration(cast: Cast, settings: Settings) -> Iterator[None]:
    """A data folder with the marker; Ada and Leif are of the cast."""
    marker = Path(settings.SAMSPILL_DATA) / "DEMO"
    marker.write_text(
        json.dumps({"cast": [{"number": "100001", "role": "employee"}, {"number": "100002", "role": "leader"}]})
    )
    settings.IS_DEMO = True
    yield
    marker.unlink()


def sign_in(client: Client, number: str = "100001", password: str = PASSWORD) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": number, "password": password})


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def text_of(response: HttpResponse) -> str:
    """What a reader sees, without what differs from visit to visit."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"', "", response.content.decode())
    return re.sub(r"\s+", " ", body)


def test_password_lets_in_and_leads_on(client: Client, ada: Person) -> None:
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert signed_in_as(client) == str(ada.id)
    assert client.session["signed_in_by"] == "password"


def test_a_page_that_needs_sign_in_is_come_back_to(client: Client, ada: Person) -> None:
    asked = client.get(reverse("account"))
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={reverse('account')}"
    page = client.get(asked.headers["Location"]).content.decode()
    assert f'name="next" value="{reverse("account")}"' in page
    answer = client.post(
        reverse("account_login"), {"login": "100001", "password": PASSWORD, "next": reverse("account")}
    )
    assert answer.headers["Location"] == reverse("account")


def test_no_way_out_to_another_host(client: Client, ada: Person) -> None:
    given = {"login": "100001", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("account_login"), given).headers["Location"] == reverse("home")


def test_wrong_password_and_unknown_number_look_the_same(client: Client, ada: Person) -> None:
    wrong, unknown = sign_in(client, password="feil"), sign_in(client, "999999", "feil")
    assert text_of(wrong) == text_of(unknown).replace("999999", "100001")
    assert signed_in_as(client) is None


def test_whoever_has_left_cannot_come_in(client: Client, ada: Person) -> None:
    Person.objects.filter(id=ada.id).update(is_active=False)
    sign_in(client)
    assert signed_in_as(client) is None


def test_the_session_gets_a_new_identifier(client: Client, ada: Person) -> None:
    client.get(reverse("demo"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["session"] = planted
    sign_in(client)
    assert signed_in_as(client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_sixth_wrong_password_must_wait_and_the_right_one_too(client: Client, ada: Person) -> None:
    with clock.fixed(clock.now()):
        for _ in range(5):
            sign_in(client, password="feil")
        sign_in(client)
        assert signed_in_as(client) is None
    with clock.fixed(clock.now() + timedelta(seconds=2)):
        sign_in(client)
        assert signed_in_as(client)


def test_a_stranger_cannot_lock_out_a_device_that_the_account_knows(ada: Person) -> None:
    own, stranger = Client(), Client()
    sign_in(own)
    own.post(reverse("account_logout"))
    with clock.fixed(clock.now()):
        for _ in range(5):
            sign_in(stranger, password="feil")
        sign_in(stranger)
        assert signed_in_as(stranger) is None
        sign_in(own)
        assert signed_in_as(own)


def test_a_whole_town_signs_in_from_one_address_in_a_minute(cast: Cast) -> None:
    password = sign_in_password(cast)
    for person in (cast.ada, cast.leif, cast.vera, cast.vidar, cast.tor, cast.hanne, cast.aksel, cast.frida) * 5:
        client = Client()
        sign_in(client, person.employee_number, password)
        assert signed_in_as(client) == str(person.id)


def sign_in_password(cast: Cast) -> str:
    cast.ada.set_password(PASSWORD)
    Person.objects.update(password=cast.ada.password)
    return PASSWORD


def test_sign_out_is_by_post_and_clears_the_browser(client: Client, ada: Person) -> None:
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 405
    assert signed_in_as(client)
    response = client.post(reverse("account_logout"))
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Location"] == reverse("account_login")
    assert signed_in_as(client) is None


def test_asking_for_a_code_says_the_same_to_everybody(cast: Cast) -> None:
    answers = []
    for number in ("100001", "100009", "999999"):
        answer = Client().post(reverse("sign_in_code"), {"employee_number": number}, follow=True)
        answers.append((answer.redirect_chain, text_of(answer).replace(number, "what was typed")))
    assert answers[0] == answers[1] == answers[2]
    assert Notice.objects.filter(kind="code_for_sign_in").count() == 1


def test_a_code_from_the_outbox_lets_its_person_choose_a_password(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = client.post(reverse("sign_in_code"), {"employee_number": "100001"})
    code = Notice.objects.get(kind="code_for_sign_in").facts["code"]
    given = {"employee_number": "100001", "code": code, "password": PASSWORD}
    used = client.post(reverse("sign_in_code_use"), given)
    assert signed_in_as(client) == str(cast.ada.id)
    assert client.session["signed_in_by"] == "code"
    assert Notice.objects.filter(kind="password_was_reset", recipient=cast.ada).count() == 1
    assert code not in asked.headers["Location"] + used.headers["Location"]
    assert code not in caplog.text


def test_the_first_time_here_one_comes_to_the_invitation_that_the_mail_led_to(client: Client, cast: Cast) -> None:
    invitation = "/samtaler/00000000-0000-4000-8000-000000000000/"
    page = client.get(client.get(invitation).headers["Location"]).content.decode()
    way = re.search(rf'href="({reverse("sign_in_code")}\?next=[^"]+)"', page)
    assert way
    assert "next" in client.get(way[1]).content.decode()
    asked = client.post(reverse("sign_in_code"), {"employee_number": "100001", "next": invitation})
    page = client.get(asked.headers["Location"]).content.decode()
    assert f'value="{invitation}"' in page
    assert 'value="100001"' in page  # need not be typed once more
    code = Notice.objects.get(kind="code_for_sign_in").facts["code"]
    given = {"employee_number": "100001", "code": code, "password": PASSWORD, "next": invitation}
    assert client.post(reverse("sign_in_code_use"), given).headers["Location"] == invitation


def test_with_a_code_there_is_no_way_out_to_another_host(client: Client, cast: Cast) -> None:
    elsewhere = "https://elsewhere.example/"
    asked = client.post(reverse("sign_in_code"), {"employee_number": "100001", "next": elsewhere})
    assert "elsewhere" not in asked.headers["Location"]
    code = Notice.objects.get(kind="code_for_sign_in").facts["code"]
    given = {"employee_number": "100001", "code": code, "password": PASSWORD, "next": elsewhere}
    assert client.post(reverse("sign_in_code_use"), given).headers["Location"] == reverse("home")


def test_a_weak_password_is_explained_in_the_readers_language(client: Client, cast: Cast) -> None:
    client.post(reverse("sign_in_code"), {"employee_number": "100001"})
    code = Notice.objects.get(kind="code_for_sign_in").facts["code"]
    client.cookies["language"] = "nb"
    answer = client.post(reverse("sign_in_code_use"), {"employee_number": "100001", "code": code, "password": "kort"})
    assert answer.status_code == 422
    assert "Passordet" in answer.content.decode()


def test_a_reset_ends_every_other_session(ada: Person) -> None:
    elsewhere, here = Client(), Client()
    sign_in(elsewhere)
    here.post(reverse("sign_in_code"), {"employee_number": "100001"})
    code = Notice.objects.get(kind="code_for_sign_in").facts["code"]
    here.post(reverse("sign_in_code_use"), {"employee_number": "100001", "code": code, "password": ANOTHER})
    assert elsewhere.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200


def test_in_by_paper_with_a_pin_of_ones_own(client: Client, cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    shown = client.post(reverse("paper"), {"employee_number": "100009", "code": code})
    assert shown.headers["Location"] == reverse("paper_pin")
    assert signed_in_as(client) is None
    client.post(reverse("paper_pin"), {"pin": PIN, "again": PIN})
    assert client.session["signed_in_by"] == "paper"
    later = Client()
    later.post(reverse("paper"), {"employee_number": "100009", "code": PIN})
    assert later.session["signed_in_by"] == "paper"
    client.cookies["language"] = "en"
    assert "Your code on paper was first used on" in client.get(reverse("account")).content.decode()


def test_whoever_finds_the_code_used_is_told_when(client: Client, cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    client.post(reverse("paper"), {"employee_number": "100009", "code": code})
    client.post(reverse("paper_pin"), {"pin": PIN, "again": PIN})
    late = Client(headers={"accept-language": "en"})
    answer = late.post(reverse("paper"), {"employee_number": "100009", "code": code})
    assert "This code was used on" in answer.content.decode()
    assert signed_in_as(late) is None


def test_no_pin_without_a_code_shown_first(client: Client, cast: Cast) -> None:
    answer = client.post(reverse("paper_pin"), {"pin": PIN, "again": PIN})
    assert answer.headers["Location"] == reverse("paper")
    assert not Person.objects.exclude(pin="").exists()


def test_the_first_administrator_comes_in_by_the_link(client: Client) -> None:
    link = make_first_administrator_link(Actor.system("console"))
    opened = client.get(link.removeprefix("http://localhost:8000"))
    assert opened.headers["Location"] == reverse("welcome")
    given = {"employee_number": "1", "given_name": "Aksel", "family_name": "Lie", "password": PASSWORD}
    client.post(reverse("welcome"), given)
    person = Person.objects.get()
    assert signed_in_as(client) == str(person.id)
    assert person.role_grants.get().role == Role.ADMINISTRATOR
    assert client.get(reverse("welcome")).status_code == 404


def test_no_link_no_welcome(client: Client) -> None:
    client.get(reverse("welcome_link", args=["guessed"]))
    given = {"employee_number": "1", "given_name": "A", "family_name": "B", "password": PASSWORD}
    assert client.post(reverse("welcome"), given).status_code == 404
    assert not Person.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_production_has_no_demonstration(client: Client, cast: Cast, settings: Settings, method: str) -> None:
    assert settings.IS_DEMO is False
    assert getattr(client, method)(reverse("demo"), {"number": "100001"}).status_code == 404
    assert signed_in_as(client) is None


def test_a_marker_that_came_after_the_start_opens_nothing(
    client: Client, demonstration: None, settings: Settings
) -> None:
    settings.IS_DEMO = False
    assert client.post(reverse("demo"), {"number": "100001"}).status_code == 404
    assert signed_in_as(client) is None


def test_a_demonstration_lets_one_step_in_as_its_cast_only(client: Client, cast: Cast, demonstration: None) -> None:
    page = client.get(reverse("demo")).content.decode()
    assert "Ada Lund" in page
    assert "Frida Nilsen" not in page
    assert client.post(reverse("demo"), {"number": cast.frida.employee_number}).status_code == 404
    assert signed_in_as(client) is None
    client.post(reverse("demo"), {"number": "100001"})
    assert signed_in_as(client) == str(cast.ada.id)
    client.post(reverse("demo"), {"number": "100002"})
    assert signed_in_as(client) == str(cast.leif.id)


def test_the_account_page_lists_ones_own_sessions_only(client: Client, ada: Person, cast: Cast) -> None:
    cast.frida.set_password(PASSWORD)
    cast.frida.save()
    sign_in(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}))
    sign_in(Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/19 Safari/604.1"}), "100008")
    sign_in(client)
    page = client.get(reverse("account")).content.decode()
    assert "Firefox, Windows" in page
    assert "iPhone" not in page


def test_one_session_or_all_others_can_be_ended(ada: Person) -> None:
    here, one, two, three = Client(), Client(), Client(), Client()
    for client in (one, two, three, here):
        sign_in(client)
    line = OpenSession.objects.get(session_key=one.session.session_key)
    here.post(reverse("end_session", args=[line.id]))
    assert [client.get(reverse("account")).status_code for client in (one, two, three, here)] == [302, 200, 200, 200]
    here.post(reverse("end_other_sessions"))
    assert [client.get(reverse("account")).status_code for client in (one, two, three, here)] == [302, 302, 302, 200]


def test_nobody_ends_anothers_session(client: Client, ada: Person, cast: Cast) -> None:
    cast.frida.set_password(PASSWORD)
    cast.frida.save()
    frida = Client()
    sign_in(frida, "100008")
    sign_in(client)
    line = OpenSession.objects.get(person=cast.frida)
    assert client.post(reverse("end_session", args=[line.id])).status_code == 404
    assert frida.get(reverse("account")).status_code == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(ada: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(elsewhere)
    sign_in(here)
    given = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    assert here.post(reverse("account_change_password"), given).headers["Location"] == reverse("account")
    assert elsewhere.get(reverse("account")).status_code == 302
    assert here.get(reverse("account")).status_code == 200
    assert OpenSession.objects.get().session_key == here.session.session_key


def test_the_language_follows_the_person_to_another_device(ada: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    answer = here.post(reverse("set_language"), {"language": "nn", "next": reverse("account")})
    assert answer.headers["Location"] == reverse("account")
    assert '<html lang="nn"' in here.get(reverse("account")).content.decode()
    sign_in(elsewhere)
    assert '<html lang="nn"' in elsewhere.get(reverse("account")).content.decode()


def test_the_account_page_offers_every_language(client: Client, ada: Person) -> None:
    sign_in(client)
    main = client.get(reverse("account")).content.decode().partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'name="language" value="(\w+)"', main) == ["nb", "nn", "en"]


@pytest.mark.parametrize(("language", "back"), [("xx", "/konto/"), ("en", "https://elsewhere.example/")])
def test_an_unknown_language_or_another_host_changes_nothing(
    client: Client, ada: Person, language: str, back: str
) -> None:
    answer = client.post(reverse("set_language"), {"language": language, "next": back})
    assert answer.headers["Location"].startswith("/")
    assert ("language" in client.cookies) == (language == "en")


def test_passkeys_are_asked_for_only_after_a_fresh_password(client: Client, ada: Person) -> None:
    sign_in(client)
    asked = client.get(reverse("mfa_add_webauthn"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked.headers["Location"], {"password": PASSWORD, "next": reverse("mfa_add_webauthn")})
    page = client.get(reverse("mfa_add_webauthn"))
    assert page.status_code == 200
    options = json.loads(re.search(r'<script id="js_data"[^>]*>(.*?)</script>', page.content.decode()).group(1))  # type: ignore[union-attr]
    chosen = options["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")


MISSHAPEN = ['{"id": "x"}', '{"id": "x", "rawId": 7, "response": []}', "[]", '"x"', "7", "{", "[" * 5000]


@pytest.mark.parametrize("credential", MISSHAPEN)
def test_what_is_no_passkey_is_refused_as_a_wrong_one_is(client: Client, ada: Person, credential: str) -> None:
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session
    sign_in(client)
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        client.get(reverse(name))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse(name)})
        assert client.post(reverse(name), {"credential": credential}).status_code < 400
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "route", ["konto/signup/", "konto/email/", "konto/password/reset/", "accounts/login/", "konto/nokler/"]
)
def test_no_other_page_of_the_library_is_there(client: Client, route: str) -> None:
    assert client.get(f"/{route}").status_code == 404
