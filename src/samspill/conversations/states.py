"""A conversation's states and moves, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a conversation has come."""

    PLANNED = "planned", _("Not invited yet")
    INVITED = "invited", _("Invited")
    STARTED = "started", _("Under way")
    HELD = "held", _("Held")
    AGREED = "agreed", _("Agreed")
    UNCONFIRMED = "unconfirmed", _("Held, without a confirmed plan")
    EXEMPTED = "exempted", _("Exempted")
    DECLINED = "declined", _("Declined")
    DISCONTINUED = "discontinued", _("Ended by a change of leader")
    WITHDRAWN = "withdrawn", _("Withdrawn")


UNHELD = frozenset({State.EXEMPTED, State.DECLINED, State.DISCONTINUED, State.WITHDRAWN})
MOVES: dict[State, set[State]] = {
    State.PLANNED: {State.INVITED, State.STARTED, *UNHELD},
    State.INVITED: {State.PLANNED, State.STARTED, *UNHELD},
    State.STARTED: {State.HELD, State.DISCONTINUED},
    State.HELD: {State.STARTED, State.AGREED, State.UNCONFIRMED, State.DISCONTINUED},
    State.AGREED: {State.HELD},
    State.UNCONFIRMED: {State.HELD},
    State.EXEMPTED: {State.PLANNED},
    State.DECLINED: {State.PLANNED},
    State.DISCONTINUED: set(),
    State.WITHDRAWN: set(),
}

BEFORE_START = frozenset({State.PLANNED, State.INVITED})
IN_CONVERSATION = frozenset({State.STARTED, State.HELD})
CONCLUDED = frozenset({State.AGREED, State.UNCONFIRMED})
COUNTED_AS_HELD = CONCLUDED | {State.HELD}
NOT_COUNTED = frozenset({State.EXEMPTED, State.DISCONTINUED, State.WITHDRAWN})


class ExemptReason(models.TextChoices):
    """Why a conversation is not to be held now: a closed list, never the kind of leave."""

    ABSENT = "absent", _("Away for a period")
    NEW = "new", _("Newly begun, has a first conversation instead")
    LEAVING = "leaving", _("Is about to leave")
    RECENT = "recent", _("Had a conversation within the interval")
    ELSEWHERE = "elsewhere", _("Has the conversation in another position")


class WishKind(models.TextChoices):
    """What one of the two may ask for before the conversation; nobody is asked why."""

    OTHER_LEADER = "other_leader", _("Another conversation leader")
    OTHER_TIME = "other_time", _("Another time or place")
    COMPANION = "companion", _("Somebody to come along")
    INTERPRETER = "interpreter", _("An interpreter")


class WrongState(Exception):
    """The act does not fit the state that the conversation is in now."""

    def __init__(self, state: str, wanted: str) -> None:
        """Keep both states for the page's sentence."""
        super().__init__(f"{state} -> {wanted}")
        self.state, self.wanted = state, wanted


def check_move(state: str, wanted: State) -> None:
    """Go on only if the move is among those allowed.

    Raises:
        WrongState: the move is not allowed from this state.
    """
    if wanted not in MOVES[State(state)]:
        raise WrongState(state, wanted)
