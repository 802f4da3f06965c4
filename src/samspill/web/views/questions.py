"""The question menu: find, choose up to ten, put them in order, write one's own, share them all."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations.queries import read_preparation
from samspill.conversations.services import choosing, preparing
from samspill.documents.wording import write_time
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.web.forms.questions import QuestionsForm
from samspill.web.numbers import read_number
from samspill.web.question_page import Narrowing, narrowing_of, question_page
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence

STEPS = {"up": -1, "down": 1}


def questions(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """Show the menu, narrowed to what is looked for; or store the choice and do what the pressed button says."""
    text = read_preparation(actor, conversation_id=conversation_id)
    sent = request.POST if request.method == "POST" else None
    narrowing = narrowing_of(request.GET if sent is None else sent)
    form = QuestionsForm(text, sent)
    if form.is_bound and form.is_valid():
        try:
            return go_to(request, _do(actor, conversation_id, form, narrowing, request.POST.get("act", "")))
        except Unacceptable as error:
            form.add_error("own" if error.field == "own" else "questions", sentence(error))
        except gate.Conflict:
            form.meet()
    context = question_page(text, form, narrowing)
    status = 409 if form.theirs else 422 if form.errors else 200
    return show(request, "conversations/questions.html", context, parts={"results": "results"}, status=status)


def save_choice(request: HttpRequest, actor: Actor, conversation_id: UUID) -> JsonResponse:
    """Store the whole choice after each tick and move (``choosing.js``)."""
    keys, revision = request.POST.getlist("order"), read_number(request.POST.get("revision", ""))
    try:
        stored = choosing.choose_questions(actor, conversation_id=conversation_id, keys=keys, revision=revision)
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    except gate.Conflict as conflict:
        return JsonResponse({"revision": conflict.current.revision if conflict.current else 0}, status=409)
    return JsonResponse({"revision": stored, "saved_at": write_time(clock.now())})


def _do(actor: Actor, conversation_id: UUID, form: QuestionsForm, narrowing: Narrowing, pressed: str) -> str:
    """Store the choice with what the button says, and answer with the address to go to."""
    act, _, key = pressed.partition(" ")
    keys, own = form.keys, form.cleaned_data["own"]
    if act in STEPS:
        keys = _moved(keys, key, STEPS[act])
    if act == "leave-out":
        keys = [one for one in keys if one != key]
    choice: dict[str, Any] = {"conversation_id": conversation_id, "keys": keys, "revision": form.revision}
    if own or act == "own":
        choosing.add_own_question(actor, title=own, **choice)
    else:
        choosing.choose_questions(actor, **choice)
    if act == "share":
        preparing.share_chosen(actor, conversation_id=conversation_id)
    if act == "done":
        return reverse("preparation", kwargs={"conversation_id": conversation_id}) + "#questions"
    query = f"?{urlencode(narrowing.query)}" if narrowing.query else ""
    place = "chosen" if act else "results"
    return reverse("questions", kwargs={"conversation_id": conversation_id}) + f"{query}#{place}"


def _moved(keys: list[str], key: str, steps: int) -> list[str]:
    if key not in keys:
        return keys
    start = keys.index(key)
    to = min(max(start + steps, 0), len(keys) - 1)
    keys[start], keys[to] = keys[to], keys[start]
    return keys
