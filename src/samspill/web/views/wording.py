"""Help with the wording of a question while somebody types it. Nothing is stored, and nothing is logged."""

from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.guides.wording import LANGUAGES
from samspill.web.rendering import show
from samspill.web.wording_help import advice_on

LONGEST = 4_000


def wording_help(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Advice on a text in a language, as a small part of a page; empty when there is none."""
    text, language = request.POST.get("text", "")[:LONGEST], request.POST.get("language", "")
    if language not in LANGUAGES:
        raise NotFound
    advice = advice_on(text, language, is_helping="helping" in request.POST)
    return show(request, "components/wording.html", {"advice": advice, "language": language})
