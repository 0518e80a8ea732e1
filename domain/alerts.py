"""Alerts: each rule, its reason in words and what it proposes to do (table of the specification). No score.

A rule rests on one dated fact (AlertFact): raised when it falls in the span of today's thresholds.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.counts import count_of
from domain.dates import months_before
from domain.follow_up import StepKind
from domain.labels import LabelledEnum
from domain.thresholds import Thresholds


class AlertCode(LabelledEnum):
    """What is told of a person, whatever the rule that raised it."""

    NO_CONTACT = "no_contact", "Sans contact"
    MISSED_APPOINTMENTS = "missed_appointments", "Rendez-vous non honorés"
    REVIEW_OVERDUE = "review_overdue", "Point de situation en retard"
    NO_NEXT_STEP = "no_next_step", "Rien de prévu après une étape"
    STEP_NOT_STARTED = "step_not_started", "Étape non commencée"
    CONTRACT_ENDING = "contract_ending", "Contrat à renouveler"
    NO_REFERENT = "no_referent", "Sans référent"
    DIAGNOSIS_MISSING = "diagnosis_missing", "Diagnostic à faire ou à actualiser"
    IN_JOB_CONTACT_DUE = "in_job_contact_due", "Maintien dans l’emploi"
    ORIENTATION_LATE = "orientation_late", "Pas encore orientée"
    CONTRACT_LATE = "contract_late", "Contrat à établir"
    SOCIAL_TRACK_REVIEW = "social_track_review", "Parcours social à réexaminer"
    PAUSE_ENDED = "pause_ended", "Fin de pause dépassée"
    COMMITMENT_OVERDUE = "commitment_overdue", "Engagement de commission en retard"


class AlertRule(LabelledEnum):
    """A dated fact of a person; the words say what the date is."""

    NO_CONTACT = "no_contact", "dernier contact"
    MISSED = "missed", "premier des rendez-vous non honorés"
    REVIEW = "review", "échéance du point de situation"
    NO_NEXT_STEP = "no_next_step", "fin de l’étape"
    STEP_NOT_STARTED = "step_not_started", "début prévu de l’étape"
    CONTRACT_ENDING = "contract_ending", "fin du contrat"
    NO_REFERENT = "no_referent", "dernier jour avec un référent"
    DIAGNOSIS_MISSING = "diagnosis_missing", "entrée"
    DIAGNOSIS_OLD = "diagnosis_old", "validation du diagnostic"
    IN_JOB_1 = "in_job_1", "un mois après la reprise"
    IN_JOB_3 = "in_job_3", "trois mois après la reprise"
    IN_JOB_6 = "in_job_6", "six mois après la reprise"
    ORIENTATION_LATE = "orientation_late", "entrée"
    CONTRACT_LATE = "contract_late", "notification de l’orientation"
    SOCIAL_REVIEW = "social_review", "dernière orientation"
    VULNERABLE_REVIEW = "vulnerable_review", "dernière orientation"
    PAUSE_ENDED = "pause_ended", "fin prévue de la pause"
    COMMITMENT_OVERDUE = "commitment_overdue", "échéance de l’engagement"

    @property
    def code(self) -> AlertCode:
        """What it is told as."""
        return _CODES.get(self) or AlertCode(self.value)


_CODES = {
    AlertRule.MISSED: AlertCode.MISSED_APPOINTMENTS,
    AlertRule.REVIEW: AlertCode.REVIEW_OVERDUE,
    AlertRule.DIAGNOSIS_OLD: AlertCode.DIAGNOSIS_MISSING,
    AlertRule.IN_JOB_1: AlertCode.IN_JOB_CONTACT_DUE,
    AlertRule.IN_JOB_3: AlertCode.IN_JOB_CONTACT_DUE,
    AlertRule.IN_JOB_6: AlertCode.IN_JOB_CONTACT_DUE,
    AlertRule.SOCIAL_REVIEW: AlertCode.SOCIAL_TRACK_REVIEW,
    AlertRule.VULNERABLE_REVIEW: AlertCode.SOCIAL_TRACK_REVIEW,
}
SINCE_ENTRY = "entry"  # said of a contact: there has been none since the entry
IN_JOB_RULES = {1: AlertRule.IN_JOB_1, 3: AlertRule.IN_JOB_3, 6: AlertRule.IN_JOB_6}


@dataclass(frozen=True)
class FactSpan:
    """The dates of a fact that raise its alert today, both included; `first` None: however old."""

    first: date | None
    last: date

    def holds(self, fact_on: date) -> bool:
        """True when the alert is raised."""
        return fact_on <= self.last and (self.first is None or fact_on >= self.first)


def fact_span(rule: AlertRule, today: date, thresholds: Thresholds) -> FactSpan:
    """When the fact must be for the alert to be raised today; « depuis N jours » holds on the Nth day."""

    def days_ago(code: str) -> date:
        return today - timedelta(days=thresholds[code])

    match rule:
        case AlertRule.MISSED:
            return FactSpan(days_ago("missed_days"), today)
        case AlertRule.REVIEW | AlertRule.PAUSE_ENDED | AlertRule.COMMITMENT_OVERDUE:
            return FactSpan(None, today - timedelta(days=1))
        case AlertRule.CONTRACT_ENDING:
            return FactSpan(None, today + timedelta(days=thresholds["contract_ending_days"]))
        case AlertRule.IN_JOB_1 | AlertRule.IN_JOB_3 | AlertRule.IN_JOB_6:
            return FactSpan(days_ago("in_job_days"), today + timedelta(days=thresholds["in_job_days"]))
        case _ if rule in _IN_MONTHS:
            return FactSpan(None, months_before(today, thresholds[f"{rule}_months"]))
        case _:
            return FactSpan(None, days_ago(f"{rule}_days"))


_REVIEWS = (AlertRule.SOCIAL_REVIEW, AlertRule.VULNERABLE_REVIEW)
_IN_MONTHS = (AlertRule.DIAGNOSIS_OLD, AlertRule.CONTRACT_LATE, *_REVIEWS)


@dataclass(frozen=True)
class Alert:
    """An alert raised for a person: its reason in words, what to do, and until when it was put off."""

    rule: AlertRule
    fact_on: date
    about: str = ""
    put_off_until: date | None = None
    put_off_reason: str = ""
    put_off_by: str = ""

    @property
    def code(self) -> AlertCode:
        """What it is told as."""
        return self.rule.code

    @property
    def action(self) -> str:
        """What is proposed, in words."""
        return ACTIONS[self.code]

    def words(self, today: date) -> str:
        """The reason, as the specification words it."""
        about = StepKind(self.about).label if self.about in _KINDS else self.about
        words = _NEVER_REACHED if about == SINCE_ENTRY else self._usual_words(today)
        days = count_of(abs((today - self.fact_on).days), "jour")
        return words.format(day=f"{self.fact_on:%d/%m/%Y}", days=days, about=about)

    def _usual_words(self, today: date) -> str:
        if self.rule is AlertRule.CONTRACT_ENDING and self.fact_on < today:
            return CONTRACT_ENDED
        return (not self.about and _WITHOUT_TITLE.get(self.rule)) or WORDS[self.rule]


def days_raised(alert: Alert, today: date, thresholds: Thresholds) -> int:
    """Since how many days it is raised: those of the fact beyond the last one that raises it."""
    return (fact_span(alert.rule, today, thresholds).last - alert.fact_on).days


def missed_words(count: int) -> str:
    """So many appointments."""
    return count_of(count, "rendez-vous non honoré", "rendez-vous non honorés")


_KINDS = frozenset(str(kind.value) for kind in StepKind)
_NEVER_REACHED = "Aucun contact depuis l’entrée, le {day} ({days})"
_WITHOUT_TITLE = {
    AlertRule.NO_NEXT_STEP: "Rien de prévu depuis la fin d’une étape, le {day}",
    AlertRule.STEP_NOT_STARTED: "Une étape devait commencer le {day}",
}
CONTRACT_ENDED = "Contrat à renouveler\u00a0: terminé le {day}"
WORDS = {
    AlertRule.NO_CONTACT: "Aucun contact depuis {days} (dernier\u00a0: {day})",
    AlertRule.MISSED: "{about} depuis le {day}",
    AlertRule.REVIEW: "Point de situation en retard de {days}",
    AlertRule.NO_NEXT_STEP: "Rien de prévu depuis la fin de «\u00a0{about}\u00a0», le {day}",
    AlertRule.STEP_NOT_STARTED: "«\u00a0{about}\u00a0» devait commencer le {day}",
    AlertRule.CONTRACT_ENDING: "Contrat à renouveler\u00a0: fin le {day}",
    AlertRule.NO_REFERENT: "Sans référent depuis le {day}",
    AlertRule.DIAGNOSIS_MISSING: "Diagnostic à faire\u00a0: entrée le {day}",
    AlertRule.DIAGNOSIS_OLD: "Diagnostic à actualiser\u00a0: validé le {day}",
    AlertRule.IN_JOB_1: "Contact de maintien dans l’emploi à faire\u00a0: un mois de reprise le {day}",
    AlertRule.IN_JOB_3: "Contact de maintien dans l’emploi à faire\u00a0: trois mois de reprise le {day}",
    AlertRule.IN_JOB_6: "Contact de maintien dans l’emploi à faire\u00a0: six mois de reprise le {day}",
    AlertRule.ORIENTATION_LATE: "Pas encore orientée depuis {days}",
    AlertRule.CONTRACT_LATE: "Contrat d’engagement à établir\u00a0: orientation notifiée le {day}",
    AlertRule.SOCIAL_REVIEW: "Parcours social à réexaminer\u00a0: orientation du {day}",
    AlertRule.VULNERABLE_REVIEW: "Parcours social à réexaminer\u00a0: orientation du {day}",
    AlertRule.PAUSE_ENDED: "Fin de pause dépassée depuis le {day}",
    AlertRule.COMMITMENT_OVERDUE: "Engagement de la commission en retard\u00a0: {about}, attendu le {day}",
}
ACTIONS = {
    AlertCode.NO_CONTACT: "Prendre des nouvelles, par le moyen que la personne préfère.",
    AlertCode.MISSED_APPOINTMENTS: "Comprendre ce qui gêne, proposer un autre lieu, un autre moment.",
    AlertCode.REVIEW_OVERDUE: "Faire le point, ou fixer sa date.",
    AlertCode.NO_NEXT_STEP: "Convenir de la suite avec la personne.",
    AlertCode.STEP_NOT_STARTED: "Vérifier si l’étape a commencé, la reporter ou l’annuler.",
    AlertCode.CONTRACT_ENDING: "Préparer le renouvellement ou la suite.",
    AlertCode.NO_REFERENT: "Désigner un référent.",
    AlertCode.DIAGNOSIS_MISSING: "Proposer un entretien de diagnostic partagé.",
    AlertCode.IN_JOB_CONTACT_DUE: "Appeler pour savoir comment se passe la reprise.",
    AlertCode.ORIENTATION_LATE: "Décider de l’orientation.",
    AlertCode.CONTRACT_LATE: "Établir le contrat avec la personne.",
    AlertCode.SOCIAL_TRACK_REVIEW: "Regarder ensemble si ce parcours convient toujours.",
    AlertCode.PAUSE_ENDED: "Reprendre contact, prolonger la pause ou la terminer.",
    AlertCode.COMMITMENT_OVERDUE: "Voir avec qui s’est engagé ce qui manque, et fixer une nouvelle date.",
}
