"""Putting what a service would not accept where it belongs in the form."""

from django import forms

from samspill.foundation.errors import Unacceptable
from samspill.web.sentences import sentence


def refuse(form: forms.Form, error: Unacceptable) -> None:
    """Show the error at its field, or above the form when no field of this name is there."""
    form.add_error(error.field if error.field in form.fields else None, sentence(error))
