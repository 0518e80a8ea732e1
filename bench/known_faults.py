"""Known faults of the pinned dependencies: `python -m bench.known_faults`, part of `make quality`.

A package that the advisory source does not know fails; a source that knows none of them cannot be reached,
which fails a release only (RELEASE=1).
"""

import json
import os
import subprocess
import sys
from typing import Any

_COMMAND = ("-m", "pip_audit", "--disable-pip", "--require-hashes", "--requirement", "requirements.txt")
_FORMAT = ("--format", "json", "--progress-spinner", "off", "--timeout", "10")


def verdict(dependencies: list[dict[str, Any]], *, is_release: bool) -> tuple[int, list[str]]:
    """The exit status and what to say in French, from the report of pip-audit."""
    skipped = [one["name"] for one in dependencies if "skip_reason" in one]
    if len(skipped) == len(dependencies):
        words = "Avis de sécurité injoignables : les dépendances n’ont pas été vérifiées."
        return int(is_release), [words]
    told = [f"{name} : non vérifiée." for name in skipped]
    for one in dependencies:
        told += [f"{one['name']} {one['version']} : {fault['id']}." for fault in one.get("vulns", [])]
    return (1, told) if told else (0, [f"{len(dependencies)} dépendances vérifiées, aucune faille connue."])


def main() -> int:
    """Ask, then say."""
    ended = subprocess.run((sys.executable, *_COMMAND, *_FORMAT), capture_output=True, text=True, check=False)
    try:
        found = json.loads(ended.stdout)["dependencies"]
    except (ValueError, KeyError):  # no report at all: the source did not answer
        print(ended.stderr.strip()[-500:], file=sys.stderr)
        found = []
    status, told = verdict(found, is_release=os.environ.get("RELEASE") == "1")
    print("\n".join(told))
    return status


if __name__ == "__main__":
    sys.exit(main())
