"""Template tags that the form components need."""

from __future__ import annotations

from django import template
from django.forms import BoundField, MultiWidget
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

LOOK = "ds-input"


@register.simple_tag
def control(field: BoundField | BoundWidget) -> SafeString:
    """Render the control of ``field``, or one choice of a group, in the look of Designsystemet.

    Classes the widget already has are kept. Django itself adds ``aria-invalid``, and ``aria-describedby`` for the hint
    and the errors; the components give these the ids Django expects. The two halves of a date and time get their names.
    """
    if isinstance(field, BoundWidget):
        attributes = field.data["attrs"]
        attributes["class"] = _with_look(attributes)
        return field.tag()
    widget = field.field.widget
    if isinstance(widget, MultiWidget):
        for part, name in zip(widget.widgets, (_("Date"), _("Time")), strict=False):
            part.attrs.setdefault("aria-label", name)
    return field.as_widget(attrs={"class": _with_look(widget.attrs)})


def _with_look(attributes: dict[str, str]) -> str:
    return f"{attributes.get('class', '')} {LOOK}".strip()
