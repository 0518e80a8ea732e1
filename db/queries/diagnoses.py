"""Diagnoses as screens read them: the list of a file, one diagnosis, what is being typed in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Structure
from db.models.diagnoses import (
    Diagnosis,
    DiagnosisAnswer,
    DiagnosisInterviewer,
    DiagnosisTemplate,
    DiagnosisTheme,
)
from db.queries.diagnosis_rows import answer_of, diagnosis_line, diagnosis_of, interviewer_of, theme_of
from db.queries.diagnosis_scopes import for_group, in_group, restricted_note, visible_diagnoses
from domain.access import Viewer
from domain.diagnosis import records
from domain.errors import NotFoundError


def get_diagnosis(session: Session, viewer: Viewer, diagnosis_id: int) -> records.Diagnosis:
    """The whole diagnosis in four statements; NotFoundError when its file may not be opened."""
    row = session.execute(
        visible_diagnoses(viewer)
        .join(DiagnosisTemplate, _here(DiagnosisTemplate, DiagnosisTemplate.id == Diagnosis.template_id))
        .where(Diagnosis.id == diagnosis_id)
        .with_only_columns(
            Diagnosis, DiagnosisTemplate, Beneficiary, in_group(viewer), maintain_column_froms=True
        )
    ).first()
    if row is None:
        raise NotFoundError
    people = list_interviewers(session, viewer, [diagnosis_id]).get(diagnosis_id, ())
    entry = read_entry(session, viewer, diagnosis_id)
    return diagnosis_of(row, viewer, interviewers=people, entry=entry)


def read_entry(session: Session, viewer: Viewer, diagnosis_id: int) -> records.Entry:
    """What is typed on the themes now, in two statements; NotFoundError when it may not be read."""
    rows = session.execute(
        visible_diagnoses(viewer)
        .outerjoin(DiagnosisTheme, _of_diagnosis(DiagnosisTheme))
        .where(Diagnosis.id == diagnosis_id)
        .with_only_columns(Diagnosis.status, in_group(viewer), DiagnosisTheme, maintain_column_froms=True)
    ).all()
    if not rows:
        raise NotFoundError
    status, is_in_group = rows[0][:2]
    themes = {row[2].theme: theme_of(row[2], with_words=is_in_group) for row in rows if row[2] is not None}
    return records.Entry(status, _list_answers(session, viewer, diagnosis_id), themes)


def _list_answers(session: Session, viewer: Viewer, diagnosis_id: int) -> list[records.Answer]:
    author, structure = Professional, Structure
    rows = session.execute(
        visible_diagnoses(viewer)
        .join(DiagnosisAnswer, _of_diagnosis(DiagnosisAnswer))
        .join(author, _here(author, author.id == DiagnosisAnswer.professional_id))
        .join(structure, _here(structure, structure.id == DiagnosisAnswer.structure_id))
        .where(Diagnosis.id == diagnosis_id)
        .with_only_columns(
            *_ANSWER_COLUMNS,
            in_group(viewer).label("is_in_group"),
            for_group(viewer, DiagnosisAnswer.shared_note),
            restricted_note(viewer),
            (author.first_name + " " + author.last_name).label("author_name"),
            structure.name.label("structure_name"),
            maintain_column_froms=True,
        )
        .order_by(DiagnosisAnswer.field.desc(), author.last_name, DiagnosisAnswer.professional_id)
    )
    return [answer_of(row) for row in rows]


def list_file_diagnoses(session: Session, viewer: Viewer, beneficiary_id: int) -> list[records.DiagnosisLine]:
    """Diagnoses of one file, newest first, in two statements."""
    mine = visible_diagnoses(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
    return with_interviewers(session, viewer, mine.order_by(Diagnosis.held_on.desc(), Diagnosis.id.desc()))


def with_interviewers(
    session: Session, viewer: Viewer, diagnoses: Select[Any]
) -> list[records.DiagnosisLine]:
    """The lines of this statement (from `visible_diagnoses`), in its order, with who takes part."""
    columns = (Diagnosis, Beneficiary)
    rows = session.execute(diagnoses.with_only_columns(*columns, maintain_column_froms=True)).all()
    people = list_interviewers(session, viewer, [row.Diagnosis.id for row in rows])
    return [diagnosis_line(row.Diagnosis, row.Beneficiary, people.get(row.Diagnosis.id, ())) for row in rows]


def list_interviewers(
    session: Session, viewer: Viewer, diagnosis_ids: Sequence[int]
) -> dict[int, tuple[records.Interviewer, ...]]:
    """Who takes part in each of these diagnoses, as far as the viewer may read them."""
    person = Professional
    rows: Iterable[Row[Any]] = session.execute(
        visible_diagnoses(viewer)
        .join(DiagnosisInterviewer, _of_diagnosis(DiagnosisInterviewer))
        .join(person, _here(person, person.id == DiagnosisInterviewer.professional_id))
        .join(Structure, _here(Structure, Structure.id == DiagnosisInterviewer.structure_id))
        .where(Diagnosis.id.in_(diagnosis_ids))
        .with_only_columns(
            DiagnosisInterviewer, person, Structure.name.label("structure_name"), maintain_column_froms=True
        )
        .order_by(DiagnosisInterviewer.joined_at, DiagnosisInterviewer.id)
    )
    found: dict[int, tuple[records.Interviewer, ...]] = {}
    for row in rows:
        diagnosis_id = row.DiagnosisInterviewer.diagnosis_id
        found[diagnosis_id] = (*found.get(diagnosis_id, ()), interviewer_of(row))
    return found


def previous_diagnosis_id(session: Session, viewer: Viewer, diagnosis: records.Diagnosis) -> int | None:
    """The latest validated diagnosis of the person before this one: shown side by side.

    A diagnosis that was corrected gives way to its correction; its own versions are not « before » it.
    """
    correction = aliased(Diagnosis)
    is_corrected = select(correction.id).where(
        correction.consortium_id == Diagnosis.consortium_id,
        correction.copy_of_id == Diagnosis.id,
        or_(correction.validated_on.is_not(None), correction.id == diagnosis.id),
    )
    earlier = visible_diagnoses(viewer).where(
        SupportPeriod.beneficiary_id == diagnosis.beneficiary_id,
        Diagnosis.validated_on.is_not(None),
        tuple_(Diagnosis.held_on, Diagnosis.id) < (diagnosis.held_on, diagnosis.id),
        ~is_corrected.exists(),
    )
    newest = earlier.order_by(Diagnosis.held_on.desc(), Diagnosis.id.desc()).limit(1)
    return session.scalar(newest.with_only_columns(Diagnosis.id, maintain_column_froms=True))


def _here(table: Any, *conditions: Any) -> Any:
    return and_(table.consortium_id == Diagnosis.consortium_id, *conditions)


def _of_diagnosis(table: Any) -> Any:
    return _here(table, table.diagnosis_id == Diagnosis.id)


_ANSWER_COLUMNS = (
    DiagnosisAnswer.theme,
    DiagnosisAnswer.professional_id,
    DiagnosisAnswer.field,
    DiagnosisAnswer.answered_at,
    DiagnosisAnswer.state,
    DiagnosisAnswer.impact,
    DiagnosisAnswer.situations,
    DiagnosisAnswer.restriction,
)
