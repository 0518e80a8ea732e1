"""Indicators of the first months back in work: contacts made in time, and people still in a job."""

from domain.indicators.model import Indicator, Unit
from domain.job_checks import CHECK_MONTHS

_DUE = (
    "Un contact est dû {months} mois de date à date après le début d’un emploi, d’un emploi d’insertion ou "
    "d’une activité, ou après une sortie vers l’emploi (le dernier jour du mois quand ce jour n’existe pas), "
    "si l’emploi n’a pas pris fin avant. Sont comptées les personnes dont un contact est dû dans la période "
    "(début ≤ échéance ≤ fin) et qui a été fait (date du contact ≤ date de référence) ou dont le délai est "
    "passé (échéance + N jours < date de référence, N\u00a0: réglage du consortium, 15 par défaut). Une "
    "personne compte une fois, pour le contact dont l’échéance est la plus récente."
)


def _contact(months: int) -> Indicator:
    return Indicator(
        code=f"job_contact_{months}",
        title=f"Contact de maintien à {months}\u00a0mois",
        definition=(
            "Part des personnes dont le contact a été fait à N jours près (échéance − N jours ≤ date du "
            "contact ≤ échéance + N jours), parmi celles dont il est dû. " + _DUE.format(months=months)
        ),
        unit=Unit.SHARE,
        column="Contact fait à temps",
        among=("personne à contacter", "personnes à contacter"),
    )


def _still_in_job(months: int) -> Indicator:
    return Indicator(
        code=f"still_in_job_{months}",
        title=f"Toujours en emploi à {months}\u00a0mois",
        definition=(
            "Part des personnes toujours en emploi, parmi celles dont le contact a été fait, à temps ou non "
            "(date du contact ≤ date de référence). " + _DUE.format(months=months)
        ),
        unit=Unit.SHARE,
        column="Toujours en emploi",
        among=("personne contactée", "personnes contactées"),
    )


JOB_CONTACTS = {months: _contact(months) for months in CHECK_MONTHS}
STILL_IN_JOB = {months: _still_in_job(months) for months in CHECK_MONTHS}
JOBS = (*JOB_CONTACTS.values(), *STILL_IN_JOB.values())
