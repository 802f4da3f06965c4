"""Writing a guide's coming version: the editor, and the place where it saves while somebody writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language

from samspill.confidentiality.actors import Actor
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides import shape
from samspill.guides.checking import check
from samspill.guides.editing import fingerprint
from samspill.guides.queries import Edition, list_guides, read_draft
from samspill.guides.services.drafting import TextChanged, change_draft, write_text
from samspill.guides.services.filling import Filled, TextDraft, fill_in, with_setting
from samspill.guides.texts import in_language
from samspill.organisation.facts import the_organisation
from samspill.web.draft_acts import act_on
from samspill.web.draft_outline import outline_of
from samspill.web.draft_page import Drawing, Kept, languages_asked, languages_in_use, part_asked, usual_language
from samspill.web.draft_preview import preview_of
from samspill.web.draft_words import HEAD, Words
from samspill.web.forms.editing import read_setting, read_settings, read_text, read_texts
from samspill.web.framing import with_frame
from samspill.web.guide_names import LANGUAGES
from samspill.web.guide_sentences import fault_sentence
from samspill.web.rendering import go_to, leave_for, show, target_of
from samspill.web.sentences import sentence
from samspill.web.templatetags.dates import time_of_day

PARTS = {"draft": "draft", "outline": "outline"}
FAULTS = "mangler"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: which part, in which languages, and whether to show what must be mended."""

    key: str
    part: str
    languages: Sequence[str]
    has_faults: bool

    def address(self, *, part: str = "", languages: Sequence[str] = (), **more: str) -> str:
        """The editor's address with another part or other languages."""
        query = {"del": part or self.part, "sprak": ",".join(languages or self.languages)}
        query |= {"vis": FAULTS} if self.has_faults else {}
        query |= {name: value for name, value in more.items() if value}
        return f"{reverse('draft', kwargs={'key': self.key})}?{urlencode(query, safe=',')}"


@with_frame
def draft(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Show a part of the draft; or store what the form holds and do what the pressed button says."""
    edition = read_draft(actor, key=key)
    asked = _asked(request, edition)
    if request.method != "POST":
        return _page(request, actor, edition, asked)
    texts = read_texts(request.POST)
    filled = fill_in(actor, key=key, texts=texts, settings=read_settings(request.POST))
    if not filled.is_whole:
        kept, status = _kept(filled, texts), 422 if filled.faults else 409
        return _page(request, actor, read_draft(actor, key=key), asked, kept=kept, filled=filled, status=status)
    try:
        done = act_on(actor, key, request.POST)
    except Unacceptable as error:
        said = fault_sentence(error.code, error.facts)  # type: ignore[arg-type]
        return _page(request, actor, read_draft(actor, key=key), asked, refusal=said, status=422)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"saved_at": time_of_day(clock.now())})
    if done.page:
        return leave_for(request, done.page, key=key)
    shown = done.languages.split(",") if done.languages else ()
    return go_to(request, asked.address(part=done.part, languages=shown, fokus=done.focus, gjort=done.said))


def save(request: HttpRequest, actor: Actor, key: str) -> JsonResponse:
    """Store one text or setting while somebody writes (``autosave.js``)."""
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    revision = 0
    try:
        if "@" in name:
            one = read_text(name, value, request.POST.get("revision", ""))
            revision = write_text(actor, key=key, path=one.path, language=one.language, text=one.text, seen=one.seen)
        else:
            setting = read_setting(name, value)
            change_draft(actor, key=key, change=lambda content: with_setting(content, setting))
    except TextChanged as changed:
        theirs = {"revision": fingerprint(changed.text), "value": changed.text, "author": ""}
        return JsonResponse(theirs, status=409)
    except Unacceptable as error:
        return JsonResponse({"error": sentence(error)}, status=422)
    return JsonResponse({"revision": revision, "saved_at": time_of_day(clock.now())})


def _asked(request: HttpRequest, edition: Edition) -> Asked:
    usual = usual_language(edition.content, the_organisation().language)
    languages = languages_asked(request.GET.get("sprak", ""), otherwise=usual)
    part = part_asked(edition.content, request.GET.get("del", ""))
    return Asked(edition.guide.key, part, languages, request.GET.get("vis") == FAULTS)


def _page(
    request: HttpRequest, actor: Actor, edition: Edition, asked: Asked, *,
    kept: Kept | None = None, filled: Filled | None = None, refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The editor. What is kept was sent and could not be stored."""
    content = edition.content
    asked = Asked(asked.key, part_asked(content, asked.part), asked.languages, asked.has_faults)
    reader = get_language() or asked.languages[0]
    drawing = Drawing(
        content, asked.languages, kept or Kept(), _faults(content) if asked.has_faults else {},
        {"within": _themes(reader)} if edition.guide.kind == shape.ADDITION else {},
    )  # fmt: skip
    counted = [one for one in shape.LANGUAGES if one in {*asked.languages, *languages_in_use(content)}]
    context = {
        "edition": edition,
        "key": asked.key,
        "title": in_language(content.get("title"), asked.languages[0]),
        "part": asked.part,
        "is_head": asked.part == HEAD,
        "languages": _languages(asked),
        "language": asked.languages[0],
        "outline": outline_of(content, current=asked.part, languages=asked.languages, counted=counted),
        "address": asked.address(),
        "query": f"&sprak={','.join(asked.languages)}",
        "shown": ",".join(asked.languages),
        "focus": _focus(request, content, asked),
        "said": request.GET.get("gjort", ""),
        "refusal": refusal,
        "filled": filled,
        "preview": preview_of(edition, asked.part, asked.languages[0]),
        **({} if target_of(request) == "outline" else _drawn(drawing, asked.part)),
    }
    response = show(request, "guides/draft.html", context, parts=PARTS, status=status)
    if request.headers.get("HX-Request") == "true" and request.method == "GET":
        is_here = urlsplit(request.headers.get("HX-Current-URL", "")).query == urlsplit(asked.address()).query
        response.headers["HX-Replace-Url" if is_here else "HX-Push-Url"] = asked.address()
    return response


def _drawn(drawing: Drawing, part: str) -> dict[str, Any]:
    if part == HEAD:
        return {"rows": drawing.head()}
    if not part.startswith("themes."):
        return {"listed": drawing.part(part)}
    theme, questions = drawing.theme(part.partition(".")[2])
    others = drawing.content["themes"]
    return {
        "theme": theme,
        "listed": questions,
        "others": [
            (one["key"], in_language(one.get("title"), drawing.languages[0]))
            for one in others
            if one["key"] != theme.key
        ],
    }


def _languages(asked: Asked) -> list[tuple[str, Words, bool, str]]:
    """For each language: what is shown when it is turned on or off, its name, whether it is shown, and the address."""
    turned = {one: _turned(asked.languages, one) or asked.languages for one in LANGUAGES}
    return [
        (",".join(turned[one]), name, one in asked.languages, asked.address(languages=turned[one]))
        for one, name in LANGUAGES.items()
    ]


def _turned(shown: Sequence[str], language: str) -> list[str]:
    """The languages that are shown once this one is turned on or off."""
    wanted = {*shown} ^ {language}
    return [one for one in LANGUAGES if one in wanted]


def _focus(request: HttpRequest, content: shape.Json, asked: Asked) -> str:
    """What gets the focus: what the address names, else the title of a theme that has none yet."""
    named = request.GET.get("fokus", "")
    if named not in {"", "part"} or request.method == "POST" or not asked.part.startswith("themes."):
        return named
    key = asked.part.partition(".")[2]
    title = next(one.get("title") for one in content["themes"] if one["key"] == key)
    return named if title else f"{asked.part}.title@{asked.languages[0]}"


def _kept(filled: Filled, texts: Sequence[TextDraft]) -> Kept:
    lost = {*filled.clashes, *filled.faults}
    typed = {one.name: one.text for one in texts if one.name in lost}
    return Kept(typed, filled.clashes, {name: sentence(error) for name, error in filled.faults.items()})


def _faults(content: shape.Json) -> Mapping[str, str]:
    """What stops publishing, by path."""
    return {one.path: fault_sentence(one.code, one.facts) for one in check(content, languages=()) if one.is_blocking}


def _themes(language: str) -> list[tuple[str, str]]:
    """The themes of the yearly guides that are offered, each once."""
    return list(dict.fromkeys((theme.key, theme.title) for _, text in list_guides(language) for theme in text.themes))
