"""The quiet lines under the field where an action is written."""

from django import template

from samspill.web.action_wording import advice_on_action

register = template.Library()


@register.inclusion_tag("components/advice.html")
def action_advice(text: str | None, language: str) -> dict[str, object]:
    """How the action could be worded, in the conversation's language."""
    return {"sentences": advice_on_action(text or "", language)}
