"""What HR and administrators fill in to set up: the organisation's defaults, and roles."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.actors import Role
from samspill.conversations.services.inviting import LONGEST, SHORTEST
from samspill.organisation.services.naming import Defaults
from samspill.organisation.states import AssessmentUse
from samspill.web.forms.rounds import ARCHIVING, COVERED, WRITERS

ROLES = [
    (Role.HR, _("HR: rounds, and how far each has come")),
    (Role.MANAGEMENT, _("Management: coverage")),
    (Role.REPRESENTATIVE, _("Union or safety representative: coverage")),
    (Role.RECORDS, _("Records manager: deliveries to the archive")),
    (Role.ADMINISTRATOR, _("Administrator: set-up, import and roles")),
]
ASSESSMENTS = [
    (AssessmentUse.NONE, _("No assessment is written")),
    (AssessmentUse.CONVERSATION, _("For the conversation only")),
    (AssessmentUse.PAY, _("For the conversation, and as a basis for the leader’s work on local pay")),
]


class OrganisationForm(forms.Form):
    """The organisation's name, and what a new round begins with."""

    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of those who have chosen none"), choices=settings.LANGUAGES)
    covered = forms.ChoiceField(label=_("Who is covered"), choices=COVERED, widget=forms.RadioSelect)
    interval_months = forms.IntegerField(label=_("Months between conversations"), min_value=1, max_value=60)
    length_minutes = forms.IntegerField(label=_("Length in minutes"), min_value=SHORTEST, max_value=LONGEST)
    writer = forms.ChoiceField(label=_("Who writes"), choices=WRITERS, widget=forms.RadioSelect)
    archiving = forms.ChoiceField(label=_("Archive"), choices=ARCHIVING, widget=forms.RadioSelect)

    assessments = forms.ChoiceField(
        label=_("Assessment of the last period"),
        help_text=_(
            "A short text by the leader, apart from the plan and never archived. Only the two can read it, and the "
            "employee is shown it before it counts. This holds from now on, in rounds that are open too."
        ),
        choices=ASSESSMENTS,
        widget=forms.RadioSelect,
    )

    @property
    def defaults(self) -> Defaults:
        """What a new round begins with."""
        filled = self.cleaned_data
        return Defaults(
            language=filled["language"],
            covered=filled["covered"],
            interval_months=filled["interval_months"],
            length_minutes=filled["length_minutes"],
            writer=filled["writer"],
            is_archiving=filled["archiving"] == "yes",
            assessments=filled["assessments"],
        )


class RoleForm(forms.Form):
    """Who is to have which role."""

    employee_number = forms.CharField(label=_("Employee number"), max_length=40)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
