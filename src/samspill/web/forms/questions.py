"""Choosing questions as a form: the chosen ones in order, the boxes that the page shows, and one's own words."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.conversations.points import LONGEST_TITLE, key_of
from samspill.conversations.queries import PreparationText
from samspill.web.numbers import read_number

LONGEST_SEARCH = 100


class QuestionsForm(forms.Form):
    """The questions that are chosen, in order.

    A page that is narrowed by a search shows few of the boxes. What it does not show stays chosen: ``order`` has all
    that was chosen when the page was made, ``shown`` the boxes on it, and ``questions`` those that are ticked.
    """

    questions = forms.CharField(label=_("Questions"), required=False, widget=forms.CheckboxInput)
    own = forms.CharField(
        label=_("Your question"),
        required=False,
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, text: PreparationText, sent: QueryDict | None = None) -> None:
        """The questions that can be chosen are the menu's and one's own."""
        super().__init__(sent)
        self.sent = sent
        self.own_titles = {point.name: point.title for point in (*text.questions, *text.own) if is_own(point.name)}
        self.before = [key_of(point.name) for point in text.questions]
        self.revision = text.chosen_revision if sent is None else read_number(sent.get("revision", ""))
        self.newest = text.chosen_revision
        self.theirs: list[str] = []
        self.known = {question.key for theme in text.menu.themes for question in theme.questions}

    @property
    def keys(self) -> list[str]:
        """What is chosen now, in order: as on the page, and then what was ticked on it. Unknown keys are passed over."""
        if self.sent is None:
            return self.before
        ordered, ticked = self.sent.getlist("order"), self.sent.getlist("questions")
        unticked = set(self.sent.get("shown", "").split()) - set(ticked)
        found = dict.fromkeys([*(key for key in ordered if key not in unticked), *ticked, *self.theirs])
        return [key for key in found if key in self.known or key in self.own_titles]

    def meet(self) -> None:
        """Show what was chosen in another window together with what was chosen here; saving once more stores it."""
        self.theirs, self.revision = self.before, self.newest
        self.add_error(
            "questions",
            _("You have chosen in another window too. Here are both: leave out what you do not want, then save."),
        )


def is_own(key: str) -> bool:
    """Whether a chosen question is one's own."""
    return key.startswith("own:")
