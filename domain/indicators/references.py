"""Published national figures that may stand beside ours, and how ours is computed by their method."""

from dataclasses import dataclass
from datetime import date

from domain.caseload import CaseloadFilters
from domain.indicators.events import CONTRACT, ENTRY, ORIENTATION
from domain.indicators.model import Perimeter, Unit
from domain.indicators.pairs import Pair
from domain.people import Public

SURVEY_FIELD = "allocataires soumis aux droits et devoirs (champ de l’enquête OARSA)"
_TABLES = "DREES, enquête OARSA {year}, tableau A1"
_RELEASE = "DREES, enquête OARSA 2023, communiqué du 19/12/2024"


@dataclass(frozen=True)
class Published:
    """The national figure of one year: days, or a share between 0 and 1."""

    year: int
    value: float
    source: str


@dataclass(frozen=True)
class Reference:
    """A published national figure, its method, and the same figure here.

    `pair`: the delay that it stands beside; without one, it is a share of people on 31 December.
    """

    code: str
    title: str
    unit: Unit
    method: str
    ours: str
    published: tuple[Published, ...]
    pair: Pair | None = None


_FIELD_HERE = (
    "Calculée ici pour les personnes notées allocataires et présentes au 31 décembre (entrée ≤ 31 décembre, "
    "pas de sortie ou sortie > 31 décembre) ; la soumission aux droits et devoirs n’est pas enregistrée."
)
_ENTRANTS = "entrées dans l’année (1er janvier ≤ entrée ≤ 31 décembre)"

DAYS_TO_ORIENTATION = Reference(
    code="days_to_orientation",
    title="De l’entrée à la première orientation",
    unit=Unit.MEAN,
    method=(
        "Moyenne simple des jours entre l’entrée et la première orientation, pour les personnes entrées "
        f"dans l’année et déjà orientées au 31 décembre ; {SURVEY_FIELD}. Celles qui attendent encore une "
        "orientation n’y sont pas."
    ),
    ours=(
        f"Même méthode : moyenne simple pour les personnes {_ENTRANTS} dont la première orientation est "
        f"décidée ≤ 31 décembre. {_FIELD_HERE}"
    ),
    published=(
        Published(2017, 94, _TABLES.format(year=2017)),
        Published(2018, 95, _TABLES.format(year=2018)),
        Published(2023, 79, _RELEASE),
    ),
    pair=Pair(ENTRY, ORIENTATION),
)
DAYS_TO_CONTRACT = Reference(
    code="days_to_contract",
    title="De la première orientation au premier contrat",
    unit=Unit.MEAN,
    method=(
        "Moyenne simple des jours entre la première orientation et la signature du premier CER, quand les "
        f"deux ont eu lieu au 31 décembre ; {SURVEY_FIELD}. Celles qui attendent encore un contrat n’y sont "
        "pas."
    ),
    ours=(
        f"Même méthode : moyenne simple pour les personnes {_ENTRANTS} dont la première orientation et le "
        f"contrat signé ensuite sont ≤ 31 décembre. {_FIELD_HERE}"
    ),
    published=(
        Published(2017, 58, _TABLES.format(year=2017)),
        Published(2018, 58, _TABLES.format(year=2018)),
    ),
    pair=Pair(ORIENTATION, CONTRACT),
)
ORIENTED = Reference(
    code="oriented",
    title="Personnes orientées",
    unit=Unit.SHARE,
    method=f"Part des personnes orientées au 31 décembre ; {SURVEY_FIELD}.",
    ours=f"Même méthode : part des personnes ayant une orientation décidée ≤ 31 décembre. {_FIELD_HERE}",
    published=(Published(2018, 0.83, _TABLES.format(year=2018)), Published(2023, 0.86, _RELEASE)),
)
UNDER_CONTRACT = Reference(
    code="under_contract",
    title="Personnes sous contrat, hors France Travail",
    unit=Unit.SHARE,
    method=(
        "Part des personnes ayant un CER au 31 décembre, parmi celles orientées vers un organisme autre que "
        f"France Travail (Pôle emploi jusqu’en 2023) ; {SURVEY_FIELD}."
    ),
    ours=(
        "Même méthode : part des personnes ayant un contrat signé et en cours (début ≤ 31 décembre ≤ fin), "
        "parmi celles dont la dernière orientation (décidée ≤ 31 décembre) est vers une structure qui n’est "
        f"pas de France Travail. {_FIELD_HERE}"
    ),
    published=(Published(2018, 0.51, _TABLES.format(year=2018)), Published(2023, 0.49, _RELEASE)),
)
REFERENCES = (DAYS_TO_ORIENTATION, DAYS_TO_CONTRACT, ORIENTED, UNDER_CONTRACT)


def reference_beside(pair: Pair) -> Reference | None:
    """The published figure that this delay may be compared with."""
    return next((reference for reference in REFERENCES if reference.pair == pair), None)


def survey_perimeter(year: int) -> Perimeter:
    """Over whom and when the survey counts: starts of the year, as known on 31 December.

    `people` gives its field, whatever the page filters. To the statement are left: present on that day,
    entered that year, and only the first orientation of each support.
    """
    last_day = date(year, 12, 31)
    return Perimeter(date(year, 1, 1), last_day, last_day, CaseloadFilters(publics=(Public.RSA,)))


def last_survey_year(today: date) -> int:
    """The latest year that is over: its 31 December is known."""
    return today.year - 1
