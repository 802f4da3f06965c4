"""One conversation as its own page shows it: the invitation, how far both have come, and what the reader may do now."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act
from samspill.conversations import policy
from samspill.conversations.assessment import AssessmentFacts, assessment_facts
from samspill.conversations.finding import find_conversation
from samspill.conversations.invitations import InvitationText, invitation_text
from samspill.conversations.models import Appointment, Conversation, Wish, appointments_true_today
from samspill.conversations.queries import Meeting, meeting_of, progress_of
from samspill.conversations.states import BEFORE_START, State, WishKind
from samspill.foundation.prepared import Prepared
from samspill.guides.queries import read_guide
from samspill.guides.texts import GuideText
from samspill.people.policy import has_own_secret

OFFERED = (
    policy.WISH, policy.WISH_OTHER_LEADER, policy.INVITE, policy.CALL_OFF, policy.ISSUE_CODE, policy.EXEMPT,
    policy.DECLINE, policy.START, policy.HOLD_ON_PAPER, policy.WITHDRAW, policy.WISH_RECORD,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WishText:
    """Something that one of the two has asked for; another leader is met when somebody else was appointed since."""

    wish: Wish
    is_own: bool
    is_met: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who has asked for something before a conversation, and has no answer yet: never for what."""

    conversation_id: UUID
    given_name: str


@dataclass(frozen=True, slots=True)
class ConversationText:
    """A conversation for one of the two; of the other's preparation only that it is begun, and that it is ready.

    Args:
        invitation: what the leader wrote; None while the conversation is exempted.
        may: the names of the acts that the reader may do now.
        may_print_code: whether the printed invitation can carry a code: the employee has no secret of their own yet.
    """

    meeting: Meeting
    guide: GuideText
    invitation: InvitationText | None
    has_begun: bool
    is_ready: bool
    has_other_begun: bool
    is_other_ready: bool
    may: frozenset[str]
    may_print_code: bool
    wishes: list[WishText] = field(default_factory=list)
    assessment: AssessmentFacts | None = None

    @property
    def own_wishes(self) -> list[WishText]:
        """What the reader has asked for."""
        return [one for one in self.wishes if one.is_own]

    @property
    def others_wishes(self) -> list[WishText]:
        """What the other has asked for."""
        return [one for one in self.wishes if not one.is_own]

    @property
    def may_wish_for(self) -> list[tuple[str, str]]:
        """What the reader may still ask for: code and words."""
        if policy.WISH.name not in self.may:
            return []
        asked = {one.wish.kind for one in self.own_wishes}
        closed = set() if policy.WISH_OTHER_LEADER.name in self.may else {WishKind.OTHER_LEADER.value}
        return [(code, str(words)) for code, words in WishKind.choices if code not in asked | closed]


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """What the leader's form starts from: what stands now, and the guide in the language that the employee will get."""

    meeting: Meeting
    guide: GuideText
    invitation: InvitationText


def read_conversation(actor: Actor, /, *, conversation_id: UUID) -> ConversationText:
    """A conversation for one of the two, whatever its state.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    meeting = meeting_of(actor, conversation=conversation)
    own, others = progress_of(meeting)
    may = frozenset(act.name for act in OFFERED if act.may(actor, conversation))
    may_print_code = policy.ISSUE_CODE.name in may and not has_own_secret(meeting.employee)
    return ConversationText(
        meeting,
        read_guide(conversation.guide_version_id, conversation.language),
        _invitation(actor, conversation),
        has_begun=own is not None,
        is_ready=bool(own and own.ready_at),
        has_other_begun=others is not None,
        is_other_ready=bool(others and others.ready_at),
        may=may,
        may_print_code=may_print_code,
        wishes=_wishes(actor, conversation),
        assessment=assessment_facts(actor, conversation=conversation),
    )


def list_askers(actor: Actor, /) -> list[Asker]:
    """Who waits for the actor's answer to what they have asked for, in what has not begun; each conversation once."""
    found = _wishes_for.ask(person_id=actor.person_id)
    return list({one.conversation_id: Asker(one.conversation_id, one.made_by.given_name) for one in found}.values())


@Prepared
def _wishes_for(person_id: UUID) -> "QuerySet[Wish]":
    led = appointments_true_today().filter(leader_id=person_id).values("conversation_id")
    by_employee = Q(conversation__in=led, made_by_id=F("conversation__employee_id"))
    by_leader = Q(conversation__employee_id=person_id) & ~Q(made_by_id=person_id)
    has_new_leader = Q(_appointed_since(), kind=WishKind.OTHER_LEADER)
    standing = Wish.objects.filter(
        by_employee | by_leader, ~has_new_leader, conversation__state__in=BEFORE_START,
        withdrawn_at__isnull=True, met_at__isnull=True,
    )  # fmt: skip
    return standing.select_related("made_by").order_by("made_at")


def _appointed_since() -> Exists:
    """Whether somebody was appointed since a wish was made."""
    since = Appointment.objects.filter(
        conversation_id=OuterRef("conversation_id"), until_at__isnull=True, from_at__gt=OuterRef("made_at")
    )
    return Exists(since)


def _wishes(actor: Actor, conversation: Conversation) -> list[WishText]:
    standing = conversation.wishes.filter(withdrawn_at__isnull=True)
    standing = standing.annotate(has_new_leader=_appointed_since())
    return [
        WishText(
            one,
            is_own=one.made_by_id == actor.person_id,
            is_met=one.has_new_leader if one.kind == WishKind.OTHER_LEADER else one.met_at is not None,
        )
        for one in standing.order_by("made_at")
    ]


def _invitation(actor: Actor, conversation: Conversation) -> InvitationText | None:
    if not policy.READ_SHARED.may(actor, conversation):
        return None
    with gate.reading(actor, conversation, policy.READ_SHARED) as opened:
        return invitation_text(opened)


def read_invitation_draft(actor: Actor, /, *, conversation_id: UUID) -> InvitationDraft:
    """What stands in the invitation now, for the leader who writes or changes it.

    Raises:
        NotFound, Denied: none, not led by the actor, or already begun.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.INVITE)
    is_settled = conversation.state == State.INVITED
    language = conversation.language if is_settled else conversation.employee.preferred_language
    with gate.reading(actor, conversation, policy.READ_SHARED) as opened:
        guide = read_guide(conversation.guide_version_id, language)
        return InvitationDraft(meeting_of(actor, conversation=conversation), guide, invitation_text(opened))


def read_before(actor: Actor, /, *, conversation_id: UUID, act: Act) -> Meeting:
    """Whose conversation it is, for one of the two, on a page that asks before the act is done; nothing is opened.

    Raises:
        NotFound, Denied: none, or the actor is not one of the two, or may not do this now.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    gate.require(actor, conversation, act)
    return meeting_of(actor, conversation=conversation)
