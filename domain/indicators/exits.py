"""Indicators of exits: why people leave, and what the exits towards work or training weigh."""

from dataclasses import replace

from domain.follow_up import ExitReason
from domain.indicators.model import Indicator, Unit
from domain.indicators.team import EXITS

_AMONG = ("personne sortie", "personnes sorties")
DYNAMIC_EXITS = Indicator(
    code="dynamic_exits",
    title="Sorties dynamiques",
    definition=(
        "Part des sorties dynamiques (emploi durable\u00a0: CDI ou CDD de 6 mois ou plus, création "
        "d’entreprise\u00a0; "
        "emploi de transition\u00a0: CDD de moins de 6 mois, IAE, contrat aidé\u00a0; formation "
        "qualifiante) parmi les "
        "personnes sorties dans la période (début ≤ sortie ≤ fin, et sortie ≤ date de référence)."
    ),
    unit=Unit.SHARE,
    column="Sortie dynamique",
    among=_AMONG,
)
EXITS_BY_REASON = replace(
    EXITS,
    code="exits_by_reason",
    title="Sorties par motif",
    definition=(
        "Nombre de personnes sorties pour ce motif dans la période (début ≤ sortie ≤ fin, et sortie ≤ date "
        "de "
        "référence). Une formulation propre au consortium compte avec le motif national auquel elle renvoie."
    ),
    column="Sortie pour ce motif",
)


def exits_for(reason: ExitReason) -> Indicator:
    """The same definition for one reason: for its list; figures are told by EXITS and its breakdown."""
    return replace(EXITS_BY_REASON, title=reason.label, variant=str(reason.value))
