"""Writing in the meeting: notes to each theme, by the one who writes; the other sees them appear."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.agenda import aside_field
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.points import LONGEST, private_field
from samspill.foundation.errors import Unacceptable
from samspill.rounds.states import Writer

TALKED, NO_NEED, OPEN = "talked", "no_need", ""


def bump(conversation: Conversation, *, is_text_only: bool = False) -> None:
    """Tell those who follow along that something that both can see has changed.

    Args:
        conversation: the conversation.
        is_text_only: whether only a running text has changed, which an open page takes in without being shown anew.
    """
    changed = {"revision": F("revision") + 1}
    Conversation.objects.filter(id=conversation.id).update(
        **(changed if is_text_only else changed | {"shape_revision": F("revision") + 1})
    )


def save_note(actor: Actor, /, *, conversation_id: UUID, theme: str, text: str, revision: int | None) -> int:
    """Store the note to a theme; returns the new revision.

    Raises:
        Unacceptable: too long.
        Conflict: somebody wrote in between.
    """
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field=theme, most=LONGEST)
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.WRITE_NOTES) as writing:
            new_revision = writing.write(Part.CONVERSATION_NOTES, f"note:{theme}", text, revision=revision)
        bump(conversation, is_text_only=True)
    return new_revision


def keep_aside(actor: Actor, /, *, conversation_id: UUID, field: str, text: str) -> None:
    """Keep a text that met another one in its field, or came when the other had the pen: beside it, seen by both.

    Args:
        actor: whose text it is.
        conversation_id: one that is under way, or being written up.
        field: the field that it was meant for, ``note:<topic>`` or ``focus:<theme>``.
        text: what was written; put under what the same person has had kept there before.

    Raises:
        Unacceptable: too long.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.KEEP_ASIDE) as writing:
            name = aside_field(field, conversation.capacity_of(actor))
            kept = put_together(writing.text(Part.CONVERSATION_NOTES, name), text)
            writing.write(Part.CONVERSATION_NOTES, name, kept, revision=None)
        bump(conversation)


def put_together(above: str, below: str) -> str:
    """Two texts as one, each once.

    Raises:
        Unacceptable: together they are too long.
    """
    if below.strip() in above:
        return above
    text = below if above.strip() in below else f"{above.rstrip()}\n\n{below}"
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field="note", most=LONGEST)
    return text


def save_private_note(actor: Actor, /, *, conversation_id: UUID, topic: str, text: str, revision: int | None) -> int:
    """Store one's own note to a topic: it stands with one's own preparation, is never shared, and is erased with it.

    Raises:
        Unacceptable: too long.
        Conflict: it was changed in another tab in between.
    """
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field=topic, most=LONGEST)
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        capacity = conversation.capacity_of(actor)
        with gate.changing(actor, conversation, policy.write_own_preparation(capacity)) as writing:
            return writing.write(policy.own_preparation(capacity), private_field(topic), text, revision=revision)


def mark_theme(actor: Actor, /, *, conversation_id: UUID, theme: str, mark: str) -> None:
    """Mark a theme as talked about, as not needed, or as open again (S35); either of the two may."""
    if mark not in {TALKED, NO_NEED, OPEN}:
        raise Unacceptable("unknown_mark", field="mark")
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.MARK_THEME) as writing:
            writing.write(Part.CONVERSATION_NOTES, f"mark:{theme}", mark, revision=None)
        bump(conversation)


def change_writer(actor: Actor, /, *, conversation_id: UUID, writer: str) -> None:
    """Hand the pen over (S24)."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.CHANGE_WRITER, writer=Writer(writer).value):
            conversation.writer = Writer(writer)
            conversation.save(update_fields=["writer"])
        bump(conversation)
