"""The conversation room: before the start, during the meeting, and its end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied
from samspill.conversations.agenda import Topic
from samspill.conversations.queries import Meeting, read_meeting
from samspill.conversations.services.holding import WRITE_UP_WITHIN, finish_conversation, start_conversation
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.plans.last_time import read_last_agreement, topic_of_last_time
from samspill.plans.room import RoomText, read_news, room_of, spent_and_left
from samspill.web.compass import looks_at_topic
from samspill.web.forms.agreeing import ActionForm, FinishForm, GoalForm
from samspill.web.forms.refusing import refuse
from samspill.web.middleware import count_as_active
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show

IN_THE_ROOM = {"started", "held"}
BEFORE = {"planned", "invited"}


def room(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The door into the room, or the topic that is being talked about."""
    meeting = read_meeting(actor, conversation_id=conversation_id)
    if meeting.conversation.state in BEFORE:
        return show(request, "meeting/start.html", {"meeting": meeting})
    if meeting.conversation.state not in IN_THE_ROOM:
        return go_to(request, "conversation", conversation_id=conversation_id)
    text = room_of(actor, meeting=meeting)
    context = room_page(actor, text, request.GET.get("tema", ""))
    return show(request, "meeting/room.html", {**context, "is_ordering": "rekkefolge" in request.GET})


def room_page(actor: Actor, text: RoomText, wanted: str) -> dict[str, object]:
    """The room with one topic in the middle; the topic that looks back has what was agreed last time beside it."""
    if topic_of(text, wanted).key != topic_of_last_time(text.agenda):
        return room_context(text, wanted)
    last = read_last_agreement(actor, meeting=text.meeting, is_for_both=True)
    return {**room_context(text, wanted), "last": last}


def room_context(text: RoomText, wanted: str) -> dict[str, object]:
    """Everything that the room shows, with one topic in the middle."""
    topic = topic_of(text, wanted)
    meeting, mine = text.meeting, text.private[topic.key]
    spent, left = spent_and_left(meeting.conversation, at=clock.now())
    return {
        "text": text,
        "meeting": meeting,
        "topic": topic,
        "number": text.agenda.index(topic) + 1,
        "private": mine,
        "focus": next((one for one in text.plan.focus if one.theme == topic.key), None),
        "spent": spent,
        "left": left,
        "over": -left,
        "is_writer": text.may_write_notes,
        "has_many_actions": len(text.plan.actions) > 3,
        "goal_form": GoalForm(auto_id="goal_%s", meeting=meeting, direction=text.direction),
        "action_form": ActionForm(auto_id="action_%s", meeting=meeting, goals=text.plan.goals),
        "are_all_marked": all(one.mark for one in text.agenda if not one.is_optional),
        "beside": text.direction.of(topic.shows),
        "drafted": {one.what for one in text.plan.actions},
        "has_compass": looks_at_topic(text, topic),
    }


def topic_of(text: RoomText, wanted: str) -> Topic:
    """The topic that was asked for, else the first one that is on and not talked about yet."""
    found = next((one for one in text.agenda if one.key == wanted), None)
    return found or next((one for one in text.agenda if not one.mark and not one.is_optional), text.agenda[0])


def next_topic(text: RoomText, topic: Topic) -> Topic | None:
    """The next topic that is not talked about: the first one after this, else the first one at all."""
    at = text.agenda.index(topic)
    rest = [*text.agenda[at + 1 :], *text.agenda[:at]]
    return next((one for one in rest if not one.mark and not one.is_optional), None)


def topic_address(conversation_id: UUID, key: str) -> str:
    """Where a topic is."""
    return f"{reverse('room', kwargs={'conversation_id': conversation_id})}?tema={key}"


def start(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Begin the meeting; if the other has just begun it, come in."""
    try:
        start_conversation(actor, conversation_id=conversation_id)
    except Denied:
        if read_meeting(actor, conversation_id=conversation_id).conversation.state != "started":
            raise
    return go_to(request, "room", conversation_id=conversation_id)


def news(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """What the other has written since one last looked; asked so often that nothing new must cost next to nothing."""
    seen = read_number(request.GET.get("seen", ""), otherwise=-1)
    found = read_news(actor, conversation_id=conversation_id, seen=seen)
    if found.is_meeting_on:
        count_as_active(request)
    if found.texts is None:
        return HttpResponse(status=204)
    fields = {
        name: {"value": one.value, "revision": one.revision, "by_other": one.is_by_other_just_now}
        for name, one in found.texts.items()
    }
    return JsonResponse({"seen": found.revision, "fields": fields, "reload": found.is_shape_changed})


def finish(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """End the meeting, with a date for the writing up."""
    meeting = read_meeting(actor, conversation_id=conversation_id)
    if meeting.conversation.state != "started":
        return go_to(request, "agreement", conversation_id=conversation_id)
    if request.method == "POST" and not meeting.conversation.is_recorded:
        finish_conversation(actor, conversation_id=conversation_id)
        return go_to(request, "conversation", conversation_id=conversation_id)
    form = FinishForm(request.POST or None, by=clock.today() + WRITE_UP_WITHIN)
    if form.is_valid() and _is_finished(actor, meeting, form):
        return go_to(request, "agreement", conversation_id=conversation_id)
    context = {"meeting": meeting, "form": form}
    return show(request, "meeting/finish.html", context, status=422 if form.is_bound else 200)


def _is_finished(actor: Actor, meeting: Meeting, form: FinishForm) -> bool:
    try:
        finish_conversation(
            actor, conversation_id=meeting.conversation.id, write_up_by_on=form.cleaned_data["write_up_by_on"]
        )
    except Unacceptable as error:
        refuse(form, error)
        return False
    return True
