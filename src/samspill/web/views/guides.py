"""The guides as employee and leader see them, in each language; anybody who is signed in may read them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor, Role
from samspill.guides.queries import (
    Edition,
    has_draft,
    list_all,
    list_guides,
    list_menus,
    may_edit,
    newest_version,
    read_draft,
    read_edition,
)
from samspill.guides.shape import CONVERSATION_KINDS, MENU
from samspill.guides.texts import guide_in, menu_in
from samspill.guides.yaml_format import write_yaml
from samspill.web.draft_words import CHOICES
from samspill.web.guide_list import arrange
from samspill.web.guide_names import KINDS, language_asked
from samspill.web.numbers import read_number
from samspill.web.rendering import show
from samspill.web.routing import Who, may_enter

DRAFT = "utkast"


def guides(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The guides and the menus of questions; for HR also drafts and what is retired."""
    language = language_asked(request)
    context: dict[str, Any] = {"language": language, "may_narrow": may_enter(actor, Who.NARROWERS)}
    if actor.has(Role.HR):
        kind, order = request.GET.get("type", ""), request.GET.get("rekkefolge", "")
        context["list"] = arrange(list_all(actor), language=language, kind=kind, order=order)
        return show(request, "guides/library.html", context)
    context |= {"guides": _offered(language), "menus": list_menus(language)}
    return show(request, "guides/offered.html", context)


def guide(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One version of a guide or a menu, in one language: the newest, or the one that ``versjon`` names."""
    language, number = language_asked(request), _number_asked(request)
    edition = read_edition(actor, key=key, number=number)
    context = {
        "edition": edition,
        "guide": edition.guide,
        "newest": edition.number if number is None else newest_version(key).number,
        "kind": KINDS[edition.guide.kind],
        "language": language,
        "languages": settings.LANGUAGES,
        "kept": f"versjon={number}&" if number is not None else "",
        "may_edit": may_edit(actor, guide=edition.guide),
        "may_copy": actor.has(Role.HR),
        "has_draft": has_draft(key),
        "shown": CHOICES,
    }
    if edition.guide.kind == MENU:
        return show(request, "guides/menu.html", context | {"menu": menu_in(edition.content, language)})
    return show(request, "guides/guide.html", context | {"text": guide_in(edition.content, language)})


def as_yaml(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """A version, or with ``utkast`` the draft, as a file that a person can read and write."""
    edition = _edition_asked(request, actor, key)
    name = f"{key}-{_('draft') if edition.is_draft else edition.number}.yaml"
    response = HttpResponse(write_yaml(edition.content), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _offered(language: str) -> list[dict[str, Any]]:
    found = list_guides(language, kinds=CONVERSATION_KINDS)
    return [
        {"text": text, "kind": KINDS[version.guide.kind], "number": version.number}
        for version, text in sorted(found, key=lambda one: CONVERSATION_KINDS.index(one[0].guide.kind))
    ]


def _edition_asked(request: HttpRequest, actor: Actor, key: str) -> Edition:
    if DRAFT in request.GET:
        return read_draft(actor, key=key)
    return read_edition(actor, key=key, number=_number_asked(request))


def _number_asked(request: HttpRequest) -> int | None:
    asked = request.GET.get("versjon", "")
    return read_number(asked, otherwise=0) if asked else None
