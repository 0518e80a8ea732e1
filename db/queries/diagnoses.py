"""Diagnoses as screens read them: the list of a file, one diagnosis, what is being typed in it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, Subquery, and_, or_, outerjoin, select, true, tuple_
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
from db.queries.diagnosis_scopes import for_group, reads_them, restricted_note, visible_diagnoses
from domain.access import Viewer
from domain.diagnosis import records
from domain.errors import NotFoundError


def get_diagnosis(session: Session, viewer: Viewer, diagnosis_id: int) -> records.Diagnosis:
    """The whole diagnosis in three statements; NotFoundError when its file may not be opened."""
    row = session.execute(
        visible_diagnoses(viewer)
        .join(DiagnosisTemplate, _here(DiagnosisTemplate, DiagnosisTemplate.id == Diagnosis.template_id))
        .where(Diagnosis.id == diagnosis_id)
        .with_only_columns(
            Diagnosis, DiagnosisTemplate, Beneficiary, reads_them(viewer), maintain_column_froms=True
        )
    ).first()
    if row is None:
        raise NotFoundError
    people = list_interviewers(session, viewer, [diagnosis_id]).get(diagnosis_id, ())
    entry = read_entry(session, viewer, diagnosis_id)
    return diagnosis_of(row, viewer, interviewers=people, entry=entry)


def read_entry(session: Session, viewer: Viewer, diagnosis_id: int) -> records.Entry:
    """What is typed on the themes now, in one statement; NotFoundError when it may not be read.

    It runs after each change: a row by theme and answer, whichever of the two is there.
    """
    rows = session.execute(_entry_statement(viewer, diagnosis_id)).all()
    if not rows:
        raise NotFoundError
    themes = {row.shared.theme: row.shared for row in rows if row.shared is not None}
    return records.Entry(
        rows[0].status,
        [answer_of(row) for row in rows if row.professional_id is not None],
        {code: theme_of(row, with_words=rows[0].is_in_group) for code, row in themes.items()},
        bool(rows[0].is_in_group),
    )


def _entry_statement(viewer: Viewer, diagnosis_id: int) -> Select[Any]:
    shared = aliased(DiagnosisTheme, _rows_of(DiagnosisTheme, viewer, diagnosis_id), name="shared")
    said = aliased(DiagnosisAnswer, _rows_of(DiagnosisAnswer, viewer, diagnosis_id), name="said")
    author, structure = Professional, Structure
    return (
        visible_diagnoses(viewer)
        .outerjoin(outerjoin(shared, said, shared.theme == said.theme, full=True), true())
        .outerjoin(author, _here(author, author.id == said.professional_id))
        .outerjoin(structure, _here(structure, structure.id == said.structure_id))
        .where(Diagnosis.id == diagnosis_id)
        .with_only_columns(
            Diagnosis.status,
            reads_them(viewer).label("is_in_group"),
            shared,
            *(getattr(said, name) for name in _ANSWER_COLUMNS),
            for_group(viewer, said.shared_note),
            restricted_note(viewer, said),
            (author.first_name + " " + author.last_name).label("author_name"),
            structure.name.label("structure_name"),
            maintain_column_froms=True,
        )
        .order_by(said.field.desc(), author.last_name, said.professional_id)
    )


def _rows_of(table: Any, viewer: Viewer, diagnosis_id: int) -> Subquery:
    mine = table.consortium_id == viewer.consortium_id, table.diagnosis_id == diagnosis_id
    return select(table).where(*mine).subquery()


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
    "theme",
    "professional_id",
    "field",
    "answered_at",
    "state",
    "impact",
    "situations",
    "restriction",
)
