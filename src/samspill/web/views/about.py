"""What everybody may read, signed in or not: how privacy is kept, and help."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.privacy import RETENTION_RULES
from samspill.people.queries import actor_of
from samspill.web.rendering import show

KEPT: dict[str, tuple[str | Promise, str | Promise]] = {
    "preparation": (
        _("What each of you prepares"),
        _(
            "Until the archive has received the plan, or until both have confirmed where nothing is archived. "
            "At the latest 30 days after the conversation was held or called off."
        ),
    ),
    "agreement": (
        _("What you agree on, what you have shared, and notes from the conversation"),
        _(
            "Until one year after the next agreed plan, five years at the most. Of a pay conversation one year, and of "
            "a leaving conversation half a year, after it was held."
        ),
    ),
    "assessment": (
        _("The assessment of the last period, where the organisation uses one"),
        _(
            "One year after the leader shared it. One that is never shared: 30 days after it was begun and the "
            "conversation was held or called off."
        ),
    ),
    "conversation": (
        _("That a conversation was held, when, and who the two were"),
        _("Five years: it is documentation of the working environment."),
    ),
    "log": (_("Who has opened what"), _("Five years.")),
    "employment": (
        _("Name, employee number, position, leader and work e-mail"),
        _("One year after the last employment ended."),
    ),
    "notice": (_("Mail that has been sent"), _("30 days after it was sent.")),
    "sign_in": (_("Codes and sessions"), _("Until used or expired; a session lasts ten hours at the most.")),
    "import": (_("Reports from imports"), _("30 days after the import was applied.")),
    "work": (_("The program's own list of work"), _("A week after the work was done.")),
    "installation": (_("The organisation's units, guides and settings"), _("As long as the installation lives.")),
}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One kind of information, and how long it is kept."""

    what: str
    how_long: str


def kept_lines() -> list[KeptLine]:
    """Every retention rule in plain words, in the reader's language.

    Raises:
        KeyError: a rule has no words yet.
    """
    return [KeptLine(str(KEPT[rule][0]), str(KEPT[rule][1])) for rule in sorted(RETENTION_RULES, key=list(KEPT).index)]


def privacy(request: HttpRequest) -> HttpResponse:
    """Who can read what, how long it is kept, and what sealing does and does not protect against."""
    _with_doors(request)
    return show(request, "about/privacy.html", {"kept": kept_lines()})


def help_page(request: HttpRequest) -> HttpResponse:
    """How one gets on, by what one is about to do."""
    _with_doors(request)
    return show(request, "about/help.html", {})


def _with_doors(request: HttpRequest) -> None:
    """Show a signed-in reader the doors that the other pages show; nobody else has any."""
    if request.user.is_authenticated:
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
