"""What a person can mend: input that cannot be accepted, told by a code that the page turns into a sentence."""


class Unacceptable(Exception):
    """Input that cannot be accepted.

    Args:
        code: which rule, e.g. ``too_long``; the pages have a sentence for each.
        field: where it happened, by the field's name in the form.
        facts: numbers, dates and names that the sentence needs.
    """

    def __init__(self, code: str, *, field: str = "", **facts: object) -> None:
        """Keep the code, the place and what the sentence needs."""
        super().__init__(code)
        self.code, self.field, self.facts = code, field, facts
