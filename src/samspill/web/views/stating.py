"""What the organisation, a unit or an occupation stands for in a year: goals, values and measures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides.narrowing import Owner, find_owners, list_owners, read_owner
from samspill.guides.services import stating
from samspill.guides.services.stating import Whose, list_statements, years_of
from samspill.organisation.facts import the_organisation
from samspill.web.forms.narrowing import OwnerForm, StatementForm
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.views.narrowing import which

REMOVED = "removed_statement"
KINDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "goals": (
        gettext_lazy("Goals"),
        gettext_lazy("What we are to achieve this year. Stands on top of the preparation."),
    ),
    "values": (gettext_lazy("Values"), gettext_lazy("Stand beside the themes that are about values.")),
    "strategy": (gettext_lazy("Strategy measures"), gettext_lazy("Stand beside the themes that are about goals.")),
    "senior_measures": (
        gettext_lazy("Senior-policy measures"),
        gettext_lazy("Stand beside the themes that are about later working life."),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with a form to change it, and the languages that it lacks."""

    id: UUID
    text: dict[str, str]
    missing: str
    form: StatementForm


@dataclass(frozen=True, slots=True)
class Section:
    """The statements of one kind, and a form for one more."""

    kind: str
    title: str | Promise
    text: str | Promise
    lines: list[Line]
    new: StatementForm


def statements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is stated by somebody for a year; or change one thing and come back."""
    owner, year = _owner(request, actor), _year(request)
    if request.method == "POST":
        form = StatementForm(request.POST, language=the_organisation().language)
        try:
            _do(request, actor, owner.whose, year, form)
        except Unacceptable as error:
            return _page(request, actor, owner, year, refused=(request.POST.get("act", ""), form, sentence(error)))
        return go_to(request, _address(owner, year))
    return _page(request, actor, owner, year)


def _do(request: HttpRequest, actor: Actor, whose: Whose, year: int, form: StatementForm) -> None:
    act, _space, what = request.POST.get("act", "").partition(" ")
    if not form.is_valid():  # a control character, which no keyboard sends; the field says so itself
        raise Unacceptable("statement_missing", field="text")
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: stating.add_statement(actor, whose=whose, year=year, kind=what, text=form.text()),
        "change": lambda: stating.change_statement(actor, statement_id=_id(what), text=form.text()),
        "remove": lambda: _remove(request, actor, _id(what)),
        "put-back": lambda: _put_back(request, actor, whose, year),
        "up": lambda: stating.move_statement(actor, statement_id=_id(what), by=-1),
        "down": lambda: stating.move_statement(actor, statement_id=_id(what), by=1),
        "take-over": lambda: _take_over(request, actor, whose, read_number(what), year),
    }
    if act not in acts:
        raise NotFound
    acts[act]()
    if act not in {"remove", "put-back"}:
        request.session.pop(REMOVED, None)


def _page(
    request: HttpRequest,
    actor: Actor,
    owner: Owner,
    year: int,
    *,
    refused: tuple[str, StatementForm, str] | None = None,
) -> HttpResponse:
    search = OwnerForm(request.GET if "sok" in request.GET else None)
    found = find_owners(actor, text=search.cleaned_data["sok"]) if search.is_valid() else []
    if search.is_bound and not found:
        search.add_error("sok", which([]))
    years = years_of(actor, whose=owner.whose)
    context = {
        "owner": owner,
        "owners": list_owners(actor),
        "found": found,
        "search": search,
        "year": year,
        "years": sorted({clock.today().year, clock.today().year + 1, year, *years}),
        "earlier": next((one for one in years if one < year), None),
        "sections": _sections(actor, owner, year, refused),
        "removed": _removed(request, owner.whose, year),
        "refused": refused,
    }
    return show(request, "guides/statements.html", context, status=422 if refused else 200)


def _sections(actor: Actor, owner: Owner, year: int, refused: tuple[str, StatementForm, str] | None) -> list[Section]:
    language = the_organisation().language
    act, typed, told = refused or ("", None, "")
    stated = list_statements(actor, whose=owner.whose, year=year)

    def form(name: str, text: dict[str, str], prefix: str) -> StatementForm:
        if typed is not None and act == name:
            typed.auto_id = f"{prefix}_%s"
            typed.add_error(f"text_{typed.ordered[0]}", told)
            return typed
        initial = {f"text_{one}": words for one, words in text.items()}
        return StatementForm(language=language, initial=initial, auto_id=f"{prefix}_%s")

    return [
        Section(
            kind,
            title,
            text,
            [
                Line(one.id, one.text, _missing(one.text), form(f"change {one.id}", one.text, f"s{one.id}"))
                for one in stated
                if one.kind == kind
            ],
            form(f"add {kind}", {}, f"new_{kind}"),
        )
        for kind, (title, text) in KINDS.items()
    ]


def _missing(text: dict[str, str]) -> str:
    return ", ".join(str(name) for language, name in settings.LANGUAGES if language not in text)


def _remove(request: HttpRequest, actor: Actor, statement_id: UUID) -> None:
    removed = stating.remove_statement(actor, statement_id=statement_id)
    request.session[REMOVED] = {
        "place": _place(Whose(removed.unit_id, removed.title_code), removed.year),
        "kind": removed.kind,
        "text": removed.text,
    }


def _removed(request: HttpRequest, whose: Whose, year: int) -> dict[str, Any] | None:
    """What was removed last, if it was removed here."""
    removed: dict[str, Any] | None = request.session.get(REMOVED)
    return removed if removed is not None and removed["place"] == _place(whose, year) else None


def _put_back(request: HttpRequest, actor: Actor, whose: Whose, year: int) -> None:
    removed = _removed(request, whose, year)
    if removed is not None:
        stating.add_statement(actor, whose=whose, year=year, kind=removed["kind"], text=removed["text"])
        del request.session[REMOVED]


def _place(whose: Whose, year: int) -> list[str]:
    return [str(whose.unit_id or ""), whose.title_code, str(year)]


def _take_over(request: HttpRequest, actor: Actor, whose: Whose, from_year: int, to_year: int) -> None:
    count = stating.take_over(actor, whose=whose, from_year=from_year, to_year=to_year)
    told = ngettext("%(count)s was taken over.", "%(count)s were taken over.", count)
    messages.success(request, told % {"count": count})


def _owner(request: HttpRequest, actor: Actor) -> Owner:
    unit, occupation = request.GET.get("enhet", ""), request.GET.get("yrke", "")
    if unit or occupation:
        return read_owner(actor, unit_id=_id(unit) if unit else None, title_code=occupation)
    return list_owners(actor)[0]


def _year(request: HttpRequest) -> int:
    year = read_number(request.GET.get("ar", ""), otherwise=clock.today().year)
    if not 2000 <= year <= 2100:
        raise NotFound
    return year


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _address(owner: Owner, year: int) -> str:
    return f"{reverse('statements')}?{'&'.join(part for part in (owner.address, f'ar={year}') if part)}"
