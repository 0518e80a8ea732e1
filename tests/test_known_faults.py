"""T178: what is said of the dependencies after the advisories were asked."""

import pytest

from bench.known_faults import verdict

GOOD = {"name": "alembic", "version": "1", "vulns": []}
SKIPPED = {"name": "pyotp", "skip_reason": "not found"}
FAULTY = {"name": "x", "version": "2", "vulns": [{"id": "PYSEC-1"}]}


@pytest.mark.parametrize(
    ("found", "is_release", "status", "words"),
    [
        ([GOOD], False, 0, "aucune faille connue"),
        ([GOOD, SKIPPED], False, 1, "pyotp : non vérifiée"),
        ([GOOD, FAULTY], False, 1, "x 2 : PYSEC-1"),
        ([SKIPPED], False, 0, "injoignables"),
        ([], False, 0, "injoignables"),
        ([SKIPPED], True, 1, "injoignables"),
    ],
)
def test_a_skip_fails_and_a_silent_source_fails_a_release_only(found, is_release, status, words):
    """T178."""
    ended, told = verdict(found, is_release=is_release)
    assert (ended, words in " ".join(told)) == (status, True)
