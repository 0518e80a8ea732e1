"""Around the opinion of a regulatory body: hearing of the person, decision of the authority, notification."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.labels import LabelledEnum

INFORMATION_DAYS = "information_days"  # thresholds: between information and meeting, regulatory bodies
NOTIFICATION_DAYS = "notification_days"  # thresholds: a decision older than that is late to notify
WORDS_LENGTH, FUNCTION_LENGTH, REASON_LENGTH = 300, 150, 600
_FUTURE = "Cette date est dans le futur."


class Hearing(LabelledEnum):
    """Whether the person was heard before the opinion."""

    ASKED = "asked", "Demande à être entendue"
    HEARD = "heard", "A été entendue"
    WRITTEN = "written", "Observations écrites"
    NOT_WISHED = "not_wished", "Ne souhaite pas être entendue"


class NotificationMeans(LabelledEnum):
    """How a decision reached the person."""

    REGISTERED = "registered", "Lettre recommandée"
    LETTER = "letter", "Lettre simple"
    HANDED = "handed", "Remise en main propre"
    ELECTRONIC = "electronic", "Voie électronique"


class DecisionStep(LabelledEnum):
    """What is awaited of a situation on the agenda of a regulatory body."""

    TO_HEAR = "to_hear", "Avis attendu"
    TO_DECIDE = "to_decide", "Décision attendue"
    TO_NOTIFY = "to_notify", "À notifier"
    NOTIFIED = "notified", "Notifiée"


@dataclass(frozen=True)
class HearingDraft:
    """What is typed of the hearing."""

    hearing: Hearing | None
    heard_on: date | None = None
    observations: str = ""

    def problems(self, met_on: date, today: date) -> dict[str, str]:
        """Field → why it is refused, for an opinion of that day."""
        found = {}
        if self.hearing is Hearing.HEARD and self.heard_on is None:
            found["heard_on"] = "Dites quel jour la personne a été entendue."
        if self.heard_on is not None and self.heard_on > today:
            found["heard_on"] = _FUTURE
        if self.heard_on is not None and self.heard_on > met_on:
            found["heard_on"] = "L’audition précède l’avis."
        if self.heard_on is not None and self.hearing is not Hearing.HEARD:
            found["heard_on"] = "Cette date ne vaut que si la personne a été entendue."
        if self.hearing is Hearing.WRITTEN and not self.observations:
            found["observations"] = "Reprenez ou résumez ses observations écrites."
        return found


@dataclass(frozen=True)
class DecisionDraft:
    """What is typed of the decision; the authority is named by its function."""

    decision: str
    decided_by: str
    decided_on: date | None
    decision_reason: str = ""

    def problems(self, opinion: str, met_on: date, today: date) -> dict[str, str]:
        """Field → why it is refused, beside this opinion given that day."""
        found = {}
        if not self.decision or len(self.decision) > WORDS_LENGTH:
            found["decision"] = f"Écrivez la décision, en {WORDS_LENGTH} signes au plus."
        if not self.decided_by or len(self.decided_by) > FUNCTION_LENGTH:
            found["decided_by"] = "Dites qui a décidé, par sa fonction."
        if self.decided_on is None:
            found["decided_on"] = "Donnez la date de la décision."
        elif self.decided_on > today:
            found["decided_on"] = _FUTURE
        elif self.decided_on < met_on:
            found["decided_on"] = "La décision ne peut pas précéder l’avis."
        if not self.decision_reason and self.decision.casefold() != opinion.casefold():
            found["decision_reason"] = "La décision n’est pas l’avis\u00a0: dites pourquoi."
        if len(self.decision_reason) > REASON_LENGTH:
            found["decision_reason"] = f"{REASON_LENGTH} signes au plus."
        return found


@dataclass(frozen=True)
class NotificationDraft:
    """When and how the person was told; `reason`: why it is written again."""

    notified_on: date | None
    means: NotificationMeans | None
    reason: str = ""

    def problems(self, decided_on: date | None, today: date, *, is_again: bool = False) -> dict[str, str]:
        """Field → why it is refused."""
        found = {}
        if is_again and not self.reason:
            found["reason"] = "Une notification est déjà notée\u00a0: dites pourquoi vous la corrigez."
        if len(self.reason) > WORDS_LENGTH:
            found["reason"] = f"{WORDS_LENGTH} signes au plus."
        if self.means is None:
            found["means"] = "Dites comment la décision a été notifiée."
        if self.notified_on is None:
            found["notified_on"] = "Donnez la date de la notification."
        elif self.notified_on > today:
            found["notified_on"] = _FUTURE
        elif decided_on is None:
            found["notified_on"] = "Il n’y a pas encore de décision à notifier."
        elif self.notified_on < decided_on:
            found["notified_on"] = "La notification ne peut pas précéder la décision."
        return found


@dataclass(frozen=True)
class DecisionLine:
    """A situation on the agenda of a regulatory body, its opinion, and what followed.

    `version`: of the point; `case_version`: of the situation, which bears the hearing.
    """

    point_id: int
    version: int
    case_version: int
    meeting_id: int
    case_id: int
    beneficiary_id: int
    person: str
    body_id: int
    body: str
    remedies: str
    motive: str
    meets_on: date
    opinion: str
    hearing: Hearing | None
    heard_on: date | None
    observations: str
    decision: str
    decided_by: str
    decided_on: date | None
    decision_reason: str
    notified_on: date | None
    means: NotificationMeans | None
    notification_note: str = ""

    @property
    def step(self) -> DecisionStep:
        """What is awaited."""
        if not self.opinion:
            return DecisionStep.TO_HEAR
        if self.decided_on is None:
            return DecisionStep.TO_DECIDE
        return DecisionStep.NOTIFIED if self.notified_on else DecisionStep.TO_NOTIFY

    def is_late(self, today: date, days: int) -> bool:
        """True when a decision taken so many days ago is still not notified."""
        waits = self.decided_on is not None and self.notified_on is None
        return waits and today - (self.decided_on or today) > timedelta(days=days)


def information_obstacles(informed_on: date | None, meets_on: date, days: int) -> list[str]:
    """Why this situation cannot be looked at that day: she was told too late (never: said elsewhere)."""
    if informed_on is None or not days or (meets_on - informed_on).days >= days:
        return []
    waited = max((meets_on - informed_on).days, 0)
    return [f"la personne a été informée {waited} jours avant la séance, il en faut {days}"]
