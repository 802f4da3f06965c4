"""Reads of conversations for a named actor. Lists show facts; texts are opened through the gate."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.finding import conversations_of, conversations_seen_by, find_conversation, leader_of
from samspill.conversations.invitations import InvitationText, invitation_text
from samspill.conversations.models import (
    EMPLOYEE,
    LEADER,
    Appointment,
    Conversation,
    Conversations,
    PreparationProgress,
    appointments_true_today,
)
from samspill.conversations.points import (
    PointText,
    SharedPoint,
    chosen_keys,
    chosen_points,
    chosen_revision,
    filled,
    guide_points,
    guide_themes,
    own_theme_titles,
    shared_points,
)
from samspill.conversations.proposing import Span
from samspill.conversations.states import BEFORE_START
from samspill.foundation import clock
from samspill.foundation.database import in_norwegian_order
from samspill.foundation.prepared import Prepared
from samspill.guides.direction import Direction, read_direction
from samspill.guides.queries import read_guide, read_menu
from samspill.guides.texts import GuideText, MenuText
from samspill.organisation.models import Employment
from samspill.people.models import Person
from samspill.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conversation with its two parties as the pages show them: facts only."""

    conversation: Conversation
    employee: Person
    leader: Person | None
    capacity: str

    @property
    def other(self) -> Person | None:
        """The other of the two."""
        return self.leader if self.capacity == EMPLOYEE else self.employee

    @property
    def is_leader(self) -> bool:
        """Whether the one who looks leads the conversation."""
        return self.capacity == LEADER

    @property
    def year(self) -> int:
        """The year that it belongs to."""
        return self.conversation.year


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One line of the team page: facts only."""

    conversation: Conversation
    employee: Person
    title: str
    has_employee_begun: bool
    has_leader_begun: bool
    is_employee_ready: bool
    is_leader_ready: bool


@dataclass(frozen=True, slots=True)
class PreparationText:
    """One side's preparation: own points with their texts, and what the other has shared."""

    meeting: Meeting
    guide: GuideText
    menu: MenuText
    invitation: InvitationText
    points: list[PointText]
    themes: list[PointText]
    questions: list[PointText]
    own: list[PointText]
    from_other: list[SharedPoint]
    is_ready: bool
    has_other_begun: bool
    is_other_ready: bool
    may_write: bool
    may_take_back: bool
    direction: Direction
    chosen: list[str] = field(default_factory=list)
    chosen_revision: int = 0

    @property
    def every_point(self) -> list[PointText]:
        """All that can be written to, in the order of the page."""
        return [*self.points, *self.questions, *self.themes, *self.own]


def read_meeting(actor: Actor, /, *, conversation_id: UUID) -> Meeting:
    """A conversation for one of the two.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    return meeting_of(actor, conversation=conversation)


def meeting_of(actor: Actor, /, *, conversation: Conversation) -> Meeting:
    """The two parties of a conversation that was found for the actor."""
    return Meeting(conversation, conversation.employee, leader_of(conversation), conversation.capacity_of(actor))


def meetings_of(actor: Actor, /, *, conversations: Sequence[Conversation]) -> list[Meeting]:
    """The two parties of several conversations that were found for the actor, in one query."""
    appointed = Appointment.objects.filter(conversation__in=conversations).select_related("leader").order_by("from_at")
    leaders = {one.conversation_id: one.leader for one in appointed}
    return [Meeting(one, one.employee, leaders.get(one.id), one.capacity_of(actor)) for one in conversations]


def list_own_conversations(actor: Actor, /) -> list[Meeting]:
    """The conversations in which the actor is the employee, newest first."""
    own = conversations_seen_by(actor).filter(employee_id=actor.person_id).select_related("employee", "round", "unit")
    return meetings_of(actor, conversations=list(own.order_by("-deadline_on", "-planned_at")))


def list_team(actor: Actor, /, *, round_id: UUID | None = None) -> list[TeamLine]:
    """Every conversation that the actor leads today, by the employee's name, in the same few queries for 5 and 70.

    Args:
        actor: the leader.
        round_id: only those of this round, and those outside rounds; all when left out.
    """
    if round_id is None:
        conversations = _led.ask(person_id=actor.person_id)
    else:
        conversations = _led_in_round.ask(person_id=actor.person_id, round_id=round_id)
    progress = {
        (one.conversation_id, one.person_id): one
        for one in PreparationProgress.objects.filter(conversation__in=conversations)
    }
    return [_team_line(actor, one, progress) for one in conversations]


@Prepared
def _led(person_id: UUID) -> Conversations:
    return _team(person_id, appointments_true_today().filter(leader_id=person_id))


@Prepared
def _led_in_round(person_id: UUID, round_id: UUID) -> Conversations:
    # Asked of the appointments: asked of the conversations, SQLite would walk through the whole round.
    is_in = Q(conversation__round_id=round_id) | Q(conversation__round__isnull=True)
    return _team(person_id, appointments_true_today().filter(is_in, leader_id=person_id))


def _team(person_id: UUID, mine: "QuerySet[Appointment]") -> Conversations:
    led = conversations_seen_by(Actor(person_id)).filter(id__in=mine.values("conversation_id"))
    title = Employment.objects.filter(person=OuterRef("employee_id"), unit=OuterRef("unit_id")).order_by("-is_main")
    lines = led.annotate(title=Subquery(title.values("title")[:1])).select_related("employee", "round")
    return lines.order_by(in_norwegian_order("employee__family_name"), in_norwegian_order("employee__given_name"))


def list_team_rounds(actor: Actor, /) -> list[Round]:
    """The rounds in which the actor leads conversations, newest first."""
    mine = Appointment.objects.filter(leader_id=actor.person_id, until_at__isnull=True)
    rounds = Round.objects.filter(id__in=mine.values("conversation__round_id"))
    return list(rounds.select_related("unit").order_by("-year", "-made_at"))


def list_taken_times(actor: Actor, /, *, apart_from: Collection[UUID] = ()) -> list[Span]:
    """When the actor is to meet somebody from now on, as employee or as leader."""
    ahead = conversations_of(actor).filter(state__in=BEFORE_START, planned_at__gte=clock.now() - timedelta(days=1))
    times = ahead.exclude(id__in=apart_from).values_list("planned_at", "length_minutes")
    return [Span(start, start + timedelta(minutes=length)) for start, length in times if start is not None]


def _team_line(
    actor: Actor, conversation: Conversation, progress: dict[tuple[UUID, UUID], PreparationProgress]
) -> TeamLine:
    employees = progress.get((conversation.id, conversation.employee_id))
    leaders = progress.get((conversation.id, actor.person_id)) if actor.person_id else None
    return TeamLine(
        conversation,
        conversation.employee,
        getattr(conversation, "title", None) or "",
        has_employee_begun=employees is not None,
        has_leader_begun=leaders is not None,
        is_employee_ready=bool(employees and employees.ready_at),
        is_leader_ready=bool(leaders and leaders.ready_at),
    )


def read_preparation(actor: Actor, /, *, conversation_id: UUID) -> PreparationText:
    """The actor's own preparation, and what the other has shared."""
    conversation = find_conversation(actor, conversation_id)
    capacity = conversation.capacity_of(actor)
    guide = read_guide(conversation.guide_version_id, conversation.language)
    menu = read_menu(conversation.menu_version_id, conversation.language)
    with gate.reading(actor, conversation, policy.read_own_preparation(capacity), policy.READ_SHARED) as opened:
        return _preparation(actor, meeting_of(actor, conversation=conversation), guide, menu, opened)


def _preparation(
    actor: Actor, meeting: Meeting, guide: GuideText, menu: MenuText, opened: gate.Opened
) -> PreparationText:
    capacity = meeting.capacity
    own = policy.own_preparation(capacity)
    chosen = chosen_keys(opened, own)
    titles = own_theme_titles(opened, capacity, own)

    def fill(points: object) -> list[PointText]:
        return [filled(point, opened, capacity, own) for point in points]  # type: ignore[attr-defined]

    other = LEADER if capacity == EMPLOYEE else EMPLOYEE
    mine, theirs = progress_of(meeting)
    return PreparationText(
        meeting,
        guide,
        menu,
        invitation_text(opened),
        points=fill(guide_points(guide, capacity)),
        themes=fill(guide_themes(guide)),
        questions=fill(chosen_points(menu, titles, chosen)),
        own=fill([PointText(f"own:{key}", title) for key, title in titles.items() if f"own:{key}" not in chosen]),
        from_other=shared_points(opened, guide, menu, of=(other,)),
        is_ready=bool(mine and mine.ready_at),
        has_other_begun=theirs is not None,
        is_other_ready=bool(theirs and theirs.ready_at),
        may_write=bool(policy.write_own_preparation(capacity).may(actor, meeting.conversation)),
        may_take_back=bool(policy.TAKE_BACK.may(actor, meeting.conversation)),
        direction=direction_of(meeting),
        chosen=chosen,
        chosen_revision=chosen_revision(opened, own),
    )


def direction_of(meeting: Meeting) -> Direction:
    """What is stated for the employee in the conversation's year, in the conversation's language (S13, S37)."""
    conversation = meeting.conversation
    return read_direction(
        unit_id=conversation.unit_id,
        person_id=conversation.employee_id,
        year=meeting.year,
        language=conversation.language,
    )


def progress_of(meeting: Meeting) -> tuple[PreparationProgress | None, PreparationProgress | None]:
    """How far the reader and the other have come: that they have begun and are ready, never what they wrote."""
    progress = {one.person_id: one for one in PreparationProgress.objects.filter(conversation=meeting.conversation)}
    employees = progress.get(meeting.employee.id)
    leaders = progress.get(meeting.leader.id) if meeting.leader else None
    return (leaders, employees) if meeting.is_leader else (employees, leaders)


def next_conversation(meetings: list[Meeting]) -> Meeting | None:
    """The one that asks for something soonest: under way, then invited by time, then awaiting an invitation."""
    order = {"started": 0, "held": 1, "invited": 2, "planned": 3}
    open_ones = [one for one in meetings if one.conversation.state in order]
    return min(
        open_ones,
        key=lambda one: (
            order[one.conversation.state],
            one.conversation.planned_at or clock.now(),
            one.conversation.id,
        ),
        default=None,
    )


def deadline_of(lines: list[TeamLine]) -> date | None:
    """The nearest deadline among these conversations."""
    return min((line.conversation.deadline_on for line in lines if line.conversation.deadline_on), default=None)
