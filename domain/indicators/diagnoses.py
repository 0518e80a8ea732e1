"""Indicators of the shared diagnostic and of the needs it retains."""

from dataclasses import replace

from domain.indicators.model import Indicator, Perimeter, Unit

FIRST_DAYS = 30  # calendar days in which the first diagnosis is expected

_IN_FORCE = (
    "le diagnostic en vigueur (validé ≤ date de référence, et non remplacé ou remplacé > date de "
    "référence) des personnes de la file active (entrée ≤ date de référence, pas de sortie ou sortie > date "
    "de référence ; les suivis en pause en font partie)"
)
_DIAGNOSED = ("personne ayant un diagnostic en vigueur", "personnes ayant un diagnostic en vigueur")

IN_30_DAYS = Indicator(
    code="diagnosed_in_30_days",
    title="Diagnostic en 30 jours",
    definition=(
        "Part des personnes dont un premier diagnostic a été validé 30 jours ou moins après l’entrée "
        "(validation ≤ entrée + 30 jours), parmi les personnes entrées dans la période "
        "(début ≤ entrée ≤ fin) depuis 30 jours ou plus (entrée + 30 jours ≤ date de référence), "
        "sorties depuis ou non. Sans liste de personnes\u00a0: celles du trimestre, lu 30 jours après sa fin."
    ),
    unit=Unit.SHARE,
    column="Validé en 30 jours",
    among=("personne entrée depuis 30 jours ou plus", "personnes entrées depuis 30 jours ou plus"),
)
DELAY = Indicator(
    code="days_to_diagnosis",
    title="Délai du diagnostic",
    definition=(
        "Nombre moyen de jours entre l’entrée et la validation du premier diagnostic, quand il est validé "
        "(validation ≤ date de référence), pour les personnes entrées dans la période "
        "(début ≤ entrée ≤ fin et entrée ≤ date de référence), sorties depuis ou non. Les personnes sans "
        "diagnostic validé ne sont pas dans cette moyenne : leur nombre est donné à côté."
    ),
    unit=Unit.MEAN,
    column="Jours",
    among=("premier diagnostic validé", "premiers diagnostics validés"),
    waiting=("personne n’en a pas encore", "personnes n’en ont pas encore"),
)
JOINT = Indicator(
    code="joint",
    title="Diagnostics conjoints",
    definition=(
        "Part des diagnostics conjoints, validés par deux professionnels, un du champ social et un du champ "
        f"professionnel. Porte sur {_IN_FORCE}."
    ),
    unit=Unit.SHARE,
    column="Conjoint",
    among=_DIAGNOSED,
    tells_answers=True,
)
COMPLETENESS = Indicator(
    code="explored_themes",
    title="Thèmes abordés",
    definition=(
        "Nombre moyen de thèmes abordés, sur les 16 thèmes nationaux (« Ne souhaite pas répondre » et "
        f"« Sans objet » comptent comme abordés). Porte sur {_IN_FORCE}. "
        "Une aide pour l’entretien, pas un objectif."
    ),
    unit=Unit.MEAN,
    column="Thèmes sur 16",
    among=_DIAGNOSED,
    is_never_of_one=True,
    tells_answers=True,
)
DIFFERENT_VIEWS = Indicator(
    code="different_views",
    title="Regards différents",
    definition=(
        "Part des diagnostics où deux professionnels disent autre chose d’un thème au moins, parmi ceux où "
        f"ils ont abordé tous deux un même thème. Porte sur {_IN_FORCE}."
    ),
    unit=Unit.SHARE,
    column="Regards différents",
    among=(
        "diagnostic où deux professionnels ont abordé un même thème",
        "diagnostics où deux professionnels ont abordé un même thème",
    ),
    tells_answers=True,
)
NEEDS = Indicator(
    code="need",
    title="Besoins par thème",
    definition=(
        "Part des personnes dont le diagnostic retient un besoin ou une contrainte sur le thème. Porte sur "
        f"{_IN_FORCE}."
    ),
    unit=Unit.SHARE,
    column="Besoin ou contrainte",
    among=_DIAGNOSED,
    tells_answers=True,
)
LIFTED = Indicator(
    code="lifted_need",
    title="Besoins levés",
    definition=(
        "Part des personnes dont le diagnostic en vigueur ne retient plus le besoin ou la contrainte, parmi "
        "celles dont le premier diagnostic validé du suivi le retenait et qui en ont eu un autre depuis. "
        "Porte "
        f"sur {_IN_FORCE}."
    ),
    unit=Unit.SHARE,
    column="Besoin levé",
    among=("personne dont le besoin était retenu", "personnes dont le besoin était retenu"),
    tells_answers=True,
)
TILES = (IN_30_DAYS, DELAY, JOINT, COMPLETENESS, DIFFERENT_VIEWS)


def tiles_of(perimeter: Perimeter) -> list[Indicator]:
    """The figures shown for these people: when they are those of one référent, fewer."""
    is_of_one = perimeter.people.referent_id is not None
    return [indicator for indicator in TILES if not (is_of_one and indicator.is_never_of_one)]


def need_of(theme: str, label: str) -> Indicator:
    """The same definition for one theme."""
    return replace(NEEDS, title=label, variant=theme)


def lifted_of(theme: str, label: str) -> Indicator:
    """The same for one national theme."""
    return replace(LIFTED, title=label, variant=theme)
