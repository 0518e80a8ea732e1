"""Indicators of the first months back in work: contacts made in time, and people still in a job."""

from domain.indicators.model import Indicator, Unit
from domain.job_checks import CHECK_MONTHS

_DATE = (
    "{months} mois de date à date après le début d’un emploi, d’un emploi d’insertion ou d’une activité, ou "
    "après une sortie vers l’emploi (le dernier jour du mois quand ce jour n’existe pas)"
)
_OVER = (
    "fin de l’étape < échéance, ou autre contact sur cet emploi qui a dit «\u00a0non\u00a0» avant l’échéance"
)
_REPLACED = "Un emploi n’est plus suivi à une échéance où un autre, commencé depuis, est en cours."
_DUE = (
    f"Un contact est dû {_DATE}, si l’emploi n’a pas pris fin avant ({_OVER}). {_REPLACED} Sont comptées les "
    "personnes dont un contact est dû dans la période (début ≤ échéance ≤ fin) et qui a été fait (date du "
    "contact ≤ date de référence) ou dont le délai est passé (échéance + N jours < date de référence, "
    "N\u00a0: réglage du consortium, 15 par défaut). Une personne compte une fois, pour le contact dont "
    "l’échéance est la plus récente."
)
_STILL = (
    f"Part des personnes toujours en emploi {_DATE}. Sont comptées les personnes dont cette échéance tombe "
    "dans la période (début ≤ échéance ≤ fin), est passée (échéance ≤ date de référence) et dont on a des "
    f"nouvelles à la date de référence\u00a0: si l’emploi a pris fin avant ({_OVER}), c’est non\u00a0; "
    "sinon, si le contact a été fait, à temps ou non (date du contact ≤ date de référence), c’est sa "
    "réponse. Les autres (ni contact fait, ni fin d’emploi connue) sont données à côté\u00a0: personnes sans "
    f"nouvelles. {_REPLACED} Une personne compte une fois, pour son échéance la plus récente."
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
        definition=_STILL.format(months=months),
        unit=Unit.SHARE,
        column="Toujours en emploi",
        among=("personne dont on a des nouvelles", "personnes dont on a des nouvelles"),
        waiting=("personne sans nouvelles", "personnes sans nouvelles"),
    )


JOB_CONTACTS = {months: _contact(months) for months in CHECK_MONTHS}
STILL_IN_JOB = {months: _still_in_job(months) for months in CHECK_MONTHS}
JOBS = (*JOB_CONTACTS.values(), *STILL_IN_JOB.values())
