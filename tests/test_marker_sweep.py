"""Marker sweep: a unique word in every sealed field, and then a search for it everywhere it must not be.

The search must also find what it looks for where it may be, or it proves nothing.
"""

import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from samspill.archive.models import Delivery
from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.models import Conversation
from samspill.conversations.services import assessing, choosing, preparing
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.inviting import Draft, invite
from samspill.conversations.services.writing import save_note
from samspill.foundation import clock
from samspill.notifications.models import Notice
from samspill.plans.models import Responsible
from samspill.plans.queries import read_agreement
from samspill.plans.services import drafting
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.correcting import propose_correction
from samspill.plans.services.evaluating import evaluate
from tests.assessing import make_assessment, use_assessments
from tests.cast import Cast
from tests.making import conversation_of, make_round

pytestmark = pytest.mark.django_db(transaction=True)

PRIVATE_EMPLOYEE, PRIVATE_LEADER = "Zqprivatada", "Zqprivatleif"
SHARED = ("Zqdeltada", "Zqdeltleif", "Zqord", "Zqtema", "Zqegettema")
NOTES = ("Zqnotat",)
PLAN = ("Zqmaal", "Zqtiltak", "Zqstotte", "Zqfokus")
REMARK, EVALUATION, CORRECTION = "Zqmerknad", "Zqevaluering", "Zqtilltak"
ASSESSMENT, ANSWER = "Zqvurdering", "Zqsvar"
ALL = (PRIVATE_EMPLOYEE, PRIVATE_LEADER, *SHARED, *NOTES, *PLAN, REMARK, EVALUATION, CORRECTION, ASSESSMENT, ANSWER)


def _before_the_meeting(cast: Cast, conversation: Conversation) -> None:
    ada, leif, id_ = cast.actor("ada"), cast.actor("leif"), conversation.id
    when = clock.now() + timedelta(days=3)
    invite(leif, drafts=[Draft(id_, when, 60, "Furua", words="Zqord", themes="Zqtema")])
    for actor, private, shared in ((ada, PRIVATE_EMPLOYEE, "Zqdeltada"), (leif, PRIVATE_LEADER, "Zqdeltleif")):
        preparing.save_point(actor, conversation_id=id_, point="theme:values", text=private, revision=0)
        preparing.save_point(actor, conversation_id=id_, point="theme:career", text=shared, revision=0)
        preparing.share_point(actor, conversation_id=id_, point="theme:career")
    own = choosing.add_own_theme(ada, conversation_id=id_, title="Zqegettema")
    preparing.share_point(ada, conversation_id=id_, point=own)
    use_assessments()
    make_assessment(cast, conversation, text=ASSESSMENT)


def _the_meeting(cast: Cast, conversation: Conversation) -> None:
    ada, leif, id_ = cast.actor("ada"), cast.actor("leif"), conversation.id
    start_conversation(leif, conversation_id=id_)
    assessing.share_assessment(leif, conversation_id=id_, is_for_pay=True)
    assessing.save_answer(ada, conversation_id=id_, text=ANSWER, revision=0)
    save_note(ada, conversation_id=id_, theme="expectations", text="Zqnotat", revision=0)
    drafting.add_goal(ada, conversation_id=id_, text="Zqmaal", kind="work")
    drafting.save_focus(ada, conversation_id=id_, theme="values", text="Zqfokus", revision=0)
    due = clock.today() + timedelta(days=30)
    action = drafting.ActionDraft("Zqtiltak", Responsible.BOTH, due, support="Zqstotte")
    drafting.add_action(leif, conversation_id=id_, draft=action)
    finish_conversation(leif, conversation_id=id_)
    evaluate(ada, conversation_id=id_, usefulness="very", answers={_question(conversation): "Zqevaluering"})


def _question(conversation: Conversation) -> str:
    content = conversation.guide_version.content
    return str(content["evaluation"][0]["key"])


def _confirm(cast: Cast, conversation: Conversation) -> None:
    for name, remark in (("ada", REMARK), ("leif", "")):
        actor = cast.actor(name)
        seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash, remark=remark)
    assessing.give_answer(cast.actor("ada"), conversation_id=conversation.id)
    field = f"action:{read_agreement(cast.actor('ada'), conversation_id=conversation.id).plan.actions[0].action.id}"
    propose_correction(cast.actor("ada"), conversation_id=conversation.id, field=field, after=CORRECTION)


def _stored_bytes() -> Iterator[tuple[str, bytes]]:
    """Everything that the database holds, as bytes: files on SQLite, a dump of every column on PostgreSQL."""
    if connection.vendor == "sqlite":
        raw = connection.connection
        assert isinstance(raw, sqlite3.Connection)
        yield "database", raw.serialize()
        name = str(connection.settings_dict["NAME"])
        for suffix in ("", "-wal"):
            path = Path(name + suffix)
            if path.is_file():
                yield path.name, path.read_bytes()
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield table, "\n".join(row[0] for row in cursor.fetchall()).encode()


def _found(markers: tuple[str, ...], content: bytes) -> list[str]:
    return [marker for marker in markers if marker.encode() in content or marker.encode("utf-16-le") in content]


def _pages_of(client: Client, conversation: Conversation) -> Iterator[tuple[str, bytes]]:
    """Every page that a GET can reach, with the conversation's identifier wherever one is asked for."""
    for pattern in _patterns():
        arguments = {}
        for name, converter in pattern.pattern.converters.items():
            arguments[name] = conversation.id if "uuid" in type(converter).__name__.lower() else "1"
        try:
            address = reverse(pattern.name, kwargs=arguments)
        except Exception:
            continue
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        yield pattern.name, content + str(response.headers).encode()


def _patterns() -> Iterator[object]:
    for pattern in get_resolver().url_patterns:
        yield from getattr(pattern, "url_patterns", [pattern])


@pytest.fixture
def conversation(cast: Cast, tmp_path: Path, settings: object) -> Conversation:
    settings.SAMSPILL_ARCHIVE = tmp_path / "archive"  # type: ignore[attr-defined]
    make_round(cast)
    return conversation_of(cast)


def test_no_marker_stands_in_the_database_outbox_or_log(
    cast: Cast, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        _before_the_meeting(cast, conversation)
        _the_meeting(cast, conversation)
        _confirm(cast, conversation)
    for place, content in _stored_bytes():
        assert _found(ALL, content) == [], place
    assert _found(ALL, caplog.text.encode()) == []
    assert Notice.objects.count() >= 5
    stored = b"".join(content for _, content in _stored_bytes())
    assert b"Furua" in stored, "the search must be able to find what is stored in plain"


def test_only_the_agreed_plan_goes_to_the_archive(cast: Cast, conversation: Conversation, tmp_path: Path) -> None:
    _before_the_meeting(cast, conversation)
    _the_meeting(cast, conversation)
    _confirm(cast, conversation)
    worker = Actor.system("delivery")
    queue_deliveries(worker)
    assert deliver_due(worker) == 1
    folder = tmp_path / "archive" / str(Delivery.objects.get().id)
    message = (folder / "arkivmelding.xml").read_bytes()
    assert _found(ALL, message) == []
    with pikepdf.open(folder / "plan.pdf") as document:
        described = str(document.docinfo) + str(document.Root.get("/Metadata", b""))
        assert _found(ALL, described.encode()) == []
    from tests.rooms.documents.reading import text_of

    printed = re.sub(r"\s", "", text_of((folder / "plan.pdf").read_bytes())).encode()
    not_agreed = (PRIVATE_EMPLOYEE, PRIVATE_LEADER, *SHARED, *NOTES, EVALUATION, CORRECTION, ASSESSMENT, ANSWER)
    assert _found(not_agreed, printed) == []
    assert _found((*PLAN, REMARK), printed) == [*PLAN, REMARK]


def test_preparation_is_gone_from_the_files_when_the_receipt_has_come(cast: Cast, conversation: Conversation) -> None:
    from samspill.confidentiality.fields import ciphertext_of
    from samspill.confidentiality.models import PartKey

    _before_the_meeting(cast, conversation)
    erased = [Part.PREPARATION_EMPLOYEE, Part.PREPARATION_LEADER]
    keys = [ciphertext_of(row.wrapped) for row in PartKey.objects.filter(part__in=erased)]
    assert len(keys) == 2
    _the_meeting(cast, conversation)
    _confirm(cast, conversation)
    worker = Actor.system("delivery")
    queue_deliveries(worker)
    deliver_due(worker)
    assert not PartKey.objects.filter(part__in=[*erased, Part.CONVERSATION_NOTES]).exists()
    if connection.vendor == "sqlite":
        assert [place for place, content in _stored_bytes() for key in keys if key in content] == []


@pytest.mark.parametrize("stage", ["prepared", "held", "agreed"])
def test_every_page_shows_only_what_its_reader_may_see(cast: Cast, conversation: Conversation, stage: str) -> None:
    _before_the_meeting(cast, conversation)
    if stage != "prepared":
        _the_meeting(cast, conversation)
    if stage == "agreed":
        _confirm(cast, conversation)
    seen: dict[str, set[str]] = {}
    for name in cast.names:
        client = Client()
        client.force_login(getattr(cast, name))
        pages = dict(_pages_of(client, conversation))
        seen[name] = {marker for content in pages.values() for marker in _found(ALL, content)}
    strangers = {name: found for name, found in seen.items() if name not in {"ada", "leif"} and found}
    assert strangers == {}
    assert PRIVATE_LEADER not in seen["ada"]
    assert PRIVATE_EMPLOYEE not in seen["leif"]
    assert PRIVATE_EMPLOYEE in seen["ada"]
    assert {"Zqdeltada", "Zqord"} <= seen["leif"]
    assert all((CORRECTION in seen[name]) == (stage == "agreed") for name in ("ada", "leif"))
    assert ASSESSMENT in seen["leif"]
    assert (ASSESSMENT in seen["ada"]) == (stage != "prepared")
    assert (ANSWER in seen["ada"]) == (stage != "prepared")
    assert (ANSWER in seen["leif"]) == (stage == "agreed")


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_an_assessment_is_found_on_its_own_page_only(cast: Cast, conversation: Conversation, name: str) -> None:
    _before_the_meeting(cast, conversation)
    _the_meeting(cast, conversation)
    _confirm(cast, conversation)
    client = Client()
    client.force_login(getattr(cast, name))
    pages = dict(_pages_of(client, conversation))
    assert {page for page, content in pages.items() if _found((ASSESSMENT, ANSWER), content)} == {"assessment"}
