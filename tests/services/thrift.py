"""What third parties do again at each test, done once or for less: no test is about it."""

import gc
from functools import cache, partial

import bcrypt
from streamlit.components.v2 import manifest_scanner

_LEAST_ROUNDS = 4  # each hash of a password costs a quarter of a second with twelve


def spend_less() -> None:
    """For this process: cheap hashes, packages looked through once, garbage looked for less often."""
    bcrypt.gensalt = partial(bcrypt.gensalt, _LEAST_ROUNDS)
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    gc.set_threshold(100_000, 50, 100)
