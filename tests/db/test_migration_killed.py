"""A migration killed in the middle: the base is as before, and the next one goes to its end."""

import os
import random
import signal
import time
from contextlib import suppress

from db import schema

KILLS = 4


def kill_in_a_migration(luck):
    """Upgrade in a process of its own, killed at any moment."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            schema.upgrade()
        os._exit(0)
    time.sleep(luck.uniform(0.1, 0.8))
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_migration_killed_at_any_moment_starts_again(unmigrated):
    """T126: one transaction, whole or not at all."""
    luck = random.Random(126)
    for _ in range(KILLS):
        unmigrated.dispose()
        kill_in_a_migration(luck)
        revision = schema.revision_of(unmigrated)
        assert revision is None or schema.is_up_to_date(unmigrated)
    schema.upgrade()
    assert schema.is_up_to_date(unmigrated)
    assert schema.matches_models()
