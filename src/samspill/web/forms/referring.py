"""What HR and administrators fill in about somebody who can help."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samspill.foundation.errors import Unacceptable
from samspill.organisation.services.referring import Draft
from samspill.web.sentences import sentence


class ReferralForm(forms.Form):
    """Somebody who can help: name and what for in each language, the organisation's own first, and how to reach them.

    What is too long, or no number or address, is the service's to say.
    """

    def __init__(self, data: Any = None, *, language: str, **options: Any) -> None:
        """Two lines to each language."""
        super().__init__(data, **options)
        self.ordered = sorted(dict(settings.LANGUAGES), key=lambda one: one != language)
        for one in self.ordered:
            self.fields[f"name_{one}"] = _field(_("Name"), forms.TextInput({"lang": one}))
            self.fields[f"purpose_{one}"] = _field(_("What for"), forms.Textarea({"lang": one, "rows": 1}))
        self.fields["phone"] = _field(_("Telephone"), forms.TextInput({"inputmode": "tel"}))
        self.fields["address"] = _field(_("Web address or e-mail"), forms.TextInput({"autocapitalize": "none"}))

    @property
    def languages(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each language with its two fields."""
        names = dict(settings.LANGUAGES)
        return [(str(names[one]), self[f"name_{one}"], self[f"purpose_{one}"]) for one in self.ordered]

    def draft(self) -> Draft:
        """What was written."""
        filled = self.cleaned_data
        return Draft(
            {one: filled[f"name_{one}"] for one in self.ordered},
            {one: filled[f"purpose_{one}"] for one in self.ordered},
            filled["phone"],
            filled["address"],
        )

    def refuse(self, error: Unacceptable) -> None:
        """Show the error at its field: what concerns every language at the first of them."""
        places = (error.field, f"{error.field}_{self.ordered[0]}")
        self.add_error(next((one for one in places if one in self.fields), None), sentence(error))


def _field(label: Any, widget: forms.Widget) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=widget)
