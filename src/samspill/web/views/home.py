"""Min side: the next step, what one owes and is owed, one's conversations."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.conversations.overview import Asker
from samspill.conversations.queries import Meeting, next_conversation
from samspill.foundation import clock
from samspill.plans.owed import HomeText, OwnedAction, read_home
from samspill.web.rendering import show

SHOWN_AFTER, SOON = timedelta(days=7), timedelta(days=14)
MOST_ACTIONS, MOST_OWN = 5, 3
CAN_WAIT = {"nothing", "wait", "ready", "begin_early", "continue_early"}
DOOR_OPENS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now; ``kind`` chooses the sentence and the button.

    ``is_reopened`` says of a plan to confirm that it was agreed before and has been opened again.
    """

    kind: str
    meeting: Meeting | None = None
    asker: Asker | None = None
    is_reopened: bool = False


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One of the own conversations, and how many others have opened it lately."""

    meeting: Meeting
    openers: int


@dataclass(frozen=True, slots=True)
class Soon:
    """A conversation of one's own that is near: with whom, and in how many days."""

    name: str
    days: int


def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page that one comes to."""
    text = read_home(actor)
    shown = [one for one in text.actions if is_shown(one)]
    step, waiting = step_of(text), waiting_for(text)
    settled = [one.meeting for one in (step, *waiting)]
    owed = [one for one in shown if not one.is_mine and not one.meeting.is_leader]
    own = [OwnLine(one, text.openers.get(one.conversation.id, 0)) for one in text.own]
    context = {
        "step": step,
        "soon": soon_of(text),
        "waiting": [one for one in waiting if one != step],
        "owed": owed[:MOST_ACTIONS],
        "has_more_owed": len(owed) > MOST_ACTIONS,
        "mine": [one for one in shown if one.is_mine][:MOST_ACTIONS],
        "has_actions": any(one.is_mine for one in text.actions),
        "own": own[:MOST_OWN],
        "earlier": own[MOST_OWN:],
        "led": [one for one in text.led if one not in settled],
        "given_name": getattr(request.user, "given_name", ""),
        "has_mail": bool(getattr(request.user, "mail", "")),
        "back": "home",
    }
    return show(request, "home/home.html", context, parts={"my-actions": "actions"})


def soon_of(text: HomeText) -> Soon | None:
    """The next conversation of one's own, if there is a time for it that is near."""
    meeting = next_conversation(text.own)
    if meeting is None or meeting.conversation.state != "invited" or not meeting.other:
        return None
    at = meeting.conversation.planned_at
    ahead = at.astimezone(clock.OSLO).date() - clock.today() if at else timedelta.max
    return Soon(meeting.other.given_name, ahead.days) if timedelta(0) <= ahead <= SOON else None


def is_shown(one: OwnedAction) -> bool:
    """Open actions, and those just settled, so that a slip can be undone."""
    settled_at = one.text.action.state_at
    return one.is_open or (settled_at is not None and clock.now() - settled_at < SHOWN_AFTER)


def step_of(text: HomeText) -> NextStep:
    """The one thing to do now: one's own conversation first, but what somebody waits for before what can wait."""
    own, waiting = next_step(text), waiting_for(text)
    if own.kind not in CAN_WAIT:
        return own
    under_way = (NextStep("go_on", one) for one in text.led if one.conversation.state == "started")
    return next(under_way, waiting[0] if waiting else own)


def waiting_for(text: HomeText) -> list[NextStep]:
    """What waits for one's answer: plans to confirm and how they are spelt, conversations to find a time for, and wishes."""
    plans = [_to_confirm(text, one) for one in (*text.own, *text.led) if is_waiting(text, one)]
    spelling = [NextStep("correction", one) for one in text.corrections]
    asked = [NextStep("asked", one) for one in text.asked]
    return [*plans, *spelling, *asked, *(NextStep("answer", asker=one) for one in text.askers)]


def _to_confirm(text: HomeText, meeting: Meeting) -> NextStep:
    return NextStep("confirm", meeting, is_reopened=meeting.conversation.id in text.reopened)


def next_step(text: HomeText) -> NextStep:
    """What to do now in one's own conversations."""
    meeting = next_conversation(text.own)
    if meeting is None:
        return NextStep("nothing")
    state, conversation_id = meeting.conversation.state, meeting.conversation.id
    if state == "held":
        return NextStep("wait", meeting) if conversation_id in text.confirmed else _to_confirm(text, meeting)
    return NextStep("go_on" if state == "started" else _before_start(text, meeting), meeting)


def _before_start(text: HomeText, meeting: Meeting) -> str:
    conversation = meeting.conversation
    if conversation.planned_at and clock.now() > conversation.planned_at - DOOR_OPENS:
        return "meet"
    if conversation.id in text.ready:
        return "ready"
    has_begun, is_invited = conversation.id in text.begun, conversation.state == "invited"
    if has_begun:
        return "continue" if is_invited else "continue_early"
    return "prepare" if is_invited else "begin_early"


def is_waiting(text: HomeText, meeting: Meeting) -> bool:
    """Whether a conversation has a plan that one has not confirmed yet."""
    return meeting.conversation.state == "held" and meeting.conversation.id not in text.confirmed
