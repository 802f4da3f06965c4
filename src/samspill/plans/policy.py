"""Who may do what with the agreed plan: the two, while they are that."""

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, Decision, Part, allowed, denied
from samspill.conversations.models import EMPLOYEE, LEADER, Conversation
from samspill.conversations.states import CONCLUDED, COUNTED_AS_HELD, IN_CONVERSATION, State
from samspill.people.policy import has_own_secret

WITH_PLAN = IN_CONVERSATION | CONCLUDED | {State.DISCONTINUED}


def may_read_plan(actor: Actor, conversation: Conversation) -> Decision:
    """The two, from the moment the conversation has started until the texts are erased. Nobody else, no administrator."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    if conversation.texts_erased_on is not None:
        return denied("texts are erased")
    return allowed() if State(conversation.state) in WITH_PLAN else denied("wrong state")


def may_write_plan(actor: Actor, conversation: Conversation) -> Decision:
    """Both of the two, while it is under way or being written up; a pay conversation only when a record is wished for."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    if not conversation.is_recorded:
        return denied("no record is wished for")
    return allowed() if State(conversation.state) in IN_CONVERSATION else denied("wrong state")


def may_confirm(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the conversation has been held and has a record."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    if not conversation.is_recorded:
        return denied("no record is wished for")
    return allowed() if State(conversation.state) is State.HELD else denied("wrong state")


def may_sign_on_paper(actor: Actor, conversation: Conversation) -> Decision:
    """The leader, when the conversation has been held, for an employee who has chosen neither PIN nor password."""
    if conversation.capacity_of(actor) != LEADER:
        return denied("not the leader")
    if State(conversation.state) is not State.HELD or not conversation.is_recorded:
        return denied("wrong state")
    return denied("the employee can confirm") if has_own_secret(conversation.employee) else allowed()


def may_reopen(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when both have confirmed; it voids both confirmations."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    is_agreed = State(conversation.state) is State.AGREED and conversation.texts_erased_on is None
    return allowed() if is_agreed else denied("wrong state")


def may_leave_unconfirmed(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the conversation has been held; nobody is asked why."""
    return may_confirm(actor, conversation)


def may_take_up_again(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the plan was left unconfirmed."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    return allowed() if State(conversation.state) is State.UNCONFIRMED else denied("wrong state")


def may_correct(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the plan is agreed: one proposes how a word is spelt, the other answers; it voids nothing."""
    return may_reopen(actor, conversation)


def may_evaluate(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the conversation has been held."""
    if conversation.capacity_of(actor) not in {EMPLOYEE, LEADER}:
        return denied("not a party")
    return allowed() if State(conversation.state) in COUNTED_AS_HELD else denied("wrong state")


def may_follow_up(actor: Actor, conversation: Conversation) -> Decision:
    """Each of the two, when the plan is agreed: an action's state may be changed by the one who is responsible."""
    return allowed() if may_reopen(actor, conversation) else denied("not a party, or not agreed")


def may_deliver(actor: Actor, conversation: Conversation) -> Decision:
    """The program itself, to bring an agreed plan to the archive; nobody by hand."""
    agreed = State(conversation.state) is State.AGREED
    return allowed() if actor.purpose == "delivery" and agreed else denied("not the delivery")


READ_PLAN = Act("read_plan", may=may_read_plan, part=Part.AGREEMENT)
WRITE_PLAN = Act("write_plan", may=may_write_plan, part=Part.AGREEMENT)
CONFIRM = Act("confirm", may=may_confirm, part=Part.AGREEMENT)
SIGN_ON_PAPER = Act("sign_on_paper", may=may_sign_on_paper, part=Part.AGREEMENT)
REOPEN = Act("reopen", may=may_reopen, part=Part.AGREEMENT)
PROPOSE_CORRECTION = Act("propose_correction", may=may_correct, part=Part.AGREEMENT)
ANSWER_CORRECTION = Act("answer_correction", may=may_correct, part=Part.AGREEMENT)
LEAVE_UNCONFIRMED = Act("leave_unconfirmed", may=may_leave_unconfirmed, part=Part.AGREEMENT)
TAKE_UP_AGAIN = Act("take_up_again", may=may_take_up_again)
EVALUATE = Act("evaluate", may=may_evaluate, part=Part.AGREEMENT)
FOLLOW_UP = Act("follow_up", may=may_follow_up)
DELIVER = Act("deliver", may=may_deliver, part=Part.AGREEMENT)

ACTS = (
    READ_PLAN, WRITE_PLAN, CONFIRM, SIGN_ON_PAPER, REOPEN, PROPOSE_CORRECTION, ANSWER_CORRECTION,
    LEAVE_UNCONFIRMED, TAKE_UP_AGAIN, EVALUATE, FOLLOW_UP, DELIVER,
)  # fmt: skip
