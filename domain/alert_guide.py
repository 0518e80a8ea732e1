"""The table of alerts as the guide prints it: made of the very words of the screen."""

from domain.alerts import ACTIONS, CONTRACT_ENDED, WORDS, AlertRule
from domain.thresholds import THRESHOLDS

HEADING = ("Alerte", "Ce qui s’affiche", "Quand", "Ce qui est proposé")
_CODES = {
    AlertRule.NO_CONTACT: ("no_contact_days",),
    AlertRule.MISSED: ("missed_count", "missed_days"),
    AlertRule.REVIEW: (),
    AlertRule.NO_NEXT_STEP: ("no_next_step_days",),
    AlertRule.STEP_NOT_STARTED: ("step_not_started_days",),
    AlertRule.CONTRACT_ENDING: ("contract_ending_days",),
    AlertRule.NO_REFERENT: ("no_referent_days",),
    AlertRule.DIAGNOSIS_MISSING: ("diagnosis_missing_days",),
    AlertRule.DIAGNOSIS_OLD: ("diagnosis_old_months",),
    AlertRule.IN_JOB_1: ("in_job_days",),
    AlertRule.IN_JOB_3: ("in_job_days",),
    AlertRule.IN_JOB_6: ("in_job_days",),
    AlertRule.ORIENTATION_LATE: ("orientation_late_days",),
    AlertRule.CONTRACT_LATE: ("contract_late_months",),
    AlertRule.SOCIAL_REVIEW: ("social_review_months",),
    AlertRule.VULNERABLE_REVIEW: ("vulnerable_review_months",),
    AlertRule.PAUSE_ENDED: (),
    AlertRule.COMMITMENT_OVERDUE: (),
}
_SAMPLES = {"day": "JJ/MM/AAAA", "days": "N\u00a0jours"}
_AFTER = {AlertRule.CONTRACT_ENDING: f", puis «\u00a0{CONTRACT_ENDED}\u00a0»"}  # once its date is past
_ABOUT = {
    AlertRule.MISSED: "N\u00a0rendez-vous non honorés",
    AlertRule.COMMITMENT_OVERDUE: "intitulé de l’engagement",
}


def guide_table() -> str:
    """The rules one a line, in markdown."""
    lines = [HEADING, ("---",) * len(HEADING), *(_line(rule) for rule in AlertRule)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _line(rule: AlertRule) -> tuple[str, str, str, str]:
    about = _ABOUT.get(rule, "intitulé de l’étape")
    words = f"{WORDS[rule]}{_AFTER.get(rule, '')}".format(about=about, **_SAMPLES)
    return rule.code.label, words, _when(rule), ACTIONS[rule.code]


def _when(rule: AlertRule) -> str:
    settings = [THRESHOLDS[code] for code in _CODES[rule]]
    told = " ".join(f"{one.label} {one.default}\u00a0{one.unit}" for one in settings)
    return told or "Dès le lendemain de la date prévue"
