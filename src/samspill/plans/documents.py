"""The plan as a document: the text that both have confirmed, or a draft of it, on paper and as pictures of its pages."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.confidentiality.gate import Opened
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.models import EMPLOYEE, LEADER, Conversation
from samspill.conversations.queries import Meeting, meeting_of
from samspill.conversations.states import State
from samspill.documents.content import Correction, Plan, Remark, Role, Signature
from samspill.documents.plan_sheet import Standard
from samspill.documents.rendering import count_plan_pages, render_plan, render_plan_pages
from samspill.people.models import Person
from samspill.plans.corrections import CorrectionText, corrected_text, standing_corrections
from samspill.plans.models import AgreedPlan, Confirmation
from samspill.plans.policy import READ_PLAN
from samspill.plans.texts import canonical_text, hash_of, plan_of, plan_text


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """Everything that the printed plan is made of."""

    plan: Plan
    signatures: list[Signature]
    remarks: list[Remark]
    language: str
    corrections: list[Correction] = field(default_factory=list)

    def print(self, *, standard: Standard) -> bytes:
        """The document as a PDF."""
        return render_plan(
            self.plan,
            signatures=self.signatures,
            remarks=self.remarks,
            standard=standard,
            language=self.language,
            corrections=self.corrections,
        )

    def draw(self) -> list[bytes]:
        """The pages of what is filed, as pictures; none where there are too many to draw."""
        return render_plan_pages(
            self.plan,
            signatures=self.signatures,
            remarks=self.remarks,
            language=self.language,
            corrections=self.corrections,
        )

    def count_pages(self) -> int:
        """How many pictures ``draw`` gives."""
        return count_plan_pages(
            self.plan,
            signatures=self.signatures,
            remarks=self.remarks,
            language=self.language,
            corrections=self.corrections,
        )

    def unsigned(self) -> "PlanDocument":
        """The text alone, to be signed by hand: what was confirmed here is void then."""
        return replace(self, signatures=[], remarks=[])


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The document as it stands, for looking at: how many pages it has as pictures (none where there are too many)."""

    meeting: Meeting
    pages: int


def read_document(actor: Actor, /, *, conversation_id: UUID) -> DocumentText:
    """The document that is filed, or that would be if both confirmed it now.

    Raises:
        NotFound: the conversation is neither held nor agreed, or nobody leads it now.
    """
    conversation = find_conversation(actor, conversation_id)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        meeting = meeting_of(actor, conversation=conversation)
        document = _document_as_it_stands(conversation, opened, meeting.leader)
    return DocumentText(meeting, document.count_pages())


def read_document_page(actor: Actor, /, *, conversation_id: UUID, number: int) -> bytes:
    """One page of the document as a picture (PNG), counted from 1.

    Raises:
        NotFound: as ``read_document``, or there is no such page.
    """
    conversation = find_conversation(actor, conversation_id)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        document = _document_as_it_stands(conversation, opened, leader_of(conversation))
    pages = document.draw()
    if not 1 <= number <= len(pages):
        raise NotFound
    return pages[number - 1]


def confirmed_document(conversation: Conversation, opened: Opened) -> PlanDocument:
    """The text that both have confirmed, with their confirmations and remarks, and its spelling corrected since.

    The data of an own copy stay the very bytes that were confirmed, which the checksum is of.

    Raises:
        NotFound: it is not agreed.
    """
    plan = plan_of(conversation).plan
    canonical = opened.text(Part.AGREEMENT, f"confirmed:{plan.text_hash}")
    if not canonical:
        raise NotFound
    given = standing_confirmations(plan)
    accepted = [one for one in standing_corrections(opened) if one.is_accepted]
    corrected = corrected_text(canonical, accepted, conversation) if accepted else canonical
    document = _document(corrected, given, opened, conversation.language)
    return replace(
        document,
        plan=replace(document.plan, canonical=canonical.encode()),
        corrections=[_correction(one) for one in accepted],
    )


def draft_document(conversation: Conversation, opened: Opened, *, leader: Person | None) -> PlanDocument:
    """The text as it would be filed if both confirmed it now, with what one of the two has confirmed and remarked.

    Raises:
        NotFound: the conversation has not been held, or nobody leads it now.
    """
    if conversation.held_on is None or leader is None:
        raise NotFound
    rows = plan_of(conversation)
    text = plan_text(rows, conversation, opened)
    canonical = canonical_text(text, conversation, employee=conversation.employee, leader=leader)
    given = [one for one in standing_confirmations(rows.plan) if one.text_hash == hash_of(canonical)]
    return _document(canonical, given, opened, conversation.language)


def standing_confirmations(plan: AgreedPlan) -> list[Confirmation]:
    """The confirmations that count, the employee's first."""
    if plan._state.adding:
        return []
    given = Confirmation.objects.filter(plan=plan, voided_at__isnull=True).select_related("person")
    return sorted(given, key=lambda one: one.capacity == LEADER)


def _document_as_it_stands(conversation: Conversation, opened: Opened, leader: Person | None) -> PlanDocument:
    if conversation.state == State.AGREED:
        return confirmed_document(conversation, opened)
    if conversation.state == State.HELD:
        return draft_document(conversation, opened, leader=leader)
    raise NotFound


def _document(canonical: str, given: list[Confirmation], opened: Opened, language: str) -> PlanDocument:
    plan = Plan.from_canonical(canonical.encode())
    return PlanDocument(plan, [_signature(one) for one in given], _remarks(given, opened), language)


def _signature(one: Confirmation) -> Signature:
    return Signature(
        role=_role(one.capacity),
        name=one.person.full_name,
        at=one.confirmed_at,
        text_hash=one.text_hash,
        on_paper_on=one.signed_on,
    )


def _remarks(given: list[Confirmation], opened: Opened) -> list[Remark]:
    return [
        Remark(role=_role(one.capacity), name=one.person.full_name, text=text, at=one.confirmed_at)
        for one in given
        if (text := opened.text(Part.AGREEMENT, f"remark:{one.capacity}"))
    ]


def _correction(one: CorrectionText) -> Correction:
    correction = one.correction
    assert correction.answered_by
    assert correction.answered_at
    return Correction(
        before=one.before,
        after=one.after,
        proposed_by=correction.proposed_by.full_name,
        proposed_at=correction.proposed_at,
        accepted_by=correction.answered_by.full_name,
        accepted_at=correction.answered_at,
    )


def _role(capacity: str) -> Role:
    return "employee" if capacity == EMPLOYEE else "leader"
