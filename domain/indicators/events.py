"""Kinds of dated events of a support, and their words."""

from dataclasses import dataclass

from domain.follow_up import StepKind
from domain.labels import LabelledEnum


class StepMoment(LabelledEnum):
    """Which date of a step of the path."""

    PLANNED = "planned", "Début prévu"
    STARTED = "started", "Début"
    ENDED = "ended", "Fin"


@dataclass(frozen=True)
class EventKind:
    """A dated fact of a support; `meaning` says which date is read.

    `is_once`: as a start, the first of the support only. As an end, every kind is the first that follows.
    """

    code: str
    label: str
    meaning: str
    is_feminine: bool = False
    is_once: bool = False
    step: StepKind | None = None
    moment: StepMoment | None = None

    @property
    def words(self) -> str:
        """The label inside a sentence."""
        return self.label[0].lower() + self.label[1:]

    def after(self, preposition: str, *, is_first: bool = False) -> str:
        """« de l’entrée », « du contrat signé »; with `is_first`, « à la première orientation »."""
        noun = self.words
        if is_first and not self.is_once:
            noun = f"première {noun}" if self.is_feminine else f"premier {noun}"
        if noun[0] in "aeéiou":
            return f"{preposition} l’{noun}"
        return f"{preposition} la {noun}" if self.is_feminine else f"{_CONTRACTED[preposition]} {noun}"


_CONTRACTED = {"de": "du", "à": "au"}
_OF_STEP = {
    StepKind.IMMERSION: "d’immersion",
    StepKind.TRAINING: "de formation",
    StepKind.JOB: "d’emploi",
    StepKind.INTEGRATION_JOB: "d’emploi d’insertion",
    StepKind.WORKSHOP: "d’atelier ou d’action collective",
    StepKind.SOCIAL_ACTION: "d’action sociale",
    StepKind.BUSINESS: "de création d’activité",
    StepKind.OTHER: "d’une autre étape",
}
_OF_MOMENT = {
    StepMoment.PLANNED: "la date de début prévue, que l’étape ait eu lieu ou non",
    StepMoment.STARTED: "la date de début",
    StepMoment.ENDED: "la date de fin, que l’étape ait été menée à son terme ou interrompue",
}


def _step_event(kind: StepKind, moment: StepMoment) -> EventKind:
    return EventKind(
        code=f"{kind}_{moment}",
        label=f"{moment.label} {_OF_STEP[kind]}",
        meaning=f"étape « {kind.label} » : {_OF_MOMENT[moment]}",
        is_feminine=moment == StepMoment.ENDED,
        step=kind,
        moment=moment,
    )


ENTRY = EventKind("entry", "Entrée", "le jour où l’accompagnement commence", is_feminine=True, is_once=True)
FIRST_CONTACT = EventKind(
    "first_contact",
    "Premier contact",
    "appel, message, visite ou courrier où la personne a été jointe, ou rendez-vous honoré ; au départ, le "
    "premier de l’accompagnement, à l’arrivée, le premier depuis le départ",
    is_once=True,
)
ORIENTATION = EventKind("orientation", "Orientation", "le jour de la décision", is_feminine=True)
APPOINTMENT = EventKind("appointment_honoured", "Rendez-vous honoré", "le jour du rendez-vous")
DIAGNOSIS = EventKind("diagnosis_validated", "Diagnostic validé", "le jour de la validation")
CONTRACT = EventKind(
    "contract_signed",
    "Contrat signé",
    "le jour de la dernière des deux signatures, celle de la personne et celle de la structure ; un contrat "
    "qui n’a qu’une signature n’est pas encore signé",
)
REVIEW = EventKind(
    "review", "Point de situation", "le jour du point, ou du rendez-vous honoré qui en tient lieu"
)
REFERRAL_SENT = EventKind(
    "referral_sent", "Orientation vers un service", "le jour de l’envoi au service", is_feminine=True
)
REFERRAL_ANSWERED = EventKind(
    "referral_answered",
    "Réponse d’un service",
    "le jour de la première réponse du service\u00a0: acceptée, sur liste d’attente ou refusée",
    is_feminine=True,
)
CASE_SUBMITTED = EventKind(
    "case_submitted",
    "Saisine d’une commission",
    "le jour où la situation est saisie, sauf celles qui ont été retirées",
    is_feminine=True,
)
COMMISSION_PASSED = EventKind(
    "commission_passed", "Passage en commission", "le jour de la séance qui a examiné la situation"
)
EXIT = EventKind("exit", "Sortie", "le jour où l’accompagnement prend fin", is_feminine=True, is_once=True)

_ON_THE_WAY = (FIRST_CONTACT, ORIENTATION, APPOINTMENT, DIAGNOSIS, CONTRACT, REVIEW)
_OF_OFFER = (REFERRAL_SENT, REFERRAL_ANSWERED)
_OF_COMMISSIONS = (CASE_SUBMITTED, COMMISSION_PASSED)
_STEPS = tuple(_step_event(kind, moment) for kind in StepKind for moment in StepMoment)
_ALL = (ENTRY, *_ON_THE_WAY, *_STEPS, *_OF_OFFER, *_OF_COMMISSIONS, EXIT)
EVENT_KINDS = {kind.code: kind for kind in _ALL}
