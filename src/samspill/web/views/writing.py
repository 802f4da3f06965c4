"""Writing in the room: field by field while one writes, or the whole form at once. Nothing that was written is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.agenda import PrivateText
from samspill.conversations.services.writing import (
    NO_NEED,
    OPEN,
    TALKED,
    change_writer,
    mark_theme,
    save_note,
    save_private_note,
)
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.plans.room import LiveText, RoomText, read_room
from samspill.plans.services.drafting import save_focus
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.templatetags.dates import time_of_day
from samspill.web.views.meeting import next_topic, room_page, topic_address, topic_of

MARKS = {"talked": TALKED, "no_need": NO_NEED, "open": OPEN}
KEY = re.compile(r"[a-z0-9-]{1,80}")


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


def write(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Save what was written: one field (asked by the page itself), or the form with its button."""
    if request.headers.get("X-Autosave"):
        field = _field(request.POST.get("field", ""), request.POST.get("value", ""), request.POST.get("revision", ""))
        return _save_one(actor, conversation_id, field)
    return _save_form(request, actor, conversation_id)


def _save_one(actor: Actor, conversation_id: UUID, field: Written) -> JsonResponse:
    try:
        revision = save(actor, conversation_id, field)
    except gate.Conflict:
        return JsonResponse(_standing(actor, conversation_id, field), status=409)
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    return JsonResponse({"revision": revision, "saved_at": time_of_day(clock.now())})


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
    topic, conflicts, faults = topic_of(text, request.POST.get("topic", "")), {}, {}
    for field in _changed(request, text, topic.key):
        if _kind(field.name) == "note" and not text.may_write_notes:
            faults[field.name] = (field, _("The other writes now. Your text was not saved; copy it before you go on."))
            continue
        try:
            save(actor, conversation_id, field)
        except gate.Conflict as conflict:
            conflicts[field.name] = (field, conflict.current)
        except Unacceptable as error:
            faults[field.name] = (field, sentence(error))
    if conflicts or faults:
        again = read_room(actor, conversation_id=conversation_id)
        context = {**room_page(actor, again, topic.key), **_kept(conflicts, faults)}
        return show(request, "meeting/room.html", context, status=409 if conflicts else 422)
    return _go_on(request, actor, text, topic.key)


def _kept(
    conflicts: dict[str, tuple[Written, gate.Value | None]], faults: dict[str, tuple[Written, str]]
) -> dict[str, object]:
    """What was written stays in its field; a text by the other stands beside it, a fault is told at its field."""
    return {
        "typed": {_kind(name): field.text for name, (field, _note) in {**conflicts, **faults}.items()},
        "theirs": {_kind(name): value.text if value else "" for name, (_field, value) in conflicts.items()},
        "faults": {_kind(name): fault for name, (_field, fault) in faults.items()},
    }


def _kind(name: str) -> str:
    return name.partition(":")[0]


def _go_on(request: HttpRequest, actor: Actor, text: RoomText, key: str) -> HttpResponse:
    """Do what the button said: hand the pen over, tick the topic off and go to the next, or stay."""
    conversation_id = text.meeting.conversation.id
    wanted, writer = request.POST.get("mark", ""), request.POST.get("writer", "")
    if writer in {"employee", "leader"}:
        change_writer(actor, conversation_id=conversation_id, writer=writer)
    if wanted in MARKS:
        mark_theme(actor, conversation_id=conversation_id, theme=key, mark=MARKS[wanted])
    following = next_topic(text, topic_of(text, key)) if MARKS.get(wanted) else None
    return go_to(request, topic_address(conversation_id, following.key if following else key))


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
        Conflict, Unacceptable: as the services say.
    """
    kind, _colon, key = field.name.partition(":")
    if not KEY.fullmatch(key):
        raise NotFound
    about, content = {"conversation_id": conversation_id}, {"text": field.text, "revision": field.revision}
    if kind == "note":
        return save_note(actor, theme=key, **about, **content)  # type: ignore[arg-type]
    if kind == "focus":
        return save_focus(actor, theme=key, **about, **content)  # type: ignore[arg-type]
    if kind == "private":
        return save_private_note(actor, topic=key, **about, **content)  # type: ignore[arg-type]
    raise NotFound
