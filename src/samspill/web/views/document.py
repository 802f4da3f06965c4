"""The document of a plan, as pictures of its pages: what is filed, or what would be if both confirmed it now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from samspill.archive.queries import title_in_journal
from samspill.confidentiality.actors import Actor
from samspill.organisation.facts import the_organisation
from samspill.plans.documents import read_document, read_document_page
from samspill.web.rendering import show


def document(request: HttpRequest, actor: Actor, conversation_id: UUID) -> HttpResponse:
    """All pages, or what the agreement page puts in its fold."""
    text, organisation = read_document(actor, conversation_id=conversation_id), the_organisation()
    conversation = text.meeting.conversation
    context = {
        "meeting": text.meeting,
        "pages": range(1, text.pages + 1),
        "is_agreed": conversation.state == "agreed",
        "public_title": title_in_journal(conversation, organisation),
        "organisation": organisation,
        "organisation_name": organisation.name,  # known already, so not read for the header
    }
    return show(request, "agreement/document.html", context, parts={"document-pages": "pages"})


def document_page(_request: HttpRequest, actor: Actor, conversation_id: UUID, page: int) -> HttpResponse:
    """One page as a picture."""
    picture = read_document_page(actor, conversation_id=conversation_id, number=page)
    return HttpResponse(picture, content_type="image/png")
