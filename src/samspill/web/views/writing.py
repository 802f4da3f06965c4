"""Writing in the room: field by field while one writes, or the whole form at once. Nothing that was written is lost."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.agenda import TWO_CAN_WRITE, PrivateText
from samspill.conversations.policy import OTHER_WRITES
from samspill.conversations.services.ordering import place_topic
from samspill.conversations.services.writing import (
    NO_NEED,
    OPEN,
    TALKED,
    change_writer,
    keep_aside,
    mark_theme,
    save_note,
    save_private_note,
)
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.plans.room import LiveText, RoomText, read_room
from samspill.plans.services.drafting import save_focus
from samspill.plans.services.keeping_out import set_personal
from samspill.plans.services.merging import merge_versions, settle
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.templatetags.dates import time_of_day
from samspill.web.views.meeting import next_topic, room_page, topic_address, topic_of

MARKS = {"talked": TALKED, "no_need": NO_NEED, "open": OPEN}
KEY = re.compile(r"[a-z0-9-]{1,80}")
SAVES: dict[str, tuple[Callable[..., int], str]] = {
    "note": (save_note, "theme"),
    "focus": (save_focus, "theme"),
    "private": (save_private_note, "topic"),
}


class Met(Exception):
    """The text met another one in its field, or came when the other had the pen."""

    def __init__(self, current: gate.Value | None, *, is_without_pen: bool = False) -> None:
        """Carry what stands there now, where it may be read at once."""
        super().__init__("another text stands there")
        self.current, self.is_without_pen = current, is_without_pen


@dataclass(frozen=True, slots=True)
class Written:
    """One field as it was sent in: ``note:<topic>``, ``focus:<theme>`` or ``private:<topic>``."""

    name: str
    text: str
    revision: int

    @property
    def kind(self) -> str:
        """What kind of field it is."""
        return self.name.partition(":")[0]

    @property
    def key(self) -> str:
        """The topic or theme that it belongs to."""
        return self.name.partition(":")[2]

    @property
    def is_common(self) -> bool:
        """Whether both read it."""
        return self.kind in TWO_CAN_WRITE


def write(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Save what was written: one field (asked by the page itself), or the form with its button."""
    if request.headers.get("X-Autosave"):
        field = _field(request.POST.get("field", ""), request.POST.get("value", ""), request.POST.get("revision", ""))
        return _save_one(actor, conversation_id, field, settles=request.POST.get("settles") == "1")
    return _save_form(request, actor, conversation_id)


def _save_one(actor: Actor, conversation_id: UUID, field: Written, *, settles: bool) -> JsonResponse:
    try:
        revision = save(actor, conversation_id, field)
        if settles and field.is_common:
            settle(actor, conversation_id=conversation_id, field=field.name)
    except Met as met:
        _keep(actor, conversation_id, field)
        standing = _standing(actor, conversation_id, field)
        told = {"kept": _("The other writes now. Your text is kept beside the note.")} if met.is_without_pen else {}
        return JsonResponse(standing | told, status=409)
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    return JsonResponse({"revision": revision, "saved_at": time_of_day(clock.now())})


def _keep(actor: Actor, conversation_id: UUID, field: Written) -> None:
    """Keep a text that could not be stored in its field beside it, for both: a tab may be closed, a text must not go."""
    if field.is_common and field.text.strip():
        keep_aside(actor, conversation_id=conversation_id, field=field.name, text=field.text)


def _standing(actor: Actor, conversation_id: UUID, field: Written) -> dict[str, str | int]:
    """What stands there now, read anew: so the log tells that it was opened, as for any other reading."""
    text = read_room(actor, conversation_id=conversation_id)
    if field.kind == "private":
        mine = text.private.get(field.key, PrivateText())
        return {"revision": mine.note_revision, "value": mine.note, "author": ""}
    live = text.live.get(field.name, LiveText(""))
    return {"revision": live.revision, "value": live.value, "author": ""}


def _save_form(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    text = read_room(actor, conversation_id=conversation_id)
    topic, conflicts, faults, is_kept = topic_of(text, request.POST.get("topic", "")), {}, {}, False
    for field in _changed(request, text, topic.key):
        try:
            save(actor, conversation_id, field)
        except Met as met:
            _keep(actor, conversation_id, field)
            is_kept = is_kept or (field.is_common and bool(field.text.strip()))
            if not field.is_common:
                conflicts[field.name] = (field, met.current)
        except Unacceptable as error:
            faults[field.name] = (field, sentence(error))
    if conflicts or faults or is_kept:
        again = read_room(actor, conversation_id=conversation_id)
        kept = _kept(conflicts, faults) | {"is_kept": is_kept}
        context = {**room_page(actor, again, topic.key), **kept}
        return show(request, "meeting/room.html", context, status=409 if conflicts or is_kept else 422)
    return _go_on(request, actor, text, topic.key)


def _kept(
    conflicts: dict[str, tuple[Written, gate.Value | None]], faults: dict[str, tuple[Written, str]]
) -> dict[str, object]:
    """What was written stays in its field; a text from another window stands beside it, a fault is told at its field."""
    return {
        "typed": {field.kind: field.text for field, _note in (*conflicts.values(), *faults.values())},
        "theirs": {field.kind: value.text if value else "" for field, value in conflicts.values()},
        "faults": {field.kind: fault for field, fault in faults.values()},
    }


def _go_on(request: HttpRequest, actor: Actor, text: RoomText, key: str) -> HttpResponse:
    """Do what the button said: hand the pen over, call it personal, tick it off and go to the next topic, or stay."""
    conversation_id = text.meeting.conversation.id
    wanted, writer, personal = (request.POST.get(name, "") for name in ("mark", "writer", "personal"))
    if writer in {"employee", "leader"}:
        change_writer(actor, conversation_id=conversation_id, writer=writer)
    if personal in {"yes", "no"}:
        set_personal(actor, conversation_id=conversation_id, topic=key, is_personal=personal == "yes")
    if wanted in MARKS:
        mark_theme(actor, conversation_id=conversation_id, theme=key, mark=MARKS[wanted])
    following = next_topic(text, topic_of(text, key)) if MARKS.get(wanted) else None
    return go_to(request, topic_address(conversation_id, following.key if following else key))


def merge(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Put two versions of a text together, or leave out the one that is kept beside the other."""
    name, _space, capacity = request.POST.get("version", "").partition(" ")
    is_kept = request.POST.get("act") == "both"
    merge_versions(actor, conversation_id=conversation_id, field=name, capacity=capacity, is_kept=is_kept)
    return go_to(request, topic_address(conversation_id, name.partition(":")[2]))


def order(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Put a topic in another place on the agenda: by a button, or as the list was ordered by a script."""
    topic, place = request.POST.get("topic", ""), request.POST.get("place", "")
    if request.POST.get("act"):
        place, _space, topic = request.POST["act"].partition(" ")
    place_topic(actor, conversation_id=conversation_id, topic=topic, place=read_number(place))
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    return go_to(request, f"{topic_address(conversation_id, request.POST.get('shown', ''))}&rekkefolge=1")


def _changed(request: HttpRequest, text: RoomText, key: str) -> Iterator[Written]:
    """The fields of the form whose text differs from what stands there: writing the same again would void and bump."""
    standing = {name: one.value for name, one in text.live.items()} | {f"private:{key}": text.private[key].note}
    for kind in ("note", "focus", "private"):
        name = f"{kind}:{key}"
        if name in request.POST:
            field = _field(name, request.POST[name], request.POST.get(f"revision:{name}", ""))
            if field.text != standing.get(name, ""):
                yield field


def _field(name: str, text: str, revision: str) -> Written:
    return Written(name, text.replace("\r\n", "\n"), read_number(revision))


def save(actor: Actor, conversation_id: UUID, field: Written) -> int:
    """Store one field; returns its new revision.

    Raises:
        NotFound: there is no such field.
        Met: somebody wrote in between, or has taken the pen.
        Unacceptable: as the services say.
    """
    if not KEY.fullmatch(field.key) or field.kind not in SAVES:
        raise NotFound
    about = {"conversation_id": conversation_id, SAVES[field.kind][1]: field.key}
    try:
        return SAVES[field.kind][0](actor, text=field.text, revision=field.revision, **about)
    except gate.Conflict as conflict:
        raise Met(conflict.current) from conflict
    except Denied as denied:
        if denied.reason != OTHER_WRITES:
            raise
        raise Met(None, is_without_pen=True) from denied
