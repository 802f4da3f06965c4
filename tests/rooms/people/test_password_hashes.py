"""Passwords are hashed with Argon2id at the work that ASVS 5.0 asks for; the suite's own quick hasher is for tests only."""

from django.utils.module_loading import import_string

from samspill.config import settings


def test_production_hashes_with_enough_memory() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    hasher = import_string(settings.PASSWORD_HASHERS[0])
    assert hasher.memory_cost >= 46 * 1024
    assert "$argon2id$" in hasher().encode("passord", "saltsalt")
