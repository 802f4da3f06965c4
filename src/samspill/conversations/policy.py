"""Who may do what with a conversation: who (the two, today) and when (the state)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, Part, allowed, denied
from samspill.conversations.kinds import EMPLOYEE, LEADER, rules_of
from samspill.conversations.models import Assessment, Conversation
from samspill.conversations.states import BEFORE_START, CONCLUDED, IN_CONVERSATION, State
from samspill.foundation import clock
from samspill.organisation.facts import the_organisation
from samspill.organisation.states import AssessmentUse

FOLLOWING, OTHER_WRITES = "following leaders", "the other writes"
KEPT = timedelta(days=30)
ASSESSMENT_KEPT = timedelta(days=365)
PREPARING = BEFORE_START | IN_CONVERSATION
ASSESSED = PREPARING | CONCLUDED
RECORDABLE = PREPARING | {State.UNCONFIRMED}
WITH_TEXT = frozenset(State) - {State.EXEMPTED}

Policy = Callable[[Actor, Conversation], Decision]


def _the_two(states: frozenset[State], *, capacities: tuple[str, ...] = (EMPLOYEE, LEADER)) -> Policy:
    def may(actor: Actor, conversation: Conversation) -> Decision:
        if conversation.capacity_of(actor) not in capacities:
            return denied("not a party")
        return allowed() if State(conversation.state) in states else denied("wrong state")

    may.__doc__ = f"{' and '.join(capacities)} today, in these states: {', '.join(sorted(states))}. Nobody else."
    return may


def _until_erased(policy: Policy) -> Policy:
    """Nothing is written that would be erased the next minute: the save would be acknowledged and lost."""

    def may(actor: Actor, conversation: Conversation) -> Decision:
        begun = State(conversation.state) in IN_CONVERSATION
        moment = (conversation.ended_at or conversation.started_at) if begun else None
        if moment is not None and moment < clock.now() - KEPT:
            return denied("erased after 30 days")
        return policy(actor, conversation)

    may.__doc__ = policy.__doc__
    return may


def _unerased(policy: Policy) -> Policy:
    """Nothing is opened of a conversation whose texts have been erased when their time was over."""

    def may(actor: Actor, conversation: Conversation) -> Decision:
        return policy(actor, conversation) if conversation.texts_erased_on is None else denied("texts are erased")

    may.__doc__ = policy.__doc__
    return may


def may_write_notes(actor: Actor, conversation: Conversation) -> Decision:
    """The one of the two who writes, while the conversation is under way or being written up (S24)."""
    as_party = _until_erased(_the_two(IN_CONVERSATION))(actor, conversation)
    if not as_party:
        return as_party
    return allowed() if conversation.capacity_of(actor) == conversation.writer else denied(OTHER_WRITES)


def assessment_of(conversation: Conversation) -> Assessment | None:
    """The facts of the assessment, if one is begun."""
    return getattr(conversation, "assessment", None)


def may_write_assessment(actor: Actor, conversation: Conversation) -> Decision:
    """The conversation leader, in the yearly conversation, where the organisation has switched it on (seed 000)."""
    as_leader = _the_two(ASSESSED, capacities=(LEADER,))(actor, conversation)
    if not as_leader:
        return as_leader
    if _is_assessment_over(conversation):
        return denied("erased")
    if not conversation.rules.is_assessed:
        return denied("not with this kind of conversation")
    on = the_organisation().assessments != AssessmentUse.NONE
    return allowed() if on else denied("not switched on")


def may_read_assessment(actor: Actor, conversation: Conversation) -> Decision:
    """The conversation leader, and the employee once it is shared; also when assessments are switched off since."""
    as_party = _the_two(frozenset(State))(actor, conversation)
    if not as_party or conversation.capacity_of(actor) == LEADER:
        return as_party
    assessment = assessment_of(conversation)
    return allowed() if assessment is not None and assessment.shared_at else denied("not shared")


def may_answer_assessment(actor: Actor, conversation: Conversation) -> Decision:
    """The employee, once it is shared and until it is erased; also when assessments are switched off since."""
    as_employee = _the_two(ASSESSED, capacities=(EMPLOYEE,))(actor, conversation)
    if not as_employee:
        return as_employee
    if not may_read_assessment(actor, conversation):
        return denied("not shared")
    return denied("erased") if _is_assessment_over(conversation) else allowed()


def _is_assessment_over(conversation: Conversation) -> bool:
    """Whether it is erased, or would be the next minute (retention rule ``assessment``)."""
    assessment, now = assessment_of(conversation), clock.now()
    if assessment is None or assessment.erased_on is not None:
        return assessment is not None
    if assessment.shared_at is not None:
        return assessment.shared_at < now - ASSESSMENT_KEPT
    ended_at = conversation.ended_at or (conversation.started_at if conversation.state == State.STARTED else None)
    return ended_at is not None and max(ended_at, assessment.begun_at) < now - KEPT


def may_exempt(actor: Actor, conversation: Conversation) -> Decision:
    """The conversation leader, and HR in others' conversations, before the start or to bring it back; in a round."""
    if conversation.round_id is None:
        return denied("not in a round")
    if State(conversation.state) not in BEFORE_START | {State.EXEMPTED, State.DECLINED}:
        return denied("wrong state")
    capacity = conversation.capacity_of(actor)
    if capacity == LEADER or (actor.has(Role.HR) and capacity != EMPLOYEE):
        return allowed()
    return denied("not the leader, or HR of somebody else")


@dataclass(frozen=True, slots=True)
class Asking:
    """A conversation that one would like to have: of which kind, and between whom; nothing is stored yet."""

    kind: str
    employee_id: UUID
    leader_id: UUID

    def capacity_of(self, actor: Actor) -> str:
        """What the actor would be to it."""
        return {self.employee_id: EMPLOYEE, self.leader_id: LEADER}.get(actor.id, "") if actor.person_id else ""


def may_ask(actor: Actor, asking: Asking | Conversation) -> Decision:
    """The employee and whoever would lead it today; for a pay conversation the employee alone. Nobody else."""
    capacity = asking.capacity_of(actor)
    if not capacity:
        return denied("not one of the two")
    return allowed() if capacity in rules_of(asking.kind).asked_by else denied("not asked for by this one")


def may_withdraw(actor: Actor, conversation: Conversation) -> Decision:
    """Whoever of the two asked for it, before it has begun."""
    as_party = _the_two(BEFORE_START)(actor, conversation)
    if not as_party:
        return as_party
    return allowed() if conversation.asked_by_id == actor.person_id else denied("the other asked for it")


def may_decline(actor: Actor, conversation: Conversation) -> Decision:
    """The employee, before it has begun; what one has asked for oneself is withdrawn instead."""
    as_employee = _the_two(BEFORE_START, capacities=(EMPLOYEE,))(actor, conversation)
    if not as_employee:
        return as_employee
    return denied("asked for by oneself") if conversation.asked_by_id == actor.person_id else allowed()


def may_wish_record(actor: Actor, conversation: Conversation) -> Decision:
    """The employee, in a conversation that has a record only on wish, until its texts are erased."""
    as_employee = _unerased(_the_two(RECORDABLE, capacities=(EMPLOYEE,)))(actor, conversation)
    if not as_employee:
        return as_employee
    return denied("there is a record already") if conversation.is_recorded else allowed()


def may_erase_preparation(actor: Actor, conversation: Conversation) -> Decision:
    """The program itself, for retention; nobody by hand."""
    return allowed() if actor.purpose == "retention" else denied("not the retention run")


def may_follow_leaders(actor: Actor, conversation: Conversation) -> Decision:
    """The program itself, after an import and each night; nobody by hand."""
    return allowed() if actor.purpose == FOLLOWING else denied("not the run that follows leaders")


SEE = Act("see", may=_the_two(frozenset(State)))
SEE_LOG = Act("see_log", may=_the_two(frozenset(State)))
INVITE = Act("invite", may=_the_two(BEFORE_START, capacities=(LEADER,)), part=Part.SHARED)
CALL_OFF = Act("call_off", may=_the_two(frozenset({State.INVITED}), capacities=(LEADER,)))
ISSUE_CODE = Act("issue_code", may=_the_two(PREPARING | CONCLUDED, capacities=(LEADER,)))
EXEMPT = Act("exempt", may=may_exempt)
DECLINE = Act("decline", may=may_decline)
ASK = Act("ask", may=may_ask)
WITHDRAW = Act("withdraw", may=may_withdraw)
WISH_RECORD = Act("wish_record", may=may_wish_record)

READ_SHARED = Act("read_shared", may=_unerased(_the_two(WITH_TEXT)), part=Part.SHARED)
SHARE = Act("share", may=_the_two(PREPARING), part=Part.SHARED)
TAKE_BACK = Act("take_back", may=_the_two(BEFORE_START), part=Part.SHARED)

READ_EMPLOYEE_PREPARATION = Act(
    "read_employee_preparation", may=_the_two(WITH_TEXT, capacities=(EMPLOYEE,)), part=Part.PREPARATION_EMPLOYEE
)
WRITE_EMPLOYEE_PREPARATION = Act(
    "write_employee_preparation",
    may=_until_erased(_the_two(PREPARING, capacities=(EMPLOYEE,))),
    part=Part.PREPARATION_EMPLOYEE,
)
READ_LEADER_PREPARATION = Act(
    "read_leader_preparation", may=_the_two(WITH_TEXT, capacities=(LEADER,)), part=Part.PREPARATION_LEADER
)
WRITE_LEADER_PREPARATION = Act(
    "write_leader_preparation",
    may=_until_erased(_the_two(PREPARING, capacities=(LEADER,))),
    part=Part.PREPARATION_LEADER,
)

START = Act("start", may=_the_two(BEFORE_START))
HOLD_ON_PAPER = Act("hold_on_paper", may=_the_two(BEFORE_START, capacities=(LEADER,)))
CHANGE_WRITER = Act("change_writer", may=_the_two(IN_CONVERSATION))
READ_NOTES = Act("read_notes", may=_the_two(IN_CONVERSATION | CONCLUDED), part=Part.CONVERSATION_NOTES)
WRITE_NOTES = Act("write_notes", may=may_write_notes, part=Part.CONVERSATION_NOTES)
MARK_THEME = Act("mark_theme", may=_until_erased(_the_two(IN_CONVERSATION)), part=Part.CONVERSATION_NOTES)
KEEP_ASIDE = Act("keep_aside", may=_until_erased(_the_two(IN_CONVERSATION)), part=Part.CONVERSATION_NOTES)
FINISH = Act("finish", may=_the_two(frozenset({State.STARTED})))
ERASE_PREPARATION = Act("erase_preparation", may=may_erase_preparation)
READ_ASSESSMENT = Act("read_assessment", may=may_read_assessment, part=Part.ASSESSMENT)
WRITE_ASSESSMENT = Act("write_assessment", may=may_write_assessment, part=Part.ASSESSMENT)
SHARE_ASSESSMENT = Act("share_assessment", may=may_write_assessment, part=Part.ASSESSMENT)
ANSWER_ASSESSMENT = Act("answer_assessment", may=may_answer_assessment, part=Part.ASSESSMENT)
ERASE_ASSESSMENT = Act("erase_assessment", may=may_erase_preparation)
ERASE_TEXTS = Act("erase_texts", may=may_erase_preparation)
FOLLOW = Act("leader_changed", may=may_follow_leaders)

WISH = Act("wish", may=_the_two(BEFORE_START))
WISH_OTHER_LEADER = Act("wish_other_leader", may=_the_two(BEFORE_START, capacities=(EMPLOYEE,)))
MEET_WISH = Act("meet_wish", may=_the_two(BEFORE_START))

ACTS = (
    SEE, SEE_LOG, INVITE, CALL_OFF, ISSUE_CODE, EXEMPT, DECLINE, READ_SHARED, SHARE, TAKE_BACK,
    READ_EMPLOYEE_PREPARATION, WRITE_EMPLOYEE_PREPARATION, READ_LEADER_PREPARATION, WRITE_LEADER_PREPARATION,
    START, CHANGE_WRITER, READ_NOTES, WRITE_NOTES, MARK_THEME, KEEP_ASIDE, FINISH, ERASE_PREPARATION, FOLLOW,
    WISH, WISH_OTHER_LEADER, MEET_WISH, HOLD_ON_PAPER, ASK, WITHDRAW, WISH_RECORD,
    READ_ASSESSMENT, WRITE_ASSESSMENT, SHARE_ASSESSMENT, ANSWER_ASSESSMENT, ERASE_ASSESSMENT, ERASE_TEXTS,
)  # fmt: skip


def own_preparation(capacity: str) -> Part:
    """The part in which one of the two prepares."""
    return Part.PREPARATION_EMPLOYEE if capacity == EMPLOYEE else Part.PREPARATION_LEADER


def write_own_preparation(capacity: str) -> Act:
    """The act of preparing, for one of the two."""
    return WRITE_EMPLOYEE_PREPARATION if capacity == EMPLOYEE else WRITE_LEADER_PREPARATION


def read_own_preparation(capacity: str) -> Act:
    """The act of reading one's own preparation."""
    return READ_EMPLOYEE_PREPARATION if capacity == EMPLOYEE else READ_LEADER_PREPARATION
