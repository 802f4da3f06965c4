"""Whom the organisation refers to when something is bigger than the conversation: the list that HR keeps."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.organisation.facts import the_organisation
from samspill.organisation.queries import list_referrals
from samspill.organisation.referrals import suggestions_besides
from samspill.organisation.services import referring
from samspill.organisation.services.referring import MOST, Draft, draft_of
from samspill.web.forms.referring import ReferralForm
from samspill.web.rendering import go_to, show

REMOVED = "removed_referral"
WITH_FORM = {"add", "change"}


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on the list with a form to change what is written, and the languages that have no name."""

    id: UUID
    written: Draft
    missing: str
    form: ReferralForm


def referrals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whom the organisation refers to; or change one thing and come back."""
    if request.method != "POST":
        return _page(request, actor)
    pressed = request.POST.get("act", "")
    act, _space, what = pressed.partition(" ")
    form = ReferralForm(request.POST if act in WITH_FORM else {}, language=the_organisation().language)
    try:
        if form.is_valid():
            _do(request, actor, act, what, form.draft())
    except Unacceptable as error:
        form.refuse(error)
    if form.errors:
        return _page(request, actor, pressed=pressed, refused=form)
    return go_to(request, "referrals")


def _do(request: HttpRequest, actor: Actor, act: str, what: str, draft: Draft) -> None:
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: referring.add_referral(actor, draft=draft),
        "add-suggested": lambda: referring.add_suggested(actor, key=what),
        "change": lambda: referring.change_referral(actor, referral_id=_id(what), draft=draft),
        "remove": lambda: _remove(request, actor, _id(what)),
        "put-back": lambda: _put_back(request, actor),
        "up": lambda: referring.move_referral(actor, referral_id=_id(what), by=-1),
        "down": lambda: referring.move_referral(actor, referral_id=_id(what), by=1),
    }
    if act not in acts:
        raise NotFound
    acts[act]()
    if act != "remove":
        request.session.pop(REMOVED, None)


def _remove(request: HttpRequest, actor: Actor, referral_id: UUID) -> None:
    removed = referring.remove_referral(actor, referral_id=referral_id)
    request.session[REMOVED] = {"draft": asdict(draft_of(removed)), "place": removed.position}


def _put_back(request: HttpRequest, actor: Actor) -> None:
    removed = request.session.get(REMOVED)
    if removed is not None:
        referring.add_referral(actor, draft=Draft(**removed["draft"]), place=removed["place"])


def _page(
    request: HttpRequest, actor: Actor, *, pressed: str = "", refused: ReferralForm | None = None
) -> HttpResponse:
    language, listed = the_organisation().language, list_referrals(actor)

    def form(act: str, prefix: str, initial: dict[str, str]) -> ReferralForm:
        if refused is not None and act == pressed:
            refused.auto_id = f"{prefix}_%s"
            return refused
        return ReferralForm(language=language, initial=initial, auto_id=f"{prefix}_%s")

    drafts = [(one.id, draft_of(one)) for one in listed]
    context = {
        "lines": [
            Line(id_, draft, _missing(draft), form(f"change {id_}", f"r{id_}", _initial(draft)))
            for id_, draft in drafts
        ],
        "new": form("add", "new", {}),
        "has_room": len(listed) < MOST,
        "suggested": suggestions_besides(listed),
        "removed": request.session.get(REMOVED),
        "refused": refused,
    }
    return show(request, "setup/referrals.html", context, status=422 if refused else 200)


def _initial(draft: Draft) -> dict[str, str]:
    texts = {"name": draft.name, "purpose": draft.purpose}
    return {
        **{f"{field}_{language}": words for field, text in texts.items() for language, words in text.items()},
        "phone": draft.phone,
        "address": draft.address,
    }


def _missing(draft: Draft) -> str:
    return ", ".join(str(language) for code, language in settings.LANGUAGES if code not in draft.name)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
