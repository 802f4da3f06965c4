"""Coverage and usefulness by unit, opened downwards; facts only, and small groups put together."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.organisation.facts import units_led_by
from samspill.plans.facts import Usefulness
from samspill.reporting.coverage import Coverage, read_coverage
from samspill.reporting.small_groups import SMALLEST, Figures
from samspill.rounds.queries import list_open_rounds
from samspill.web.choosing import chosen_round
from samspill.web.downloads import csv_lines
from samspill.web.rendering import show


def coverage(request: HttpRequest, actor: Actor, unit_id: UUID | None = None) -> HttpResponse:
    """How many are planned, held and agreed in a round, for a unit and what lies below it."""
    rounds = list_open_rounds()
    chosen = chosen_round(request, rounds)
    found = read_coverage(actor, round_id=chosen.id, unit_id=unit_id) if chosen else Coverage()
    context = {
        "rounds": rounds,
        "chosen": chosen,
        "coverage": found,
        "together": found.pieces.figures_together,
        "smallest": SMALLEST,
        "leads_unit": bool(units_led_by(actor)),
    }
    return show(request, "coverage/coverage.html", context)


def export(request: HttpRequest, actor: Actor, unit_id: UUID | None = None) -> HttpResponse:
    """The same figures, put together in the same way, as a file for a spreadsheet."""
    chosen = chosen_round(request, list_open_rounds())
    if chosen is None:
        raise NotFound
    found = read_coverage(actor, round_id=chosen.id, unit_id=unit_id)
    response = HttpResponse(csv_lines(_cells(found)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="coverage.csv"'
    return response


def _cells(found: Coverage) -> Iterator[list[str]]:
    yield [
        *(_("Unit"), _("Conversations"), _("Invited"), _("Held"), _("Agreed"), _("Exempted"), _("Held, per cent")),
        *(_("Answers counted"), _("Very useful"), _("Somewhat useful"), _("Of little use"), _("Kept back")),
    ]
    for group in found.pieces.alone:
        name = group.name if group.unit_id else _("Directly in %(unit)s") % {"unit": group.name}
        yield [name, *_numbers(group.figures), *_useful(group.usefulness)]
    if found.pieces.together:
        names = ", ".join(group.name for group in found.pieces.together)
        together = _numbers(found.pieces.figures_together)
        yield [_("Put together: %(names)s") % {"names": names}, *together, *_useful(Usefulness())]
    if found.total:
        yield [_("All"), *_numbers(found.total), *_useful(found.usefulness)]


def _numbers(figures: Figures) -> list[str]:
    numbers = (figures.counted, figures.planned, figures.held, figures.agreed, figures.exempted, figures.share_held)
    return [str(number) for number in numbers]


def _useful(usefulness: Usefulness) -> list[str]:
    """How useful the conversations were; empty cells where nothing is told of it."""
    numbers = (usefulness.answers, usefulness.very, usefulness.somewhat, usefulness.little, usefulness.kept_back)
    return [str(number) if usefulness.answers else "" for number in numbers]
