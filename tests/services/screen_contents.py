"""Contents of a shared screen: an ordinary situation, too much of everything, almost nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.commissions.sheets import (
    CaseSheet,
    CommitmentLine,
    NeedLine,
    Outcome,
    PathEvent,
    Screen,
    SolutionLine,
)
from domain.commissions.words import PointKind

DAY = date(2026, 11, 22)
SHEET = CaseSheet(
    number=3,
    motive="Logement",
    question="Comment stabiliser son logement avant la fin de l’hébergement, le 15 janvier ?",
    age="26 à 34 ans",
    commune="Perpignan",
    publics=("Parent isolé", "Résident de quartier prioritaire"),
    strengths=("Compétences professionnelles", "Réseau et entourage"),
    needs=(
        NeedLine("Logement", "logement", "Contrainte", "Besoin"),
        NeedLine("Mobilité", "mobilite", "Besoin", "Besoin"),
        NeedLine("Garde d’enfants", "famille", "Besoin"),
        NeedLine("Numérique", "numerique", "Point d’appui", "Besoin", is_to_lift=False),
    ),
    needs_on=date(2026, 10, 6),
    wants="Reprendre comme aide-soignante, près de l’école de ses enfants.",
    person_words="Sans adresse, je ne peux pas m’engager sur des horaires.",
    tried="Demande de logement social renouvelée. Deux visites dans le parc privé, refusées faute de garant.",
    events=(
        PathEvent(date(2026, 1, 12), "Entrée dans la file active"),
        PathEvent(date(2026, 2, 3), "Orientation : accompagnement social"),
        PathEvent(date(2026, 6, 18), "Orientée vers l’atelier logement"),
        PathEvent(date(2026, 10, 6), "Diagnostic validé"),
        PathEvent(date(2026, 12, 3), "Point de situation", is_planned=True),
    ),
    delays=("Entrée : il y a 10 mois", "Dernier contact : il y a 2 semaines", "Saisine : il y a 3 semaines"),
    solutions=(
        SolutionLine(1, "Intermédiation locative", "Association Toit", "Perpignan", "2 places", "Logement"),
        SolutionLine(2, "Location solidaire de voiture", "Garage des Albères", "Thuir", "", "Mobilité"),
        SolutionLine(3, "Crèche à horaires décalés", "Ville", "Perpignan", "", "Garde d’enfants"),
    ),
    presenter="Nora Fabre",
)
CASE = Screen(
    changes=4,
    body="Commission de recherche de solutions",
    meets_on=DAY,
    state="En cours",
    kind=PointKind.SITUATION,
    number=3,
    total=8,
    treated=2,
    sheet=SHEET,
)


def promise(number: int, title: str, owner: str, deadline_on: date | None, **values: Any) -> CommitmentLine:
    """A commitment of this owner."""
    usual: dict[str, Any] = {"is_done": False, "owner_id": None, "structure_id": None}
    line = {"id": number, "version": 1, "title": title, "owner": owner, "deadline_on": deadline_on}
    return CommitmentLine(**(line | usual | values))


PROMISES = (
    promise(1, "Garantir le loyer pendant six mois", "Association Toit", DAY + timedelta(days=18)),
    promise(2, "Appeler le bailleur", "Nora Fabre", DAY + timedelta(days=4)),
)
WRITTEN = replace(
    CASE,
    outcome=Outcome(
        "Solution retenue", "Bail glissant dès qu’un logement se libère, avec une visite par mois."
    ),
    commitments=PROMISES,
)
FORMER = replace(
    CASE,
    kind=PointKind.COMMITMENTS,
    number=None,
    sheet=None,
    commitments=(
        promise(3, "Trouver une place de crèche", "Ville de Perpignan", DAY - timedelta(days=9)),
        promise(4, "Relancer la demande de logement", "Camille Exemple", DAY - timedelta(days=2)),
        *PROMISES,
        promise(5, "Préparer le dossier de surendettement", "La personne", None, is_done=True),
    ),
)
BREAK = replace(
    CASE,
    kind=PointKind.BREAK,
    number=None,
    sheet=None,
    minutes=15,
    current_since=datetime(2026, 11, 22, 13, 55, tzinfo=UTC),
)
_LONG = (
    "Une phrase qui dure, anticonstitutionnellement longue, et qui ne s’arrête pas à temps pour la salle. "
    * 6
)
LONG = replace(
    WRITTEN,
    first_name="Marie-Françoise",
    sheet=replace(
        SHEET,
        question=_LONG,
        tried=_LONG,
        person_words=_LONG,
        wants=_LONG,
        publics=tuple(f"Public numéro {number} au nom très long" for number in range(6)),
        strengths=tuple(f"Un point d’appui vraiment long, le {number}" for number in range(14)),
        needs=tuple(
            NeedLine(f"Un thème au nom long, le {number}", "x", "Contrainte", "Besoin")
            for number in range(16)
        ),
        events=tuple(PathEvent(DAY, f"{number} {_LONG}") for number in range(11)),
        delays=tuple(f"Un délai dont le nom est long : il y a {number} mois" for number in range(6)),
    ),
    outcome=Outcome("Une conclusion au libellé long", _LONG, ("Nora Fabre", "Camille Exemple"), 5, 2, 1),
    commitments=tuple(promise(number, _LONG[:300], _LONG[:150], DAY) for number in range(9)),
)
BARE = Screen(
    changes=1,
    body="Commission",
    meets_on=DAY,
    state="En cours",
    kind=PointKind.SITUATION,
    number=1,
    total=1,
    sheet=CaseSheet(number=1, motive="Autre", question="Que faire ?"),
)
BETWEEN = replace(CASE, kind=None, number=None, sheet=None)
STATES = {
    "case": CASE,
    "no-outcome-long": replace(LONG, outcome=None, commitments=(), first_name=""),
    "written": WRITTEN,
    "former": FORMER,
    "many-former": replace(FORMER, commitments=LONG.commitments + FORMER.commitments),
    "break": BREAK,
    "long": LONG,
    "bare": BARE,
    "between": BETWEEN,
}
