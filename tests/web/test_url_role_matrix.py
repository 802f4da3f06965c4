"""Every URL × every person × every state: whoever a page is not for gets the same 404 as for what does not exist."""

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation, Wish
from samspill.conversations.states import State
from samspill.organisation.models import ImportRun, Unit
from samspill.plans.models import Action, AgreedPlan, Correction, Goal
from samspill.plans.services.drafting import add_goal
from samspill.rounds.models import Round
from tests.assessing import make_shared, use_assessments
from tests.cast import Cast
from tests.making import make_held, make_round
from tests.rooms.guides.test_queries import make_addition
from tests.web.audiences import EVERYBODY, MEMBERS, NINE, PAGES

pytestmark = pytest.mark.django_db
STATES = (State.PLANNED, State.INVITED, State.STARTED, State.HELD, State.AGREED, State.UNCONFIRMED, State.EXEMPTED)


def _patterns() -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns:
        yield from getattr(pattern, "url_patterns", [pattern])


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    return tuple(sorted(getattr(pattern.callback, "methods", {"GET", "POST"}) & {"GET", "POST"}))


@pytest.fixture
def world(cast: Cast) -> dict[str, UUID | int | str]:
    """A held conversation of Ada and Leif with a goal, an action and an assessment, and one of each other thing."""
    round_ = make_round(cast)
    conversation = make_held(cast)
    use_assessments()
    make_shared(cast, conversation)
    add_goal(cast.actor("ada"), conversation_id=conversation.id, text="Et mål", kind="work")
    correction = Correction(plan=AgreedPlan.objects.get(), field="goal:1", capacity="employee", proposed_by=cast.ada)
    correction.save()
    run = ImportRun.objects.create(made_by=cast.hanne, state="checked")
    return {
        "conversation_id": conversation.id,
        "action_id": Action.objects.get().id,
        "goal_id": Goal.objects.get().id,
        "correction_id": correction.id,
        "wish_id": Wish.objects.create(conversation=conversation, kind="companion", made_by=cast.ada).id,
        "unit_id": Unit.objects.get(code="1100").id,
        "round_id": round_.id,
        "run_id": run.id,
        "session_id": uuid4(),
        "delegation_id": uuid4(),
        "person_id": cast.ada.id,
        "pk": 1,
        "page": 1,
        "code": "feilkode",
        "role": "hr",
        "key": make_addition(cast),
        "side": "medarbeider",
        "step": "forberedelse",
    }


def _address(pattern: URLPattern, world: dict[str, UUID | int | str]) -> str:
    return reverse(str(pattern.name), kwargs={name: world[name] for name in pattern.pattern.converters})


def _ask(client: Client, method: str, address: str) -> HttpResponse:
    """Ask and undo whatever was done."""
    with transaction.atomic():
        response: HttpResponse = client.generic(method, address)
        transaction.set_rollback(True)
    return response


def _client(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def test_every_page_has_its_line_and_every_line_its_page() -> None:
    assert {str(pattern.name) for pattern in _patterns()} == set(PAGES)


@pytest.mark.parametrize("name", NINE)
def test_whoever_a_page_is_not_for_gets_404(cast: Cast, world: dict[str, UUID | int | str], name: str) -> None:
    client = _client(cast, name)
    closed = [pattern for pattern in _patterns() if name not in MEMBERS[PAGES[str(pattern.name)]]]
    assert len(closed) >= 8
    wrong = []
    for state in STATES:
        Conversation.objects.filter(id=world["conversation_id"]).update(state=state)
        for pattern in closed:
            if state is not State.HELD and "conversation_id" not in pattern.pattern.converters:
                continue
            for method in ("GET", "POST"):
                status = _ask(client, method, _address(pattern, world)).status_code
                if status not in ({404} if method in _methods(pattern) else {404, 405}):
                    wrong.append((state.value, method, pattern.name, status))
    assert wrong == []


@pytest.mark.parametrize("name", NINE)
def test_whoever_a_page_is_for_gets_in_in_some_state(cast: Cast, world: dict[str, UUID | int | str], name: str) -> None:
    client = _client(cast, name)
    missing = {
        "mfa_remove_webauthn",
        "end_session",
        "welcome_link",
        "welcome",
        "demo",
        "import_run",
        "import_apply",
        "end_sharing",
        "end_role",
    }
    asked = [one for one in _patterns() if name in MEMBERS[PAGES[str(one.name)]] and one.name not in missing]
    shut = {str(pattern.name) for pattern in asked}
    for state in STATES:
        Conversation.objects.filter(id=world["conversation_id"]).update(state=state)
        for pattern in [one for one in asked if one.name in shut]:
            for method in _methods(pattern):
                if _ask(client, method, _address(pattern, world)).status_code != 404:
                    shut.discard(str(pattern.name))
    assert shut == set()


def test_whoever_is_not_signed_in_is_asked_to(world: dict[str, UUID | int | str]) -> None:
    closed = [pattern for pattern in _patterns() if PAGES[str(pattern.name)] != EVERYBODY]
    for pattern in closed:
        for method in ("GET", "POST"):
            response = _ask(Client(), method, _address(pattern, world))
            assert response.status_code == 302, (pattern.name, method)
            assert response.headers["Location"].startswith(reverse("account_login")), pattern.name


def test_whoever_has_left_is_out_with_the_next_request(cast: Cast, world: dict[str, UUID | int | str]) -> None:
    client = _client(cast, "ada")
    address = reverse("conversation", kwargs={"conversation_id": world["conversation_id"]})
    assert client.get(address).status_code == 200
    cast.ada.is_active = False
    cast.ada.save()
    assert client.get(address).status_code == 302


def _alike(response: HttpResponse) -> str:
    """The page without what differs from request to request: the form token, and the address that was asked for."""
    without_tokens = re.sub(r"[A-Za-z0-9]{64}", "token", response.content.decode())
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id", without_tokens)


@pytest.mark.parametrize("name", ["frida", "vera", "hanne", "aksel"])
def test_forbidden_and_missing_look_the_same(cast: Cast, world: dict[str, UUID | int | str], name: str) -> None:
    client = _client(cast, name)
    for page in ("conversation", "room", "preparation", "agreement", "own_copy", "who_has_seen", "assessment"):
        forbidden = client.get(reverse(page, kwargs={"conversation_id": world["conversation_id"]}))
        missing = client.get(reverse(page, kwargs={"conversation_id": uuid4()}))
        assert (forbidden.status_code, missing.status_code) == (404, 404)
        assert _alike(forbidden) == _alike(missing)
        assert forbidden.headers.items() == missing.headers.items()


def test_refusals_are_counted_for_the_two(cast: Cast, world: dict[str, UUID | int | str]) -> None:
    address = reverse("conversation", kwargs={"conversation_id": world["conversation_id"]})
    _client(cast, "frida").get(address)
    refused = AccessEvent.objects.filter(act="refused", thing_id=world["conversation_id"])
    assert refused.count() == 1
    assert (
        "1"
        in _client(cast, "ada")
        .get(reverse("who_has_seen", kwargs={"conversation_id": world["conversation_id"]}))
        .content.decode()
    )
    assert Round.objects.count() == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_never_taken(cast: Cast, world: dict[str, UUID | int | str], method: str) -> None:
    client = _client(cast, "ada")
    for pattern in _patterns():
        status = _ask(client, method, _address(pattern, world)).status_code
        assert status in {404, 405}, (pattern.name, status)
