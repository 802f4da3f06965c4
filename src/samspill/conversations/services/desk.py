"""One of the two at work on the own preparation: what can be written to, where it stands, and what is chosen."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation, PreparationProgress
from samspill.conversations.points import (
    CHOSEN,
    chosen_keys,
    chosen_revision,
    is_shared,
    order_field,
    own_field,
    own_theme_titles,
    point_of,
    shared_field,
    shared_order,
    title_of,
)
from samspill.conversations.services.writing import bump
from samspill.foundation.errors import Unacceptable
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

    def choose(self, keys: Sequence[str], *, revision: int | None = None) -> int:
        """Choose these questions in this order, instead of those from before; returns the choice's revision."""
        before = chosen_keys(self.writing, self.part)
        if list(keys) == before:
            return chosen_revision(self.writing, self.part)
        for key in keys:
            self.require_point(point_of(key))
        new_revision = self.writing.write(self.part, CHOSEN, json.dumps(keys), revision=revision)
        if any(is_shared(self.writing, self.capacity, point_of(key)) for key in set(before) - set(keys)):
            raise Unacceptable("question_is_shared", field="questions")
        self.tell_order()
        return new_revision

    def tell_order(self) -> None:
        """Let the other know the order of the chosen questions that are shared, and of no more."""
        chosen = chosen_keys(self.writing, self.part)
        shared = [key for key in chosen if is_shared(self.writing, self.capacity, point_of(key))]
        if shared != shared_order(self.writing, self.capacity):
            self.writing.write(Part.SHARED, order_field(self.capacity), json.dumps(shared), revision=None)

    def place_of(self, kind: str, point: str) -> tuple[Part, str]:
        """The part and field where a point's text or mark stands now."""
        if is_shared(self.writing, self.capacity, point):
            return Part.SHARED, shared_field(self.capacity, kind, point)
        return self.part, own_field(kind, point)

    def bump_if_shared(self) -> None:
        """Tell the other's open page that there is news; never that somebody writes for oneself."""
        if self.writing.has_changed(Part.SHARED):
            bump(self.conversation)


@contextmanager
def at_desk(actor: Actor, /, *acts: Act, conversation_id: UUID) -> Iterator[Desk]:
    """Find and lock the conversation for the actor, and open the own preparation for writing with these acts."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        capacity = conversation.capacity_of(actor)
        own = policy.write_own_preparation(capacity)
        with gate.changing(actor, conversation, own, *acts) as writing:
            yield Desk(conversation, capacity, policy.own_preparation(capacity), writing)


def note_progress(actor: Actor, /, *, conversation: Conversation) -> None:
    """Note that one has begun: the other sees that, and nothing more."""
    PreparationProgress.objects.get_or_create(conversation=conversation, person_id=actor.id)
