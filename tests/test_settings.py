"""Settings: read once, refused in words."""

import pytest

from settings import SettingsError, get_settings


@pytest.fixture(autouse=True)
def _read_again():
    """The environment of a test is not that of the next one."""
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_servers_are_numbered_from_0_to_15(monkeypatch):
    monkeypatch.setenv("JALONS_NODE", "15")
    assert get_settings().node == 15


@pytest.mark.parametrize("number", ["16", "-1", "deux", ""])
def test_another_number_is_refused_for_the_worker_would_share_it(monkeypatch, number):
    monkeypatch.setenv("JALONS_NODE", number)
    with pytest.raises(SettingsError, match="de 0 à 15"):
        get_settings()
