"""Indicators of needs without an answer, and of what came back to referrals."""

from collections.abc import Mapping
from dataclasses import replace

from domain.diagnosis.core import core_codes
from domain.indicators.model import Indicator, Unit

_WITHOUT = (
    "qu’aucune orientation envoyée ≤ date de référence pour ce thème, ni refusée ni retirée à cette date, "
    "n’a suivie"
)
_PRESENT = (
    "personnes de la file active (entrée ≤ date de référence, pas de sortie ou sortie > date de référence) "
    "dont le diagnostic en vigueur (validé ≤ date de référence, et non remplacé ou remplacé > date de "
    "référence) retient un besoin ou une contrainte sur"
)

UNMET = Indicator(
    code="unmet_need",
    title="Besoins sans réponse",
    definition=f"Part, parmi les {_PRESENT} ce thème, de celles {_WITHOUT}.",
    unit=Unit.SHARE,
    column="Sans orientation",
    among=("personne ayant ce besoin", "personnes ayant ce besoin"),
    tells_answers=True,
    lists_counted=True,
)
ANY_UNMET = Indicator(
    code="any_unmet_need",
    title="Au moins un besoin sans réponse",
    definition=(
        f"Part, parmi les {_PRESENT} l’un des 16 thèmes nationaux, de celles {_WITHOUT}, pour un thème au "
        "moins."
    ),
    unit=Unit.SHARE,
    column="Sans orientation",
    among=("personne ayant un besoin", "personnes ayant un besoin"),
    tells_answers=True,
    lists_counted=True,
)
REFUSED = Indicator(
    code="refused_referral",
    title="Orientations refusées",
    definition=(
        "Part des orientations refusées (refus ≤ date de référence) parmi celles envoyées dans la période "
        "(début ≤ envoi ≤ fin et envoi ≤ date de référence) pour ce thème, pendant le dernier suivi de la "
        "personne, et acceptées ou refusées à la date de référence (une acceptation compte du jour de la "
        "première réponse). Celles sur liste d’attente ou sans réponse sont données à part ; celles retirées "
        "≤ date de référence ne comptent pas."
    ),
    unit=Unit.RATIO,
    column="Refusées",
    among=("orientation acceptée ou refusée", "orientations acceptées ou refusées"),
    waiting=("en attente", "en attente"),
    tells_answers=True,
)


def unmet_of(theme: str, label: str) -> Indicator:
    """The needs of one national theme that nothing answers."""
    return replace(UNMET, title=label, variant=theme)


def refused_of(theme: str, label: str) -> Indicator:
    """The referrals sent for one national theme."""
    return replace(REFUSED, title=label, variant=theme)


def every_need(labels: Mapping[str, str]) -> list[Indicator]:
    """Both families for the 16 themes, people with one unmet need at least, and all referrals together."""
    themes = core_codes()
    return [
        ANY_UNMET,
        REFUSED,
        *(unmet_of(code, labels[code]) for code in themes),
        *(refused_of(code, labels[code]) for code in themes),
    ]
