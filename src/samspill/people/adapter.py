"""How django-allauth behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themself up: persons come from the import."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False
