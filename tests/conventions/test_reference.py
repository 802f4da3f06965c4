"""What docs/reference says is what the code says."""

from tools import print_reference

from samspill.confidentiality.privacy import RETENTION_RULES


def test_reference_documents_match_the_code() -> None:
    assert print_reference.stale() == []


def test_a_difference_is_seen() -> None:
    rules = dict(RETENTION_RULES)
    try:
        RETENTION_RULES["log"] = "For ever."
        assert "retention.md" in print_reference.stale()
    finally:
        RETENTION_RULES.update(rules)
