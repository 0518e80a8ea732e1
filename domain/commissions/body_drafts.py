"""A body and its members as they are typed, and what is refused."""

from dataclasses import dataclass, field
from datetime import date

from domain.commissions.bodies import USUAL_MINUTES, Ending, Quorum
from domain.commissions.words import CommissionFamily, MemberDuty
from domain.dates import problems_of

NAME_LENGTH, PLACE_LENGTH, RULES_LENGTH, ENTRY_LENGTH = 120, 200, 4000, 120
MEMBER_LENGTH = 150
BODY_LABELS = {
    "name": "Nom de la commission",
    "family": "Famille",
    "communes": "Communes (aucune\u00a0: tout le territoire)",
    "motives": "Motifs, un par ligne",
    "colleges": "Collèges, un par ligne",
    "found": "Conclusions «\u00a0piste retenue\u00a0», une par ligne",
    "to_deepen": "Conclusions «\u00a0à approfondir\u00a0», une par ligne",
    "opinion": "Avis possibles, un par ligne",
    "endings": "Conclusions",
    "quorum": "Quorum",
    "minutes": "Minutes par situation",
    "place": "Lieu habituel",
    "rules": "Règles de la commission",
    "remedies": "Voies et délais de recours, écrits dans chaque notification (vide\u00a0: le texte d’usage)",
    "quorum_members": "Quorum\u00a0: membres avec voix présents",
    "quorum_colleges": "Collèges obligatoires",
    "quorum_functions": "Fonctions obligatoires, une par ligne",
}
MEMBER_LABELS = {
    "professional_id": "Personne qui a un compte",
    "name": "Sinon, son nom",
    "function": "Fonction",
    "structure_id": "Structure",
    "college": "Collège",
    "duty": "Rôle",
    "is_voting": "A une voix",
    "substitute_for_id": "Peut remplacer",
    "email": "Courriel (sans compte)",
    "confidentiality_on": "Engagement de confidentialité signé le",
}


@dataclass(frozen=True)
class BodyDraft:
    """Lists left empty are the usual ones."""

    name: str = ""
    family: CommissionFamily = CommissionFamily.SOLUTIONS
    communes: tuple[str, ...] = ()
    motives: tuple[str, ...] = ()
    colleges: tuple[str, ...] = ()
    endings: tuple[Ending, ...] = ()
    quorum: Quorum = field(default_factory=Quorum)
    minutes: int | None = USUAL_MINUTES
    place: str = ""
    rules: str = ""
    remedies: str = ""

    def problems(self) -> dict[str, str]:
        """Field → why it is refused."""
        entries = (*self.motives, *self.colleges, *(one.words for one in self.endings))
        is_wordy = any(len(entry) > ENTRY_LENGTH for entry in entries)
        return problems_of(
            name=_name_problem(self.name),
            motives=f"{ENTRY_LENGTH} signes au plus par ligne." if is_wordy else None,
            minutes=None if self.minutes in range(5, 121) else "Entre 5 et 120 minutes.",
            place=f"{PLACE_LENGTH} signes au plus." if len(self.place) > PLACE_LENGTH else None,
            remedies=f"{RULES_LENGTH} signes au plus." if len(self.remedies) > RULES_LENGTH else None,
            rules=f"{RULES_LENGTH} signes au plus." if len(self.rules) > RULES_LENGTH else None,
        )


@dataclass(frozen=True)
class MemberDraft:
    """Somebody with an account, somebody without, or a function whoever holds it."""

    professional_id: int | None = None
    name: str = ""
    function: str = ""
    structure_id: int | None = None
    college: str = ""
    duty: MemberDuty = MemberDuty.MEMBER
    is_voting: bool = True
    substitute_for_id: int | None = None
    email: str = ""
    confidentiality_on: date | None = None

    def problems(self, today: date) -> dict[str, str]:
        """Field → why it is refused."""
        is_somebody = self.professional_id or self.name.strip() or self.function.strip()
        is_secretary = self.duty is MemberDuty.SECRETARY and self.professional_id is None
        is_early = self.confidentiality_on is not None and self.confidentiality_on > today
        return problems_of(
            name=None if is_somebody else "Choisissez une personne, ou écrivez un nom ou une fonction.",
            duty="Le secrétariat est tenu par une personne qui a un compte." if is_secretary else None,
            confidentiality_on="Cette date est à venir." if is_early else None,
        )


def _name_problem(name: str) -> str | None:
    if not name.strip():
        return "Donnez un nom à la commission."
    return f"{NAME_LENGTH} signes au plus." if len(name) > NAME_LENGTH else None
