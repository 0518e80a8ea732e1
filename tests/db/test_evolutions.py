"""Evolution read from the database: whose, by stay, and in the words of each diagnosis' own frame."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.diagnoses.closing import conclude, validate
from db.actions.diagnoses.entry import record_answer
from db.engine import read_session
from db.models.beneficiaries import SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisTemplate
from db.queries.diagnoses import get_diagnosis
from db.queries.evolutions import list_stays
from domain.access import Role
from domain.diagnosis.core import core_content
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import TemplateStatus, ThemeState
from domain.follow_up import ExitReason
from domain.identifiers import new_id
from tests.db.diagnosing import (
    act,
    correct,
    fill_in,
    sign_by_both,
    start,
    start_together,
    validated,
)
from tests.factories import TODAY, make_consortium, make_professional, viewer_for

NEED, STRENGTH = ThemeState.NEED, ThemeState.STRENGTH


def stays_of(viewer, person_id):
    with read_session(viewer) as session:
        return list_stays(session, viewer, person_id)


def move_to(session, diagnosis_id, day):
    """As if it had been held that day."""
    session.query(Diagnosis).filter_by(id=diagnosis_id).update({"held_on": day})
    session.expire_all()


def validate_another(duo, state):
    """A second diagnosis in which mobility is seen so, by both."""
    diagnosis_id = start_together(duo)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, record_answer, diagnosis_id, "mobilite", "state", shown=NEED, typed=state)
    act(duo.social, conclude, diagnosis_id)
    sign_by_both(duo, diagnosis_id)
    return diagnosis_id


def test_validated_diagnoses_of_a_stay_come_oldest_first(session, duo):
    first = validated(duo)
    move_to(session, first, date(2026, 1, 12))
    second = validate_another(duo, STRENGTH)
    start(duo.social, duo.person_id)  # a draft says nothing yet
    (stay,) = stays_of(duo.social, duo.person_id)
    assert [stage.diagnosis_id for stage in stay.stages] == [first, second]
    assert [stage.state("mobilite") for stage in stay.stages] == [NEED, STRENGTH]
    assert stay.stages[0].state("sante") == ThemeState.NOT_EXPLORED
    assert all(stage.is_joint for stage in stay.stages)


def test_a_corrected_diagnosis_gives_way_to_its_correction_once_validated(duo):
    source = validated(duo)
    copy = correct(duo.social, source)
    assert [stage.diagnosis_id for stage in stays_of(duo.social, duo.person_id)[0].stages] == [source]
    act(duo.social, conclude, copy)
    sign_by_both(duo, copy)
    assert [stage.diagnosis_id for stage in stays_of(duo.social, duo.person_id)[0].stages] == [copy]


def test_two_stays_are_apart_the_latest_first(session, duo):
    old = validated(duo)
    former = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == duo.person_id)).one()
    former.exited_on, former.exit_reason = date(2026, 10, 1), ExitReason.OTHER
    values = {"consortium_id": former.consortium_id, "beneficiary_id": duo.person_id}
    back = SupportPeriod(
        **values, id=new_id(), entered_on=date(2026, 11, 1), entry_origin=former.entry_origin
    )
    session.add(back)
    session.flush()
    new = validate_another(duo, STRENGTH)
    latest, first = stays_of(duo.social, duo.person_id)
    assert (latest.entered_on, first.exited_on) == (date(2026, 11, 1), date(2026, 10, 1))
    assert [latest.stages[0].diagnosis_id, first.stages[0].diagnosis_id] == [new, old]


def publish_another_frame(session, duo):
    """Mobility has another name, health is gone, a local theme came."""
    session.query(DiagnosisTemplate).update({"status": TemplateStatus.RETIRED, "retired_on": TODAY})
    core = core_content()
    themes = [replace(core.theme("mobilite"), label="Se déplacer", situations=())]
    themes += [theme for theme in core.themes if theme.code not in ("mobilite", "sante")]
    themes.append(replace(core.theme("mobilite"), code="local-montagne", label="Montagne", is_core=False))
    session.add(
        DiagnosisTemplate(
            consortium_id=duo.social.consortium_id,
            id=new_id(),
            number=2,
            name="Trame du territoire",
            status=TemplateStatus.PUBLISHED,
            published_on=TODAY,
            written_with="",
            content=TemplateContent(tuple(themes)).to_json(),
        )
    )
    session.flush()


def test_an_old_diagnosis_reads_exactly_as_it_was_after_the_frame_changed(session, duo):
    old = validated(duo)
    with read_session(duo.social) as reading:
        before = get_diagnosis(reading, duo.social, old)
    publish_another_frame(session, duo)
    with read_session(duo.social) as reading:
        after = get_diagnosis(reading, duo.social, old)
    assert after == before
    assert after.content.theme("mobilite").label == "Mobilité"
    assert "sante" in after.content.codes


def test_each_diagnosis_keeps_the_words_of_its_own_frame(session, duo):
    move_to(session, validated(duo), date(2026, 1, 12))
    publish_another_frame(session, duo)
    validate_another(duo, STRENGTH)
    before, after = stays_of(duo.social, duo.person_id)[0].stages
    assert (before.labels["mobilite"], after.labels["mobilite"]) == ("Mobilité", "Se déplacer")
    assert (before.state("local-montagne"), before.state("sante")) == (None, ThemeState.NOT_EXPLORED)
    assert (after.state("local-montagne"), after.state("sante")) == (ThemeState.NOT_EXPLORED, None)


def test_who_may_not_open_the_file_reads_nothing(session, duo):
    validated(duo)
    neighbour = make_professional(session, make_consortium(session))
    abroad = viewer_for(session, neighbour, *(role for role in Role if role is not Role.NATIONAL))
    assert stays_of(abroad, duo.person_id) == []
    assert stays_of(replace(duo.social, roles=frozenset({Role.ADMINISTRATOR})), duo.person_id) == []


@pytest.mark.parametrize("more", [0, 2])
def test_it_costs_two_statements_whatever_the_number_of_diagnoses(duo, count_statements, more):
    validated(duo)
    for _ in range(more):
        validate_another(duo, STRENGTH)
    with count_statements() as statements:
        stays_of(duo.social, duo.person_id)
    assert len(statements) == 2


def test_a_conclusion_alone_is_not_an_evolution(duo):
    diagnosis_id = start_together(duo)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, conclude, diagnosis_id)
    act(duo.social, validate, diagnosis_id)
    assert stays_of(duo.social, duo.person_id) == []
