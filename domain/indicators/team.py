"""Indicators of the team’s dashboard: the file active, who comes and leaves, référents, reviews, presence."""

from domain.indicators.model import Indicator, Unit

IN_CASELOAD = (
    "les personnes de la file active à la date de référence (entrée ≤ date de référence, pas de sortie ou "
    "sortie "
    "> date de référence ; les suivis en pause en font partie)"
)
PEOPLE = ("personne de la file active", "personnes de la file active")
_PERIOD = "(début ≤ {day} ≤ fin, et {day} ≤ date de référence)"

CASELOAD = Indicator(
    code="caseload",
    title="File active",
    definition=f"Nombre de personnes accompagnées\u00a0: {IN_CASELOAD}. Une personne compte une fois.",
    unit=Unit.COUNT,
    column="Dans la file active",
    among=PEOPLE,
)
PAUSED = Indicator(
    code="paused",
    title="Suivis en pause",
    definition=(
        "Nombre de personnes dont le suivi est en pause à la date de référence (début de pause ≤ date de "
        f"référence, pas de reprise ou reprise > date de référence), parmi {IN_CASELOAD}."
    ),
    unit=Unit.COUNT,
    column="Suivi en pause",
    among=PEOPLE,
)
ENTRIES = Indicator(
    code="entries",
    title="Entrées",
    definition=(
        f"Nombre de personnes entrées dans la période {_PERIOD.format(day='entrée')}, sorties depuis ou non. "
        "Une personne entrée deux fois compte une fois."
    ),
    unit=Unit.COUNT,
    column="Entrée dans la période",
    among=("personne entrée", "personnes entrées"),
)
EXITS = Indicator(
    code="exits",
    title="Sorties",
    definition=(
        f"Nombre de personnes sorties dans la période {_PERIOD.format(day='sortie')}, revenues depuis ou "
        "non. "
        "Une personne sortie deux fois compte une fois, pour sa dernière sortie."
    ),
    unit=Unit.COUNT,
    column="Sortie dans la période",
    among=("personne sortie", "personnes sorties"),
)
WITHOUT_REFERENT = Indicator(
    code="without_referent",
    title="Sans référent",
    definition=(
        "Nombre de personnes sans référent à la date de référence (aucun dont le début ≤ date de "
        "référence, sans "
        f"fin ou fin > date de référence), parmi {IN_CASELOAD}."
    ),
    unit=Unit.COUNT,
    column="Sans référent",
    among=PEOPLE,
)
REVIEWED = Indicator(
    code="reviewed",
    title="Points de situation à jour",
    definition=(
        "Part des personnes dont le dernier point de situation (un rendez-vous honoré qui en tient lieu "
        "compris), "
        "ou à défaut l’entrée, date d’un rythme ou moins (date de référence ≤ dernier point + rythme), parmi "
        f"{IN_CASELOAD}. Le rythme est celui de la personne, à défaut celui de son parcours, à défaut celui "
        "du "
        "consortium."
    ),
    unit=Unit.SHARE,
    column="Point de situation à jour",
    among=PEOPLE,
)
WITH_CONTRACT = Indicator(
    code="with_contract",
    title="Contrat en cours",
    definition=(
        "Part des personnes dont un contrat est en cours à la date de référence (début ≤ date de référence "
        "≤ fin), "
        f"parmi {IN_CASELOAD}."
    ),
    unit=Unit.SHARE,
    column="Contrat en cours",
    among=PEOPLE,
)
ATTENDANCE = Indicator(
    code="attendance",
    title="Rendez-vous honorés",
    definition=(
        "Part des rendez-vous honorés parmi ceux de la période (début ≤ jour du rendez-vous ≤ fin, et jour "
        "≤ date "
        "de référence) qui ont été honorés ou ni honorés ni excusés. Les rendez-vous excusés ou annulés "
        "par le "
        "service ne sont pas dans ce calcul\u00a0: leur nombre est donné à côté."
    ),
    unit=Unit.RATIO,
    column="Rendez-vous honorés",
    among=("rendez-vous honoré ou non excusé", "rendez-vous honorés ou non excusés"),
    waiting=("excusé ou annulé, hors calcul", "excusés ou annulés, hors calcul"),
    is_never_of_one=True,
)
TEAM = (CASELOAD, PAUSED, ENTRIES, EXITS, WITHOUT_REFERENT, REVIEWED, WITH_CONTRACT, ATTENDANCE)
