"""Conversations, who leads them by date, how far each has prepared, and the counters that coverage is read from."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.privacy import declare
from samspill.conversations.kinds import EMPLOYEE, LEADER, Kind, Rules, rules_of
from samspill.conversations.states import ExemptReason, State, WishKind
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified
from samspill.organisation.facts import valid_today
from samspill.organisation.models import Leadership
from samspill.rounds.states import Writer

__all__ = ["EMPLOYEE", "LEADER"]


class Conversations(models.QuerySet["Conversation"]):
    """Conversations together with what an actor is to each of them today."""

    def as_seen_by(self, actor: Actor) -> Self:
        """Add ``standing``: ``employee``, ``leader`` or nothing, from today's facts.

        The conversation leader is the one appointed now, for as long as the fact that the appointment rests on is true:
        nearest leader today, or delegate of today's nearest leader. When the fact ends, so does the standing.
        """
        person = actor.person_id
        led = appointments_true_today().filter(conversation_id=OuterRef("pk"), leader_id=person)
        standing = Case(
            When(employee_id=person, then=Value(EMPLOYEE)),
            When(Exists(led), then=Value(LEADER)),
            default=Value(""),
            output_field=CharField(),
        )
        return self.annotate(standing=standing, standing_of=Value(str(person or ""), output_field=CharField()))


def appointments_true_today() -> models.QuerySet["Appointment"]:
    """The appointments that count today: the one predicate by which somebody leads a conversation.

    One look at who leads whom serves both kinds: a shared conversation rests on the leader who shares it.
    """
    nearest = Coalesce(OuterRef("delegation__leader_id"), OuterRef("leader_id"))
    leads = Leadership.objects.filter(
        valid_today(), employee_id=OuterRef("conversation__employee_id"), leader_id=nearest
    )
    shared = valid_today("delegation__") & Q(delegation__delegate_id=F("leader_id"))
    return Appointment.objects.filter(Q(delegation__isnull=True) | shared, Exists(leads), until_at__isnull=True)


class Conversation(Identified):
    """One conversation between one employee and one conversation leader. Facts only; words are sealed.

    One outside a round was asked for by one of the two; ``time_by_on`` is the day by which a time is to be agreed.
    ``revision`` counts every change that both can see; ``shape_revision`` is the newest that was of more than running text.
    """

    round = models.ForeignKey("rounds.Round", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.YEARLY)
    employee = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    guide_version = models.ForeignKey("guides.GuideVersion", on_delete=models.PROTECT, related_name="+")
    menu_version = models.ForeignKey("guides.GuideVersion", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="nb")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    asked_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    time_by_on = models.DateField(null=True)
    record_wished_at = models.DateTimeField(null=True)
    deadline_on = models.DateField(null=True)
    planned_at = models.DateTimeField(null=True)
    length_minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=120, blank=True)
    writer = models.CharField(max_length=10, choices=Writer.choices, default=Writer.EMPLOYEE)
    is_archiving = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    is_held_on_paper = models.BooleanField(default=False)
    write_up_by_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    texts_erased_on = models.DateField(null=True)
    exempt_reason = models.CharField(max_length=20, choices=ExemptReason.choices, blank=True)
    exempt_until_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    shape_revision = models.PositiveIntegerField(default=0)

    PRIVACY = declare(
        "conversation",
        personal="place exempt_reason exempt_until_on",
        fact="id round kind employee unit guide_version menu_version language state asked_by asked_at time_by_on "
        "record_wished_at deadline_on planned_at length_minutes writer is_archiving invited_at calendar_sequence "
        "started_at held_on is_held_on_paper write_up_by_on agreed_at ended_at texts_erased_on revision shape_revision",
    )

    objects: ClassVar[models.Manager["Conversation"]] = Conversations.as_manager()

    standing: str
    standing_of: str

    class Meta:
        """Lists are by employee, by round and by unit."""

        indexes = [
            models.Index(fields=["employee", "state"], name="conversations_of_an_employee"),
            models.Index(fields=["round", "unit", "state"], name="conversations_of_a_round"),
            models.Index(fields=["round", "employee"], name="conversations_by_employee"),
        ]

    @property
    def year(self) -> int:
        """The round's year; outside rounds that of its meeting, or of the asking, or this year."""
        if self.round is not None:
            return self.round.year
        moment = self.planned_at or self.started_at or self.asked_at or clock.now()
        return moment.astimezone(clock.OSLO).year

    @property
    def rules(self) -> Rules:
        """What its kind is bound to."""
        return rules_of(self.kind)

    @property
    def is_recorded(self) -> bool:
        """Whether a plan is written: by its kind, or because the employee asks for a record."""
        return self.rules.is_recorded or self.record_wished_at is not None

    def capacity_of(self, actor: Actor) -> str:
        """What the actor is to this conversation today; the row must have been read for that very actor.

        Raises:
            LookupError: the row was read for somebody else, or for nobody.
        """
        if actor.is_system:
            return ""
        if getattr(self, "standing_of", None) != str(actor.person_id):
            raise LookupError("Read conversations with as_seen_by(actor) before asking what the actor is to them.")
        return self.standing


class Appointment(Identified):
    """That somebody is appointed conversation leader of a conversation, from one moment until another."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="appointments")
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey("organisation.Delegation", on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField(default=clock.now)
    until_at = models.DateTimeField(null=True)

    PRIVACY = declare("conversation", fact="id conversation leader delegation from_at until_at")

    class Meta:
        """One conversation leader at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(until_at__isnull=True), name="one_leader_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["leader", "until_at"], name="appointments_of_a_leader")]


class PreparationProgress(Identified):
    """That one of the two has begun to prepare, and is ready: never what."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="preparations")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True)

    PRIVACY = declare("conversation", fact="id conversation person begun_at ready_at")

    class Meta:
        """One line per person."""

        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="one_progress_per_person")]


class Wish(Identified):
    """That one of the two asks for something before the conversation: a fact without a reason.

    A wish for another leader is met when somebody else is appointed; the others when the other of the two says so.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=20, choices=WishKind.choices)
    made_by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    met_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    PRIVACY = declare("conversation", fact="id conversation kind made_by made_at met_at withdrawn_at")

    class Meta:
        """One of a kind that stands, to each of the two."""

        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "kind", "made_by"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_wish_of_a_kind",
            )
        ]


class Assessment(Identified):
    """That the leader has written about the last period, apart from the plan: when shared and answered, never what.

    What it is for is settled when it is shared, so that nothing counts for pay that the employee has not been shown.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="assessment")
    begun_at = models.DateTimeField(default=clock.now)
    shared_at = models.DateTimeField(null=True)
    is_for_pay = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    erased_on = models.DateField(null=True)

    PRIVACY = declare("conversation", fact="id conversation begun_at shared_at is_for_pay answered_at erased_on")

    class Meta:
        """What is not shared is no basis for pay, and has no answer."""

        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at__isnull=False) | Q(is_for_pay=False, answered_at__isnull=True),
                name="nothing_counts_unseen",
            )
        ]


class CoverageCount(models.Model):
    """How many conversations of a round are in a state, in a unit and all below it: kept in step with every move."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    count = models.IntegerField(default=0)

    PRIVACY = declare("conversation", fact="id round unit state count")

    class Meta:
        """One counter to a round, unit and state."""

        constraints = [models.UniqueConstraint(fields=["round", "unit", "state"], name="one_counter")]
