"""A diagnosis as it leaves, with only what matters given."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.access import Field
from domain.diagnosis.records import (
    Answer,
    Conclusion,
    Diagnosis,
    Entry,
    Interviewer,
    Job,
    NextStep,
    Project,
    ThemeRecord,
)
from domain.diagnosis.sheet import DiagnosisSheet
from domain.diagnosis.template import Situation, TemplateContent, Theme
from domain.diagnosis.words import (
    Agreement,
    Certainty,
    ContractType,
    DiagnosisStatus,
    DrivingLicence,
    EducationLevel,
    MobilityMeans,
    Moment,
    ThemeState,
    WorkingTime,
)
from domain.follow_up import Track
from tests.factories import NOW, TODAY
from tests.services.file_values import view_with
from tests.services.logbook_values import member

SOCIAL, ADVISER = 7, 8
NAMES = {SOCIAL: "Camille Exemple — Structure d’essai", ADVISER: "Awa Diop — France Travail Perpignan"}
CONTENT = TemplateContent(
    (
        Theme(
            "logement",
            "Logement et hébergement",
            Field.SOCIAL,
            True,
            (Situation("hosted", "Hébergement chez un proche"), Situation("late", "Loyer en retard")),
        ),
        Theme("mobilite", "Mobilité", Field.SOCIAL, True, (Situation("far", "Loin des transports"),)),
        Theme("se-former", "Se former", Field.PROFESSIONAL, True),
        Theme("sante", "Santé", Field.SOCIAL, True, (Situation("tired", "Fatigue ou douleurs"),)),
    )
)
CONCLUSION = Conclusion(Track.SOCIO_PROFESSIONAL, date(2027, 1, 12), Agreement.AGREES)
_PEOPLE = (
    Interviewer(SOCIAL, "Camille Exemple", Field.SOCIAL, "Structure d’essai", NOW, NOW),
    Interviewer(ADVISER, "Awa Diop", Field.PROFESSIONAL, "France Travail Perpignan", NOW, NOW),
)


def sheet_with(
    *answers: Answer,
    themes: tuple[ThemeRecord, ...] = (),
    header: dict[str, Any] | None = None,
    names: dict[int, str] | None = None,
    **values: Any,
) -> DiagnosisSheet:
    """A validated diagnosis with these answers and themes, where these values differ."""
    view = view_with(**header or {})
    entry = Entry(DiagnosisStatus.VALIDATED, answers, {theme.theme: theme for theme in themes})
    group = [
        member("Camille Exemple", professional_id=SOCIAL, structure_name="Structure d’essai"),
        member(
            "Awa Diop",
            professional_id=ADVISER,
            structure_name="France Travail Perpignan",
            structure_phone="04 99 00 12 34",
        ),
    ]
    return DiagnosisSheet(
        view.viewer, view.header, replace(_DIAGNOSIS, entry=entry, **values), names or NAMES, group
    )


def answer(theme: str, state: ThemeState, *, author: int = SOCIAL, **values: Any) -> Answer:
    """What a professional says of a theme."""
    one = next(person for person in _PEOPLE if person.professional_id == author)
    return Answer(theme, author, one.name, one.field, one.structure_name, NOW, state, **values)


def longest_sheet() -> DiagnosisSheet:
    """Sixteen themes to lift with their situations and her words, three priorities of four steps."""
    situations = tuple(Situation(str(n), f"Situation n° {n} qui se dit en peu de mots") for n in range(8))
    themes = tuple(
        Theme(f"theme-{n}", f"Difficultés administratives {n}", Field.SOCIAL, True, situations)
        for n in range(16)
    )
    return sheet_with(
        *(answer(one.code, ThemeState.CONSTRAINT, situations=("1", "2", "3")) for one in themes),
        themes=tuple(_long_record(theme.code, rank) for rank, theme in enumerate(themes, start=1)),
        content=TemplateContent(themes),
        wants="Je veux un travail près de la maison, avec des horaires qui vont avec l’école. " * 4,
        conclusion=replace(CONCLUSION, person_comment="C’est bien ce que nous avons dit ce jour-là. " * 4),
    )


def _long_record(code: str, rank: int) -> ThemeRecord:
    title = "Prendre rendez-vous au guichet anticonstitutionnellement n°"
    steps = tuple(NextStep(f"{title} {n}", SOCIAL, date(2026, 12, n)) for n in (1, 2, 3, 4))
    shared = ThemeRecord(
        code,
        ThemeState.NEED,
        "Je ne sais pas comment faire toute seule avec les papiers.",
        objective="Retrouver une situation administrative claire et durable",
        next_steps=steps,
    )
    return replace(shared, priority_rank=rank if rank <= 3 else None)


PROJECT = Project(
    jobs=(
        Job("K1304", "Aide à domicile", Certainty.CONFIRMED),
        Job("D1507", "Employée de rayon", Certainty.EXPLORED),
    ),
    contract_types=(ContractType.PERMANENT, ContractType.FIXED_TERM),
    working_time=WorkingTime.PART,
    mobility_radius_km=15,
    mobility_means=(MobilityMeans.PUBLIC_TRANSPORT, MobilityMeans.WALK),
    driving_licence=DrivingLicence.NONE,
    minimum_pay=1400,
    available_on=date(2027, 1, 4),
    education_level=EducationLevel.LEVEL_3,
    last_activity="Agente d’entretien à la mairie, jusqu’en 2024",
)
_DIAGNOSIS = Diagnosis(
    id=5,
    beneficiary_id=1,
    support_period_id=1,
    person_name="Durand Alix",
    status=DiagnosisStatus.VALIDATED,
    moment=Moment.ENTRY,
    held_on=TODAY,
    validated_on=TODAY,
    superseded_on=None,
    is_joint=True,
    copy_of_id=None,
    wants="Je veux travailler près de chez moi.",
    project=PROJECT,
    conclusion=CONCLUSION,
    template_number=1,
    template_name="Trame nationale",
    content=CONTENT,
    interviewers=_PEOPLE,
    entry=Entry(DiagnosisStatus.VALIDATED),
    is_in_group=True,
    is_interviewer=True,
)
