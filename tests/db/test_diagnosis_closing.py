"""The end of a diagnosis: concluded, reopened, closed once, immutable."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.actions.diagnoses.closing import conclude, release_interviewer, reopen, validate
from db.actions.diagnoses.entry import set_priorities
from db.actions.diagnoses.life import abandon, take_part
from db.models.audit import AuditEntry
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from db.models.paths import Objective
from domain.diagnosis.words import DiagnosisStatus, Restriction, ThemeState
from domain.errors import ForbiddenError, InvalidInputError
from tests.db.diagnosing import (
    act,
    answer,
    concluded,
    fill_in,
    read,
    say,
    start_together,
    validated,
    write,
)
from tests.factories import TODAY

WRITES = {
    "a field": lambda duo, one: write(duo.social, one, "wants", "Autre", ""),
    "the day": lambda duo, one: write(duo.social, one, "held_on", date(2026, 11, 2), TODAY),
    "an answer": lambda duo, one: answer(duo.social, one, ThemeState.STRENGTH, shown=ThemeState.NEED),
    "a new answer": lambda duo, one: answer(duo.professional, one, ThemeState.NEED, theme="sante"),
    "a note": lambda duo, one: answer(duo.social, one, "Tard", field="restricted_note", shown=""),
    "its readers": lambda duo, one: answer(
        duo.social, one, Restriction.STRUCTURE, field="restriction", shown=Restriction.FIELD
    ),
    "a theme": lambda duo, one: say(duo.professional, one, "objective", "Autre", "Passer le permis"),
    "priorities": lambda duo, one: act(duo.social, set_priorities, one, shown=["mobilite"], typed=[]),
}
ENDINGS = {
    "conclude": lambda duo, one: act(duo.social, conclude, one),
    "reopen": lambda duo, one: act(duo.social, reopen, one),
    "abandon": lambda duo, one: act(duo.social, abandon, one),
    "release": lambda duo, one: act(duo.social, release_interviewer, one, duo.professional.professional_id),
}


def row_of(session, diagnosis_id):
    return session.scalars(select(Diagnosis).where(Diagnosis.id == diagnosis_id)).one()


def lines_of_audit(session, duo):
    return session.scalar(select(func.count()).where(AuditEntry.beneficiary_id == duo.person_id))


def test_an_incomplete_conclusion_says_what_is_missing_and_stays_a_draft(duo):
    diagnosis_id = start_together(duo)
    with pytest.raises(InvalidInputError) as refusal:
        act(duo.social, conclude, diagnosis_id)
    assert refusal.value.problems.keys() == {"themes", "track", "next_review_on", "agreement"}
    assert read(duo.social, diagnosis_id).status is DiagnosisStatus.DRAFT


def test_a_conclusion_keeps_what_is_retained_of_each_theme_and_the_counts(session, duo):
    diagnosis_id = start_together(duo)
    fill_in(duo.social, diagnosis_id)
    answer(duo.professional, diagnosis_id, ThemeState.STRENGTH)
    answer(duo.professional, diagnosis_id, ThemeState.DECLINED, theme="sante")
    with pytest.raises(InvalidInputError) as refusal:
        act(duo.social, conclude, diagnosis_id)
    assert refusal.value.problems.keys() == {"mobilite:common_state"}
    say(duo.professional, diagnosis_id, "common_state", ThemeState.CONSTRAINT, None)
    act(duo.professional, conclude, diagnosis_id)
    themes, kept = read(duo.social, diagnosis_id).entry.themes, row_of(session, diagnosis_id)
    assert {code: one.retained_state for code, one in themes.items()} == {
        "mobilite": ThemeState.CONSTRAINT,
        "sante": ThemeState.DECLINED,
    }
    assert (themes["mobilite"].is_divergent, themes["sante"].is_divergent) == (True, False)
    assert (kept.explored_count, kept.compared_count, kept.divergent_count) == (2, 1, 1)


def test_a_conclusion_written_again_forgets_what_is_no_longer_said(session, duo):
    diagnosis_id = concluded(duo)
    act(duo.professional, reopen, diagnosis_id)
    answer(duo.social, diagnosis_id, ThemeState.NOT_EXPLORED, shown=ThemeState.NEED)
    answer(duo.social, diagnosis_id, ThemeState.NEED, theme="sante")
    act(duo.social, conclude, diagnosis_id)
    states = dict(
        session.execute(
            select(DiagnosisTheme.theme, DiagnosisTheme.retained_state).where(
                DiagnosisTheme.diagnosis_id == diagnosis_id
            )
        ).all()
    )
    assert states == {"mobilite": ThemeState.NOT_EXPLORED, "sante": ThemeState.NEED}
    assert row_of(session, diagnosis_id).explored_count == 1


def test_a_double_click_concludes_reopens_and_validates_once(session, duo):
    diagnosis_id, counts = concluded(duo), []
    for action in (conclude, reopen, reopen, conclude, conclude, validate, validate):
        act(duo.social, action, diagnosis_id)
        counts.append(lines_of_audit(session, duo))
    first = counts[0]
    assert [count - first for count in counts] == [0, 1, 1, 2, 2, 3, 3]
    act(duo.professional, validate, diagnosis_id)
    last = lines_of_audit(session, duo)
    for viewer in (duo.social, duo.professional):
        act(viewer, validate, diagnosis_id)
    assert lines_of_audit(session, duo) == last
    assert session.scalar(select(func.count(Objective.id)).where(Objective.title == "Passer le permis")) == 1


@pytest.mark.parametrize("write_in", WRITES.values(), ids=WRITES)
def test_nothing_is_written_in_a_concluded_diagnosis(duo, write_in):
    diagnosis_id = concluded(duo)
    before = read(duo.social, diagnosis_id)
    with pytest.raises(ForbiddenError, match="rouvrez-le"):
        write_in(duo, diagnosis_id)
    assert read(duo.social, diagnosis_id) == before


@pytest.mark.parametrize("click", (WRITES | ENDINGS).values(), ids=WRITES | ENDINGS)
def test_nothing_changes_a_validated_diagnosis(duo, click):
    diagnosis_id = validated(duo)
    before = read(duo.social, diagnosis_id)
    with pytest.raises(ForbiddenError, match="ne change plus"):
        click(duo, diagnosis_id)
    with pytest.raises(ForbiddenError, match="ne change plus"):
        act(duo.professional, take_part, diagnosis_id)
    assert read(duo.social, diagnosis_id) == before


@pytest.mark.parametrize("click", (WRITES | ENDINGS).values(), ids=WRITES | ENDINGS)
def test_nothing_changes_an_abandoned_diagnosis(duo, click):
    diagnosis_id = concluded(duo)
    act(duo.professional, abandon, diagnosis_id)
    before = read(duo.social, diagnosis_id)
    with pytest.raises(ForbiddenError, match="abandonné"):
        click(duo, diagnosis_id)
    with pytest.raises(ForbiddenError, match="abandonné"):
        act(duo.social, validate, diagnosis_id)
    assert read(duo.social, diagnosis_id) == before


def test_a_reopened_diagnosis_forgets_what_had_been_retained(session, duo):
    diagnosis_id = concluded(duo)
    act(duo.social, reopen, diagnosis_id)
    stored = session.get_one(Diagnosis, (duo.social.consortium_id, diagnosis_id), populate_existing=True)
    assert (stored.explored_count, stored.compared_count, stored.divergent_count) == (0, 0, 0)
    assert read(duo.social, diagnosis_id).entry.theme("mobilite").retained_state is None
