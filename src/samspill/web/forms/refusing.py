"""Putting what a service would not accept where it belongs in the form."""

from collections.abc import Mapping
from typing import Any

from django import forms

from samspill.foundation.errors import Unacceptable
from samspill.web.sentences import sentence


def with_values(sent: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """What was sent, one value to a name, with some values put anew.

    Read name by name: a sent form keeps lists, and gives them away when it is unpacked.
    """
    return {name: sent[name] for name in sent} | dict(values)


def refuse(form: forms.Form, error: Unacceptable) -> None:
    """Show the error at its field, or above the form when no field of this name is there."""
    form.add_error(error.field if error.field in form.fields else None, sentence(error))
