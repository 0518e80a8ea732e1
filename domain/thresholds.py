"""What a consortium may set: thresholds of alerts, rhythms by track, secrecy, targets of delays.

National defaults come from the specification of indicators; a consortium's own value replaces one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.commissions.bodies import RECENT_PASSAGE, REGULATORY_ON
from domain.commissions.decisions import INFORMATION_DAYS, NOTIFICATION_DAYS
from domain.follow_up import Track
from domain.labels import LabelledEnum

DAYS, MONTHS, PEOPLE, APPOINTMENTS = "jours", "mois", "personnes", "rendez-vous"
MISSED_COUNT = "missed_count"
TARGET = "target:"  # then the code of a pair of steps
Thresholds = Mapping[str, int]  # code → value in force; a rhythm or a target without value is absent


class ThresholdGroup(LabelledEnum):
    """Sections of the settings page."""

    ALERTS = "alerts", "Alertes"
    RHYTHMS = "rhythms", "Rythme des points de situation"
    TARGETS = "targets", "Délais visés"
    SECRECY = "secrecy", "Secret statistique"
    OFFER = "offer", "Offre"
    COMMISSIONS = "commissions", "Commissions"


@dataclass(frozen=True)
class Threshold:
    """One setting; `default` None: nothing is asked until the consortium says so."""

    code: str
    group: ThresholdGroup
    label: str
    unit: str
    default: int | None
    lowest: int
    highest: int

    @property
    def is_switch(self) -> bool:
        """True when it is only switched on (1) or off (0)."""
        return (self.lowest, self.highest) == (0, 1)

    def problem(self, value: int | None) -> str | None:
        """Why this value is refused, in French; an empty one goes back to the default."""
        if value is None or self.lowest <= value <= self.highest:
            return None
        return f"Entre {self.lowest} et {self.highest} {self.unit}."


def _alert(code: str, label: str, default: int, *, unit: str = DAYS, highest: int = 400) -> Threshold:
    return Threshold(code, ThresholdGroup.ALERTS, label, unit, default, 1, highest)


def rhythm_code(track: Track) -> str:
    """The code of the rhythm of a track."""
    return f"rhythm_{track}"


def target_code(pair: str) -> str:
    """The code of the target of a pair of steps (its own code)."""
    return TARGET + pair


_ALL = (
    _alert("no_contact_days", "Sans contact depuis", 60),
    _alert(MISSED_COUNT, "Rendez-vous non honorés, non excusés, au moins", 2, unit=APPOINTMENTS, highest=10),
    _alert("missed_days", "… dans les derniers", 90),
    _alert("no_next_step_days", "Rien de prévu après la fin d’une étape depuis", 30),
    _alert("step_not_started_days", "Étape prévue et non commencée depuis", 15),
    _alert("contract_ending_days", "Fin du contrat dans moins de", 30),
    _alert("no_referent_days", "Sans référent depuis", 15),
    _alert("diagnosis_missing_days", "Pas de diagnostic après l’entrée depuis", 30),
    _alert("diagnosis_old_months", "Diagnostic plus ancien que", 12, unit=MONTHS, highest=60),
    _alert("in_job_days", "Contact de maintien dans l’emploi, autour de la date, à plus ou moins", 15),
    _alert("orientation_late_days", "Pas encore orientée après l’entrée depuis", 42),
    _alert(
        "contract_late_months", "Pas de contrat après la notification de l’orientation depuis", 1, unit=MONTHS
    ),
    _alert("social_review_months", "Parcours social sans réexamen depuis", 6, unit=MONTHS, highest=60),
    _alert(
        "vulnerable_review_months", "… si une vulnérabilité est notée, depuis", 12, unit=MONTHS, highest=60
    ),
    *(
        Threshold(
            rhythm_code(track), ThresholdGroup.RHYTHMS, f"Parcours {track.label.lower()}", DAYS, None, 7, 400
        )
        for track in Track
    ),
    Threshold("secrecy_screen", ThresholdGroup.SECRECY, "À l’écran, dans une structure", PEOPLE, 5, 3, 50),
    Threshold(
        "secrecy_wide",
        ThresholdGroup.SECRECY,
        "Entre structures, sur les documents et à la projection",
        PEOPLE,
        11,
        5,
        100,
    ),
    Threshold(
        "referral_reminder_days",
        ThresholdGroup.OFFER,
        "Relancer une orientation sans réponse après",
        DAYS,
        10,
        1,
        200,
    ),
    Threshold(
        "referral_expiry_days",
        ThresholdGroup.OFFER,
        "Orientation sans réponse, échue après",
        DAYS,
        30,
        1,
        400,
    ),
    Threshold("service_check_months", ThresholdGroup.OFFER, "Vérifier une offre tous les", MONTHS, 6, 1, 60),
    Threshold(
        RECENT_PASSAGE,
        ThresholdGroup.COMMISSIONS,
        "Signaler une personne déjà passée depuis moins de",
        DAYS,
        31,
        1,
        400,
    ),
    Threshold(
        REGULATORY_ON, ThresholdGroup.COMMISSIONS, "Instances réglementaires (quorum, avis)", "", 0, 0, 1
    ),
    # Ours: no text gives one delay for every motive; a fortnight leaves time to answer or find a helper.
    Threshold(
        INFORMATION_DAYS,
        ThresholdGroup.COMMISSIONS,
        "Instance réglementaire\u00a0: informer la personne avant la séance d’au moins",
        DAYS,
        15,
        0,
        90,
    ),
    Threshold(
        NOTIFICATION_DAYS,
        ThresholdGroup.COMMISSIONS,
        "Instance réglementaire\u00a0: notifier une décision en moins de",
        DAYS,
        15,
        1,
        90,
    ),
)
THRESHOLDS: dict[str, Threshold] = {threshold.code: threshold for threshold in _ALL}


def target_threshold(pair: str, label: str) -> Threshold:
    """The setting of the target of a pair of steps, any pair."""
    return Threshold(target_code(pair), ThresholdGroup.TARGETS, label, DAYS, None, 1, 1000)


def in_force(stored: Thresholds) -> dict[str, int]:
    """The consortium's own values over the national defaults."""
    usual = {code: one.default for code, one in THRESHOLDS.items() if one.default is not None}
    return {**usual, **stored}
