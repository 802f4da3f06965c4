"""An agreed plan comes to the archive once, and one that cannot be delivered keeps no other waiting."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import Settings
from tests.cast import Cast
from tests.making import make_agreed, make_round
from tests.rooms.documents.reading import failures, squeezed, text_of

from samspill.archive.arkivmelding import full_title, public_title
from samspill.archive.models import Delivery
from samspill.archive.queries import title_in_journal
from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality import parts
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.organisation.facts import the_organisation
from samspill.plans.models import Action, AgreedPlan
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.correcting import accept_correction, propose_correction
from samspill.plans.services.drafting import ActionDraft, add_action

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("delivery")


@pytest.fixture
def agreed(cast: Cast, settings: Settings, tmp_path: Path) -> Conversation:
    """Ada's agreed plan, and an archive folder."""
    settings.SAMSPILL_ARCHIVE = tmp_path
    make_round(cast)
    return make_agreed(cast)


def _agree_anew(cast: Cast, conversation: Conversation) -> None:
    draft = ActionDraft("Noe nytt", "leader", clock.today())
    add_action(cast.actor("leif"), conversation_id=conversation.id, draft=draft)
    for name in ("ada", "leif"):
        actor = cast.actor(name)
        text_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirm_plan(actor, conversation_id=conversation.id, seen_hash=text_hash)


def _propose(cast: Cast, conversation: Conversation, after: str) -> UUID:
    field = f"action:{Action.objects.get().id}"
    return propose_correction(cast.actor("ada"), conversation_id=conversation.id, field=field, after=after)


def _correct(cast: Cast, conversation: Conversation, after: str) -> None:
    correction_id = _propose(cast, conversation, after)
    accept_correction(cast.actor("leif"), conversation_id=conversation.id, correction_id=correction_id)


def _deliver() -> int:
    queue_deliveries(NIGHT)
    return deliver_due(NIGHT)


def _filed(archive: Path) -> list[str]:
    """What the delivered documents say, oldest first."""
    received = Delivery.objects.filter(state="received").order_by("made_at")
    return [text_of((archive / one.receipt / "plan.pdf").read_bytes()) for one in received]


def _received() -> list[str]:
    return list(Delivery.objects.filter(state="received").values_list("document_hash", flat=True))


def test_delivering_again_delivers_nothing_again(agreed: Conversation, tmp_path: Path) -> None:
    for _ in range(3):
        queue_deliveries(NIGHT)
        deliver_due(NIGHT)
    assert len(_received()) == 1
    assert [sorted(file.name for file in folder.iterdir()) for folder in tmp_path.iterdir()] == [
        ["arkivmelding.xml", "plan.pdf"]
    ]


def test_a_plan_opened_again_before_its_delivery_is_not_delivered(cast: Cast, agreed: Conversation) -> None:
    queue_deliveries(NIGHT)
    reopen_plan(cast.actor("ada"), conversation_id=agreed.id, reason="A date is wrong")
    deliver_due(NIGHT)
    assert _received() == []


def test_a_plan_agreed_anew_is_delivered_once_in_its_new_words(
    cast: Cast, agreed: Conversation, tmp_path: Path
) -> None:
    queue_deliveries(NIGHT)
    reopen_plan(cast.actor("ada"), conversation_id=agreed.id, reason="A date is wrong")
    _agree_anew(cast, agreed)
    queue_deliveries(NIGHT)
    deliver_due(NIGHT)
    assert _received() == [read_agreement(cast.actor("ada"), conversation_id=agreed.id).text_hash]
    assert len(list(tmp_path.iterdir())) == 1


def test_corrected_after_its_delivery_it_is_delivered_anew_once(
    cast: Cast, agreed: Conversation, tmp_path: Path
) -> None:
    assert _deliver() == 1
    _correct(cast, agreed, "Lære opp nye.")
    assert [_deliver() for _ in range(3)] == [1, 0, 0]
    first, second = _filed(tmp_path)
    assert squeezed("Lære opp nye.") not in first
    assert squeezed("Lære opp nye.") in second
    confirmed = AgreedPlan.objects.get().text_hash
    assert (confirmed in first, confirmed in second) == (True, True)
    newest = Delivery.objects.latest("made_at")
    document = (tmp_path / newest.receipt / "plan.pdf").read_bytes()
    assert [failures(document, profile) for profile in ("2a", "ua1")] == [[], []]


def test_corrected_before_its_delivery_only_the_corrected_one_goes(
    cast: Cast, agreed: Conversation, tmp_path: Path
) -> None:
    queue_deliveries(NIGHT)
    _correct(cast, agreed, "Lære opp nye.")
    assert sum(_deliver() for _ in range(3)) == 1
    assert Delivery.objects.count() == 1
    [only] = _filed(tmp_path)
    assert squeezed("Lære opp nye.") in only


def test_a_correction_that_nobody_has_accepted_is_not_delivered(
    cast: Cast, agreed: Conversation, tmp_path: Path
) -> None:
    assert _deliver() == 1
    _propose(cast, agreed, "Lære opp nye.")
    assert _deliver() == 0
    assert len(_filed(tmp_path)) == 1


def test_corrected_back_it_is_delivered_as_it_reads_now(cast: Cast, agreed: Conversation, tmp_path: Path) -> None:
    for after in ("", "Lære opp nyye", "Lære opp nye"):
        if after:
            _correct(cast, agreed, after)
        assert _deliver() == 1
    last = _filed(tmp_path)[-1]
    assert last.count(squeezed("Lære opp nye")) == 3, "among the actions, before the first and after the second"
    assert len(set(Delivery.objects.values_list("document_hash", flat=True))) == 3


def test_one_that_cannot_be_printed_waits_and_says_so(agreed: Conversation) -> None:
    queue_deliveries(NIGHT)
    parts.erase([agreed.id], [Part.AGREEMENT])
    assert deliver_due(NIGHT) == 0
    failed = Delivery.objects.get()
    assert (failed.state, failed.attempts, failed.last_error) == ("failed", 1, "NotFound")
    assert failed.due_at > clock.now()


def test_the_journal_is_written_in_the_language_of_the_organisation(agreed: Conversation, tmp_path: Path) -> None:
    Conversation.objects.update(language="en")
    agreed.refresh_from_db()
    queue_deliveries(NIGHT)
    assert deliver_due(NIGHT) == 1
    delivery, shown = Delivery.objects.get(), title_in_journal(agreed, the_organisation())
    titles = [public_title(2026, language="nb"), full_title(2026, "Ada Lund", language="nb")]
    assert [shown, delivery.public_title] == [titles[0]] * 2
    message = (tmp_path / delivery.receipt / "arkivmelding.xml").read_text("utf-8")
    assert all(f">{title}<" in message for title in titles)
    assert "Agreed plan" not in message
    assert "Employee conversation" not in message


def test_an_archive_that_is_away_for_weeks_is_still_asked_every_hour(agreed: Conversation, tmp_path: Path) -> None:
    queue_deliveries(NIGHT)
    Delivery.objects.update(attempts=1_000)
    tmp_path.rmdir()
    tmp_path.write_text("no folder")
    assert deliver_due(NIGHT) == 0
    assert Delivery.objects.get().due_at <= clock.now() + timedelta(hours=1)
    tmp_path.unlink()
    with clock.fixed(clock.now() + timedelta(hours=1, minutes=1)):
        assert deliver_due(NIGHT) == 1
