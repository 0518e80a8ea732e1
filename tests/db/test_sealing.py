"""What is sealed opens again with the former secret, and with no other."""

import pytest

from db.sealing import Sealed
from domain.errors import DomainError
from settings import get_settings


@pytest.fixture
def secret(monkeypatch):
    """Start again with these secrets."""

    def use(present, former=""):
        monkeypatch.setenv("JALONS_SECRET", present * 40)
        monkeypatch.setenv("JALONS_FORMER_SECRET", former * 40)
        get_settings.cache_clear()

    yield use
    monkeypatch.undo()
    get_settings.cache_clear()


def test_a_changed_secret_opens_what_the_former_one_sealed(secret):
    """T012, T141."""
    secret("a")
    kept = Sealed().process_bind_param("JBSWY3DP", None)
    secret("b", former="a")
    assert Sealed().process_result_value(kept, None) == "JBSWY3DP"
    secret("b")
    with pytest.raises(DomainError, match="JALONS_FORMER_SECRET"):
        Sealed().process_result_value(kept, None)
