"""Delivering agreed plans: each once, to a folder that the records system reads, with a receipt kept here.

A delivery is written under its own key, so doing it again leaves the same two files. The files appear under their final
names at once (written aside, flushed, renamed; the message last), so that the records system never reads half a one.
"""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.archive.arkivmelding import ArchiveCodes, ArchiveRecord, full_title, public_title, write_arkivmelding
from samspill.archive.models import Delivery
from samspill.confidentiality.actors import Actor
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.models import Conversation
from samspill.conversations.services.erasing import erase_preparation
from samspill.foundation import clock
from samspill.organisation.facts import the_organisation
from samspill.plans.facts import agreed_and_undelivered, is_agreed_document
from samspill.plans.queries import read_archive_copy
from samspill.plans.texts import year_of

LONGEST_WAIT = timedelta(hours=1)
DELIVERY = Actor.system("delivery")


def queue_deliveries(actor: Actor, /) -> int:
    """Make a delivery of each agreed plan that has none as it reads now; doing it twice makes no second one."""
    is_same = {"conversation_id": OuterRef("conversation_id"), "document_hash": OuterRef("document_hash")}
    language = the_organisation().language  # of the journal, whatever language the two spoke
    with transaction.atomic():
        rows = [
            Delivery(
                conversation_id=one.conversation_id,
                document_hash=one.document_hash,
                public_title=public_title(one.year, language=language, kind=one.kind),
            )
            for one in agreed_and_undelivered(Exists(Delivery.objects.filter(**is_same)))
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def deliver_due(actor: Actor, /) -> int:
    """Bring what is ready and due to the archive; returns how many were received."""
    due = Delivery.objects.exclude(state=Delivery.State.RECEIVED).filter(due_at__lte=clock.now())
    return sum(_deliver_one(delivery_id) for delivery_id in due.order_by("due_at").values_list("id", flat=True)[:200])


def _deliver_one(delivery_id: UUID) -> bool:
    """Deliver one plan; a delivery of words that are no longer agreed falls away, and those agreed anew have their own."""
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(id=delivery_id)
        if delivery.state == Delivery.State.RECEIVED:
            return False
        conversation = find_conversation(DELIVERY, delivery.conversation_id, is_locked=True)
        if not is_agreed_document(conversation.id, delivery.document_hash):
            delivery.delete()
            return False
        try:
            with transaction.atomic():
                _write(delivery, conversation)
        except Exception as error:  # one that cannot be delivered keeps no other waiting
            _put_off(delivery, error)
            return False
        delivery.state, delivery.received_at = Delivery.State.RECEIVED, clock.now()
        delivery.receipt, delivery.last_error = folder_of(delivery).name, ""
        delivery.save()
    erase_preparation(conversation)
    return True


def _write(delivery: Delivery, conversation: Conversation) -> None:
    folder = folder_of(delivery)
    document = read_archive_copy(DELIVERY, conversation=conversation)
    record = _record(delivery, conversation, document)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_whole(folder / record.file_name, document)
    _write_whole(folder / "arkivmelding.xml", write_arkivmelding(record))
    delivery.file_hash = hashlib.sha256(document).hexdigest()


def _record(delivery: Delivery, conversation: Conversation, document: bytes) -> ArchiveRecord:
    leader, year, language = leader_of(conversation), year_of(conversation), the_organisation().language
    with translation.override(language):
        document_title = _("Agreed plan %(year)s") % {"year": year}
    return ArchiveRecord(
        delivery=delivery.id,
        title=full_title(year, conversation.employee.full_name, language=language, kind=conversation.kind),
        public_title=delivery.public_title,
        document_title=document_title,
        employee_name=conversation.employee.full_name,
        employee_number=conversation.employee.employee_number,
        leader_name=leader.full_name if leader else "",
        created_at=conversation.agreed_at or clock.now(),
        created_by=leader.full_name if leader else "",
        document_on=conversation.held_on or clock.today(),
        file_name="plan.pdf",
        document=document,
        codes=ArchiveCodes(),
    )


def folder_of(delivery: Delivery) -> Path:
    """The delivery's own folder in the archive folder; its name is the delivery's key."""
    return Path(settings.SAMSPILL_ARCHIVE) / str(delivery.id)


def _write_whole(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_off(delivery: Delivery, error: Exception) -> None:
    """Try again later, with what kind of failure it was; only the operating system's words are safe to keep."""
    told = error.strerror if isinstance(error, OSError) else None
    delivery.state, delivery.last_error = Delivery.State.FAILED, (told or type(error).__name__)[:200]
    delivery.attempts += 1
    delivery.due_at = clock.now() + min(timedelta(minutes=2 ** min(delivery.attempts, 10)), LONGEST_WAIT)
    delivery.save()
