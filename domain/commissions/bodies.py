"""Rules of a body: who must be there, what it may conclude, whom it looks at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.commissions.words import CommissionFamily, Conclusion, MemberDuty

USUAL_MINUTES = 15  # for one situation
RECENT_PASSAGE = "recent_passage_days"  # thresholds: a passage more recent than that is flagged
REGULATORY_ON = "regulatory_commissions"  # thresholds: 1 when the consortium switched them on


@dataclass(frozen=True)
class Ending:
    """One entry of the list a body concludes with: its own words, and what they mean."""

    meaning: Conclusion
    words: str


@dataclass(frozen=True)
class Quorum:
    """What a regulatory body needs to give an opinion; nothing for the others."""

    members: int = 0
    colleges: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    """A person or a function that sits in a body; `substitute_for_id`: whom it may replace."""

    id: int
    version: int
    name: str
    function: str
    structure_id: int | None
    structure: str
    professional_id: int | None
    college: str
    duty: MemberDuty
    is_voting: bool
    confidentiality_on: date | None = None
    substitute_for_id: int | None = None
    email: str = ""


@dataclass(frozen=True)
class Body:
    """A commission; `communes`: codes of its perimeter, empty for the whole territory."""

    id: int
    version: int
    name: str
    family: CommissionFamily
    communes: tuple[str, ...]
    motives: tuple[str, ...]
    colleges: tuple[str, ...]
    quorum: Quorum
    endings: tuple[Ending, ...]
    minutes: int
    place: str
    rules: str
    is_active: bool
    remedies: str = ""
    members: tuple[Member, ...] = field(default=())


IS_OFF = (
    "Cette commission est réglementaire, et les instances réglementaires ne sont pas activées (Seuils et "
    "délais)\u00a0: elle ne reçoit ni nouvelle séance ni nouvelle situation. Ce qu’elle a déjà fait est "
    "gardé."
)
USUAL_MOTIVES = (
    "Parcours bloqué",
    "Plusieurs difficultés à la fois",
    "Logement",
    "Santé",
    "Mobilité",
    "Garde d’enfants",
    "Reprise d’emploi à sécuriser",
    "Autre",
)
REGULATORY_MOTIVES = (
    "Orientation",
    "Réorientation",
    "Maintien en parcours social",
    "Contrat complexe",
    "Manquement aux engagements",
)
USUAL_COLLEGES = (
    "Département",
    "France Travail",
    "Missions locales",
    "Cap emploi",
    "CAF",
    "CCAS et communes",
    "Associations et structures d’insertion",
    "Entreprises et chambres",
    "Représentants des personnes accompagnées",
)
_POSTPONED = Ending(Conclusion.POSTPONED, Conclusion.POSTPONED.label)
_USUAL_ENDINGS = {
    CommissionFamily.SOLUTIONS: (
        Ending(Conclusion.FOUND, Conclusion.FOUND.label),
        Ending(Conclusion.TO_DEEPEN, Conclusion.TO_DEEPEN.label),
    ),
    CommissionFamily.REGULATORY: tuple(
        Ending(Conclusion.OPINION, words)
        for words in (
            "Avis favorable",
            "Avis défavorable",
            "Orientation vers un parcours social",
            "Orientation vers un parcours socio-professionnel",
            "Orientation vers un parcours professionnel",
            "Maintien dans le parcours",
        )
    ),
}


def off_reason(family: CommissionFamily, thresholds: Mapping[str, int]) -> str:
    """Why a body of this family meets no more in this consortium; empty when it does."""
    return IS_OFF if family is CommissionFamily.REGULATORY and not thresholds[REGULATORY_ON] else ""


def usual_endings(family: CommissionFamily) -> tuple[Ending, ...]:
    """What such a body concludes with until it writes its own list."""
    return (*_USUAL_ENDINGS[family], _POSTPONED)


def with_postponed(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    """« Reportée » is always there, last."""
    return (*(one for one in endings if one.meaning is not Conclusion.POSTPONED), _POSTPONED)


def missing_for_quorum(quorum: Quorum, present: Sequence[Member]) -> list[str]:
    """Why the members present cannot give an opinion, in words; nothing when they can."""
    voting = sum(member.is_voting for member in present)
    colleges = {member.college for member in present}
    functions = {member.function.casefold() for member in present}
    reasons = []
    if voting < quorum.members:
        reasons.append(f"quorum non atteint\u00a0: {voting} sur {quorum.members} membres avec voix")
    absent = [college for college in quorum.colleges if college not in colleges]
    reasons += [f"collège obligatoire absent\u00a0: {college}" for college in absent]
    lacking = [function for function in quorum.functions if function.casefold() not in functions]
    return reasons + [f"fonction obligatoire absente\u00a0: {function}" for function in lacking]
