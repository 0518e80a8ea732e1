"""Who reads what of a diagnosis: words for the group, restricted notes for a field or a structure."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from db.actions.diagnoses.closing import conclude
from db.engine import read_session
from db.models.beneficiaries import Beneficiary, GroupMember
from db.models.consortia import Structure
from db.queries.diagnoses import list_file_diagnoses, read_entry
from domain.access import Field, Role
from domain.diagnosis.records import Job, NextStep, Project
from domain.diagnosis.words import Agreement, Certainty, Impact, Restriction, ThemeState
from domain.errors import NotFoundError
from domain.follow_up import Track
from tests.db.diagnosing import (
    act,
    answer,
    correct,
    fill_in,
    join,
    make_duo,
    read,
    say,
    sign_by_both,
    start_together,
    write,
)
from tests.factories import TODAY

NOTE, WORD = "Suivie au CMP", "Zébulon"


@pytest.fixture
def told(duo):
    """A diagnosis in which every field holds a word; the restricted note is of the social field."""
    diagnosis_id = start_together(duo)
    fill_in(duo.social, diagnosis_id)
    for field in ("wants", "last_activity", "person_comment"):
        write(duo.social, diagnosis_id, field, WORD, "")
    write(duo.social, diagnosis_id, "jobs", (Job("", WORD, Certainty.EXPLORED),), ())
    for field in ("person_words", "common_words"):
        say(duo.social, diagnosis_id, field, WORD, "")
    answer(duo.social, diagnosis_id, WORD, field="shared_note", shown="")
    answer(duo.social, diagnosis_id, NOTE, field="restricted_note", shown="")
    answer(duo.social, diagnosis_id, Impact.STRONG, field="impact", shown=None)
    return diagnosis_id


def note_read_by(viewer, diagnosis_id):
    (mine,) = [one for one in read(viewer, diagnosis_id).entry.answers if one.field is Field.SOCIAL]
    return mine.restricted_note


def is_refused(viewer, duo, diagnosis_id):
    with read_session(viewer) as session:
        assert list_file_diagnoses(session, viewer, duo.person_id) == []
        with pytest.raises(NotFoundError):
            read_entry(session, viewer, diagnosis_id)
    with pytest.raises(NotFoundError):
        answer(viewer, diagnosis_id, ThemeState.STRENGTH)
    with pytest.raises(NotFoundError):
        read(viewer, diagnosis_id)
    return True


def test_the_group_reads_every_word(duo, told):
    diagnosis = read(duo.professional, told)
    (said,) = diagnosis.entry.answers
    theme = diagnosis.entry.theme("mobilite")
    assert [diagnosis.wants, diagnosis.project.last_activity, diagnosis.project.jobs[0].label] == [WORD] * 3
    assert [diagnosis.conclusion.person_comment, theme.person_words, said.shared_note] == [WORD] * 3
    assert (said.impact, said.restricted_note) == (Impact.STRONG, "")
    assert theme.next_steps[1] == NextStep("Réviser", None, None)


def test_the_coordination_outside_the_group_reads_states_and_no_word(session, duo, told):
    viewer = join(session, duo, in_group=False, roles=(Role.COORDINATOR,))
    diagnosis = read(viewer, told)
    (said,), theme = diagnosis.entry.answers, diagnosis.entry.theme("mobilite")
    assert not [word for word in (WORD, NOTE, "permis", "Réviser") if word in str(diagnosis.entry)]
    assert WORD not in str(diagnosis)
    assert (diagnosis.project, theme.objective, theme.next_steps) == (Project(), "", ())
    assert (said.state, said.impact, said.shared_note) == (ThemeState.NEED, None, "")
    assert (theme.priority_rank, diagnosis.conclusion.track) == (1, Track.SOCIAL)
    assert diagnosis.conclusion.agreement is Agreement.AGREES
    assert (diagnosis.is_in_group, diagnosis.is_interviewer) == (False, False)


def test_the_coordination_in_the_group_reads_words_and_the_notes_of_her_field(session, duo, told):
    viewer = join(session, duo, roles=(Role.COORDINATOR,))
    assert read(viewer, told).wants == WORD
    assert note_read_by(viewer, told) == NOTE
    assert note_read_by(replace(viewer, field=Field.PROFESSIONAL), told) == ""


@pytest.mark.parametrize(
    ("restriction", "by_field", "by_structure"),
    [(Restriction.FIELD, NOTE, ""), (Restriction.STRUCTURE, "", NOTE)],
)
def test_a_restricted_note_is_for_its_author_and_one_circle(
    session, duo, told, restriction, by_field, by_structure
):
    if restriction is Restriction.STRUCTURE:
        answer(duo.social, told, restriction, field="restriction", shown=Restriction.FIELD)
    home = session.get_one(Structure, (duo.social.consortium_id, duo.social.structure_id))
    colleague = join(session, duo, structure=home, field=Field.PROFESSIONAL)
    manager = join(session, duo, in_group=False, structure=home, roles=(Role.STRUCTURE_MANAGER,))
    assert note_read_by(duo.social, told) == NOTE
    assert note_read_by(join(session, duo), told) == by_field
    assert note_read_by(colleague, told) == by_structure
    assert note_read_by(duo.professional, told) == ""
    assert note_read_by(join(session, duo, field=None), told) == ""
    assert is_refused(manager, duo, told)


def test_the_author_of_a_note_still_reads_it_after_changing_field_and_structure(session, duo, told):
    moved = replace(duo.social, field=Field.PROFESSIONAL, structure_id=duo.professional.structure_id)
    assert note_read_by(moved, told) == NOTE
    answer(moved, told, Impact.MEDIUM, field="impact", shown=Impact.STRONG)
    assert note_read_by(duo.professional, told) == ""
    assert note_read_by(join(session, duo), told) == NOTE


def test_a_note_written_after_changing_field_is_of_the_new_field(duo, told):
    moved = replace(duo.social, field=Field.PROFESSIONAL)
    answer(moved, told, "Autre chose", field="restricted_note", shown=NOTE)
    (said,) = read(duo.professional, told).entry.answers
    assert (said.field, said.restricted_note) == (Field.PROFESSIONAL, "Autre chose")


def test_a_reader_who_left_for_another_field_reads_the_notes_of_her_new_field_only(session, duo, told):
    reader = join(session, duo)
    assert note_read_by(reader, told) == NOTE
    assert note_read_by(replace(reader, field=Field.PROFESSIONAL), told) == ""
    assert note_read_by(replace(reader, field=None, structure_id=None), told) == ""


@pytest.mark.parametrize("values", [{"ended_on": TODAY}, {"objected_on": TODAY}, {"started_on": None}])
def test_a_share_that_ended_or_was_objected_to_takes_everything_away(session, duo, told, values):
    member = session.scalars(
        select(GroupMember).where(GroupMember.professional_id == duo.professional.professional_id)
    ).one()
    for name, value in values.items():
        setattr(member, name, value or TODAY.replace(year=2027))
    session.flush()
    assert is_refused(duo.professional, duo, told)
    assert read(duo.social, told).waited_for[1].professional_id == duo.professional.professional_id


def test_a_person_who_objects_is_read_by_her_owner_structure_only(session, duo, told):
    coordinator = join(session, duo, in_group=False, roles=(Role.COORDINATOR,))
    person = session.get_one(Beneficiary, (duo.social.consortium_id, duo.person_id))
    person.reserved_structure_id, person.sharing_objected_on = duo.social.structure_id, TODAY
    session.flush()
    assert is_refused(duo.professional, duo, told)
    assert is_refused(coordinator, duo, told)
    assert note_read_by(duo.social, told) == NOTE


def test_another_consortium_never_knows_of_it(session, duo, told):
    stranger = replace(make_duo(session).social, roles=frozenset(Role))
    assert is_refused(stranger, duo, told)


def test_an_account_that_lost_its_roles_reads_nothing(duo, told):
    assert is_refused(replace(duo.professional, roles=frozenset({Role.STEERING})), duo, told)
    assert is_refused(replace(duo.professional, roles=frozenset()), duo, told)


def test_restricted_notes_are_blank_in_the_answer_of_the_database_itself(duo, told, count_statements):
    """T048."""
    with count_statements() as statements, read_session(duo.professional) as session:
        read_entry(session, duo.professional, told)
    assert len(statements) == 1
    assert not any("restricted_note" in one and "CASE WHEN" not in one.upper() for one in statements)


def test_a_copy_made_by_the_other_field_keeps_each_note_for_those_who_read_it(duo):
    first = start_together(duo)
    fill_in(duo.social, first)
    answer(duo.social, first, NOTE, field="restricted_note", shown="")
    act(duo.social, conclude, first)
    sign_by_both(duo, first)
    copy = correct(duo.professional, first)
    assert [note_read_by(viewer, copy) for viewer in (duo.professional, duo.social)] == ["", NOTE]
