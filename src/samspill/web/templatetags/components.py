"""Template tags that the form components need."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Render the control of ``field`` in the look of Designsystemet, keeping the classes the widget already has.

    Django itself adds ``aria-invalid``, and ``aria-describedby`` for the hint and the errors; the components give
    these the ids Django expects.
    """
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{own} ds-input".strip()})
