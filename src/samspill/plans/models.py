"""Plans, goals, actions, confirmations and the evaluation, as facts; the words are sealed in the agreement part."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified


class Responsible(models.TextChoices):
    """Who is to do it."""

    EMPLOYEE = "employee", _("employee")
    LEADER = "leader", _("leader")
    BOTH = "both", _("both")


class GoalKind(models.TextChoices):
    """Work goals and development goals are two kinds (S38)."""

    WORK = "work", _("Work goal")
    DEVELOPMENT = "development", _("Development goal")


class ActionState(models.TextChoices):
    """How an action goes."""

    OPEN = "open", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class AgreedPlan(Identified):
    """The plan of one conversation: drafted by the two, then confirmed by both.

    ``text_hash`` is of the text that both have confirmed; ``document_hash`` tells that text together with the
    corrections of spelling accepted since from every other, and is what the archive's deliveries go by.
    """

    conversation = models.OneToOneField("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    is_without_actions = models.BooleanField(default=False)
    text_hash = models.CharField(max_length=64, blank=True)
    document_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    PRIVACY = declare(
        "agreement", fact="id conversation is_without_actions text_hash document_hash confirmed_at reopened_at revision"
    )


class Goal(Identified):
    """A goal; its text is sealed as ``goal:<id>``.

    ``serves_id`` is which of the year's statements it serves (S13). The statement may be worded otherwise or taken away
    later; its words as they stood are sealed as ``serves:<id>``.
    """

    plan = models.ForeignKey(AgreedPlan, on_delete=models.CASCADE, related_name="goals")
    kind = models.CharField(max_length=12, choices=GoalKind.choices, default=GoalKind.DEVELOPMENT)
    whose = models.CharField(max_length=10, choices=Responsible.choices, default=Responsible.EMPLOYEE)
    serves_id = models.UUIDField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("agreement", fact="id plan kind whose serves_id position made_at")


class Action(Identified):
    """An action; what is to be done is sealed as ``action:<id>``, support as ``support:<id>``."""

    plan = models.ForeignKey(AgreedPlan, on_delete=models.CASCADE, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="+")
    responsible = models.CharField(max_length=10, choices=Responsible.choices, default=Responsible.EMPLOYEE)
    due_on = models.DateField(null=True)
    next_check_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.OPEN)
    state_at = models.DateTimeField(null=True)
    state_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare(
        "agreement", fact="id plan goal responsible due_on next_check_on state state_at state_by position made_at"
    )


class Confirmation(Identified):
    """That one of the two confirmed exactly this text. A remark is sealed as ``remark:<id>``.

    On paper: the employee, who has no way to sign in, has signed by hand; the leader says when, and where the original is.
    """

    class Kept(models.TextChoices):
        """Where a signed original is kept."""

        ARCHIVE = "archive", _("Sent to the archive on paper")
        LEADER = "leader", _("With the leader, locked away")
        EMPLOYEE = "employee", _("With the employee")

    plan = models.ForeignKey(AgreedPlan, on_delete=models.CASCADE, related_name="confirmations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10)
    text_hash = models.CharField(max_length=64)
    has_remark = models.BooleanField(default=False)
    signed_on = models.DateField(null=True)
    kept = models.CharField(max_length=10, choices=Kept.choices, blank=True)
    confirmed_at = models.DateTimeField(default=clock.now)
    voided_at = models.DateTimeField(null=True)

    PRIVACY = declare(
        "agreement", fact="id plan person capacity text_hash has_remark signed_on kept confirmed_at voided_at"
    )

    class Meta:
        """Each of the two has at most one confirmation that counts."""

        constraints = [
            models.UniqueConstraint(
                fields=["plan", "capacity"], condition=Q(voided_at__isnull=True), name="one_confirmation_each"
            )
        ]


class Evaluation(Identified):
    """How useful one of the two found the conversation; the words are sealed as ``evaluation:<capacity>:<question>``."""

    class Usefulness(models.TextChoices):
        """An answer about the conversation, never about a person."""

        VERY = "very", _("Very useful")
        SOMEWHAT = "somewhat", _("Somewhat useful")
        LITTLE = "little", _("Of little use")

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    capacity = models.CharField(max_length=10)
    usefulness = models.CharField(max_length=10, choices=Usefulness.choices)
    given_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("agreement", fact="id conversation capacity usefulness given_at")

    class Meta:
        """One answer each."""

        constraints = [models.UniqueConstraint(fields=["conversation", "capacity"], name="one_evaluation_each")]


class WaitingAnswer(Identified):
    """That an employee's answer about the conversation is not in the figures yet; it goes when it is counted."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, related_name="+")
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    PRIVACY = declare("agreement", fact="id evaluation unit leader")


class UsefulnessCount(models.Model):
    """How useful the employees found the conversations of a round, in a unit and all below it as it was when they said so."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, related_name="+")
    very = models.PositiveIntegerField(default=0)
    somewhat = models.PositiveIntegerField(default=0)
    little = models.PositiveIntegerField(default=0)
    kept_back = models.PositiveIntegerField(default=0)

    PRIVACY = declare("conversation", fact="id round unit very somewhat little kept_back")

    class Meta:
        """One row to a round and unit."""

        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_usefulness_count")]


class Correction(Identified):
    """That one of the two proposes to correct the spelling of a confirmed text, and what the other answered.

    ``field`` is the name of the sealed field that it corrects; before and after are sealed as ``correction:<id>``.
    ``text_hash`` is of the whole text as it reads with what is accepted so far. It falls away when the plan is opened.
    """

    class State(models.TextChoices):
        """How far a correction has come."""

        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    plan = models.ForeignKey(AgreedPlan, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    capacity = models.CharField(max_length=10)
    proposed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    text_hash = models.CharField(max_length=64, blank=True)
    voided_at = models.DateTimeField(null=True)

    PRIVACY = declare(
        "agreement",
        fact="id plan field state capacity proposed_by proposed_at answered_by answered_at text_hash voided_at",
    )

    class Meta:
        """One that awaits an answer to a field."""

        constraints = [
            models.UniqueConstraint(
                fields=["plan", "field"],
                condition=Q(state="proposed", voided_at__isnull=True),
                name="one_correction_at_a_time",
            )
        ]
