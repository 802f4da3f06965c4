"""What the kinds of guides, and the places in them, are called on the pages."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.guides import shape
from samspill.web.draft_words import FIELDS, HEAD, PARTS

KINDS = {
    shape.YEARLY: _("Yearly conversation"),
    shape.FOLLOW_UP: _("Follow-up conversation"),
    shape.START: _("First conversation"),
    shape.SENIOR: _("Senior conversation"),
    shape.PAY: _("Pay conversation"),
    shape.END: _("Leaving conversation"),
    shape.MENU: _("Question menu"),
    shape.ADDITION: _("Addition"),
}
LANGUAGES = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English")}


def language_asked(request: HttpRequest) -> str:
    """The language that a guide is asked for in; the reader's own where the address says nothing."""
    asked = request.GET.get("sprak", "") or get_language() or settings.LANGUAGE_CODE
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def name_of_place(path: str) -> str:
    """What stands at a path of a document, in a word or two: “Question”, “Helping question”, “About the guide”."""
    names = path.split(".")
    if names[0] not in shape.PARTS:
        return str(FIELDS[f"head.{names[0]}"].label)
    part, is_field = ("questions", len(names) == 5) if len(names) > 3 else (names[0], len(names) == 3)
    item = (shape.PARTS | shape.INNER)[part].name
    field = FIELDS.get(f"{item}.{names[-1]}") if is_field else None
    return str(field.label if field else PARTS[part].one or PARTS[part].title)


def name_of_part(path: str) -> str:
    """The part of a guide that a path is in."""
    return str(PARTS.get(path.partition(".")[0], PARTS[HEAD]).title)
