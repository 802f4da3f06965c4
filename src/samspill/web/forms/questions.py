"""Choosing questions as a form: the chosen ones in order, the boxes that the page shows, and one's own words."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.conversations.points import LONGEST_TITLE, key_of
from samspill.conversations.queries import PreparationText

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
        self.known = {question.key for theme in text.menu.themes for question in theme.questions}

    @property
    def keys(self) -> list[str]:
        """What is chosen now, in order: as on the page, and then what was ticked on it. Unknown keys are passed over."""
        if self.sent is None:
            return self.before
        ordered, ticked = self.sent.getlist("order"), self.sent.getlist("questions")
        unticked = set(self.sent.get("shown", "").split()) - set(ticked)
        found = dict.fromkeys([*(key for key in ordered if key not in unticked), *ticked])
        return [key for key in found if key in self.known or key in self.own_titles]


def is_own(key: str) -> bool:
    """Whether a chosen question is one's own."""
    return key.startswith("own:")
