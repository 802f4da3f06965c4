"""The other of the two confirms where one is signed in: proved as at the door, and nobody is signed in by it."""

import json
import logging
import re
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.notifications.models import Notice
from samspill.organisation.models import Leadership
from samspill.people.models import FailedTries, OpenSession, Person
from samspill.plans.models import Confirmation
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from tests.cast import Cast
from tests.making import make_held, make_round
from tests.rooms.plans.test_races import together
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
ADAS, LEIFS, VERAS = "en lang setning om vinteren", "en annen setning om sommeren", "en tredje setning om høsten"
PIN = "582931"
WRONG = "dette er ikke passordet"
REMARK = "Jeg hadde ønsket meg mer tid."


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held; Ada, Leif and Vera have passwords."""
    for person, password in ((cast.ada, ADAS), (cast.leif, LEIFS), (cast.vera, VERAS)):
        person.set_password(password)
        person.save()
    make_round(cast)
    return make_held(cast)


@pytest.fixture
def ada(cast: Cast, held: Conversation) -> Client:
    """Ada, signed in."""
    return visitor(cast, "ada")


def page_of(conversation: Conversation) -> str:
    return reverse("confirm_here", args=[conversation.id])


def send(client: Client, conversation: Conversation, secret: str, **otherwise: str) -> HttpResponse:
    """Fill in the page as it stands, and send it."""
    seen_hash = value_of("seen_hash", client.get(page_of(conversation)))
    sent = {"secret": secret, "remark": REMARK, "credential": "", "seen_hash": seen_hash, **otherwise}
    return client.post(page_of(conversation), sent)


def value_of(field: str, page: HttpResponse) -> str:
    """What a hidden field holds."""
    found = re.search(rf'name="{field}" value="(\w+)"', text_of(page))
    assert found
    return found[1]


def give_passkey(person: Person) -> list[str]:
    """A passkey, and the recovery codes that come with the first one."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    return RecoveryCodes.activate(person).get_unused_codes()


def confirmed_by() -> list[Person]:
    return [one.person for one in Confirmation.objects.filter(voided_at__isnull=True).order_by("confirmed_at")]


def test_the_plan_leads_there_until_the_other_has_confirmed(cast: Cast, held: Conversation, ada: Client) -> None:
    agreement = reverse("agreement", args=[held.id])
    assert page_of(held) in text_of(ada.get(agreement))
    send(ada, held, LEIFS)
    assert page_of(held) not in text_of(ada.get(agreement))
    assert page_of(held) in text_of(visitor(cast, "leif").get(agreement))


def test_the_page_shows_the_whole_text_and_whose_confirmation_it_is(held: Conversation, ada: Client) -> None:
    page = text_of(ada.get(page_of(held)))
    for words in ("Lære opp nye", "Confirm as Leif Haugen", "Remark by Leif", "See the document as it will be filed"):
        assert words in page


def test_the_other_confirms_and_nobody_is_signed_in_by_it(cast: Cast, held: Conversation, ada: Client) -> None:
    ada.get(page_of(held))
    before, cookies = dict(ada.session), {name: one.value for name, one in ada.cookies.items()}
    answer = send(ada, held, LEIFS)
    assert (answer.status_code, answer["Location"]) == (303, reverse("agreement", args=[held.id]))
    after = dict(ada.session)
    for kept in (before, after):
        kept.pop("mfa.webauthn.state")
    assert after == before
    assert {name: one.value for name, one in ada.cookies.items() if name != "messages"} == cookies
    assert "Leif has confirmed the plan." in text_of(ada.get(reverse("agreement", args=[held.id])))
    assert not OpenSession.objects.filter(person=cast.leif).exists()
    assert Person.objects.get(id=cast.leif.id).last_login is None
    assert confirmed_by() == [cast.leif]
    leifs = read_agreement(cast.actor("ada"), conversation_id=held.id).confirmations[0]
    assert (leifs.remark, leifs.confirmation.capacity) == (REMARK, "leader")


def test_whoever_comes_second_makes_it_agreed(cast: Cast, held: Conversation, ada: Client) -> None:
    seen_hash = read_agreement(cast.actor("ada"), conversation_id=held.id).text_hash
    confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen_hash)
    done = send(ada, held, LEIFS)
    assert "You have both confirmed. The plan is agreed." in text_of(ada.get(done["Location"]))
    assert Conversation.objects.get(id=held.id).state == State.AGREED


def test_a_pin_is_enough_for_whoever_signs_in_with_it(cast: Cast, held: Conversation) -> None:
    Person.objects.filter(id=cast.ada.id).update(password="", pin=make_password(PIN))
    leif = visitor(cast, "leif")
    assert send(leif, held, "582932").status_code == 422
    assert send(leif, held, f" {PIN} ").status_code == 303
    assert confirmed_by() == [cast.ada]


def test_it_is_told_in_the_log_and_by_mail(cast: Cast, held: Conversation, ada: Client) -> None:
    send(ada, held, LEIFS)
    told = AccessEvent.objects.filter(thing_id=held.id, act__startswith="confirmed")
    assert [(one.act, one.actor_id, one.capacity) for one in told] == [
        ("confirmed_on_others_device", cast.leif.id, "leader")
    ]
    log = text_of(ada.get(reverse("who_has_seen", args=[held.id])))
    assert "Leif Haugen confirmed the plan on the other’s device" in log
    assert "You opened the plan" in log
    notice = Notice.objects.get(kind="confirmed_on_others_device")
    assert (notice.recipient, notice.facts["other"]) == (cast.leif, "Ada Lund")
    assert REMARK not in json.dumps(notice.facts)


@pytest.mark.parametrize("secret", [ADAS, VERAS, WRONG, "", " ", "123456", "\x00", "²²²²²²", "9" * 128, "x" * 129])
def test_nothing_but_the_others_own_secret_will_do(held: Conversation, ada: Client, secret: str) -> None:
    assert send(ada, held, secret).status_code == 422
    assert confirmed_by() == []


def test_ones_own_pin_is_not_the_others(cast: Cast, held: Conversation) -> None:
    Person.objects.filter(id=cast.leif.id).update(pin=make_password(PIN))
    assert send(visitor(cast, "leif"), held, PIN).status_code == 422
    assert confirmed_by() == []


def test_whoever_has_left_cannot_confirm(cast: Cast, held: Conversation, ada: Client) -> None:
    Person.objects.filter(id=cast.leif.id).update(is_active=False, pin=make_password(PIN))
    for secret in (LEIFS, PIN):
        assert send(ada, held, secret).status_code == 422
    assert confirmed_by() == []


def test_whoever_no_longer_leads_cannot_confirm(held: Conversation, ada: Client, cast: Cast) -> None:
    Leadership.objects.filter(employee=cast.ada, leader=cast.leif).update(until_on=clock.today())
    assert send(ada, held, LEIFS).status_code == 404
    assert confirmed_by() == []


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_the_page_is_for_the_two(cast: Cast, held: Conversation, name: str) -> None:
    client = visitor(cast, name)
    assert client.get(page_of(held)).status_code == 404
    assert client.post(page_of(held), {"secret": LEIFS}).status_code == 404
    assert confirmed_by() == []


def test_wrong_secrets_wait_as_long_as_at_the_door_and_are_the_same_count(held: Conversation, ada: Client) -> None:
    def at_the_door(password: str) -> str:
        door = Client(headers={"accept-language": "en"})
        return text_of(door.post(reverse("account_login"), {"login": "100002", "password": password}))

    with clock.fixed(clock.now()):
        for _ in range(3):
            send(ada, held, WRONG)
        for _ in range(2):
            at_the_door(WRONG)
        wait = "Too many tries. Please wait 1 second."
        assert wait in text_of(send(ada, held, LEIFS))
        assert wait in at_the_door(LEIFS)
    assert confirmed_by() == []
    with clock.fixed(clock.now() + timedelta(seconds=2)):
        assert send(ada, held, LEIFS).status_code == 303
    assert not FailedTries.objects.exists()


def test_failures_here_are_the_others_and_never_ones_own(cast: Cast, held: Conversation, ada: Client) -> None:
    with clock.fixed(clock.now()):
        for _ in range(6):
            send(ada, held, WRONG)
        door = Client()
        door.post(reverse("account_login"), {"login": "100001", "password": ADAS})
        assert door.session["_auth_user_id"] == str(cast.ada.id)


def test_a_text_that_changed_meanwhile_is_read_again_and_no_secret_is_judged(
    cast: Cast, held: Conversation, ada: Client
) -> None:
    codes = give_passkey(cast.leif)
    seen = read_agreement(cast.actor("ada"), conversation_id=held.id).text_hash
    draft = ActionDraft("Noe nytt", "leader", clock.today() + timedelta(days=9))
    add_action(cast.actor("leif"), conversation_id=held.id, draft=draft)
    answer = send(ada, held, LEIFS, seen_hash=seen, recovery_code=codes[0])
    page = text_of(answer)
    assert answer.status_code == 409
    for words in ("The text has been changed since you read it", "Noe nytt", REMARK):
        assert words in page
    assert seen not in page
    assert (confirmed_by(), FailedTries.objects.count()) == ([], 0)
    assert send(ada, held, LEIFS, recovery_code=codes[0]).status_code == 303


def test_a_remark_that_is_too_long_is_told_at_its_place(held: Conversation, ada: Client) -> None:
    answer = send(ada, held, LEIFS, remark="x" * 2_001)
    assert answer.status_code == 422
    assert 'id="id_remark_error"' in text_of(answer)
    assert confirmed_by() == []


def test_whoever_has_a_passkey_needs_more_than_a_password(cast: Cast, held: Conversation, ada: Client) -> None:
    codes = give_passkey(cast.leif)
    assert "recovery_code" not in text_of(ada.get(page_of(held)))
    assert "recovery_code" not in text_of(send(ada, held, WRONG))
    asked = send(ada, held, LEIFS)
    assert asked.status_code == 422
    assert "Leif has a passkey, so the password or the PIN is not enough" in text_of(asked)
    assert send(ada, held, LEIFS, recovery_code="000000000000").status_code == 422
    assert send(ada, held, WRONG, recovery_code=codes[0]).status_code == 422
    assert confirmed_by() == []
    assert send(ada, held, LEIFS, recovery_code=codes[0]).status_code == 303
    assert codes[0] not in RecoveryCodes.activate(cast.leif).get_unused_codes()


def test_recovery_codes_cannot_be_guessed_here_either(cast: Cast, held: Conversation, ada: Client) -> None:
    codes = give_passkey(cast.leif)
    for _ in range(5):
        send(ada, held, LEIFS, recovery_code="000000000000")
    assert "Too many tries. Please wait a moment." in text_of(send(ada, held, LEIFS, recovery_code=codes[0]))
    assert confirmed_by() == []


@pytest.mark.parametrize("credential", ["x", "null", "[]", "5", '{"id":"x"}', '{"id":"x","rawId":"x"}', "[" * 9_000])
@pytest.mark.parametrize("has_passkey", [True, False])
def test_what_is_no_passkey_does_not_confirm(
    cast: Cast, held: Conversation, ada: Client, credential: str, *, has_passkey: bool
) -> None:
    if has_passkey:
        give_passkey(cast.leif)
    answer = send(ada, held, "", credential=credential)
    assert answer.status_code == 422
    assert "This is not Leif’s passkey." in text_of(answer)
    assert '<input type="hidden" name="credential" id="passkey_credential">' in text_of(answer)
    assert confirmed_by() == []


def test_the_page_tells_nobody_what_the_other_signs_in_with(cast: Cast, held: Conversation, ada: Client) -> None:
    def shown() -> str:
        page = re.sub(r"[A-Za-z0-9]{64}", "token", text_of(ada.get(page_of(held))))
        return re.sub(r'"challenge": "[^"]+"', "", page)

    with_password = shown()
    give_passkey(cast.leif)
    with_passkey_too = shown()
    Authenticator.objects.all().delete()
    Person.objects.filter(id=cast.leif.id).update(password="", pin=make_password(PIN))
    assert with_password == with_passkey_too == shown()


def test_whoever_has_no_way_in_signs_on_paper(cast: Cast, held: Conversation, ada: Client) -> None:
    Person.objects.exclude(id=cast.ada.id).update(password="")
    page = text_of(ada.get(page_of(held)))
    assert "Leif has not chosen a password or a PIN yet" in page
    assert 'name="secret"' not in page
    Person.objects.update(password="")
    cast.leif.refresh_from_db()
    page = text_of(visitor(cast, "leif").get(page_of(held)))
    assert reverse("signed_on_paper", args=[held.id]) in page
    assert 'name="secret"' not in page


def test_the_secret_is_nowhere_afterwards(
    cast: Cast, held: Conversation, ada: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    codes = give_passkey(cast.leif)
    answers = [
        send(ada, held, WRONG),
        send(ada, held, LEIFS),
        send(ada, held, LEIFS, recovery_code="424242424242"),
        send(ada, held, LEIFS, recovery_code=codes[0], remark="x" * 2_001),
        send(ada, held, LEIFS, recovery_code=codes[1]),
    ]
    assert [one.status_code for one in answers] == [422, 422, 422, 422, 303]
    sessions = json.dumps([one.get_decoded() for one in Session.objects.all()])
    notices = json.dumps([one.facts for one in Notice.objects.all()])
    log = "".join(AccessEvent.objects.values_list("facts", flat=True))
    places = [caplog.text, sessions, notices, log, *(text_of(one) for one in answers)]
    for secret in (WRONG, LEIFS, "424242424242", *codes[:2]):
        assert [place for place in places if secret in place] == []


def test_browsers_are_asked_to_neither_fill_in_nor_keep_the_secret(cast: Cast, held: Conversation, ada: Client) -> None:
    give_passkey(cast.leif)
    page = text_of(send(ada, held, LEIFS))
    fields = re.findall(r'<input type="password"[^>]*>', page)
    assert len(fields) == 2
    for field in fields:
        assert 'autocomplete="one-time-code"' in field
        assert "value=" not in field


@pytest.mark.parametrize("state", [State.STARTED, State.DISCONTINUED])
def test_there_is_no_such_page_before_or_after(held: Conversation, ada: Client, state: State) -> None:
    Conversation.objects.filter(id=held.id).update(state=state)
    assert ada.get(page_of(held)).status_code == 404
    assert ada.post(page_of(held), {"secret": LEIFS}).status_code == 404
    assert (confirmed_by(), FailedTries.objects.count()) == ([], 0)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_form_that_is_sent_twice_confirms_once(
    cast: Cast, held: Conversation, ada: Client, *, is_first: bool
) -> None:
    seen_hash = read_agreement(cast.actor("ada"), conversation_id=held.id).text_hash
    if not is_first:
        confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen_hash)
    sent = {"secret": LEIFS, "seen_hash": seen_hash}
    answers = [ada.post(page_of(held), sent) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, reverse("agreement", args=[held.id]))] * 2
    assert confirmed_by().count(cast.leif) == 1
    assert Notice.objects.filter(kind="confirmed_on_others_device").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_button_that_is_pressed_twice_at_once_confirms_once(cast: Cast, held: Conversation) -> None:
    for _ in range(5):
        seen_hash = read_agreement(cast.actor("ada"), conversation_id=held.id).text_hash
        confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen_hash)
        sent = {"secret": LEIFS, "seen_hash": seen_hash}
        clients = [visitor(cast, "ada") for _ in range(3)]
        answers = together(*[partial(client.post, page_of(held), sent) for client in clients])
        assert [answer.status_code for answer in answers if isinstance(answer, HttpResponse)] == [303] * 3
        assert sorted(person.given_name for person in confirmed_by()) == ["Ada", "Leif"]
        reopen_plan(cast.actor("ada"), conversation_id=held.id, reason="A date is wrong")
    assert not AccessEvent.objects.filter(act="refused").exists()


def test_it_needs_the_page_that_it_was_filled_in_on(cast: Cast, held: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post(page_of(held), {"secret": LEIFS}).status_code == 403
    assert confirmed_by() == []


def test_a_page_that_lay_open_while_the_other_signed_in_confirms_nothing(cast: Cast, held: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)

    def sign_in(number: str, password: str) -> None:
        token = value_of("csrfmiddlewaretoken", client.get(reverse("account_login")))
        client.post(reverse("account_login"), {"login": number, "password": password, "csrfmiddlewaretoken": token})

    sign_in("100001", ADAS)
    page = client.get(page_of(held))
    sent = {name: value_of(name, page) for name in ("csrfmiddlewaretoken", "seen_hash")}
    client.post(reverse("account_logout"), {"csrfmiddlewaretoken": sent["csrfmiddlewaretoken"]})
    sign_in("100002", LEIFS)
    assert client.session["_auth_user_id"] == str(cast.leif.id)
    assert client.post(page_of(held), {**sent, "secret": LEIFS}).status_code == 403
    assert client.post(page_of(held), {**sent, "secret": ADAS}).status_code == 403
    assert confirmed_by() == []


def test_a_script_that_speaks_for_somebody_else_is_refused(cast: Cast, held: Conversation, ada: Client) -> None:
    sent, headers = {"secret": LEIFS}, {"X-Person": str(cast.leif.id)}
    assert ada.post(page_of(held), sent, headers=headers).status_code == 403


def test_the_page_asks_the_same_of_the_database_however_long_the_plan_is(
    cast: Cast, held: Conversation, ada: Client
) -> None:
    draft, costs = ActionDraft("Noe", "both", clock.today() + timedelta(days=9)), set()
    for _ in range(3):
        costs.add(cost_of(ada, page_of(held)).count)
        add_action(cast.actor("ada"), conversation_id=held.id, draft=draft)
    assert len(costs) == 1
