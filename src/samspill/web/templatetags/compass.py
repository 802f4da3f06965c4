"""The talk compass's quiet line under a field."""

from django import template

from samspill.web.compass import where_it_belongs

register = template.Library()


@register.inclusion_tag("components/advice.html")
def compass(text: str | None, language: str) -> dict[str, object]:
    """What there is to say of a text that the other reads, in the conversation's language."""
    return {"sentences": where_it_belongs(text or "", language)}
