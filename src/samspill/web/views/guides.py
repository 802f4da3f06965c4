"""The guides as employee and leader see them, in each language; anybody who is signed in may read them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.guides.queries import list_guides, newest_version, read_menu
from samspill.web.rendering import show

MENU = "menu"


def guides(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The guides and the menu of questions."""
    language = _language(request)
    menu = read_menu(newest_version(MENU).id, language)
    context = {"guides": list_guides(language), "menu": menu, "language": language}
    return show(request, "setup/guides.html", context)


def guide(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """One guide, or the menu, in one language."""
    language = _language(request)
    context = {"language": language, "languages": settings.LANGUAGES, "key": key}
    if key == MENU:
        return show(request, "setup/menu.html", context | {"menu": read_menu(newest_version(MENU).id, language)})
    found = {text.key: (version, text) for version, text in list_guides(language)}
    if key not in found:
        raise NotFound
    version, text = found[key]
    return show(request, "setup/guide.html", context | {"version": version, "guide": text})


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("sprak", "") or get_language() or settings.LANGUAGE_CODE
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
