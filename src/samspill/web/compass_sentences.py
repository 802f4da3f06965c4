"""Which other conversation something belongs in, in one kind sentence for whoever is writing it (PRODUCT rule 10)."""

from django.utils.translation import gettext_lazy as _

from samspill.conversations.compass import Kind
from samspill.web.draft_words import Words

WHERE: dict[Kind, Words] = {
    "pay": _(
        "Is this about pay? Pay has a conversation of its own, which the employee can ask for. You may let it stand."
    ),
    "reprimand": _(
        "Is this a warning or a reprimand? That belongs in a meeting of its own, "
        "to which the employee may bring somebody. You may let it stand."
    ),
}
"""Kind → where it belongs; the text itself is never stopped and never changed."""
