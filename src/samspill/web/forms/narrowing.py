"""What HR and leaders of units fill in to add to the guides, and to say what they stand for in a year."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class OwnerForm(forms.Form):
    """Which unit or occupation to look for; sent with GET."""

    sok = forms.CharField(label=_("Unit or occupation, by code or name"), max_length=200, required=False)


class AdditionForm(forms.Form):
    """A new addition: what it is called, and whose it is."""

    title = forms.CharField(label=_("What is the addition called?"), max_length=120)
    owner = forms.CharField(
        label=_("Unit or occupation"), help_text=_("Code or name. It reaches all units below, too."), max_length=200
    )


class StatementForm(forms.Form):
    """A statement in each language, the organisation's own first; how long it may be is the service's to say."""

    def __init__(self, data: Any = None, *, language: str, **options: Any) -> None:
        """One line to each language."""
        super().__init__(data, **options)
        names = dict(settings.LANGUAGES)
        self.ordered = sorted(names, key=lambda one: one != language)
        for one in self.ordered:
            self.fields[f"text_{one}"] = forms.CharField(
                label=names[one],
                required=False,
                widget=forms.TextInput(attrs={"lang": one}),
            )

    @property
    def first_id(self) -> str:
        """Where the first field is on the page."""
        return self[f"text_{self.ordered[0]}"].id_for_label

    def text(self) -> dict[str, str]:
        """What was written, by language."""
        return {one: self.cleaned_data[f"text_{one}"] for one in self.ordered}
