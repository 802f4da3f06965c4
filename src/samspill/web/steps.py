"""The way of a conversation, as links: invited, prepared, held, agreed, followed up (``components/steps.html``)."""

from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conversations.queries import Meeting
from samspill.conversations.states import State


class Step(IntEnum):
    """The five steps."""

    INVITED = 1
    PREPARED = 2
    HELD = 3
    AGREED = 4
    FOLLOWED_UP = 5


PAGES = {
    Step.INVITED: "conversation",
    Step.PREPARED: "preparation",
    Step.HELD: "room",
    Step.AGREED: "agreement",
    Step.FOLLOWED_UP: "actions",
}
BEHIND = {State.INVITED: 1, State.STARTED: 2, State.HELD: 3, State.UNCONFIRMED: 3, State.AGREED: 4}
CAN_BE_OPENED = {
    State.PLANNED: {Step.INVITED, Step.PREPARED, Step.HELD},
    State.INVITED: {Step.INVITED, Step.PREPARED, Step.HELD},
    State.STARTED: {Step.INVITED, Step.PREPARED, Step.HELD, Step.AGREED},
    State.HELD: {Step.INVITED, Step.PREPARED, Step.HELD, Step.AGREED},
    State.UNCONFIRMED: {Step.INVITED, Step.AGREED},
    State.AGREED: {Step.INVITED, Step.AGREED, Step.FOLLOWED_UP},
}


@dataclass(frozen=True, slots=True)
class StepLink:
    """One step; ``url`` is empty when it cannot be opened in this state."""

    number: int
    name: str
    url: str
    state: str


def steps_of(meeting: Meeting, current: Step) -> list[StepLink]:
    """The five steps as seen from the page of one of them; what is left unconfirmed has four, and ends there."""
    state = State(meeting.conversation.state)
    is_unconfirmed = state is State.UNCONFIRMED
    behind, opened = BEHIND.get(state, 0), _opened(meeting, state)
    names = {
        Step.INVITED: _("Invited"),
        Step.PREPARED: _("Prepared"),
        Step.HELD: _("Held"),
        Step.AGREED: _("Not confirmed") if is_unconfirmed else _("Agreed"),
        Step.FOLLOWED_UP: _("Followed up"),
    }
    return [
        StepLink(
            step.value,
            names[step],
            _url(meeting, step) if step in opened else "",
            "current" if step is current else "done" if step <= behind else "ahead",
        )
        for step in Step
        if not (is_unconfirmed and step is Step.FOLLOWED_UP)
    ]


def _opened(meeting: Meeting, state: State) -> set[Step]:
    """The steps that can be opened now; without a record there is no plan, and what is erased cannot be opened."""
    conversation = meeting.conversation
    opened = CAN_BE_OPENED.get(state, {Step.INVITED})
    if conversation.texts_erased_on is not None:
        return {Step.INVITED}
    return opened if conversation.is_recorded else opened - {Step.AGREED, Step.FOLLOWED_UP}


def _url(meeting: Meeting, step: Step) -> str:
    if step is Step.FOLLOWED_UP:
        return reverse(PAGES[step])
    return reverse(PAGES[step], kwargs={"conversation_id": meeting.conversation.id})
