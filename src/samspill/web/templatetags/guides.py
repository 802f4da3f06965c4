"""Template tags for guides: their texts stand in several languages side by side."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from samspill.guides.texts import in_language

register = template.Library()


@register.filter
def words(text: Mapping[str, str] | None) -> str:
    """The text in the page's language, or in the one nearest to it that there is."""
    return in_language(text, get_language() or "nb")
