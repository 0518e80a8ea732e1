"""What follows an opinion, in words: hearing, decision, notification, remedies."""

from datetime import date

from domain.commissions.decisions import Hearing, NotificationMeans

# Recours préalable, then the court: code de l’action sociale et des familles, L. 262-47 and R. 262-88; code
# de justice administrative, R. 421-1. A body whose authority differs writes its own words.
USUAL_REMEDIES = (
    "Si vous n’êtes pas d’accord avec cette décision, vous pouvez la contester. Vous avez deux mois, à "
    "partir du jour où vous la recevez, pour écrire à l’autorité qui l’a prise et demander qu’elle la "
    "revoie\u00a0: c’est le recours préalable, il est obligatoire. Joignez une copie de cette lettre et "
    "dites pourquoi vous n’êtes pas d’accord. Si la réponse ne vous convient pas, ou sans réponse pendant "
    "deux mois, vous avez deux mois pour saisir le tribunal administratif, gratuitement, par courrier ou "
    "sur www.telerecours.fr. La personne de votre choix peut vous aider."
)

SEQUEL_LABELS = {
    "hearing": "Audition",
    "heard_on": "Entendue le",
    "observations": "Observations écrites",
    "decision": "Décision",
    "decided_by": "Décidée par",
    "decided_on": "Décidée le",
    "decision_reason": "Motif de la décision",
    "notified_on": "Notifiée le",
    "notified_means": "Moyen de notification",
    "notification_note": "Correction de la notification",
}

CODES: dict[str, str] = {one.value: one.label for kind in (Hearing, NotificationMeans) for one in kind}


def remedies_words(remedies: str) -> str:
    """What the body says of remedies, else the usual words."""
    return remedies.strip() or USUAL_REMEDIES


def hearing_words(hearing: str, heard_on: date | None, observations: str) -> str:
    """« A été entendue le 03/12/2026 »; nothing while nobody said."""
    if not hearing:
        return ""
    day = f" le {_day(heard_on)}" if heard_on else ""
    return f"{Hearing(hearing).label}{day}" + (f"\u00a0: {observations}" if observations else "")


def decision_words(decision: str, decided_by: str, decided_on: date | None, reason: str) -> str:
    """« Maintien dans le parcours, par la présidence du Département le 03/12/2026 »."""
    if decided_on is None:
        return ""
    why = f". Motif\u00a0: {reason}" if reason else ""
    return f"{decision} ({decided_by}, le {_day(decided_on)}){why}"


def notification_words(means: str, notified_on: date | None, note: str = "") -> str:
    """« Lettre recommandée, le 03/12/2026 », then what was corrected of it."""
    told = f"{NotificationMeans(means).label}, le {_day(notified_on)}" if means and notified_on else ""
    return f"{told}. {note}" if told and note else told


def corrected_note(note: str, former: str, reason: str, today: date) -> str:
    """What is kept of a notification that is written again: the former one, the day, why; latest last."""
    said = f"Corrigée le {_day(today)} (avant\u00a0: {former})\u00a0: {reason}"
    return f"{note} {said}".strip()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
