"""Guides on paper, with room to write: from the library, and for one conversation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from samspill.confidentiality.actors import Actor
from samspill.conversations.services.printing import print_form
from samspill.documents.form_content import Reader
from samspill.guides.printing import print_draft, print_edition
from samspill.web.guide_names import language_asked
from samspill.web.numbers import read_number

DRAFT = "utkast"
READERS: dict[str, Reader] = {"medarbeider": "employee", "leder": "leader", "begge": "both"}


def guide_form(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """A guide or a menu: the newest version, the one that ``versjon`` names, or with ``utkast`` the draft."""
    asked, language = request.GET.get("versjon", ""), language_asked(request)
    reader = READERS.get(request.GET.get("for", ""), "both")
    if asked == DRAFT:
        form = print_draft(actor, key=key, reader=reader, language=language)
    else:
        number = read_number(asked) if asked else None
        form = print_edition(actor, key=key, number=number, reader=reader, language=language)
    return _pdf(form, f"{key}-{language}")


def conversation_form(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """The conversation's own guide, for the reader's own side or for whom ``for`` names."""
    reader = READERS.get(request.GET.get("for", ""))
    return _pdf(print_form(actor, conversation_id=conversation_id, reader=reader), "skjema")


def _pdf(document: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(document, content_type="application/pdf", headers=headers)
