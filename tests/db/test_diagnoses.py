"""Diagnoses: started, shared between two professionals, abandoned; one at a time for each stay."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db.actions.diagnoses.closing import conclude
from db.actions.diagnoses.life import abandon, take_part
from db.engine import read_session
from db.models.audit import AuditEntry
from db.models.diagnoses import Diagnosis, DiagnosisTemplate
from db.queries.diagnoses import list_file_diagnoses, previous_diagnosis_id
from domain.access import Field, Role
from domain.diagnosis.core import core_content
from domain.diagnosis.records import Job, Project
from domain.diagnosis.words import Certainty, DiagnosisStatus, ThemeState
from domain.errors import ForbiddenError, NotFoundError
from domain.identifiers import new_id
from tests.db.diagnosing import (
    act,
    answer,
    correct,
    fill_in,
    join,
    read,
    sign_by_both,
    start,
    start_together,
    validated,
    write,
)
from tests.factories import TODAY

JOBS = (Job("K1304", "Aide à domicile", Certainty.CONFIRMED),)


def listed(viewer, person_id):
    with read_session(viewer) as session:
        return list_file_diagnoses(session, viewer, person_id)


def before(viewer, diagnosis_id):
    with read_session(viewer) as session:
        return previous_diagnosis_id(session, viewer, read(viewer, diagnosis_id))


def test_a_diagnosis_starts_empty_on_the_national_frame_with_who_starts_it(duo):
    diagnosis = read(duo.social, start(duo.social, duo.person_id))
    assert (diagnosis.status, diagnosis.held_on) == (DiagnosisStatus.DRAFT, TODAY)
    assert diagnosis.content == core_content()
    assert [one.professional_id for one in diagnosis.interviewers] == [duo.social.professional_id]
    assert (diagnosis.wants, diagnosis.project, diagnosis.entry.answers) == ("", Project(), [])
    assert (diagnosis.is_in_group, diagnosis.is_interviewer) == (True, True)


def test_starting_again_comes_back_to_the_diagnosis_that_is_running(session, duo):
    record_id = new_id()
    started = [start(duo.social, duo.person_id, record_id) for _ in range(2)]
    started += [start(duo.social, duo.person_id), start(duo.professional, duo.person_id)]
    assert started == [record_id] * 4
    assert session.scalar(select(func.count(Diagnosis.id)).where(Diagnosis.id == record_id)) == 1
    assert len(read(duo.social, record_id).interviewers) == 2


def test_each_diagnosis_keeps_the_version_of_the_frame_that_it_began_with(session, duo):
    first = validated(duo)
    of_consortium = DiagnosisTemplate.consortium_id == duo.social.consortium_id
    template = session.scalars(select(DiagnosisTemplate).where(of_consortium)).one()
    template.status, template.retired_on = "retired", TODAY
    session.flush()
    second = start(duo.social, duo.person_id)
    assert [read(duo.social, one).template_number for one in (first, second)] == [1, 2]
    act(duo.social, abandon, second)
    assert read(duo.social, correct(duo.social, first)).template_number == 1


def test_the_project_of_the_last_validated_diagnosis_is_not_asked_again(duo):
    first = start_together(duo)
    write(duo.social, first, "jobs", JOBS, ())
    write(duo.social, first, "wants", "Un CDI", "")
    fill_in(duo.social, first)
    act(duo.social, conclude, first)
    sign_by_both(duo, first)
    second = read(duo.professional, start(duo.professional, duo.person_id))
    assert (second.project.jobs, second.wants, second.entry.answers) == (JOBS, "", [])
    assert second.conclusion.track is None


def test_an_account_without_field_reads_but_takes_no_part(session, duo):
    viewer = join(session, duo, field=None)
    with pytest.raises(ForbiddenError, match="champ social ou professionnel"):
        start(viewer, duo.person_id)
    diagnosis_id = start(duo.social, duo.person_id)
    for click in (lambda: start(viewer, duo.person_id), lambda: act(viewer, take_part, diagnosis_id)):
        with pytest.raises(ForbiddenError, match="champ social ou professionnel"):
            click()
    assert not read(viewer, diagnosis_id).is_interviewer


def test_somebody_of_the_group_writes_once_she_takes_part(session, duo):
    diagnosis_id, viewer = start(duo.social, duo.person_id), join(session, duo)
    with pytest.raises(ForbiddenError, match="Prenez d’abord part"):
        answer(viewer, diagnosis_id, ThemeState.NEED)
    for _ in range(2):
        act(viewer, take_part, diagnosis_id)
    answer(viewer, diagnosis_id, ThemeState.NEED)
    interviewers = read(viewer, diagnosis_id).interviewers
    assert [one.professional_id for one in interviewers][1:] == [viewer.professional_id]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STRUCTURE_MANAGER, Role.CASEWORKER])
def test_outside_the_group_nobody_starts_nor_takes_part(session, duo, role):
    viewer = join(session, duo, in_group=False, roles=(role,))
    diagnosis_id = start(duo.social, duo.person_id)
    with pytest.raises((ForbiddenError, NotFoundError)):
        start(viewer, duo.person_id)
    with pytest.raises(NotFoundError):
        act(viewer, take_part, diagnosis_id)
    with pytest.raises(NotFoundError):
        act(viewer, abandon, diagnosis_id)


def test_an_abandoned_diagnosis_stays_in_the_file_and_another_may_start(duo):
    first = start(duo.social, duo.person_id)
    act(duo.social, abandon, first)
    with pytest.raises(ForbiddenError, match="abandonné"):
        act(duo.social, abandon, first)
    with pytest.raises(ForbiddenError, match="abandonné"):
        act(duo.professional, take_part, first)
    second = start(duo.social, duo.person_id)
    statuses = [line.status for line in listed(duo.social, duo.person_id)]
    assert second != first
    assert statuses == [DiagnosisStatus.DRAFT, DiagnosisStatus.ABANDONED]


def test_the_list_of_a_file_says_who_took_part_newest_first(duo):
    first, second = validated(duo), start(duo.professional, duo.person_id)
    lines = listed(duo.social, duo.person_id)
    assert [line.id for line in lines] == [second, first]
    assert [len(line.interviewers) for line in lines] == [1, 2]
    assert (lines[1].is_joint, lines[1].explored_count) == (True, 1)
    assert listed(duo.social, new_id()) == []


def test_the_diagnosis_before_is_never_another_version_of_the_same(duo):
    first = validated(duo)
    corrected = correct(duo.social, first)
    assert before(duo.social, corrected) is None
    act(duo.social, conclude, corrected)
    sign_by_both(duo, corrected)
    again, nothing = correct(duo.social, corrected), (None, None, None)
    assert tuple(before(duo.social, one) for one in (first, corrected, again)) == nothing
    act(duo.social, abandon, again)
    assert before(duo.social, start(duo.social, duo.person_id)) == corrected


def test_every_click_leaves_one_line_of_audit_without_any_word(session, duo):
    diagnosis_id = start_together(duo)
    answer(duo.social, diagnosis_id, "Suivie au CMP", field="restricted_note", shown="")
    write(duo.social, diagnosis_id, "wants", "Un CDI", "")
    of_consortium = AuditEntry.consortium_id == duo.social.consortium_id
    entries = session.scalars(select(AuditEntry).where(of_consortium).order_by(AuditEntry.sequence)).all()
    kinds = [entry.object_kind for entry in entries]
    assert kinds[-4:] == ["diagnosis", "diagnosis", "diagnosis_answer", "diagnosis"]
    assert {(entry.beneficiary_id, entry.detail) for entry in entries[-4:]} == {(duo.person_id, "")}


def test_the_field_of_an_interviewer_is_the_one_of_the_day_she_came(duo):
    diagnosis_id = start_together(duo)
    moved = replace(duo.social, field=Field.PROFESSIONAL)
    assert start(moved, duo.person_id) == diagnosis_id
    assert [one.field for one in read(moved, diagnosis_id).interviewers] == list(Field)
