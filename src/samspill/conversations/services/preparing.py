"""Preparing: private notes, chosen questions, and sharing them point by point (S02, S26)."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, NotFound, Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation, PreparationProgress
from samspill.conversations.points import (
    CHOSEN,
    LONGEST,
    MOST_CHOSEN,
    chosen_keys,
    is_shared,
    own_field,
    own_theme_titles,
    shared_field,
    title_of,
)
from samspill.conversations.services.writing import bump
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.foundation.identifiers import new_id
from samspill.guides.queries import read_guide, read_menu


@dataclass(frozen=True, slots=True)
class Desk:
    """One of the two at work on the own preparation."""

    conversation: Conversation
    capacity: str
    part: Part
    writing: gate.Writing

    def require_point(self, point: str) -> None:
        """Go on only with a point that the guide, the menu or an own theme has."""
        guide = read_guide(self.conversation.guide_version_id, self.conversation.language)
        menu = read_menu(self.conversation.menu_version_id, self.conversation.language)
        titles = own_theme_titles(self.writing, self.capacity, self.part)
        title_of(point, guide, menu, self.capacity, titles)

    def place_of(self, kind: str, point: str) -> tuple[Part, str]:
        """The part and field where a point's text or mark stands now."""
        if is_shared(self.writing, self.capacity, point):
            return Part.SHARED, shared_field(self.capacity, kind, point)
        return self.part, own_field(kind, point)


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


@contextmanager
def _at_desk(actor: Actor, conversation_id: UUID, *acts: Act) -> Iterator[Desk]:
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        capacity = conversation.capacity_of(actor)
        own = policy.write_own_preparation(capacity)
        with gate.changing(actor, conversation, own, *acts) as writing:
            yield Desk(conversation, capacity, policy.own_preparation(capacity), writing)


def save_point(actor: Actor, /, *, conversation_id: UUID, point: str, text: str, revision: int | None) -> int:
    """Store what one of the two writes to a point; returns the new revision.

    Raises:
        Unacceptable: too long.
        Conflict: the field was changed in another tab in between.
        NotFound: no such point.
    """
    _check_length(point, text)
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        desk.require_point(point)
        part, field = desk.place_of("text", point)
        new_revision = desk.writing.write(part, field, text, revision=revision)
        _note_progress(actor, desk.conversation)
        _bump_if_shared(desk)
    return new_revision


def save_points(actor: Actor, /, *, conversation_id: UUID, drafts: Sequence[PointDraft]) -> list[Clash]:
    """Store several points at once, as a page without autosave sends them.

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
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        clashes = [clash for draft in drafts if (clash := _save_draft(desk, draft))]
        _note_progress(actor, desk.conversation)
        _bump_if_shared(desk)
    return clashes


def _save_draft(desk: Desk, draft: PointDraft) -> Clash | None:
    desk.require_point(draft.point)
    try:
        part, field = desk.place_of("text", draft.point)
        if draft.text != desk.writing.text(part, field):
            desk.writing.write(part, field, draft.text, revision=draft.revision)
    except gate.Conflict as conflict:
        current = conflict.current
        return Clash(draft.point, current.text if current else "", current.revision if current else 0)
    part, field = desk.place_of("matters", draft.point)
    mark = "yes" if draft.matters else "no"
    if mark != (desk.writing.text(part, field) or "no"):
        desk.writing.write(part, field, mark, revision=None)
    return None


def mark_point(actor: Actor, /, *, conversation_id: UUID, point: str, matters: bool) -> None:
    """Mark that a point matters most, or no longer."""
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        desk.require_point(point)
        part, field = desk.place_of("matters", point)
        desk.writing.write(part, field, "yes" if matters else "no", revision=None)
        _note_progress(actor, desk.conversation)
        _bump_if_shared(desk)


def share_point(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Let the other read this point: its text is sealed anew, under the key of what the two share."""
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        desk.require_point(point)
        _share(desk, point)


def share_chosen(actor: Actor, /, *, conversation_id: UUID) -> int:
    """Let the other read all the chosen questions, with what is written to them; returns how many."""
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        chosen = chosen_keys(desk.writing, desk.part)
        for key in chosen:
            _share(desk, f"question:{key}")
    return len(chosen)


def take_back(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Make a shared point private again; possible until the conversation starts."""
    with _at_desk(actor, conversation_id, policy.TAKE_BACK) as desk:
        if not is_shared(desk.writing, desk.capacity, point):
            return
        for kind in ("text", "matters", "title"):
            _reseal(desk, Part.SHARED, shared_field(desk.capacity, kind, point), desk.part, own_field(kind, point))
        desk.writing.record("taken_back", part=Part.SHARED)
        bump(desk.conversation)


def choose_questions(actor: Actor, /, *, conversation_id: UUID, keys: Sequence[str]) -> None:
    """Choose up to ten questions from the menu, in this order (S26).

    Raises:
        Unacceptable: more than ten, or one that is shared would be left out.
        NotFound: a question that the menu does not have.
    """
    unique = list(dict.fromkeys(keys))
    if len(unique) > MOST_CHOSEN:
        raise Unacceptable("too_many_questions", field="questions", most=MOST_CHOSEN, chosen=len(unique))
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        menu = read_menu(desk.conversation.menu_version_id, desk.conversation.language)
        if any(menu.question(key) is None for key in unique):
            raise NotFound
        dropped = set(chosen_keys(desk.writing, desk.part)) - set(unique)
        if any(is_shared(desk.writing, desk.capacity, f"question:{key}") for key in dropped):
            raise Unacceptable("question_is_shared", field="questions")
        desk.writing.write(desk.part, CHOSEN, json.dumps(unique), revision=None)
        _note_progress(actor, desk.conversation)


def add_own_theme(actor: Actor, /, *, conversation_id: UUID, title: str) -> str:
    """Add a theme of one's own; returns the point's name."""
    title = " ".join(title.split())
    if not title or len(title) > 200:
        raise Unacceptable("title_length", field="title", most=200)
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        point = f"own:{new_id()}"
        desk.writing.write(desk.part, own_field("title", point), title, revision=0)
        desk.writing.write(desk.part, own_field("text", point), "", revision=0)
        _note_progress(actor, desk.conversation)
    return point


def remove_own_theme(actor: Actor, /, *, conversation_id: UUID, point: str) -> None:
    """Remove a theme of one's own that is not shared."""
    with _at_desk(actor, conversation_id, policy.SHARE) as desk:
        if point.startswith("own:"):
            for kind in ("title", "text", "matters"):
                desk.writing.remove(desk.part, own_field(kind, point))


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


def _bump_if_shared(desk: Desk) -> None:
    """Tell the other's open page that there is news; never that somebody writes for oneself."""
    if desk.writing.has_changed(Part.SHARED):
        bump(desk.conversation)


def _reseal(desk: Desk, source: Part, field: str, target: Part, new_field: str) -> None:
    if field in desk.writing.values(source):
        desk.writing.move(field, source=source, target=target, new_field=new_field)


def _check_length(point: str, text: str) -> None:
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field=point, most=LONGEST)


def _note_progress(actor: Actor, conversation: Conversation) -> None:
    PreparationProgress.objects.get_or_create(conversation=conversation, person_id=actor.id)
