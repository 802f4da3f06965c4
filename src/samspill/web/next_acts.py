"""The one next act of a conversation, in a sentence and a button, by how far it has come and who is looking."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.conversations.overview import ConversationText
from samspill.conversations.states import UNHELD, ExemptReason, State
from samspill.documents.wording import write_short_day
from samspill.foundation import clock
from samspill.notifications.rendering import write_day


@dataclass(frozen=True, slots=True)
class NextAct:
    """What happens now; ``page`` is the name of the page that the button leads to, empty where nothing is to do."""

    title: str
    text: str
    page: str = ""
    button: str = ""


def next_act_of(text: ConversationText) -> NextAct:
    """What happens now in this conversation."""
    state = State(text.meeting.conversation.state)
    if text.meeting.leader is None and state in {State.PLANNED, State.INVITED}:
        return NextAct(_("No conversation leader yet"), _("HR knows, and will settle who is to hold the conversation."))
    if state is State.PLANNED:
        return _planned(text)
    if state is State.INVITED:
        return _invited(text)
    return _later(text, state)


def _names(text: ConversationText) -> dict[str, Any]:
    other = text.meeting.other
    return {"name": other.given_name if other else ""}


def _planned(text: ConversationText) -> NextAct:
    names, conversation = _names(text), text.meeting.conversation
    if conversation.asked_by_id is not None:
        return _asked(text)
    if text.meeting.is_leader:
        told = _("Choose time and place. %(name)s gets the invitation at once, and can prepare.") % names
        return NextAct(_("Invite %(name)s") % names, told, "invite", _("Write the invitation"))
    deadline = conversation.deadline_on
    told = _("%(name)s sends you an invitation with time and place.") % names
    if deadline:
        told += " " + _("The conversation is to be held by %(day)s.") % {"day": write_day(deadline)}
    return NextAct(_("You will be invited"), told, "preparation", _("Begin to prepare"))


def _asked(text: ConversationText) -> NextAct:
    """What one of the two has asked for, and no time is chosen yet."""
    names, conversation = _names(text), text.meeting.conversation
    within = conversation.time_by_on
    clock_words = _("Agree on a time by %(day)s.") % {"day": write_day(within)} if within else ""
    if text.meeting.is_leader:
        asked = conversation.asked_by_id == text.meeting.employee.id
        title = _("%(name)s asks for a conversation") if asked else _("Invite %(name)s")
        told = f"{_('Choose time and place, or begin at once if you are both there.')} {clock_words}"
        return NextAct(title % names, told.strip(), "invite", _("Write the invitation"))
    if within and within < clock.today():
        told = (
            _("The time for finding a day has passed. Remind %(name)s, or talk with your union representative or HR.")
            % names
        )
        return NextAct(_("You have asked for this conversation"), told, "preparation", _("Begin to prepare"))
    told = f"{_('%(name)s sends you an invitation with time and place.') % names} {clock_words}"
    return NextAct(_("You have asked for this conversation"), told.strip(), "preparation", _("Begin to prepare"))


def _invited(text: ConversationText) -> NextAct:
    planned_at = text.meeting.conversation.planned_at
    if planned_at and planned_at.astimezone(clock.OSLO).date() <= clock.today():
        told = _("Start when you are both there. Expectations come first.")
        return NextAct(_("It is time for the conversation"), told, "room", _("Go to the conversation"))
    if text.is_ready:
        told = _("You can still change and add until you meet.")
        return NextAct(_("You are ready for the conversation"), told, "preparation", _("See your preparation"))
    told = _("It takes about ten minutes, and it is working time. Only you can read it until you share.")
    button = _("Go on preparing") if text.has_begun else _("Begin to prepare")
    return NextAct(_("Prepare for the conversation"), told, "preparation", button)


def _later(text: ConversationText, state: State) -> NextAct:
    if state is State.STARTED:
        told = _("Everything you write is there for both of you.")
        return NextAct(_("The conversation is under way"), told, "room", _("Go to the conversation"))
    if state is State.HELD:
        by = text.meeting.conversation.write_up_by_on
        told = _("Write up the plan by %(day)s. You both confirm the same text.") % {"day": write_day(by)} if by else ""
        return NextAct(_("The conversation has been held"), told, "agreement", _("Go to the plan"))
    if text.meeting.conversation.texts_erased_on is not None:
        day = write_short_day(text.meeting.conversation.texts_erased_on)
        told = _("The texts were erased for good on %(day)s, as the rule for how long they are kept says.") % {
            "day": day
        }
        return NextAct(_("This conversation has been held"), told)
    if state is State.AGREED:
        told = _("You both have a copy. What you promised stands in your lists of actions.")
        return NextAct(_("You have agreed on a plan"), told, "agreement", _("Read the plan"))
    return _not_held(text, state) if state in UNHELD else _without_plan(text)


def _without_plan(text: ConversationText) -> NextAct:
    if not text.meeting.conversation.is_recorded:
        told = _("There is no record. The notes from the conversation are erased within 30 days.")
        return NextAct(_("The conversation has been held"), told)
    told = _("Nothing is sent to an archive, and nobody asks why. Either of you can take the plan up again.")
    return NextAct(_("Held, and left without a confirmed plan"), told, "agreement", _("Read what is written"))


def _not_held(text: ConversationText, state: State) -> NextAct:
    names = _names(text)
    if state is State.EXEMPTED:
        return NextAct(_("No conversation for now"), _exempted(text))
    if state is State.WITHDRAWN:
        told = _("You can ask for a conversation again whenever you want.")
        return NextAct(_("This conversation was taken back"), told)
    if state is State.DECLINED:
        title = (
            _("%(name)s has said no, thank you.") % names
            if text.meeting.is_leader
            else _("You have said no, thank you.")
        )
        return NextAct(title, _("The conversation can be taken up again by the leader whenever you both want it."))
    told = _(
        "You no longer have the same conversation leader, so you have a new conversation. "
        "What was written here, only you can read."
    )
    return NextAct(_("This conversation has ended"), told)


def _exempted(text: ConversationText) -> str:
    conversation = text.meeting.conversation
    reason = _("Reason: %(reason)s.") % {"reason": ExemptReason(conversation.exempt_reason).label}
    if conversation.exempt_until_on is None:
        return reason
    until = _("The conversation comes back by itself on %(day)s.") % {
        "day": write_short_day(conversation.exempt_until_on)
    }
    return f"{reason} {until}"
