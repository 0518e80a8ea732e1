"""Lanes of the timeline of a file, and how each tells an event from its code."""

from collections.abc import Callable

from domain.commissions.decisions import Hearing, NotificationMeans
from domain.diagnosis.words import Moment
from domain.follow_up import (
    AppointmentStatus,
    ContractKind,
    EntryOrigin,
    ExitReason,
    PauseReason,
    Presence,
    StepKind,
    Track,
)
from domain.labels import LabelledEnum, labels_of
from domain.offer.words import ReferralStatus
from domain.people import Channel


def _reason(kind: type[LabelledEnum], code: str) -> str:
    """Local words stand in place of the code; they are kept as they were typed."""
    return labels_of(kind).get(code, code)


LANES: dict[str, tuple[str, Callable[[str], str]]] = {
    "entry": ("Suivi", lambda code: f"Entrée : {EntryOrigin(code).label.lower()}"),
    "exit": ("Suivi", lambda code: f"Sortie : {_reason(ExitReason, code)}"),
    "pause": ("Pause", lambda code: f"Suivi en pause : {_reason(PauseReason, code)}"),
    "orientation": ("Orientation", lambda code: f"Parcours {Track(code).label.lower()}"),
    "contract": ("Contrat", lambda code: ContractKind(code).label),
    "step": ("Étape", lambda code: StepKind(code).label),
    "contact": ("Contact", lambda code: Channel(code).label),
    "appointment": ("Rendez-vous", lambda code: f"Rendez-vous : {AppointmentStatus(code).label.lower()}"),
    "diagnosis": ("Diagnostic partagé", lambda code: f"Diagnostic partagé {Moment(code).label.lower()}"),
    "review": ("Point de situation", lambda code: Presence(code).label),
    "referral": ("Vers un service", lambda _code: "Orientation envoyée"),
    "case": ("Commission", lambda _code: "Saisine d’une commission"),
    "passage": ("Commission", lambda _code: "Passage en commission"),
    "informed": ("Étape d’avis", lambda _code: "Personne informée avant une commission"),
    "hearing": ("Étape d’avis", lambda code: f"Audition\u00a0: {Hearing(code).label.lower()}"),
    "decision": ("Étape d’avis", lambda _code: "Décision après l’avis d’une commission"),
    "notification": (
        "Étape d’avis",
        lambda code: f"Décision notifiée\u00a0: {NotificationMeans(code).label.lower()}",
    ),
    "answer": ("Vers un service", lambda code: f"Réponse\u00a0: {ReferralStatus(code).label.lower()}"),
}
