"""A line of a file beside what is stored: new, changed, unchanged, or to correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.offer.loads import LoadKind, LoadVerdict
from domain.offer.official import Record, changed_fields
from domain.offer.repairs import ReadLine

BACK = "De retour dans le fichier."
KEPT = "Corrigé à la main ici\u00a0: gardé."


@dataclass(frozen=True)
class Stored:
    """What is held of a structure or of a service.

    `record`: as it is shown, corrections included; `loaded`: what the last file said, empty for what was
    written here; `corrected`: official fields changed by hand since.
    """

    id: int
    record: Record
    loaded: Record = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()
    is_missing: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The whole offer of a consortium, by the producers' identifiers."""

    structures: Mapping[str, Stored] = field(default_factory=dict)
    services: Mapping[str, Stored] = field(default_factory=dict)

    def of(self, kind: LoadKind) -> Mapping[str, Stored]:
        """What is held of this kind."""
        return self.structures if kind == LoadKind.STRUCTURE else self.services


@dataclass(frozen=True)
class Judged:
    """A line with its verdict; `changes`: [official field, before, after]."""

    read: ReadLine
    verdict: LoadVerdict
    problems: dict[str, str]
    warnings: dict[str, str]
    changes: list[list[Any]]

    @property
    def external_id(self) -> str:
        """The producer's identifier, empty when it could not be read."""
        return str(self.read.record.get("id", ""))


def judge(lines: Sequence[ReadLine], catalogue: Catalogue) -> list[Judged]:
    """Verdict of each line; a line repeated, or whose structure is unknown, is to correct."""
    seen: set[tuple[LoadKind, str]] = set()
    carriers = set(catalogue.structures)
    judged = []
    for read in lines:
        kind, key = read.line.kind, str(read.record.get("id", ""))
        problems = dict(read.problems)
        if key and (kind, key) in seen:
            problems["id"] = "Déjà plus haut dans le fichier."
        if (
            kind == LoadKind.SERVICE
            and (carrier := read.record.get("structure_id")) not in carriers
            and carrier
        ):
            problems.setdefault(
                "structure_id", f"Structure inconnue\u00a0: {carrier}. Chargez-la avec ses services."
            )
        seen.add((kind, key))
        if kind == LoadKind.STRUCTURE and not problems:
            carriers.add(key)
        judged.append(_judged(read, problems, catalogue.of(kind).get(key)))
    return judged


def merged(stored: Stored, said: Record) -> Record:
    """What becomes of a record: what the file says, but the fields corrected here."""
    kept = {name: stored.record[name] for name in stored.corrected if name in stored.record}
    return {name: value for name, value in said.items() if name not in stored.corrected} | kept


def still_corrected(stored: Stored, said: Record) -> list[str]:
    """Corrections that the producer has not made its own."""
    return sorted(name for name in stored.corrected if stored.record.get(name) != said.get(name))


def _judged(read: ReadLine, problems: dict[str, str], stored: Stored | None) -> Judged:
    if problems:
        return Judged(read, LoadVerdict.ERROR, problems, read.warnings, [])
    if stored is None:
        return Judged(read, LoadVerdict.NEW, {}, read.warnings, [])
    before, warnings = stored.loaded or stored.record, dict(read.warnings)
    changed = changed_fields(before, read.record)
    for name in set(changed) & set(still_corrected(stored, read.record)):
        warnings[name] = KEPT
    if stored.is_missing:
        warnings["id"] = BACK
    verdict = LoadVerdict.CHANGED if changed or stored.is_missing else LoadVerdict.UNCHANGED
    changes = [[name, before.get(name), read.record.get(name)] for name in changed]
    return Judged(read, verdict, {}, warnings, changes)
