"""Rounds: plan one, look at what it would make, open it, follow it by name, and close it. For HR."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations.queries_for_hr import count_round
from samspill.conversations.services.opening import preview_opening
from samspill.conversations.tasks import start_opening
from samspill.guides.queries import list_guides, list_menus, read_guide
from samspill.organisation.facts import the_organisation
from samspill.organisation.queries import find_units
from samspill.rounds.queries import list_rounds, read_round
from samspill.rounds.services import WrongRoundState, close_round, draft_round
from samspill.rounds.states import RoundState
from samspill.web.forms.rounds import RoundForm, next_deadline
from samspill.web.rendering import go_to, leave_for, show

OPEN_STATES = {RoundState.OPENED, RoundState.CLOSED}


def rounds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rounds, newest first."""
    return show(request, "rounds/rounds.html", {"rounds": list_rounds(actor)})


def new_round(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a round."""
    language = get_language() or "nb"
    guides = [(text.key, f"{text.title} – {text.summary}") for _version, text in list_guides(language)]
    menus = [(version.guide.key, text.title) for version, text in list_menus(language)]
    form = RoundForm(request.POST or None, guides=guides, menus=menus, initial=_defaults(guides, menus))
    if request.method == "POST" and form.is_valid():
        unit_id, is_known = _unit_in(actor, form)
        if is_known:
            made = draft_round(actor, unit_id=unit_id, **form.wanted)
            return go_to(request, "opening", round_id=made.id)
    return show(request, "rounds/new.html", {"form": form}, status=422 if form.errors else 200)


def opening(request: HttpRequest, actor: Actor, round_id: UUID) -> HttpResponse:
    """Before a round is opened: what it would make. While it is opened: how it goes."""
    round_ = read_round(actor, round_id=round_id)
    if round_.state in OPEN_STATES:
        return leave_for(request, "round", round_id=round_id)
    guide = read_guide(round_.guide_version_id, get_language() or "nb")
    if round_.state == RoundState.OPENING:
        return show(request, "rounds/progress.html", {"round": round_}, parts={"progress": "progress"})
    preview = preview_opening(actor, round_id=round_id)
    exempted = [(reason.label, number) for reason, number in preview.exempted.items()]
    context = {"round": round_, "guide": guide, "preview": preview, "exempted": exempted}
    return show(request, "rounds/opening.html", context)


def open_round(request: HttpRequest, actor: Actor, round_id: UUID) -> HttpResponse:
    """Open it, at once or by the worker."""
    try:
        start_opening(actor, round_id=round_id)
    except WrongRoundState:
        messages.info(request, _("The round was opened before."))
    return go_to(request, "opening", round_id=round_id)


def close(request: HttpRequest, actor: Actor, round_id: UUID) -> HttpResponse:
    """Close a round; what has begun goes on."""
    try:
        close_round(actor, round_id=round_id)
        messages.success(request, _("The round is closed. Conversations that have begun go on."))
    except WrongRoundState:
        messages.info(request, _("The round cannot be closed now."))
    return go_to(request, "round", round_id=round_id)


def counts_of(actor: Actor, round_id: UUID) -> dict[str, int]:
    """How many conversations are in each state, and all together under ``total``."""
    counted = count_round(actor, round_id=round_id)
    return counted | {"total": sum(counted.values())}


def _unit_in(actor: Actor, form: RoundForm) -> tuple[UUID | None, bool]:
    """The unit that was written, and whether it could be found; says so in the form when not."""
    text = form.cleaned_data["unit"]
    if not text:
        return None, True
    found = find_units(actor, text=text)
    if len(found) == 1:
        return found[0].id, True
    if found:
        names = ", ".join(f"{unit.name} ({unit.code})" for unit in found)
        form.add_error("unit", _("Several units fit. Write the code: %(names)s") % {"names": names})
    else:
        form.add_error("unit", _("There is no unit with this code or name."))
    return None, False


def _defaults(guides: list[tuple[str, str]], menus: list[tuple[str, str]]) -> dict[str, object]:
    organisation = the_organisation()
    deadline_on = next_deadline()
    return {
        "year": deadline_on.year,
        "guide": guides[0][0] if guides else "",
        "menu": menus[0][0] if menus else "",
        "deadline_on": deadline_on,
        "covered": organisation.covered,
        "interval_months": organisation.interval_months,
        "length_minutes": organisation.length_minutes,
        "writer": organisation.writer,
        "archiving": "yes" if organisation.is_archiving else "no",
    }
