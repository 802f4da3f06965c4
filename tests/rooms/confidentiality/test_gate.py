"""The gate: no policy, no log, no text; boxes that say nothing; sittings; compare-and-swap."""

import pickle
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.making import conversation_of, make_round, seen

from samspill.confidentiality import access_log, gate, parts
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, Part
from samspill.confidentiality.models import AccessEvent, PartKey, SealedText
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.services import preparing
from samspill.foundation import clock

pytestmark = pytest.mark.django_db
SECRET = "Bare mellom oss to"
POINT = "theme:values"
WRITE, OWN = policy.WRITE_EMPLOYEE_PREPARATION, Part.PREPARATION_EMPLOYEE


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    make_round(cast)
    made = conversation_of(cast)
    preparing.save_point(cast.actor("ada"), conversation_id=made.id, point=POINT, text=SECRET, revision=0)
    return made


def _read(actor: Actor, conversation: Conversation) -> str:
    with gate.reading(actor, seen(actor, conversation), policy.READ_EMPLOYEE_PREPARATION) as opened:
        return opened.text(Part.PREPARATION_EMPLOYEE, f"text:{POINT}")


def test_the_author_reads_and_the_log_knows(cast: Cast, conversation: Conversation) -> None:
    assert _read(cast.actor("ada"), conversation) == SECRET
    acts = list(AccessEvent.objects.filter(thing_id=conversation.id).order_by("seq").values_list("act", "capacity"))
    assert acts == [("first_write", "employee"), ("opened", "employee")]


@pytest.mark.parametrize("name", ["leif", "vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_nobody_else_reads_and_no_opening_is_logged(cast: Cast, conversation: Conversation, name: str) -> None:
    with pytest.raises(Denied):
        _read(cast.actor(name), conversation)
    assert not AccessEvent.objects.filter(act="opened").exists()


def test_no_log_no_text(cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(entries: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(access_log, "append", full_disk)
    with pytest.raises(OSError, match="No space"):
        _read(cast.actor("ada"), conversation)


def test_one_line_for_each_half_hour(cast: Cast, conversation: Conversation) -> None:
    ada, start = cast.actor("ada"), clock.now()
    for minutes in (0, 5, 29, 31, 40, 62):
        with clock.fixed(start + timedelta(minutes=minutes)):
            _read(ada, conversation)
    assert AccessEvent.objects.filter(act="opened").count() == 3


def test_a_write_and_its_log_line_stand_or_fall_together(cast: Cast, conversation: Conversation) -> None:
    before = AccessEvent.objects.count()
    with transaction.atomic():
        preparing.share_point(cast.actor("ada"), conversation_id=conversation.id, point=POINT)
        assert AccessEvent.objects.count() > before
        transaction.set_rollback(True)
    assert AccessEvent.objects.count() == before
    assert not PartKey.objects.filter(part=Part.SHARED).exists()


def test_a_text_that_somebody_changed_is_not_overwritten(cast: Cast, conversation: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=conversation.id, point=POINT, text="Nyere", revision=1)
    with pytest.raises(gate.Conflict) as conflict:
        preparing.save_point(ada, conversation_id=conversation.id, point=POINT, text="Fra en gammel fane", revision=1)
    assert conflict.value.current is not None
    assert conflict.value.current.text == "Nyere"
    assert _read(ada, conversation) == "Nyere"


@pytest.mark.parametrize(("field", "revision"), [(f"text:{POINT}", 1), ("text:theme:career", 0)])
def test_whoever_is_overtaken_stores_nothing(cast: Cast, conversation: Conversation, field: str, revision: int) -> None:
    """What keeps two apart where no lock does: the rows are compared one by one as they are stored."""
    ada = cast.actor("ada")

    def write_while_somebody_else_does() -> None:
        with gate.changing(ada, seen(ada, conversation), WRITE) as mine:
            with gate.changing(ada, seen(ada, conversation), WRITE) as theirs:
                theirs.write(OWN, field, "Den andre kom først", revision=revision)
            mine.write(OWN, "text:theme:motivation", "Skrevet sammen med det", revision=0)
            mine.write(OWN, field, "Skrevet etterpå", revision=revision)

    with pytest.raises(gate.Conflict):
        write_while_somebody_else_does()
    with gate.reading(ada, seen(ada, conversation), policy.READ_EMPLOYEE_PREPARATION) as opened:
        assert {name: value.text for name, value in opened.values(OWN).items()} == {f"text:{POINT}": SECRET}


def test_ten_texts_are_stored_with_one_statement(cast: Cast, conversation: Conversation) -> None:
    ada = cast.actor("ada")
    with CaptureQueriesContext(connection) as asked, gate.changing(ada, seen(ada, conversation), WRITE) as writing:
        for number in range(10):
            writing.write(OWN, f"text:{number}", f"Tekst {number}", revision=0)
    stored = [one["sql"] for one in asked.captured_queries if "INSERT INTO confidentiality_sealedtext" in one["sql"]]
    assert len(stored) == 1
    with gate.reading(ada, seen(ada, conversation), policy.READ_EMPLOYEE_PREPARATION) as opened:
        values = opened.values(OWN)
    assert [values[f"text:{number}"].text for number in range(10)] == [f"Tekst {number}" for number in range(10)]


def test_what_is_written_twice_and_what_is_taken_back_is_stored_as_it_ended(
    cast: Cast, conversation: Conversation
) -> None:
    ada = cast.actor("ada")
    with gate.changing(ada, seen(ada, conversation), WRITE) as writing:
        for text in ("Først", "Så"):
            writing.write(OWN, f"text:{POINT}", text, revision=None)
        writing.write(OWN, "text:new", "Ny", revision=0)
        writing.remove(OWN, "text:new")
        writing.write(OWN, "text:again", "Ny", revision=0)
        writing.remove(OWN, "text:again")
        writing.write(OWN, "text:again", "Ny igjen", revision=0)
    with gate.reading(ada, seen(ada, conversation), policy.READ_EMPLOYEE_PREPARATION) as opened:
        told = {name: (value.text, value.revision) for name, value in opened.values(OWN).items()}
    assert told == {f"text:{POINT}": ("Så", 3), "text:again": ("Ny igjen", 1)}


def test_a_box_says_nothing(conversation: Conversation) -> None:
    row = SealedText.objects.get()
    assert repr(row.ciphertext) == str(row.ciphertext) == f"{row.ciphertext}" == "[sealed]"
    with pytest.raises(TypeError):
        pickle.dumps(row.ciphertext)


def test_sealed_rows_refuse_to_be_written_past_the_gate(conversation: Conversation) -> None:
    row = SealedText.objects.get()
    for act in (
        row.save,
        row.delete,
        SealedText.objects.all().delete,
        PartKey.objects.all().delete,
        lambda: SealedText.objects.update(revision=9),
        lambda: SealedText.objects.bulk_create([row]),
        lambda: SealedText.objects.bulk_update([row], ["revision"]),
    ):
        with pytest.raises(TypeError):
            act()
    assert SealedText.objects.get().revision == 1


def test_a_text_moved_to_another_row_does_not_open(cast: Cast, conversation: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=conversation.id, point="theme:motivation", text="Annet", revision=0)
    first, second = SealedText.gated.all()
    SealedText.gated.filter(id=first.id).update(ciphertext=second.ciphertext)
    parts.installation_id.cache_clear()
    with pytest.raises(Exception, match="differ"):
        _read(ada, conversation)


def test_an_older_revision_put_back_does_not_open(cast: Cast, conversation: Conversation) -> None:
    ada = cast.actor("ada")
    old = SealedText.gated.get().ciphertext
    preparing.save_point(ada, conversation_id=conversation.id, point=POINT, text="Nyere", revision=1)
    SealedText.gated.update(ciphertext=old)
    with pytest.raises(Exception, match="differ"):
        _read(ada, conversation)


def test_refusals_are_counted_without_a_name(cast: Cast, conversation: Conversation) -> None:
    with pytest.raises(Denied) as denied:
        find_conversation(cast.actor("frida"), conversation.id)
    gate.record_refusal(denied.value)
    refused = AccessEvent.objects.get(act="refused")
    assert refused.actor_id is None
    assert str(cast.frida.id) not in refused.facts


def test_standing_is_asked_for_the_one_who_acts(cast: Cast, conversation: Conversation) -> None:
    for_ada = seen(cast.actor("ada"), conversation)
    with pytest.raises(LookupError):
        for_ada.capacity_of(cast.actor("frida"))
    with pytest.raises(LookupError):
        Conversation.objects.get(id=conversation.id).capacity_of(cast.actor("ada"))
