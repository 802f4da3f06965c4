"""On paper: the invitation, with a code where the leader asks for it (S01, S20), and the guide with room to write."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.invitations import InvitationText, invitation_text
from samspill.conversations.queries import Meeting, meeting_of
from samspill.documents.content import InvitationSheet, Section
from samspill.documents.form_content import FormMeeting, Reader
from samspill.documents.rendering import render_guide_form, render_invitation
from samspill.foundation import clock
from samspill.guides.printing import form_of
from samspill.guides.queries import read_guide
from samspill.organisation.facts import the_organisation, valid_today
from samspill.organisation.models import Employment
from samspill.people.models import Person
from samspill.people.policy import has_own_secret
from samspill.people.services.codes import LASTS, Purpose
from samspill.people.services.paper import issue_paper_code

CODE_LASTS: timedelta = LASTS[Purpose.PAPER]


def print_invitation(actor: Actor, /, *, conversation_id: UUID, address: str, has_code: bool) -> bytes:
    """The personal invitation as a PDF, in the language of the conversation.

    Args:
        actor: the conversation leader.
        conversation_id: which conversation; it has been invited to.
        address: where the code is typed.
        has_code: whether to make a code; that ends earlier unused ones and stands in the log.

    Raises:
        NotFound: there is none, or nobody has been invited to it yet.
        Denied: the actor does not lead it; or a code is asked for and the employee has a password or PIN already.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id)
        gate.require(actor, conversation, policy.ISSUE_CODE)
        if conversation.planned_at is None:
            raise NotFound
        code = ""
        if has_code:
            # HR may help somebody who has lost a PIN; the conversation leader never, even one who works in HR.
            if has_own_secret(conversation.employee):
                raise Denied("issue_code", "the person has a secret already", actor=actor, thing_id=conversation.id)
            with gate.acting(actor, conversation, policy.ISSUE_CODE):
                code = issue_paper_code(actor, person_id=conversation.employee_id)
        with gate.reading(actor, conversation, policy.READ_SHARED) as opened:
            sheet = _sheet(
                meeting_of(actor, conversation=conversation), invitation_text(opened), address=address, code=code
            )
    return render_invitation(sheet, language=conversation.language)


def print_form(actor: Actor, /, *, conversation_id: UUID, reader: Reader | None = None) -> bytes:
    """The conversation's own guide with room to write, for one of the two; facts only, nothing that anybody has written.

    Args:
        actor: one of the two.
        conversation_id: which conversation.
        reader: whom the form is for; the actor's own side where nothing is said.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    meeting = meeting_of(actor, conversation=conversation)
    form = form_of(
        read_guide(conversation.guide_version_id, conversation.language),
        version=conversation.guide_version.number,
        written_at=conversation.guide_version.published_at,
        reader=reader or ("leader" if meeting.is_leader else "employee"),
        meeting=FormMeeting(
            employee_name=meeting.employee.full_name,
            leader_name=meeting.leader.full_name if meeting.leader else "",
            starts_at=conversation.planned_at,
            minutes=conversation.length_minutes,
            place=conversation.place,
        ),
    )
    return render_guide_form(form, language=conversation.language)


def _sheet(meeting: Meeting, invitation: InvitationText, *, address: str, code: str) -> InvitationSheet:
    conversation = meeting.conversation
    assert conversation.planned_at is not None
    assert meeting.leader is not None
    guide = read_guide(conversation.guide_version_id, conversation.language)
    return InvitationSheet(
        organisation=the_organisation().name,
        unit=conversation.unit.name,
        kind=conversation.kind,
        year=meeting.year,
        written_at=clock.now(),
        employee_name=meeting.employee.full_name,
        leader_name=meeting.leader.full_name,
        leader_title=_title_of(meeting.leader),
        starts_at=conversation.planned_at,
        minutes=conversation.length_minutes,
        place=conversation.place,
        leader_words="\n\n".join(filter(None, (invitation.purpose, invitation.words))),
        leader_themes=[line.strip() for line in invitation.themes.splitlines() if line.strip()],
        sections=[Section(title=each.title, text=each.text) for each in guide.information],
        points=[point.text for point in guide.employee_points],
        address=address,
        code=code,
        code_valid_until=clock.today() + CODE_LASTS if code else None,
    )


def _title_of(person: Person) -> str:
    current = Employment.objects.filter(Q(person=person) & valid_today()).order_by("-is_main")
    return current.values_list("title", flat=True).first() or ""
