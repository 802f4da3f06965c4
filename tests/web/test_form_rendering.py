"""Controls that are drawn without the template engine look exactly as Django draws them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from hypothesis import given
from hypothesis import strategies as some

from samspill.web.form_rendering import PlainControls

TEXTS = some.one_of(some.none(), some.text(), some.just('<a href="x">\n&amp;'))
ATTRIBUTES = some.dictionaries(
    some.sampled_from(["class", "data-field", "disabled", "maxlength", "aria-describedby"]),
    some.one_of(some.text(), some.booleans(), some.integers(), some.none()),
)


@pytest.mark.parametrize(
    "widget",
    [forms.TextInput, forms.Textarea, forms.HiddenInput, forms.CheckboxInput, forms.NumberInput, forms.EmailInput],
)
@given(value=TEXTS, attributes=ATTRIBUTES)
def test_a_control_is_the_same(widget: type[forms.Widget], value: str | None, attributes: dict[str, object]) -> None:
    own, djangos = (
        widget().render("text:point:a&b", value, attrs=dict(attributes), renderer=renderer)
        for renderer in (PlainControls(), DjangoTemplates())
    )
    assert own == djangos
