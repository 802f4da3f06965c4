"""Sending against a real mail server: down, slow to say yes, refusing; with the clock standing where it is put."""

import logging
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.rooms.notifications.saying import MEETING_UID, SPRING, say
from tests.rooms.notifications.sink import Sink

from samspill.foundation import clock
from samspill.notifications import facts, kinds, outbox, sending, tasks
from samspill.notifications.models import Notice
from samspill.people.models import Person

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
REFUSED_FOR_NOW, REFUSED, CLOSING = "451 4.7.1 Try again", "550 5.1.1 No such person", "421 4.3.2 Closing"


@transaction.atomic
def put(message: kinds.Message, recipient: Person) -> Notice:
    return outbox.put(message, recipient=recipient, about_id=MEETING_UID)


@transaction.atomic
def put_plans(count: int, recipient: Person) -> list[Notice]:
    return outbox.put_many([outbox.Addressed(say(kinds.PlanAgreed), recipient, None)] * count)


def test_what_is_sent_is_marked_and_not_sent_again(sink: Sink, ada: Person) -> None:
    with clock.fixed(NOW):
        notice = put(say(kinds.PlanAgreed), ada)
        assert sending.send_due() == 1
        assert sending.send_due() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.sent_at, notice.attempts) == (Notice.State.SENT, NOW, 1)
    assert sink.message_ids == [notice.message_id]
    assert sink.mails[0]["To"] == "ada@lyngvik.example"
    assert sink.mails[0]["From"] == "Samspill <samspill@lyngvik.example>"


def test_a_server_that_is_down_for_an_hour_loses_nothing_and_doubles_nothing(sink: Sink, ada: Person) -> None:
    sink.stop()
    with clock.fixed(NOW):
        notices = put_plans(30, ada)
    for minute in range(60):
        with clock.fixed(NOW + timedelta(minutes=minute)):
            assert sending.send_due() == 0
    assert not Notice.objects.exclude(state=Notice.State.QUEUED, attempts=0, leased_until_at=None).exists()
    sink.start()
    with clock.fixed(NOW + timedelta(hours=1)):
        assert sending.send_due() == 30
    assert sorted(sink.message_ids) == sorted(notice.message_id for notice in notices)


def test_a_server_that_leaves_in_the_middle_stops_the_batch(sink: Sink, ada: Person) -> None:
    sink.on_received = lambda count: "250 OK" if count <= 3 else CLOSING
    with clock.fixed(NOW):
        put_plans(10, ada)
        assert sending.send_due() == 3
        tried = Notice.objects.filter(state=Notice.State.QUEUED, attempts=1, last_error="421")
        assert tried.count() == 1
        assert Notice.objects.filter(state=Notice.State.QUEUED, attempts=0, leased_until_at=None).count() == 6
    sink.on_received = lambda count: "250 OK"
    with clock.fixed(NOW + timedelta(minutes=1)):
        assert sending.send_due() == 7
    assert len(sink.message_ids) == len(set(sink.message_ids)) == 10


def test_without_a_mail_server_everything_waits_and_says_so(
    settings: Settings, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_HOST = ""
    put(say(kinds.PlanAgreed), ada)
    with caplog.at_level(logging.WARNING, logger="samspill"):
        assert sending.send_due() == 0
    assert "No mail server is set up" in caplog.text
    assert facts.count_waiting() == 1


def test_temporary_refusals_are_tried_again_later_and_later_for_five_days(sink: Sink, ada: Person) -> None:
    sink.answers[ada.mail] = REFUSED_FOR_NOW
    with clock.fixed(NOW):
        notice = put(say(kinds.PlanAgreed), ada)
    waits, at = [], NOW
    while notice.state == Notice.State.QUEUED:
        with clock.fixed(at):
            assert sending.send_due() == 0
        notice.refresh_from_db()
        waits.append(notice.due_at - at)
        with clock.fixed(notice.due_at - timedelta(seconds=1)):
            sending.send_due()
        at = notice.due_at
    minutes = [wait // timedelta(minutes=1) for wait in waits]
    assert minutes[:9] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert timedelta(days=5) <= at - NOW < timedelta(days=5, hours=1)
    assert (notice.state, notice.last_error, notice.attempts) == (Notice.State.GIVEN_UP, "451", len(waits))


def test_one_refused_receiver_holds_nobody_up(sink: Sink, ada: Person, leif: Person) -> None:
    sink.answers[ada.mail] = REFUSED
    with clock.fixed(NOW):
        refused = put(say(kinds.PlanAgreed), ada)
        taken = put(say(kinds.PlanAgreed), leif)
        assert sending.send_due() == 1
    refused.refresh_from_db()
    taken.refresh_from_db()
    assert (refused.state, refused.last_error) == (Notice.State.GIVEN_UP, "550")
    assert taken.state == Notice.State.SENT


def test_refused_for_want_of_sign_in_is_the_servers_matter(sink: Sink, ada: Person) -> None:
    sink.answers[ada.mail] = "530 5.7.0 Authentication required"
    with clock.fixed(NOW):
        notice = put(say(kinds.PlanAgreed), ada)
        assert sending.send_due() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (Notice.State.QUEUED, "530")


def test_a_refused_mail_is_given_up_with_the_servers_code(sink: Sink, ada: Person) -> None:
    sink.on_received = lambda count: "554 5.7.1 Not that"
    with clock.fixed(NOW):
        notice = put(say(kinds.PlanAgreed), ada)
        assert sending.send_due() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (Notice.State.GIVEN_UP, "554")


def test_a_notice_that_cannot_be_written_holds_nobody_up(
    sink: Sink, ada: Person, leif: Person, caplog: pytest.LogCaptureFixture
) -> None:
    ada.mail = "ada@lyngvik.example\nBcc: spy@example.org"
    ada.save()
    with clock.fixed(NOW):
        broken = put(say(kinds.PlanAgreed), ada)
        put(say(kinds.PlanAgreed), leif)
        assert sending.send_due() == 1
    broken.refresh_from_db()
    assert (broken.state, broken.last_error) == (Notice.State.QUEUED, "ValueError")
    assert "spy" not in caplog.text


def test_a_code_is_forgotten_when_it_is_sent(sink: Sink, ada: Person) -> None:
    with clock.fixed(NOW):
        put(say(kinds.CodeForSignIn, expires_at=NOW + timedelta(minutes=20)), ada)
        assert sending.send_due() == 1
    words = sink.mails[0].get_body(("plain",))
    assert words is not None
    assert "K7QM-29XT" in words.get_content()
    assert "K7QM-29XT" not in str(Notice.objects.get().facts)


@pytest.mark.parametrize("host", ["", "127.0.0.1"])
def test_a_code_is_forgotten_when_it_has_expired(sink: Sink, settings: Settings, ada: Person, host: str) -> None:
    settings.EMAIL_HOST = host
    with clock.fixed(NOW):
        put(say(kinds.CodeForSignIn, expires_at=NOW + timedelta(minutes=20)), ada)
    with clock.fixed(NOW + timedelta(minutes=20)):
        assert sending.send_due() == 0
    notice = Notice.objects.get()
    assert (notice.state, notice.last_error) == (Notice.State.GIVEN_UP, "too late")
    assert "K7QM-29XT" not in str(notice.facts)
    assert not sink.received


def test_a_code_is_forgotten_when_its_receiver_is_refused(sink: Sink, ada: Person) -> None:
    sink.answers[ada.mail] = REFUSED
    with clock.fixed(NOW):
        put(say(kinds.CodeForSignIn), ada)
        sending.send_due()
    assert "K7QM-29XT" not in str(Notice.objects.get().facts)


def test_a_cancellation_does_not_overtake_the_invitation(sink: Sink, ada: Person, leif: Person) -> None:
    sink.answers[ada.mail] = REFUSED_FOR_NOW
    with clock.fixed(NOW):
        put(say(kinds.InvitedToConversation), ada)
        sending.send_due()
    with clock.fixed(NOW + timedelta(seconds=10)):
        put(say(kinds.ConversationCalledOff, sequence=1), ada)
        put(say(kinds.ConversationCalledOff, sequence=1, is_leaders_copy=True), leif)
        sink.answers.clear()
        assert sending.send_due() == 1, "only Leif's"
    with clock.fixed(NOW + timedelta(minutes=1)):
        assert tasks.send_due_notices.call() == 2
    to_ada = [raw for raw in sink.received if b"To: ada@" in raw]
    assert [b"METHOD:CANCEL" in raw for raw in to_ada] == [False, True]


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (datetime(2026, 1, 15, 6, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 1, 15, 7, 0, tzinfo=UTC), 1),
        (datetime(2026, 7, 15, 5, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 7, 15, 6, 0, tzinfo=UTC), 1),
        (datetime(2026, 7, 15, 13, 59, 59, tzinfo=UTC), 1),
        (datetime(2026, 7, 15, 14, 0, tzinfo=UTC), 0),
    ],
)
def test_reminders_come_in_working_hours_only(sink: Sink, ada: Person, at: datetime, sent: int) -> None:
    with clock.fixed(at):
        put(say(kinds.ConversationReminder, planned_at=at + timedelta(days=1)), ada)
        assert sending.send_due(reminders_between=(time(8), time(16))) == sent


def test_an_invitation_is_sent_at_any_hour_and_a_late_reminder_never(sink: Sink, ada: Person) -> None:
    with clock.fixed(datetime(2026, 4, 1, 1, 0, tzinfo=UTC)):
        put(say(kinds.InvitedToConversation), ada)
        put(say(kinds.ConversationReminder), ada)
        assert sending.send_due() == 1
    with clock.fixed(SPRING):
        assert sending.send_due() == 0
    assert Notice.objects.get(kind="conversation_reminder").state == Notice.State.GIVEN_UP


def test_an_address_that_is_gone_since_is_seen(sink: Sink, ada: Person) -> None:
    put(say(kinds.PlanAgreed), ada)
    ada.mail = ""
    ada.save()
    assert sending.send_due() == 0
    (fact,) = facts.list_notices_about([MEETING_UID])
    assert (fact.recipient_id, fact.kind, fact.state) == (ada.pk, "plan_agreed", "no_address")


def test_whoever_has_no_mail_is_seen_and_not_tried(sink: Sink, ada: Person) -> None:
    ada.mail = ""
    put(say(kinds.InvitedToConversation), ada)
    assert sending.send_due() == 0
    assert [fact.state for fact in facts.list_notices_about([MEETING_UID])] == ["no_address"]
    assert not sink.received


def test_the_task_sends_more_than_one_batch(sink: Sink, ada: Person) -> None:
    put_plans(205, ada)
    assert tasks.send_due_notices.call() == 205


def test_the_limit_is_kept(sink: Sink, ada: Person) -> None:
    put_plans(3, ada)
    assert sending.send_due(limit=2) == 2


def test_what_ended_thirty_days_ago_is_deleted(sink: Sink, ada: Person) -> None:
    with clock.fixed(NOW):
        put(say(kinds.PlanAgreed), ada)
        sending.send_due()
        ada.mail = ""
        put(say(kinds.PlanAgreed), ada)
        ada.mail = "ada@lyngvik.example"
        waiting = put(say(kinds.InvitedToConversation), ada)
    with clock.fixed(NOW + timedelta(days=30, seconds=-1)):
        assert sending.purge_sent() == 0
    with clock.fixed(NOW + timedelta(days=30)):
        assert sending.purge_sent() == 2
    assert [notice.pk for notice in Notice.objects.all()] == [waiting.pk]


def test_a_leased_notice_is_left_alone_until_its_lease_ends(sink: Sink, ada: Person) -> None:
    notice = put(say(kinds.PlanAgreed), ada)
    Notice.objects.update(leased_until_at=NOW + sending.LEASE, due_at=NOW)
    with clock.fixed(NOW + sending.LEASE - timedelta(seconds=1)):
        assert sending.send_due() == 0
    with clock.fixed(NOW + sending.LEASE):
        assert sending.send_due() == 1
    assert sink.message_ids == [notice.message_id]
