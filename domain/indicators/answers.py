"""How long referrals wait for their answer, as it may be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.indicators.delays import Delays, Measure
from domain.indicators.told_delays import PeopleCount, tell_alone, tell_groups

MEDIAN_DEFINITION = (
    "Premier nombre de jours au bout duquel la part des orientations répondues (acceptées, refusées ou "
    "mises sur liste d’attente\u00a0: première réponse ≤ date de référence), estimée en comptant celles "
    "sans réponse aussi longtemps qu’elles ont attendu, est ≥ 50\u00a0% ; parmi les orientations envoyées "
    "dans la période (début ≤ envoi ≤ fin et envoi ≤ date de référence) pour l’un des 16 thèmes nationaux, "
    "pendant le dernier suivi de la personne, sauf celles retirées ≤ date de référence. « Non calculable » "
    "quand aucune n’a eu de réponse."
)


@dataclass(frozen=True)
class Median:
    """Days; `is_answered` False: nobody was; answered without days: fewer than half were."""

    days: int | None = None
    is_answered: bool = False
    is_hidden: bool = False


HIDDEN = Median(is_hidden=True)


@dataclass(frozen=True)
class ToldMedians:
    """Of all referrals, and of each theme or area; a group that is absent had none."""

    whole: Median = Median()
    by_group: Mapping[Any, Median] = field(default_factory=dict)
    is_refused: bool = False

    def of(self, key: Any) -> Median:
        """The median of this theme, or of this area."""
        return self.whole if self.is_refused else self.by_group.get(key, Median())


REFUSED_MEDIANS = ToldMedians(HIDDEN, is_refused=True)


def raw_medians(delays: Delays) -> ToldMedians:
    """To who may list the people behind."""
    groups = {key: _median(one) for key, one in delays.by_structure().items()}
    return ToldMedians(_median(delays), groups)


def protected_medians(
    delays: Delays, people: Mapping[Any, PeopleCount], everybody: PeopleCount, least: int
) -> ToldMedians:
    """To others, and on paper: those over enough people."""
    groups = delays.by_structure()
    told = tell_groups(groups, people, None, least)
    by_group = {
        key: HIDDEN if told is None or Measure.MEDIAN in told[key].hidden else _median(one)
        for key, one in groups.items()
    }
    hidden = tell_alone(delays, everybody, None, least).hidden
    return ToldMedians(HIDDEN if Measure.MEDIAN in hidden else _median(delays), by_group)


def _median(delays: Delays) -> Median:
    return Median(delays.median, True) if delays.completed else Median()
