"""A guide's draft begun, published or thrown away; a guide retired and brought back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.foundation.errors import Unacceptable
from samspill.guides.checking import check
from samspill.guides.queries import Edition, list_editions, read_draft
from samspill.guides.services.drafting import begin_draft, discard_draft
from samspill.guides.services.publishing import bring_back, publish, retire
from samspill.guides.shape import ADDITION, LANGUAGES
from samspill.guides.texts import in_language
from samspill.web.guide_changes import changes_between
from samspill.web.guide_faults import faults_to_mend, missing_by_language
from samspill.web.guide_names import language_asked
from samspill.web.rendering import go_to, show


def edit(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Begin the next version, or go on with the one that is begun."""
    begin_draft(actor, key=key)
    return go_to(request, "draft", key=key)


def publish_draft(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """What must be mended and what will change; then publish."""
    if request.method == "POST":
        try:
            version = publish(actor, key=key)
        except Unacceptable:
            return _before_publishing(request, actor, key, status=422)
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
        return go_to(request, "guide", key=key)
    return _before_publishing(request, actor, key)


def discard(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Ask, and then throw the draft away."""
    draft = read_draft(actor, key=key)
    if request.method == "POST":
        is_left = discard_draft(actor, key=key)
        messages.success(request, _("The draft is thrown away."))
        return go_to(request, "guide", key=key) if is_left else go_to(request, "guides")
    context = {"key": key, "title": _title(request, draft), "newest": _newest(actor, key)}
    return show(request, "guides/discard.html", context)


def take_out(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Offer a guide no longer; the page that one comes to can bring it back."""
    retire(actor, key=key)
    messages.success(request, _("The guide is retired. New rounds are not offered it; what is under way keeps it."))
    return go_to(request, "guide", key=key)


def take_in(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Offer a retired guide again."""
    bring_back(actor, key=key)
    messages.success(request, _("The guide is back."))
    return go_to(request, "guide", key=key)


def _before_publishing(request: HttpRequest, actor: Actor, key: str, *, status: int = 200) -> HttpResponse:
    draft, newest, language = read_draft(actor, key=key), _newest(actor, key), language_asked(request)
    found = check(draft.content, languages=LANGUAGES)
    context = {
        "key": key,
        "title": _title(request, draft),
        "newest": newest,
        "is_addition": draft.guide.kind == ADDITION,
        "language": language,
        "languages": settings.LANGUAGES,
        "faults": faults_to_mend(draft.content, found, key=key, language=language),
        "missing": missing_by_language(draft.content, found, key=key),
        "groups": changes_between(newest.content, draft.content, language=language) if newest else [],
    }
    return show(request, "guides/publish.html", context, status=status)


def _newest(actor: Actor, key: str) -> Edition | None:
    return next(iter(list_editions(actor, key=key)), None)


def _title(request: HttpRequest, draft: Edition) -> str:
    return in_language(draft.content.get("title"), language_asked(request))
