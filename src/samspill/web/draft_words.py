"""What the parts, fields and settings of a guide are called in the editor, and what each is for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PartWords:
    """A part: what it is called, what it is for, the button that adds to it, and what one item of it is called."""

    title: Words
    lead: Words
    add: Words = ""
    one: Words = ""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field or a setting: its label, and what one may want to know before writing."""

    label: Words
    hint: Words = ""


HEAD = "about"
PARTS = {
    HEAD: PartWords(_("About the guide"), _("What the guide is called, and what it is for. Both read it.")),
    "purpose": PartWords(
        _("Purpose"),
        _("The leader chooses one of these for the invitation."),
        _("Add a purpose"),
        _("Purpose"),
    ),
    "information": PartWords(
        _("Goes with the invitation"),
        _("What both should know before they prepare: confidentiality, rights, how long it takes."),
        _("Add a section"),
        _("Section"),
    ),
    "expectations": PartWords(
        _("Expectations"),
        _("What the two can expect of each other. The conversation begins with it."),
        _("Add an expectation"),
        _("Expectation"),
    ),
    "employee_points": PartWords(
        _("The employee prepares"),
        _("What the employee thinks through beforehand. Only the employee reads the answers until they are shared."),
        _("Add a point"),
        _("Point"),
    ),
    "leader_points": PartWords(
        _("The leader prepares"),
        _("What the leader thinks through beforehand. Only the leader reads the answers until they are shared."),
        _("Add a point"),
        _("Point"),
    ),
    "themes": PartWords(_("Themes"), _("What the two talk about."), _("Add a theme"), _("Theme")),
    "questions": PartWords(_("Questions"), "", _("Add a question"), _("Question")),
    "evaluation": PartWords(
        _("Afterwards"),
        _("What each thinks through when the conversation is over."),
        _("Add a question"),
        _("Question"),
    ),
    "closing": PartWords(
        _("Closing"),
        _("What the two should remember when they end the conversation."),
        _("Add a line"),
        _("Line"),
    ),
}
FIELDS = {
    "head.title": FieldWords(_("Title")),
    "head.summary": FieldWords(_("Summary"), _("One or two sentences about when the guide is used.")),
    "line.text": FieldWords(_("Text")),
    "section.title": FieldWords(_("Title")),
    "section.text": FieldWords(_("Text")),
    "point.text": FieldWords(_("Question or point")),
    "point.prompt": FieldWords(_("Helping question")),
    "question.text": FieldWords(_("Question")),
    "question.prompt": FieldWords(_("Helping question")),
    "theme.title": FieldWords(_("Title of the theme")),
    "theme.aim": FieldWords(_("Aim"), _("What the two should have found out when they have talked about it.")),
    "theme.private_hint": FieldWords(
        _("What belongs elsewhere"),
        _("Stands by the private note: what should not be written down here, and where to go with it."),
    ),
    "theme.leader_advice": FieldWords(_("Advice to the leader"), _("Only the leader sees it.")),
}
FLAGS = {
    "point.check": FieldWords(_("Belongs to the leader’s self-check")),
    "question.optional": FieldWords(_("On by default"), _("Others are offered under “More questions”.")),
    "theme.optional": FieldWords(_("On by default"), _("Others are offered under “More themes”.")),
    "theme.focus_ahead": FieldWords(
        _("Column “Goal / focus ahead”"), _("The two write one for the coming period. It comes in the plan.")
    ),
    "theme.actions_ahead": FieldWords(
        _("Table “Who does what by when”"), _("The two add actions to the plan from this theme.")
    ),
}
TURNED = frozenset({"optional"})  # stored as the opposite of what its box says
CHOICES = {
    "goals": _("The goals of the year"),
    "values": _("Our values"),
    "strategy": _("Strategy measures"),
    "senior_measures": _("Senior-policy measures"),
}
