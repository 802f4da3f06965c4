from dataclasses import fields
from datetime import UTC, date, datetime
from typing import get_type_hints
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from tests.rooms.notifications.saying import say

from samspill.foundation import clock
from samspill.notifications import kinds, outbox
from samspill.notifications.models import Notice
from samspill.people.models import Person

ALLOWED = {
    kinds.PersonName, kinds.Place, kinds.Path, kinds.MailAddress, kinds.Code, datetime, date, int, bool, UUID,
}  # fmt: skip
NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.kind)
def test_a_notice_can_hold_no_free_text(kind: type[kinds.Message]) -> None:
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        assert hints[field.name] in ALLOWED, f"{kind.__name__}.{field.name}"
        assert field.name not in {"text", "body", "words", "note", "message", "content"}
    holds_a_code = kinds.Code in [hints[field.name] for field in fields(kind)]
    assert holds_a_code == (kind is kinds.CodeForSignIn)


def test_every_kind_is_known_by_its_name() -> None:
    def below(kind: type) -> set[type]:
        return {kind, *(far for near in kind.__subclasses__() for far in below(near))}

    concrete = {kind.__name__ for kind in below(kinds.Message) if "kind" in vars(kind)}
    assert concrete == {kind.__name__ for kind in kinds.KINDS.values()}
    assert all(len(name) <= 40 for name in kinds.KINDS)


@pytest.mark.django_db
def test_what_is_put_comes_back_the_same() -> None:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@example.org", language="nn")
    message = say(kinds.InvitedToConversation)
    notice = Notice.objects.get(pk=outbox.put(message, recipient=ada, about_id=message.uid).pk)
    assert kinds.InvitedToConversation.from_facts(notice.facts) == message
    assert (notice.language, notice.state, notice.about_id) == ("nn", Notice.State.QUEUED, message.uid)
    assert notice.message_id.startswith("<")
    assert notice.message_id.endswith("@localhost>")


@pytest.mark.django_db
def test_whoever_has_no_mail_gets_a_notice_that_says_so_and_holds_no_code() -> None:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada")
    code = kinds.CodeForSignIn(path="/konto/kode/", code="secret-7", expires_at=NOON)
    notice = outbox.put(code, recipient=ada, about_id=None)
    assert notice.state == Notice.State.NO_ADDRESS
    assert notice.language == "nb"
    assert "secret-7" not in str(Notice.objects.values_list("facts", flat=True)[0])


@pytest.mark.django_db
def test_line_breaks_never_get_in() -> None:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@example.org")
    notice = outbox.put(
        say(kinds.InvitedToConversation, leader="Leif\r\nBcc: all@example.org"), recipient=ada, about_id=None
    )
    assert notice.facts["leader"] == "Leif Bcc: all@example.org"


@pytest.mark.django_db(transaction=True)
def test_a_notice_stands_or_falls_with_its_act() -> None:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@example.org")
    with pytest.raises(RuntimeError, match="transaction"):
        outbox.put(say(kinds.InvitedToConversation), recipient=ada, about_id=None)
    with pytest.raises(ZeroDivisionError):
        _put_and_fail(ada)
    assert not Notice.objects.exists()


@transaction.atomic
def _put_and_fail(recipient: Person) -> None:
    outbox.put(say(kinds.InvitedToConversation), recipient=recipient, about_id=None)
    raise ZeroDivisionError


@pytest.mark.django_db
def test_thousands_are_put_in_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@example.org")
    message = say(kinds.InvitedToConversation)
    with django_assert_max_num_queries(2_000 // 50), clock.fixed(NOON):
        outbox.put_many([outbox.Addressed(message, ada, None)] * 2_000)
    assert Notice.objects.filter(made_at=NOON, due_at=NOON).count() == 2_000
