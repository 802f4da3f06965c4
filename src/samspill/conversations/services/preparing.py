"""Preparing: private notes, and sharing them point by point (S02, S26)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import PreparationProgress
from samspill.conversations.points import LONGEST, chosen_keys, is_shared, own_field, point_of, shared_field
from samspill.conversations.services.desk import Desk, at_desk, note_progress
from samspill.conversations.services.writing import bump
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A point as a page sends it: its text with the revision that its writer saw, and whether it matters most."""

    point: str
    text: str
    revision: int
    matters: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """A point that was changed in between, with what stands there now."""

    point: str
    text: str
    revision: int


def save_point(actor: Actor, /, *, conversation_id: UUID, point: str, text: str, revision: int | None) -> int:
    """Store what one of the two writes to a point; returns the new revision.

    Raises:
        Unacceptable: too long.
        Conflict: the field was changed in another tab in between.
        NotFound: no such point.
    """
    _check_length(point, text)
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        desk.require_point(point)
        part, field = desk.place_of("text", point)
        new_revision = desk.writing.write(part, field, text, revision=revision)
        note_progress(actor, conversation=desk.conversation)
        desk.bump_if_shared()
    return new_revision


def save_points(actor: Actor, /, *, conversation_id: UUID, drafts: Sequence[PointDraft]) -> list[Clash]:
    """Store several points at once, as a page without autosave sends them: those that differ from what stands there.

    Each text is compared with the revision that its writer saw. What was changed in between is left as it stands and
    given back, so that the page can show both; the rest is stored.

    Raises:
        Unacceptable: one is too long; nothing is stored.
        NotFound: no such point.
    """
    for draft in drafts:
        _check_length(draft.point, draft.text)
    if not drafts:
        return []
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        clashes = [clash for draft in drafts if (clash := _save_draft(desk, draft))]
        if any(desk.writing.has_changed(part) for part in (desk.part, Part.SHARED)):
            note_progress(actor, conversation=desk.conversation)
        desk.bump_if_shared()
    return clashes


def _save_draft(desk: Desk, draft: PointDraft) -> Clash | None:
    (part, text), (_, mark) = (desk.place_of(kind, draft.point) for kind in ("text", "matters"))
    is_text_new = draft.text != desk.writing.text(part, text)
    is_mark_new = draft.matters != (desk.writing.text(part, mark) == "yes")
    if is_text_new or is_mark_new:
        desk.require_point(draft.point)
    try:
        if is_text_new:
            desk.writing.write(part, text, draft.text, revision=draft.revision)
    except gate.Conflict as conflict:
        current = conflict.current
        return Clash(draft.point, current.text if current else "", current.revision if current else 0)
    if is_mark_new:
        desk.writing.write(part, mark, "yes" if draft.matters else "no", revision=None)
    return None


def mark_point(actor: Actor, /, *, conversation_id: UUID, point: str, matters: bool) -> None:
    """Mark that a point matters most, or no longer."""
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        desk.require_point(point)
        part, field = desk.place_of("matters", point)
        desk.writing.write(part, field, "yes" if matters else "no", revision=None)
        note_progress(actor, conversation=desk.conversation)
        desk.bump_if_shared()


def share_point(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Let the other read this point: its text is sealed anew, under the key of what the two share."""
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        desk.require_point(point)
        _share(desk, point)
        desk.tell_order()


def share_chosen(actor: Actor, /, *, conversation_id: UUID) -> int:
    """Let the other read all the chosen questions, with what is written to them; returns how many."""
    with at_desk(actor, policy.SHARE, conversation_id=conversation_id) as desk:
        chosen = chosen_keys(desk.writing, desk.part)
        for key in chosen:
            _share(desk, point_of(key))
        desk.tell_order()
    return len(chosen)


def take_back(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Make a shared point private again; possible until the conversation starts."""
    with at_desk(actor, policy.TAKE_BACK, conversation_id=conversation_id) as desk:
        if not is_shared(desk.writing, desk.capacity, point):
            return
        for kind in ("text", "matters", "title"):
            _reseal(desk, Part.SHARED, shared_field(desk.capacity, kind, point), desk.part, own_field(kind, point))
        desk.tell_order()
        desk.writing.record("taken_back", part=Part.SHARED)
        bump(desk.conversation)


def set_ready(actor: Actor, /, *, conversation_id: UUID, is_ready: bool) -> None:
    """Say that one is ready, or not yet after all. The other sees that, and nothing more."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        gate.require(actor, conversation, policy.write_own_preparation(conversation.capacity_of(actor)))
        progress, _ = PreparationProgress.objects.get_or_create(conversation=conversation, person_id=actor.id)
        progress.ready_at = clock.now() if is_ready else None
        progress.save(update_fields=["ready_at"])


def _share(desk: Desk, point: str) -> None:
    if is_shared(desk.writing, desk.capacity, point):
        return
    text = own_field("text", point)
    desk.writing.write(desk.part, text, desk.writing.text(desk.part, text), revision=None)
    for kind in ("text", "matters", "title"):
        _reseal(desk, desk.part, own_field(kind, point), Part.SHARED, shared_field(desk.capacity, kind, point))
    desk.writing.record("shared", part=Part.SHARED)
    bump(desk.conversation)


def _reseal(desk: Desk, source: Part, field: str, target: Part, new_field: str) -> None:
    if field in desk.writing.values(source):
        desk.writing.move(field, source=source, target=target, new_field=new_field)


def _check_length(point: str, text: str) -> None:
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field=point, most=LONGEST)
