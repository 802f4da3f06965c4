"""A decision is one value with a reason: false for a button, refused by the gate for an act."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from samspill.confidentiality.actors import Actor


class Part(StrEnum):
    """The parts of a conversation: each has its own readers, its own key and its own time to be erased."""

    PREPARATION_EMPLOYEE = "preparation_employee"
    PREPARATION_LEADER = "preparation_leader"
    SHARED = "shared"
    CONVERSATION_NOTES = "conversation_notes"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow_up"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether an act is allowed, and a code for why not."""

    is_allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.is_allowed


def allowed() -> Decision:
    """The act may go on."""
    return Decision(is_allowed=True)


def denied(reason: str) -> Decision:
    """The act may not go on; the reason is a code, never text about a person."""
    return Decision(is_allowed=False, reason=reason)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody may do to a thing, with the policy that decides and the part that it opens.

    Args:
        name: what the access log and the permission matrix call it, e.g. ``read_shared``.
        may: the policy: ``may(actor, thing) -> Decision``.
        part: the sealed part that the act reads or changes, if any.
    """

    name: str
    may: Callable[[Actor, Any], Decision]
    part: Part | None = None


class Denied(Exception):
    """The actor may not. The page answers as if the thing did not exist."""

    def __init__(self, act: str, reason: str, *, actor: Actor | None = None, thing_id: UUID | None = None) -> None:
        """Keep who, what and the reason's code for the record; nothing of it is shown to the one refused."""
        super().__init__(f"{act}: {reason}")
        self.act, self.reason, self.actor, self.thing_id = act, reason, actor, thing_id


class NotFound(Exception):
    """There is no such thing, or not for this actor: the two look the same."""
