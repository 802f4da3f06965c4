"""Who has seen a conversation: what the access log tells, for either of the two."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samspill.confidentiality import access_log, gate
from samspill.confidentiality.access_log import AccessEvent
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import EMPLOYEE, Assessment, Conversation
from samspill.conversations.policy import assessment_of
from samspill.conversations.queries import Meeting, meeting_of
from samspill.foundation import clock
from samspill.people.models import Person

PRIVATE = frozenset({Part.PREPARATION_EMPLOYEE, Part.PREPARATION_LEADER})
LATELY = timedelta(days=30)
WAYS_IN = frozenset({"password_reset", "paper_code_issued", "paper_code_used", "code_sent"})


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line of "Who has seen the conversation".

    Args:
        at: when, aware.
        name: who did it; empty for the program itself.
        is_own: whether the reader did it.
        act: what was done, by the log's name of it.
        part: the part it was done to, if any.
        about: whom it was done to, for what concerns somebody's sign-in; else empty.
    """

    at: datetime
    name: str
    is_own: bool
    act: str
    part: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class SeenText:
    """The page "Who has seen the conversation": lines with names, newest first, and refusals as a count."""

    meeting: Meeting
    lines: list[SeenLine]
    refused: int


def read_who_has_seen(actor: Actor, /, *, conversation_id: UUID) -> SeenText:
    """Everything that the log tells of a conversation, and of new ways in to either of the two since it began.

    What somebody did in the own private preparation, or in an assessment or answer before handing it over, is shown to
    that one only. Refused attempts are a count.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE_LOG)
    meeting = meeting_of(actor, conversation=conversation)
    events = access_log.events_of(conversation.id)
    shown = [one for one in events if _is_for(actor, one, assessment_of(conversation))]
    shown += _ways_in(meeting, since=events[-1].at if events else None)
    shown.sort(key=lambda event: event.seq, reverse=True)
    people = Person.objects.in_bulk({one.actor_id for one in shown if one.actor_id} | {meeting.employee.id})
    lines = [_line(actor, event, people, meeting) for event in shown]
    return SeenText(meeting, lines, access_log.count_refused(conversation.id))


def count_openers(actor: Actor, /, *, conversations: Collection[Conversation]) -> dict[UUID, int]:
    """How many others than the actor have opened each conversation in the last 30 days; one query for all of them.

    What the other does in a part that only the other reads does not count.
    """
    for conversation in conversations:
        gate.require(actor, conversation, policy.SEE_LOG)
    ids, own_parts = [one.id for one in conversations], [*PRIVATE, Part.ASSESSMENT]
    since = clock.now() - LATELY
    return access_log.count_openers(ids, since=since, apart_from=actor.id, without=own_parts) if ids else {}


def _is_for(actor: Actor, event: AccessEvent, assessment: Assessment | None) -> bool:
    if event.part == Part.ASSESSMENT and event.actor_id != actor.person_id:
        return assessment is not None and _is_handed_over(event, assessment)
    return event.part not in PRIVATE or event.actor_id in {actor.person_id, None}


def _is_handed_over(event: AccessEvent, assessment: Assessment) -> bool:
    """Whether the other may know of it: nobody is told of the other's drafts."""
    is_draft_of_answer = event.capacity == EMPLOYEE and event.act in {"changed", "first_write"}
    since = assessment.answered_at if is_draft_of_answer else assessment.shared_at
    return since is not None and event.at >= since


def _ways_in(meeting: Meeting, *, since: datetime | None) -> list[AccessEvent]:
    if since is None:
        return []
    parties = [meeting.employee, *([meeting.leader] if meeting.leader else [])]
    return [
        event
        for person in parties
        for event in access_log.events_of(person.id)
        if event.act in WAYS_IN and event.at >= since
    ]


def _line(actor: Actor, event: AccessEvent, people: dict[UUID, Person], meeting: Meeting) -> SeenLine:
    parties = {person.id: person.full_name for person in (meeting.employee, meeting.leader) if person}
    person = people.get(event.actor_id) if event.actor_id else None
    return SeenLine(
        event.at,
        person.full_name if person else "",
        is_own=event.actor_id is not None and event.actor_id == actor.person_id,
        act=event.act,
        part=event.part,
        about=parties.get(event.thing_id, "") if event.act in WAYS_IN and event.thing_id else "",
    )
