"""The language that a person reads in."""

from samspill.confidentiality.actors import Actor
from samspill.people.models import Language, Person


def choose_language(actor: Actor, /, *, language: str) -> None:
    """Remember the actor's own language, for pages on every device and for mail.

    Raises:
        ValueError: the product does not speak it.
    """
    assert actor.person_id is not None
    person = Person.objects.get(id=actor.person_id)
    person.language = Language(language)
    person.save(update_fields=["language"])
