"""Reads of plans for one of the two: the agreement, its evaluation, and the document."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.models import EMPLOYEE, LEADER, Conversation
from samspill.conversations.queries import Meeting, direction_of, meeting_of
from samspill.guides.direction import Direction
from samspill.guides.queries import read_guide
from samspill.guides.texts import GuideText
from samspill.plans.corrections import CorrectionText, Words, standing_corrections, words_of
from samspill.plans.documents import confirmed_document, draft_document, standing_confirmations
from samspill.plans.models import Confirmation, Evaluation
from samspill.plans.policy import DELIVER, EVALUATE, READ_PLAN, SIGN_ON_PAPER
from samspill.plans.texts import REOPENED, PlanText, canonical_text, hash_of, plan_of, plan_text


@dataclass(frozen=True, slots=True)
class ConfirmationText:
    """One confirmation that counts, with its remark."""

    confirmation: Confirmation
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class ReopeningText:
    """Why an agreed plan was opened again, and by whom; nobody's name where the leader has changed since."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementText:
    """The plan for reading through, confirming and keeping."""

    meeting: Meeting
    guide: GuideText
    plan: PlanText
    text_hash: str
    confirmations: list[ConfirmationText]
    has_evaluated: bool
    direction: Direction
    reopened: ReopeningText | None
    may_sign_on_paper: bool
    corrections: list[CorrectionText]

    @property
    def has_confirmed(self) -> bool:
        """Whether the reader has confirmed the text as it stands."""
        return any(one.confirmation.capacity == self.meeting.capacity for one in self.confirmations)

    @property
    def has_other_confirmed(self) -> bool:
        """Whether the other of the two has confirmed the text as it stands."""
        return any(one.confirmation.capacity != self.meeting.capacity for one in self.confirmations)

    @property
    def awaits_other(self) -> bool:
        """Whether the reader has confirmed and the other has not."""
        return self.has_confirmed and len(self.confirmations) == 1

    @property
    def has_focus(self) -> bool:
        """Whether anything is written ahead under any theme."""
        return any(one.text.strip() for one in self.plan.focus)

    @property
    def words(self) -> list[Words]:
        """Every text of the plan that something is written in."""
        return words_of(self.plan)

    @property
    def waiting(self) -> list[Words]:
        """The texts for which a correction waits for an answer."""
        fields = {one.correction.field for one in self._proposed}
        return [one for one in self.words if one.field in fields]

    @property
    def accepted(self) -> list[CorrectionText]:
        """The corrections of spelling that both have signed."""
        return [one for one in self.corrections if one.is_accepted]

    @property
    def awaiting_reader(self) -> list[CorrectionText]:
        """The corrections that the other proposes."""
        return [one for one in self._proposed if one.correction.capacity != self.meeting.capacity]

    @property
    def awaiting_other(self) -> list[CorrectionText]:
        """The corrections that the reader's own side proposes."""
        return [one for one in self._proposed if one.correction.capacity == self.meeting.capacity]

    @property
    def _proposed(self) -> list[CorrectionText]:
        return [one for one in self.corrections if not one.is_accepted]

    @property
    def parties(self) -> list["PartyText"]:
        """The two, the employee first, each with the confirmation that counts."""
        given = {one.confirmation.capacity: one for one in self.confirmations}
        pairs = ((EMPLOYEE, self.meeting.employee), (LEADER, self.meeting.leader))
        return [
            PartyText(person.full_name, capacity == self.meeting.capacity, given.get(capacity))
            for capacity, person in pairs
            if person is not None
        ]


@dataclass(frozen=True, slots=True)
class PartyText:
    """One of the two, and the confirmation that was given, if any."""

    name: str
    is_reader: bool
    given: ConfirmationText | None


@dataclass(frozen=True, slots=True)
class GivenEvaluation:
    """What one of the two answered: how useful (a code and its words), and the questions that got an answer."""

    usefulness: str
    in_words: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class EvaluationText:
    """The questions about the conversation, with one's own answers and the other's."""

    meeting: Meeting
    guide: GuideText
    own: GivenEvaluation | None
    others: GivenEvaluation | None

    @property
    def others_answers(self) -> list[tuple[str, str]]:
        """The other's answers with their questions, in the guide's order."""
        answers = self.others.answers if self.others else {}
        return [(line.text, answers[line.key]) for line in self.guide.evaluation if answers.get(line.key)]


def read_agreement(actor: Actor, /, *, conversation_id: UUID) -> AgreementText:
    """The plan with its confirmations, and the hash of the text as it stands now."""
    conversation = find_conversation(actor, conversation_id)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        return _agreement(actor, conversation, opened)


def _agreement(actor: Actor, conversation: Conversation, opened: gate.Opened) -> AgreementText:
    meeting, rows = meeting_of(actor, conversation=conversation), plan_of(conversation)
    plan, text = rows.plan, plan_text(rows, conversation, opened)
    return AgreementText(
        meeting,
        read_guide(conversation.guide_version_id, conversation.language),
        text,
        plan.text_hash or _current_hash(text, meeting),
        [
            ConfirmationText(one, one.person.full_name, opened.text(Part.AGREEMENT, f"remark:{one.capacity}"))
            for one in standing_confirmations(plan)
        ],
        has_evaluated=any(name.startswith(f"evaluation:{meeting.capacity}:") for name in opened.values(Part.AGREEMENT)),
        direction=direction_of(meeting),
        reopened=_reopened(meeting, opened),
        may_sign_on_paper=bool(SIGN_ON_PAPER.may(actor, conversation)),
        corrections=standing_corrections(opened),
    )


def _reopened(meeting: Meeting, opened: gate.Opened) -> ReopeningText | None:
    value = opened.values(Part.AGREEMENT).get(REOPENED)
    if value is None:
        return None
    by = next((one for one in (meeting.employee, meeting.leader) if one and one.id == value.author_id), None)
    return ReopeningText(by.full_name if by else "", value.text, value.changed_at)


def read_evaluation(actor: Actor, /, *, conversation_id: UUID) -> EvaluationText:
    """The guide's questions about the conversation itself, and what the two have answered (S23)."""
    conversation = find_conversation(actor, conversation_id)
    capacity = conversation.capacity_of(actor)
    other = LEADER if capacity == EMPLOYEE else EMPLOYEE
    with gate.reading(actor, conversation, EVALUATE) as opened:
        given = {one.capacity: _given(one, opened) for one in Evaluation.objects.filter(conversation=conversation)}
        guide = read_guide(conversation.guide_version_id, conversation.language)
        return EvaluationText(
            meeting_of(actor, conversation=conversation), guide, given.get(capacity), given.get(other)
        )


def _given(evaluation: Evaluation, opened: gate.Opened) -> GivenEvaluation:
    prefix, values = f"evaluation:{evaluation.capacity}:", opened.values(Part.AGREEMENT)
    answers = {name.removeprefix(prefix): value.text for name, value in values.items() if name.startswith(prefix)}
    return GivenEvaluation(evaluation.usefulness, evaluation.get_usefulness_display(), answers)


def read_own_copy(actor: Actor, /, *, conversation_id: UUID) -> bytes:
    """The confirmed plan as PDF for one of the two, with the text itself attached (S07).

    Raises:
        NotFound: it is not agreed yet.
    """
    conversation = find_conversation(actor, conversation_id)
    with gate.changing(actor, conversation, READ_PLAN) as opened:
        opened.record("own_copy", part=Part.AGREEMENT)
        document = confirmed_document(conversation, opened)
    return document.print(standard="own")


def read_archive_copy(actor: Actor, /, *, conversation: Conversation) -> bytes:
    """The confirmed plan as PDF for the archive, for the delivery only."""
    with gate.changing(actor, conversation, DELIVER) as opened:
        opened.record("archive_copy", part=Part.AGREEMENT)
        document = confirmed_document(conversation, opened)
    return document.print(standard="archive")


def read_draft_copy(actor: Actor, /, *, conversation_id: UUID, is_for_signing: bool = False) -> bytes:
    """The plan as it would be filed if both confirmed it now: marked as a draft, or with lines to sign on by hand.

    Raises:
        NotFound: the conversation has not been held, or nobody leads it now.
    """
    conversation = find_conversation(actor, conversation_id)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        draft = draft_document(conversation, opened, leader=leader_of(conversation))
    return draft.unsigned().print(standard="signing") if is_for_signing else draft.print(standard="archive")


def _current_hash(text: PlanText, meeting: Meeting) -> str:
    if meeting.leader is None:
        return ""
    return hash_of(canonical_text(text, meeting.conversation, employee=meeting.employee, leader=meeting.leader))
