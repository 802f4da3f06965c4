"""Odd input from somebody who is allowed in: never a broken page, never another's words, never what no form offers."""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4

import pytest
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation
from samspill.conversations.services import preparing, writing
from samspill.plans.models import Action, Goal
from samspill.plans.services.drafting import add_goal
from tests.cast import Cast
from tests.making import make_held, make_invited, make_round, make_started
from tests.web.visiting import visitor

pytestmark = pytest.mark.django_db

FIELDS = (
    "text", "value", "field", "revision", "act", "questions", "own_title", "topic", "mark", "writer", "what",
    "responsible", "due_on", "support", "next_check_on", "kind", "seen_hash", "remark", "usefulness", "is_without",
    "state", "back", "planned_at_0", "planned_at_1", "length_minutes", "place", "purposes", "words", "themes", "reason",
    "until_on", "write_up_by_on", "note:career", "focus:career", "private:career", "text:theme:career",
    "revision:theme:career", "revision:note:career", "capacity", "person", "conversation", "author", "delegate",
    "employees", "title_code", "unit", "language", "next", "code", "pin", "password", "employee_number", "name",
    "secret", "recovery_code", "credential",
    "whose", "serves", "goal",
)  # fmt: skip
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "", "\x00", "a\x00b", "-1", "0", "1", "9" * 30, "9" * 5_000, "²", "٣", "1e9", "NaN", "null", "[]", "{}",
            "true", "9999-12-31", "0001-01-01", "2026-02-30", "25:61", "x" * 20_000, "note:", "note:career",
            "focus:career", "focus:finnesikke", "private:expectations", "confirmed:" + "0" * 64, "text:point:goals",
            "text:own:" + "0" * 36, "matters:theme:career", "text:employee:text:theme:career", "\u202e\ufeff\u2028",
            "../../etc/passwd", "//example.org", "<script>1</script>", "%s%n%(x)s", "\r\nSet-Cookie: a=b", "talked",
            "leader", "employee", "both", "share theme:career", "take-back theme:career", "remove own:1", "go \x00",
            "0" * 64, "done", "yes", "work", "very", "2030-01-01", "10:00", "60", str(UUID(int=0)),
        ]
    ),
)  # fmt: skip
FORMS = st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=12)
IN_THE_CONVERSATION = (
    "invite", "call_off", "decline", "exempt", "bring_back", "preparation", "save_preparation", "questions", "room_start",
    "room_write", "room_finish", "goal_new", "action_new", "without_actions", "confirm", "confirm_here", "reopen",
    "evaluation",
    "action_advice",
)  # fmt: skip
ELSEWHERE = ("plan_team", "delegations", "set_language", "account_login", "sign_in_code", "sign_in_code_use", "paper")
READ = (
    "room", "room_news", "preparation", "agreement", "questions", "who_has_seen", "conversation", "coverage", "team",
    "team_day", "delegations", "plan_team", "home", "actions", "account_login", "who_has_seen_all", "paper_pin",
    "action_new", "goal_new",
)  # fmt: skip
HYPOTHESIS = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def broken() -> Iterator[list[str]]:
    """The kinds of error that a page fell over."""
    found: list[str] = []

    def note(**details: object) -> None:
        from sys import exc_info

        error = exc_info()[1]
        found.append(f"{getattr(details.get('request'), 'path', '')}: {error!r}")

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


@pytest.fixture(params=["invited", "started", "held"])
def conversation(cast: Cast, request: pytest.FixtureRequest) -> Conversation:
    """Ada's conversation, as far as it goes in each."""
    make_round(cast)
    make = {"invited": make_invited, "started": make_started, "held": make_held}[request.param]
    return make(cast)


def _quiet(cast: Cast, name: str) -> Client:
    client = visitor(cast, name)
    client.raise_request_exception = False
    return client


def _address(name: str, conversation: Conversation) -> str:
    needs_one = name in IN_THE_CONVERSATION or name in READ[:7]
    return reverse(name, kwargs={"conversation_id": conversation.id} if needs_one else None)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_no_form_breaks_a_page(cast: Cast, conversation: Conversation, broken: list[str], name: str) -> None:
    client = _quiet(cast, name)

    @HYPOTHESIS
    @given(page=st.sampled_from(IN_THE_CONVERSATION + ELSEWHERE), sent=FORMS, headers=st.booleans())
    def send(page: str, sent: Mapping[str, str], headers: bool) -> None:  # noqa: FBT001 hypothesis gives it by name
        asked = {"X-Autosave": "1", "HX-Request": "true", "HX-Target": "x#\x00"} if headers else {}
        response = client.post(_address(page, conversation), dict(sent), headers=asked)
        assert (response.status_code, broken) == (response.status_code, [])
        assert response.status_code < 500

    send()


@pytest.mark.parametrize("name", ["ada", "leif", "hanne"])
def test_no_address_breaks_a_page(cast: Cast, conversation: Conversation, broken: list[str], name: str) -> None:
    client = _quiet(cast, name)
    names = st.sampled_from(
        ["tema", "punkt", "seen", "page", "after", "runde", "state", "unit", "name", "next", "dag", "fra", "hvem"]
    )

    @HYPOTHESIS
    @given(page=st.sampled_from(READ), sent=st.dictionaries(names, ODD, max_size=4))
    def ask(page: str, sent: Mapping[str, str]) -> None:
        response = client.get(_address(page, conversation), dict(sent))
        assert broken == []
        assert response.status_code < 500

    ask()


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_no_goal_or_action_breaks_a_page(cast: Cast, broken: list[str], name: str) -> None:
    make_round(cast)
    one = make_held(cast)
    add_goal(cast.actor("ada"), conversation_id=one.id, text="Et mål", kind="work")
    client = _quiet(cast, name)
    addresses = [
        reverse("goal_edit", args=[one.id, Goal.objects.get().id]),
        reverse("action_edit", args=[one.id, Action.objects.get().id]),
        reverse("goal_edit", args=[one.id, uuid4()]),
        reverse("action_state", args=[Action.objects.get().id]),
    ]

    @HYPOTHESIS
    @given(address=st.sampled_from(addresses), sent=FORMS)
    def send(address: str, sent: Mapping[str, str]) -> None:
        response = client.post(address, dict(sent))
        assert broken == []
        assert response.status_code < 500

    send()


@pytest.mark.parametrize(
    "field",
    [
        "confirmed:" + "0" * 64, "remark:leader", "evaluation:leader:useful", "goal:1", "employee:text:theme:career",
        "leader:text:theme:career", "invitation:words", "text:theme:career", "note:../career", "note:", "chosen", "",
    ],
)  # fmt: skip
def test_a_forged_field_is_written_nowhere(cast: Cast, field: str) -> None:
    make_round(cast)
    one = make_held(cast)
    before = AccessEvent.objects.count()
    sent = {"field": field, "value": "Forfalsket", "revision": "0"}
    client = visitor(cast, "ada")
    answer = client.post(reverse("room_write", args=[one.id]), sent, headers={"X-Autosave": "1"})
    assert answer.status_code == 404
    assert AccessEvent.objects.count() == before


@pytest.mark.parametrize(
    "field",
    ["text:invitation:words", "text:employee:text:theme:career", "text:leader:text:theme:career", "chosen:x",
     "title:own:1", "private:career", "matters:point:finnes-ikke", "text:own:finnes-ikke"],
)  # fmt: skip
def test_a_forged_point_is_written_nowhere(cast: Cast, field: str) -> None:
    make_round(cast)
    one = make_invited(cast, words="Velkommen")
    sent = {"field": field, "value": "Forfalsket", "revision": "0"}
    answer = visitor(cast, "ada").post(reverse("save_preparation", args=[one.id]), sent)
    assert answer.status_code == 404


def test_the_other_version_of_a_note_is_logged_as_opened(cast: Cast) -> None:
    make_round(cast)
    one = make_started(cast)
    writing.save_note(cast.actor("ada"), conversation_id=one.id, theme="career", text="Adas notat", revision=0)
    writing.change_writer(cast.actor("leif"), conversation_id=one.id, writer="leader")
    sent = {"field": "note:career", "value": "Leifs", "revision": "0"}
    answer = visitor(cast, "leif").post(reverse("room_write", args=[one.id]), sent, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer.json()["value"]) == (409, "Adas notat")
    opened = AccessEvent.objects.filter(act="opened", part=Part.CONVERSATION_NOTES, actor_id=cast.leif.id)
    assert opened.count() == 1


@pytest.mark.parametrize("method", ["get", "post", "head", "options", "put", "patch", "delete"])
def test_nobody_else_gets_a_word_by_any_method(cast: Cast, method: str) -> None:
    make_round(cast)
    one = make_held(cast)
    mark = "HEMMELIGORD"
    preparing.save_point(cast.actor("ada"), conversation_id=one.id, point="theme:career", text=mark, revision=0)
    preparing.share_point(cast.actor("ada"), conversation_id=one.id, point="theme:career")
    writing.save_note(cast.actor("ada"), conversation_id=one.id, theme="career", text=mark, revision=0)
    for name in ("vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"):
        client = _quiet(cast, name)
        for page in dict.fromkeys((*IN_THE_CONVERSATION, *READ[:7], "own_copy", "draft_copy", "preparation_copy")):
            address = reverse(page, kwargs={"conversation_id": one.id})
            answer = getattr(client, method)(address, headers={"X-Autosave": "1", "HX-Request": "true"})
            assert answer.status_code in {404, 405}, (name, page)
            assert mark not in answer.content.decode() + str(answer.headers)


def test_far_dates_are_told_of_and_not_stumbled_over(cast: Cast, broken: list[str]) -> None:
    make_round(cast)
    one = make_invited(cast)
    client = _quiet(cast, "leif")
    for day in ("9999-12-31", "0001-01-01"):
        sent = {"planned_at_0": day, "planned_at_1": "23:59", "length_minutes": "240", "place": "Rom"}
        assert client.post(reverse("invite", args=[one.id]), sent).status_code in {303, 422}
        assert client.get(reverse("conversation", args=[one.id])).status_code == 200
        plan = {"propose": "1", "start_on": day, "parts": "morning", "most_a_day": "1", "length_minutes": "60"}
        assert client.post(reverse("plan_team"), plan).status_code < 500
    assert broken == []


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("confirm", {"remark": "a\x00b", "seen_hash": "0" * 64}),
        ("confirm", {"seen_hash": "\x00"}),
        ("room_write", {"topic": "career", "note:career": "Notat", "revision:note:career": "9" * 5_000}),
        ("save_preparation", {"field": "text:theme:career", "value": "Notat", "revision": "9" * 5_000}),
    ],
)
def test_a_control_character_or_an_endless_number_is_refused(
    cast: Cast, broken: list[str], page: str, sent: dict[str, str]
) -> None:
    make_round(cast)
    one = make_held(cast)
    assert _quiet(cast, "ada").post(reverse(page, args=[one.id]), sent).status_code in {303, 404, 409, 422}
    assert broken == []
