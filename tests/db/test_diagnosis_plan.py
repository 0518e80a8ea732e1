"""What a validated diagnosis brings to the plan, once."""

from datetime import date

from sqlalchemy import select

from db.actions.diagnoses.closing import conclude, validate
from db.actions.follow_up import close_follow_up
from db.models.audit import AuditEntry
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Review
from db.models.paths import Objective, PlanAction
from domain.diagnosis.records import NextStep
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.follow_up import ActionOrigin, ExitReason, ObjectiveStatus, Presence
from tests.db.diagnosing import (
    NEXT,
    act,
    concluded,
    correct,
    fill_in,
    read,
    say,
    sign_by_both,
    start,
    validated,
    write,
)
from tests.factories import TODAY


def of_stay(session, duo, model):
    return session.scalars(
        select(model).where(model.consortium_id == duo.social.consortium_id).order_by(model.id)
    ).all()


def plan_of(session, duo):
    return [
        [action.title for action in of_stay(session, duo, PlanAction) if action.objective_id == one.id]
        for one in of_stay(session, duo, Objective)
    ]


def close(duo, diagnosis_id):
    act(duo.social, conclude, diagnosis_id)
    sign_by_both(duo, diagnosis_id)


def of_stay_of_caseload(session, duo):
    return session.scalars(select(CaseloadEntry).where(CaseloadEntry.beneficiary_id == duo.person_id)).all()


def test_a_validated_diagnosis_gives_the_plan_its_objective_and_actions(session, duo):
    diagnosis_id = validated(duo)
    (objective,), actions = of_stay(session, duo, Objective), of_stay(session, duo, PlanAction)
    assert (objective.title, objective.theme, objective.set_on) == ("Passer le permis", "mobilite", TODAY)
    assert [(one.title, one.owner_id, one.deadline_on, one.origin) for one in actions] == [
        (
            "Trouver une auto-école",
            duo.social.professional_id,
            date(2026, 12, 1),
            ActionOrigin.DIAGNOSIS,
        ),
        ("Réviser", None, None, ActionOrigin.DIAGNOSIS),
    ]
    assert read(duo.social, diagnosis_id).status is DiagnosisStatus.VALIDATED


def test_a_validated_diagnosis_counts_as_a_review_that_gives_the_next_date(session, duo):
    validated(duo)
    (review,) = of_stay(session, duo, Review)
    (entry,) = of_stay_of_caseload(session, duo)
    assert (review.held_on, review.next_review_on) == (TODAY, NEXT)
    assert review.presence is Presence.PERSON_AND_PARTNERS
    assert review.summary == "Diagnostic partagé. Parcours proposé\u00a0: social. Priorités\u00a0: Mobilité."
    assert (entry.last_review_on, entry.review_due_on) == (TODAY, NEXT)


def test_the_plan_receives_nothing_before_the_last_signature(session, duo):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    assert [of_stay(session, duo, model) for model in (Objective, PlanAction, Review)] == [[], [], []]


def test_each_line_of_the_plan_is_signed(session, duo):
    validated(duo)
    about = AuditEntry.beneficiary_id == duo.person_id
    lines = session.scalars(select(AuditEntry).where(about).order_by(AuditEntry.sequence)).all()
    kinds = [line.object_kind for line in lines]
    assert kinds[-5:] == ["objective", "plan_action", "plan_action", "review", "diagnosis"]
    assert {line.detail for line in lines} == {""}


def test_a_correction_that_changes_nothing_brings_nothing_twice(session, duo):
    source = validated(duo)
    before = [plan_of(session, duo), len(of_stay(session, duo, Review))]
    close(duo, correct(duo.social, source))
    assert [plan_of(session, duo), len(of_stay(session, duo, Review))] == before


def test_a_correction_brings_its_new_actions_to_the_objective_that_is_there(session, duo):
    copy = correct(duo.social, validated(duo))
    steps = read(duo.social, copy).entry.theme("mobilite").next_steps
    say(duo.social, copy, "next_steps", (*steps, NextStep("Demander l’aide", None, None)), steps)
    close(duo, copy)
    assert plan_of(session, duo) == [["Trouver une auto-école", "Réviser", "Demander l’aide"]]


def test_a_correction_leaves_closed_what_was_reached_since(session, duo):
    source = validated(duo)
    (objective,) = of_stay(session, duo, Objective)
    objective.status = ObjectiveStatus.REACHED
    session.flush()
    close(duo, correct(duo.social, source))
    assert len(of_stay(session, duo, Objective)) == 1
    assert len(of_stay(session, duo, Objective)) == 1
    validated(duo)
    assert len(of_stay(session, duo, Objective)) == 2  # a later diagnosis says it again


def test_a_correction_that_changes_the_next_date_brings_a_review(session, duo):
    copy = correct(duo.social, validated(duo))
    write(duo.social, copy, "next_review_on", date(2027, 2, 1), NEXT)
    close(duo, copy)
    assert [one.next_review_on for one in of_stay(session, duo, Review)] == [NEXT, date(2027, 2, 1)]
    (entry,) = of_stay_of_caseload(session, duo)
    assert entry.review_due_on == date(2027, 2, 1)


def test_one_person_alone_gives_a_review_with_the_person_only(session, duo):
    diagnosis_id = start(duo.social, duo.person_id)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, conclude, diagnosis_id)
    act(duo.social, validate, diagnosis_id)
    (review,) = of_stay(session, duo, Review)
    assert review.presence is Presence.PERSON


def test_an_objective_said_otherwise_in_a_correction_is_reworded_in_the_plan(session, duo):
    copy = correct(duo.social, validated(duo))
    say(duo.social, copy, "objective", "Passer le code", "Passer le permis")
    close(duo, copy)
    assert [one.title for one in of_stay(session, duo, Objective)] == ["Passer le code"]
    assert plan_of(session, duo) == [["Trouver une auto-école", "Réviser"]]


def test_a_diagnosis_at_the_exit_needs_no_next_review_and_brings_none(session, duo):
    diagnosis_id = start(duo.social, duo.person_id)
    fill_in(duo.social, diagnosis_id)
    write(duo.social, diagnosis_id, "moment", Moment.EXIT, Moment.ENTRY)
    write(duo.social, diagnosis_id, "next_review_on", None, NEXT)
    act(duo.social, conclude, diagnosis_id)
    act(duo.social, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is DiagnosisStatus.VALIDATED
    assert of_stay(session, duo, Review) == []


def test_a_follow_up_that_is_over_receives_no_plan(session, duo):
    diagnosis_id = concluded(duo)
    act(duo.social, close_follow_up, duo.person_id, exited_on=TODAY, reason=ExitReason.MOVED)
    sign_by_both(duo, diagnosis_id)
    assert read(duo.social, diagnosis_id).status is DiagnosisStatus.VALIDATED
    assert [of_stay(session, duo, model) for model in (Objective, PlanAction, Review)] == [[], [], []]
