"""Validation: each interviewer signs, or is no longer waited for; joint when both fields did."""

import pytest

from db.actions.diagnoses.closing import conclude, release_interviewer, reopen, validate
from db.actions.diagnoses.life import abandon, take_part
from domain.access import Field, Role
from domain.diagnosis.words import DiagnosisStatus
from domain.errors import ForbiddenError, NotFoundError
from tests.db.diagnosing import (
    act,
    concluded,
    fill_in,
    join,
    read,
    sign_by_both,
    start,
    start_together,
    validated,
)
from tests.factories import TODAY

COMPLETED, VALIDATED = DiagnosisStatus.COMPLETED, DiagnosisStatus.VALIDATED


def test_a_diagnosis_is_validated_when_each_interviewer_has_signed(duo):
    diagnosis_id = concluded(duo)
    act(duo.professional, validate, diagnosis_id)
    waiting = read(duo.social, diagnosis_id)
    assert (waiting.status, waiting.validated_on) == (COMPLETED, None)
    assert [one.professional_id for one in waiting.waited_for] == [duo.social.professional_id]
    act(duo.social, validate, diagnosis_id)
    closed = read(duo.social, diagnosis_id)
    assert (closed.status, closed.validated_on, closed.is_joint) == (VALIDATED, TODAY, True)
    assert closed.waited_for == []


def test_a_draft_is_not_validated_nor_by_who_takes_no_part(session, duo):
    diagnosis_id = start_together(duo)
    with pytest.raises(ForbiddenError, match="conclusion"):
        act(duo.social, validate, diagnosis_id)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, conclude, diagnosis_id)
    for action in (validate, reopen, abandon):
        with pytest.raises(ForbiddenError, match="Prenez d’abord part"):
            act(join(session, duo), action, diagnosis_id)
        with pytest.raises(NotFoundError):
            act(join(session, duo, in_group=False, roles=(Role.COORDINATOR,)), action, diagnosis_id)


def test_reopening_withdraws_every_signature(duo):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    act(duo.professional, reopen, diagnosis_id)
    reopened = read(duo.social, diagnosis_id)
    assert (reopened.status, len(reopened.waited_for)) == (DiagnosisStatus.DRAFT, 2)
    act(duo.social, conclude, diagnosis_id)
    act(duo.professional, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is COMPLETED
    act(duo.social, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is VALIDATED


def test_somebody_who_joins_after_the_conclusion_is_waited_for(session, duo):
    diagnosis_id, third = concluded(duo), join(session, duo, field=Field.PROFESSIONAL)
    act(third, take_part, diagnosis_id)
    sign_by_both(duo, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is COMPLETED
    act(third, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is VALIDATED


@pytest.mark.parametrize(("field", "is_joint"), [(Field.SOCIAL, False), (Field.PROFESSIONAL, True)])
def test_two_people_of_one_field_do_not_make_it_joint(session, duo, field, is_joint):
    other = join(session, duo, field=field)
    diagnosis_id = start(duo.social, duo.person_id)
    act(other, take_part, diagnosis_id)
    fill_in(duo.social, diagnosis_id)
    for viewer, action in ((duo.social, conclude), (duo.social, validate), (other, validate)):
        act(viewer, action, diagnosis_id)
    closed = read(duo.social, diagnosis_id)
    assert (closed.status, closed.is_joint) == (VALIDATED, is_joint)


def test_one_person_alone_validates_a_diagnosis_that_is_not_joint(duo):
    diagnosis_id = start(duo.professional, duo.person_id)
    fill_in(duo.professional, diagnosis_id)
    act(duo.professional, conclude, diagnosis_id)
    act(duo.professional, validate, diagnosis_id)
    closed = read(duo.professional, diagnosis_id)
    assert (closed.status, closed.is_joint) == (VALIDATED, False)


@pytest.mark.parametrize("who", ["social", "professional"])
def test_who_is_no_longer_waited_for_lets_the_other_s_signature_close_it(duo, who):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    released = duo.professional.professional_id
    act(getattr(duo, who), release_interviewer, diagnosis_id, released)  # by a colleague, or by oneself
    closed = read(duo.social, diagnosis_id)
    assert (closed.status, closed.is_joint) == (VALIDATED, False)


def test_a_release_before_any_signature_closes_nothing(duo):
    diagnosis_id = concluded(duo)
    act(duo.social, release_interviewer, diagnosis_id, duo.professional.professional_id)
    assert read(duo.social, diagnosis_id).status is COMPLETED
    act(duo.social, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is VALIDATED


def test_only_somebody_waited_for_is_released_and_never_the_last_one(session, duo):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    for absent in (duo.social.professional_id, join(session, duo).professional_id, 0):
        with pytest.raises(NotFoundError):
            act(duo.professional, release_interviewer, diagnosis_id, absent)
    act(duo.professional, reopen, diagnosis_id)
    act(duo.professional, release_interviewer, diagnosis_id, duo.social.professional_id)
    with pytest.raises(ForbiddenError, match="au moins une personne"):
        act(duo.professional, release_interviewer, diagnosis_id, duo.professional.professional_id)
    with pytest.raises(ForbiddenError, match="Prenez d’abord part"):
        act(duo.social, conclude, diagnosis_id)


def test_a_new_validated_diagnosis_replaces_the_former_one_of_the_stay(duo):
    first = validated(duo)
    second = validated(duo)
    former = read(duo.social, first)
    assert (former.status, former.superseded_on) == (DiagnosisStatus.SUPERSEDED, TODAY)
    assert former.validated_on == TODAY
    assert read(duo.social, second).status is VALIDATED
