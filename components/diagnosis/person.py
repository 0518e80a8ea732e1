"""Section « La personne »: what she wants, in her words; then her professional project."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components.diagnosis.kept import draw
from components.diagnosis.reading import project_facts, show_facts
from components.diagnosis.rows import Cell, rows_field
from components.diagnosis.saving import saving_line
from components.diagnosis.screen import Screen
from components.diagnosis.widgets import (
    choice_of,
    day,
    in_columns,
    label_of,
    line,
    number,
    one_of,
    several_of,
)
from components.diagnosis.words import paragraph
from components.feedback import domain_errors_shown
from components.formats import format_date
from domain.diagnosis.fields import MAX_JOBS
from domain.diagnosis.records import Diagnosis, Job
from domain.diagnosis.words import (
    Certainty,
    ContractType,
    DrivingLicence,
    EducationLevel,
    MobilityMeans,
    WorkingTime,
)


@st.fragment
def person_section(screen: Screen, *, read: Callable[[], Diagnosis]) -> None:
    """Her words first."""
    with domain_errors_shown():
        diagnosis = read()
        if not screen.is_still(diagnosis):
            st.rerun()
        fresh = replace(screen, diagnosis=diagnosis)
        saving_line(screen)
        now, before = st.columns([7, 3], gap="medium") if screen.previous else (st.container(), None)
        with now:
            _typed(fresh) if screen.may_type else _told(diagnosis)
        if before and screen.previous:
            with before:
                st.markdown(f":small[**Le {format_date(screen.previous.held_on)}**]")
                _told(screen.previous, is_small=True)


def _typed(screen: Screen) -> None:
    draw(st.text_area, screen.shared("wants"), height=90, placeholder="Avec les mots de la personne")
    st.markdown("**Projet professionnel**")
    cells = [
        Cell("Code ROME", 2, st.text_input, {"placeholder": "K1304", "max_chars": 5}),
        Cell("Métier", 6, st.text_input, {"max_chars": 150}),
        Cell("Certitude", 3, st.selectbox, {"options": list(Certainty), "format_func": label_of}),
    ]
    rows_field(screen.shared("jobs"), cells, Job("", "", Certainty.EXPLORED), most=MAX_JOBS)
    in_columns(
        screen, [3, 2], {"contract_types": several_of(ContractType), "working_time": one_of(WorkingTime)}
    )
    draw(several_of(MobilityMeans), screen.shared("mobility_means"))
    licence, level = choice_of(DrivingLicence), choice_of(EducationLevel)
    in_columns(
        screen, [1, 1, 1], {"driving_licence": licence, "mobility_radius_km": number, "minimum_pay": number}
    )
    in_columns(screen, [1, 1, 1], {"available_on": day, "education_level": level, "last_activity": line})


def _told(diagnosis: Diagnosis, *, is_small: bool = False) -> None:
    if not is_small:
        st.markdown("**Ce que je veux**")
    unsaid = "Rien n’est noté." if diagnosis.is_in_group else "Réservé au groupe de suivi."
    st.markdown(paragraph(diagnosis.wants) or unsaid)
    show_facts(project_facts(diagnosis.project))
