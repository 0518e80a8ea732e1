"""Which backups are kept, without files."""

from datetime import UTC, datetime, timedelta

from domain.backups import Manifest, kept_backups

START = datetime(2025, 1, 1, 3, tzinfo=UTC)


def test_after_400_days_seven_days_four_weeks_and_twelve_months_are_kept():
    """T123: what was purged from the base is in no backup a year later."""
    kept = set()
    for day in range(400):
        kept = kept_backups({*kept, START + timedelta(days=day)})
    newest = START + timedelta(days=399)
    assert {newest - timedelta(days=day) for day in range(7)} <= kept
    assert len({moment.strftime("%G-%V") for moment in kept}) >= 4
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert newest - min(kept) < timedelta(days=366)
    assert len(kept) <= 7 + 4 + 12


def test_two_backups_of_one_day_leave_the_newest():
    later = START + timedelta(hours=2)
    assert kept_backups([START, later]) == {later}


def test_a_manifest_is_read_as_it_was_written():
    manifest = Manifest(START, "sqlite", "0011", {"beneficiary": 3}, {"1": "7 abc"})
    assert Manifest.from_json(manifest.to_json()) == manifest
