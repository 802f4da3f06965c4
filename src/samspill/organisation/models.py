"""Units, employments, dated leadership and delegation, those who can help, and the runs of the import."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified
from samspill.organisation.states import AssessmentUse, RunState, Section


class Organisation(Identified):
    """The one organisation of this installation, with the settings that the seeds disagree on as defaults."""

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="nb")
    writer = models.CharField(max_length=10, default="employee")
    interval_months = models.PositiveSmallIntegerField(default=12)
    covered = models.CharField(max_length=10, default="all")
    length_minutes = models.PositiveSmallIntegerField(default=60)
    is_archiving = models.BooleanField(default=True)
    assessments = models.CharField(max_length=12, choices=AssessmentUse.choices, default=AssessmentUse.NONE)

    PRIVACY = declare(
        "installation",
        public="name",
        fact="id only language writer interval_months covered length_minutes is_archiving assessments",
    )


class Referral(Identified):
    """Somebody who can help when something is bigger than the conversation: name and what for in each language (S30)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="referrals")
    name = models.JSONField()
    purpose = models.JSONField(default=dict)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    PRIVACY = declare("installation", public="name purpose phone address", fact="id organisation position")


class Unit(Identified):
    """A unit of the organisation. The top unit has no parent."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    leader = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    is_ended = models.BooleanField(default=False)

    PRIVACY = declare("installation", public="code name", fact="id parent leader is_ended")


class UnitAncestor(models.Model):
    """The tree as a closure: every unit with itself (depth 0) and each unit above it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="ancestors")
    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="descendants")
    depth = models.PositiveSmallIntegerField()

    PRIVACY = declare("installation", fact="id unit ancestor depth")

    class Meta:
        """Read from above and from below."""

        constraints = [models.UniqueConstraint(fields=["ancestor", "unit"], name="one_line_per_pair")]


class EmploymentForm(models.TextChoices):
    """Permanent or not, as far as the export's code is known."""

    PERMANENT = "permanent", _("permanent")
    TEMPORARY = "temporary", _("temporary")
    HOURLY = "hourly", _("paid by the hour")
    UNKNOWN = "unknown", _("unknown")


class NoLeader(models.TextChoices):
    """Why an employment has no usable leader; nobody is guessed in the place."""

    MISSING = "missing", _("No leader is given for the position or its unit.")
    UNKNOWN = "unknown", _("The leader's number is not in the file.")
    ENDED = "ended", _("The leader has left or not yet begun.")
    OWN = "own", _("The person would lead themself.")


class Employment(Identified):
    """One position that a person holds in a unit, from one date until another (not included)."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=140, unique=True)
    title = models.CharField(max_length=120, blank=True)
    title_code = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=10, choices=EmploymentForm.choices, default=EmploymentForm.UNKNOWN)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    is_main = models.BooleanField(default=True)
    is_on_leave = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    given_leader_number = models.CharField(max_length=40, blank=True)
    no_leader = models.CharField(max_length=10, choices=NoLeader.choices, blank=True)

    PRIVACY = declare(
        "employment",
        personal="key title title_code percent given_leader_number is_on_leave",
        fact="id person unit form is_main from_on until_on no_leader",
    )

    class Meta:
        """Read by person and by unit."""

        indexes = [models.Index(fields=["unit", "person"], name="employments_of_a_unit")]


class Leadership(Identified):
    """That a leader is the nearest leader of an employee through an employment, from one date until another."""

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="leaderships")
    employee = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    leader = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    PRIVACY = declare("conversation", fact="id employment employee leader from_on until_on")

    class Meta:
        """Access is judged by (employee, leader); the team page reads by leader."""

        indexes = [
            models.Index(fields=["employee", "leader"], name="leadership_of_a_pair"),
            models.Index(fields=["leader", "until_on"], name="leadership_of_a_leader"),
        ]


class Delegation(Identified):
    """That a leader shares the conversations: by unit, occupation or named persons (seed 002), for a time."""

    leader = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    delegate = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    title_code = models.CharField(max_length=20, blank=True)
    employees = models.ManyToManyField("people.Person", related_name="+", blank=True)
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("conversation", fact="id leader delegate unit title_code from_on until_on made_at")


class ImportRun(Identified):
    """One import from dry run to applied, with its progress and its report; the file itself is never stored."""

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.READING)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)

    PRIVACY = declare("import", personal="report", fact="id state made_at made_by applied_at applied_by done total")


class StagedRows(Identified):
    """Rows of a run that could be read, in chunks, allowed columns only; deleted when the run is applied."""

    class Kind(models.TextChoices):
        """Which file the rows came from."""

        UNITS = "units"
        POSITIONS = "positions"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="staged")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    rows = models.JSONField()

    PRIVACY = declare("import", personal="rows", fact="id run kind number")


class ReportPage(Identified):
    """One page of a run's report, stored as it is read: a list of fifty thousand is opened fifty at a time."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pages")
    section = models.CharField(max_length=20, choices=Section.choices)
    number = models.PositiveIntegerField()
    lines = models.JSONField()

    PRIVACY = declare("import", personal="lines", fact="id run section number")

    class Meta:
        """A page is found by its number."""

        constraints = [models.UniqueConstraint(fields=["run", "section", "number"], name="one_page_per_number")]
