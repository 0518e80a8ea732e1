"""Ordered pairs of events between which a delay is measured."""

from dataclasses import dataclass

from domain.indicators.events import (
    APPOINTMENT,
    CASE_SUBMITTED,
    COMMISSION_PASSED,
    CONTRACT,
    DIAGNOSIS,
    ENTRY,
    EVENT_KINDS,
    EXIT,
    ORIENTATION,
    REFERRAL_ANSWERED,
    REFERRAL_SENT,
    REVIEW,
    EventKind,
)


@dataclass(frozen=True)
class Pair:
    """From each start to the first end that follows; of the same kind, on a later day."""

    start: EventKind
    end: EventKind

    @property
    def code(self) -> str:
        """« immersion_ended-training_started »: in addresses and settings."""
        return f"{self.start.code}-{self.end.code}"

    @property
    def is_of_one_kind(self) -> bool:
        """True when both ends are the same kind: an event does not follow itself."""
        return self.start == self.end

    @property
    def is_possible(self) -> bool:
        """False when nothing can be measured: nothing before an entry, nothing after an exit."""
        return self.start != EXIT and self.end != ENTRY and not (self.is_of_one_kind and self.start.is_once)

    @property
    def title(self) -> str:
        """« Fin d’immersion → début de formation »."""
        ordinal = "1er " if self.start == ENTRY and self.end in _COUNTED else ""
        return f"{self.start.label} → {ordinal}{self.end.words}{self._following}"

    @property
    def words(self) -> str:
        """« de la fin d’immersion au début de formation », inside a sentence."""
        return f"{self.start.after('de')} {self.end.after('à')}{self._following}"

    @property
    def definition(self) -> str:
        """What is counted, with ≤ and < as in the statement."""
        until = self.end.after("à", is_first=True)
        order = "plus tard (départ < arrivée)" if self.is_of_one_kind else _SAME_DAY
        not_come = "elle n’est pas venue" if self.end.is_feminine else "il n’est pas venu"
        return (
            f"Pour chaque {self.start.words} dans la période (début ≤ départ ≤ fin, départ ≤ date de "
            f"référence), nombre de jours jusqu’{until} qui suit dans le même accompagnement, {order}, au "
            "plus tard le jour de la sortie et à la date de référence (arrivée ≤ sortie, arrivée ≤ date de "
            f"référence) ; les personnes pour qui {not_come} sont en attente, comptées jusqu’à leur sortie "
            "ou à la date de référence, la première des deux."
        )

    @property
    def _following(self) -> str:
        if not self.is_of_one_kind:
            return ""
        return " suivante" if self.end.is_feminine else " suivant"


_COUNTED = (APPOINTMENT, REVIEW)  # those that come again and again: after an entry, the first is told
_SAME_DAY = "le même jour ou plus tard (départ ≤ arrivée)"

READY_PAIRS = (
    Pair(ENTRY, APPOINTMENT),
    Pair(ENTRY, ORIENTATION),
    Pair(ORIENTATION, CONTRACT),
    Pair(ENTRY, DIAGNOSIS),
    Pair(EVENT_KINDS["immersion_ended"], EVENT_KINDS["training_started"]),
    Pair(EVENT_KINDS["training_ended"], EVENT_KINDS["job_started"]),
    Pair(REFERRAL_SENT, REFERRAL_ANSWERED),
    Pair(CASE_SUBMITTED, COMMISSION_PASSED),
)

# Those of them that records tell and that are asked of everybody: written down beside stays as paths change.
WRITTEN_PAIRS = tuple(pair for pair in READY_PAIRS if pair.start not in (ENTRY, CASE_SUBMITTED))


def starts() -> list[EventKind]:
    """What a delay may start from."""
    return [kind for kind in EVENT_KINDS.values() if kind != EXIT]


def ends_after(start: EventKind) -> list[EventKind]:
    """What a delay from this start may go to."""
    return [kind for kind in EVENT_KINDS.values() if Pair(start, kind).is_possible]


def pair_of(code: str) -> Pair | None:
    """The pair of this code; None when it is unknown or impossible."""
    start, _, end = code.partition("-")
    if start not in EVENT_KINDS or end not in EVENT_KINDS:
        return None
    pair = Pair(EVENT_KINDS[start], EVENT_KINDS[end])
    return pair if pair.is_possible else None
