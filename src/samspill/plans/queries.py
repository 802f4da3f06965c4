"""Reads of plans for one of the two: the meeting, the agreement, the actions, and the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations import policy as conversation_policy
from samspill.conversations.agenda import Topic, build_agenda
from samspill.conversations.finding import conversations_seen_by, find_conversation
from samspill.conversations.models import EMPLOYEE, LEADER, Conversation
from samspill.conversations.points import own_field
from samspill.conversations.queries import Meeting, meeting_of, meetings_of
from samspill.conversations.states import State
from samspill.documents.content import Plan, Remark, Role, Signature
from samspill.documents.rendering import render_plan
from samspill.guides.queries import read_guide, read_menu
from samspill.guides.texts import GuideText
from samspill.plans.models import Action, ActionState, AgreedPlan, Confirmation, Evaluation
from samspill.plans.policy import DELIVER, READ_PLAN
from samspill.plans.texts import ActionText, PlanText, canonical_text, hash_of, plan_text

OPEN_STATES = (ActionState.OPEN, ActionState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class RoomText:
    """The meeting on one page: the agenda with notes, the plan as it grows, and the reader's own private notes."""

    meeting: Meeting
    guide: GuideText
    agenda: list[Topic]
    plan: PlanText
    own_notes: dict[str, str]
    may_write_notes: bool


@dataclass(frozen=True, slots=True)
class ConfirmationText:
    """One confirmation that counts, with its remark."""

    confirmation: Confirmation
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class AgreementText:
    """The plan for reading through, confirming and keeping."""

    meeting: Meeting
    guide: GuideText
    plan: PlanText
    text_hash: str
    confirmations: list[ConfirmationText]
    evaluation: Evaluation | None
    evaluation_answers: dict[str, str]
    has_confirmed: bool


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """An action on somebody's list: its words, who it is with, and whose it is."""

    text: ActionText
    meeting: Meeting
    is_mine: bool


def read_room(actor: Actor, /, *, conversation_id: UUID) -> RoomText:
    """The meeting for one of the two."""
    conversation = find_conversation(actor, conversation_id)
    capacity = conversation.capacity_of(actor)
    guide = read_guide(conversation.guide_version_id, conversation.language)
    menu = read_menu(conversation.menu_version_id, conversation.language)
    acts = (
        conversation_policy.READ_SHARED,
        conversation_policy.READ_NOTES,
        conversation_policy.read_own_preparation(capacity),
        READ_PLAN,
    )
    with gate.reading(actor, conversation, *acts) as opened:
        own = opened.values(conversation_policy.own_preparation(capacity))
        return RoomText(
            meeting_of(actor, conversation),
            guide,
            build_agenda(guide, menu, opened),
            plan_text(_plan_of(conversation), conversation, opened),
            {name.removeprefix(own_field("text", "")): value.text for name, value in own.items() if name.startswith("text:")},
            may_write_notes=bool(conversation_policy.WRITE_NOTES.may(actor, conversation)),
        )


def has_news(actor: Actor, /, *, conversation_id: UUID, seen: int) -> bool:
    """Whether anything that both can see has changed since a revision: one query, nothing opened."""
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, conversation_policy.SEE)
    return conversation.revision != seen


def read_agreement(actor: Actor, /, *, conversation_id: UUID) -> AgreementText:
    """The plan with its confirmations, and the hash of the text as it stands now."""
    conversation = find_conversation(actor, conversation_id)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        return _agreement(actor, conversation, opened)


def _agreement(actor: Actor, conversation: Conversation, opened: gate.Opened) -> AgreementText:
    meeting, plan = meeting_of(actor, conversation), _plan_of(conversation)
    text = plan_text(plan, conversation, opened)
    standing = _standing(plan)
    current = plan.text_hash or _current_hash(text, meeting)
    prefix = f"evaluation:{meeting.capacity}:"
    answers = {
        name.removeprefix(prefix): value.text
        for name, value in opened.values(Part.AGREEMENT).items()
        if name.startswith(prefix)
    }
    return AgreementText(
        meeting,
        read_guide(conversation.guide_version_id, conversation.language),
        text,
        current,
        [
            ConfirmationText(one, one.person.full_name, opened.text(Part.AGREEMENT, f"remark:{one.capacity}"))
            for one in standing
        ],
        Evaluation.objects.filter(conversation=conversation, capacity=meeting.capacity).first(),
        answers,
        has_confirmed=any(one.capacity == meeting.capacity for one in standing),
    )


def list_actions(actor: Actor, /, *, only_open: bool = False) -> list[OwnedAction]:
    """Every action of the actor's agreed plans, late ones first: one's own, and those that the other owes."""
    agreed = conversations_seen_by(actor).filter(state=State.AGREED).exclude(standing="")
    plans = AgreedPlan.objects.filter(conversation__in=agreed.values("id"), actions__isnull=False).distinct()
    by_conversation = {plan.conversation_id: plan for plan in plans.prefetch_related("actions", "goals")}
    conversations = list(agreed.filter(id__in=by_conversation).select_related("employee", "unit"))
    return _owned(actor, conversations, by_conversation, only_open=only_open)


def _owned(
    actor: Actor, conversations: Sequence[Conversation], plans: dict[UUID, AgreedPlan], *, only_open: bool
) -> list[OwnedAction]:
    if not conversations:
        return []
    meetings = meetings_of(actor, conversations)
    found = []
    with gate.reading_many(actor, conversations, READ_PLAN) as opened:
        for meeting in meetings:
            for action in plans[meeting.conversation.id].actions.all():
                if not only_open or action.state in OPEN_STATES:
                    found.append(_owned_action(action, meeting, opened[meeting.conversation.id]))
    return sorted(found, key=lambda one: (one.text.action.state not in OPEN_STATES, str(one.text.action.due_on or "9")))


def _owned_action(action: Action, meeting: Meeting, opened: gate.Opened) -> OwnedAction:
    what = opened.text(Part.AGREEMENT, f"action:{action.id}")
    support = opened.text(Part.AGREEMENT, f"support:{action.id}")
    is_mine = action.responsible in {meeting.capacity, "both"}
    return OwnedAction(ActionText(action, what, support, 0), meeting, is_mine)


def read_own_copy(actor: Actor, /, *, conversation_id: UUID) -> bytes:
    """The confirmed plan as PDF for one of the two, with the text itself attached (S07).

    Raises:
        NotFound: it is not agreed yet.
    """
    conversation = find_conversation(actor, conversation_id)
    with gate.changing(actor, conversation, READ_PLAN) as opened:
        opened.record("own_copy", part=Part.AGREEMENT)
        document = _document(conversation, opened)
    return document.print(standard="own")


def read_archive_copy(actor: Actor, /, *, conversation: Conversation) -> bytes:
    """The confirmed plan as PDF for the archive, for the delivery only."""
    with gate.changing(actor, conversation, DELIVER) as opened:
        opened.record("archive_copy", part=Part.AGREEMENT)
        document = _document(conversation, opened)
    return document.print(standard="archive")


@dataclass(frozen=True, slots=True)
class _Document:
    """Everything that the printed plan is made of."""

    plan: Plan
    signatures: list[Signature]
    remarks: list[Remark]
    language: str

    def print(self, *, standard: Literal["own", "archive"]) -> bytes:
        return render_plan(
            self.plan, signatures=self.signatures, remarks=self.remarks, standard=standard, language=self.language
        )


def _document(conversation: Conversation, opened: gate.Opened) -> _Document:
    plan = _plan_of(conversation)
    canonical = opened.text(Part.AGREEMENT, f"confirmed:{plan.text_hash}")
    if not canonical:
        raise NotFound
    standing = _standing(plan)
    signatures = [
        Signature(role=_role(one.capacity), name=one.person.full_name, at=one.confirmed_at, text_hash=one.text_hash)
        for one in standing
    ]
    remarks = [
        Remark(role=_role(one.capacity), name=one.person.full_name, text=text, at=one.confirmed_at)
        for one in standing
        if (text := opened.text(Part.AGREEMENT, f"remark:{one.capacity}"))
    ]
    return _Document(Plan.from_canonical(canonical.encode()), signatures, remarks, conversation.language)


def _role(capacity: str) -> Role:
    return "employee" if capacity == EMPLOYEE else "leader"


def _standing(plan: AgreedPlan) -> list[Confirmation]:
    if plan._state.adding:
        return []
    given = Confirmation.objects.filter(plan=plan, voided_at__isnull=True).select_related("person")
    return sorted(given, key=lambda one: one.capacity == LEADER)


def _plan_of(conversation: Conversation) -> AgreedPlan:
    plan = AgreedPlan.objects.filter(conversation=conversation).prefetch_related("goals", "actions").first()
    return plan or AgreedPlan(conversation=conversation)


def _current_hash(text: PlanText, meeting: Meeting) -> str:
    if meeting.leader is None:
        return ""
    return hash_of(canonical_text(text, meeting.conversation, employee=meeting.employee, leader=meeting.leader))
