"""Begin a guide: from nothing, from a text or a file, or as a copy; and bring a file in where a draft is."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides.outline import LineKind, OutlineLine, content_from, read_plain_text
from samspill.guides.queries import Edition, list_all, may_edit, read_for_change
from samspill.guides.services.drafting import begin_draft, begin_guide, copy_guide, replace_draft
from samspill.guides.shape import YEARLY
from samspill.guides.texts import in_language
from samspill.guides.yaml_format import UnreadableYaml
from samspill.organisation.facts import the_organisation
from samspill.web.forms.guide_reading import ReadingForm
from samspill.web.forms.guides import COPY, FILE, NOTHING, PASTED, CopyForm, FileForm, NewGuideForm
from samspill.web.forms.refusing import refuse
from samspill.web.guide_files import FileFault, faults_in, is_yaml, read_guide_file, read_word_file
from samspill.web.guide_list import BY_TITLE, arrange
from samspill.web.guide_names import language_asked
from samspill.web.rendering import go_to, show

Asked = dict[str, Any]


def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask for title, kind and what to begin with; a text or a Word file is shown as it is read."""
    initial = {"language": the_organisation().language, "source": NOTHING, "kind": request.GET.get("type") or YEARLY}
    form = NewGuideForm(request.POST or None, request.FILES or None, guides=_copied(request, actor), initial=initial)
    faults: Sequence[FileFault] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return BEGINNINGS[form.cleaned_data["source"]](request, actor, form.cleaned_data)
        except Unacceptable as error:
            refuse(form, error)
        except UnreadableYaml as error:
            faults = faults_in(error)
            form.add_error("file", _cannot_be_read(form.cleaned_data["file"].name))
    context = {"form": form, "faults": faults}
    return show(request, "guides/new.html", context, status=422 if form.errors else 200)


def read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a guide of the lines as they are corrected."""
    if request.method == "GET":
        return go_to(request, "guide_new")
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return show(request, "guides/read.html", {"form": form}, status=422)
    asked = form.cleaned_data
    content = content_from(
        form.lines, key="read", kind=asked["kind"], language=asked["language"], untitled=_("Questions")
    )
    guide = begin_guide(actor, kind=asked["kind"], title=asked["title"], content=content)
    return go_to(request, "draft", key=guide.key)


def copy(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Ask what the copy is to be called."""
    source = read_for_change(actor, key=key)
    title = _("%(title)s – copy") % {"title": in_language(source.content["title"], language_asked(request))}
    form = CopyForm(request.POST or None, initial={"title": title})
    if request.method == "POST" and form.is_valid():
        return go_to(request, "draft", key=copy_guide(actor, key=key, title=form.cleaned_data["title"]).key)
    context = {"form": form, **_about(request, source)}
    return show(request, "guides/copy.html", context, status=422 if form.errors else 200)


def replace(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Put what stands in a YAML file in the draft's place; the editor can undo it."""
    source = read_for_change(actor, key=key)
    if not may_edit(actor, guide=source.guide):
        raise NotFound
    form = FileForm(request.POST or None, request.FILES or None)
    faults: Sequence[FileFault] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _replaced(request, actor, key, form.cleaned_data["file"], source.guide.kind)
        except Unacceptable as error:
            refuse(form, error)
        except UnreadableYaml as error:
            faults = faults_in(error)
            form.add_error("file", _cannot_be_read(form.cleaned_data["file"].name))
    context = {"form": form, "faults": faults, **_about(request, source)}
    return show(request, "guides/replace.html", context, status=422 if form.errors else 200)


def _replaced(request: HttpRequest, actor: Actor, key: str, file: Any, kind: str) -> HttpResponse:
    document = read_guide_file(file, language=the_organisation().language, kind=kind)
    begin_draft(actor, key=key)
    replace_draft(actor, key=key, content=document)
    messages.success(request, _("The file is in the draft's place now. Undo brings back what stood there."))
    return go_to(request, "draft", key=key)


def _from_nothing(request: HttpRequest, actor: Actor, asked: Asked) -> HttpResponse:
    return go_to(request, "draft", key=begin_guide(actor, kind=asked["kind"], title=asked["title"]).key)


def _from_copy(request: HttpRequest, actor: Actor, asked: Asked) -> HttpResponse:
    return go_to(request, "draft", key=copy_guide(actor, key=asked["copied"], title=asked["title"]).key)


def _from_text(request: HttpRequest, actor: Actor, asked: Asked) -> HttpResponse:
    return _to_correct(request, asked, read_plain_text(asked["text"], asked["language"]))


def _from_file(request: HttpRequest, actor: Actor, asked: Asked) -> HttpResponse:
    file = asked["file"]
    if not is_yaml(file):
        reading = read_word_file(file, language=asked["language"])
        return _to_correct(request, asked, reading.lines, reading.notices)
    document = read_guide_file(file, language=asked["language"])
    title = asked["title"] or in_language(document["title"], the_organisation().language)
    return go_to(request, "draft", key=begin_guide(actor, kind=document["kind"], title=title, content=document).key)


BEGINNINGS: dict[str, Callable[[HttpRequest, Actor, Asked], HttpResponse]] = {
    NOTHING: _from_nothing,
    PASTED: _from_text,
    FILE: _from_file,
    COPY: _from_copy,
}


def _to_correct(
    request: HttpRequest, asked: Asked, lines: Sequence[OutlineLine], notices: Sequence[str] = ()
) -> HttpResponse:
    """Show what was read; nothing is stored."""
    title = next((line for line in lines if line.kind is LineKind.TITLE), None) or _title_above(lines)
    initial = {"title": asked["title"] or (title.text if title else ""), "notices": " ".join(notices)}
    initial |= {name: asked[name] for name in ("kind", "language")}
    rest = [line for line in lines if line is not title]
    return show(request, "guides/read.html", {"form": ReadingForm(lines=rest, initial=initial)})


def _title_above(lines: Sequence[OutlineLine]) -> OutlineLine | None:
    """The first line, when it asks nothing and the first theme follows at once."""
    kinds = [line.kind for line in lines[:2]]
    is_title = kinds == [LineKind.QUESTION, LineKind.THEME] and not lines[0].text.endswith("?")
    return lines[0] if is_title else None


def _about(request: HttpRequest, source: Edition) -> Asked:
    """What the pages on one guide say of it."""
    language = language_asked(request)
    return {
        "key": source.guide.key,
        "title": in_language(source.content["title"], language),
        "is_published": not source.is_draft,
        "language": language,
    }


def _copied(request: HttpRequest, actor: Actor) -> list[tuple[str, str]]:
    found = arrange(list_all(actor), language=language_asked(request), kind="", order=BY_TITLE)
    return [(row.key, f"{row.title} ({row.kind_name})") for row in (*found.rows, *found.retired)]


def _cannot_be_read(name: str | None) -> str:
    return _("%(name)s cannot be read as a guide. See what is wrong, line by line.") % {"name": name}
