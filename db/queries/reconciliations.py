"""Rapprochements as the coordination decides them: both files side by side."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Appointment, Contact, Note, Review
from db.models.paths import EngagementContract, Objective, Step
from db.models.reconciliations import Reconciliation
from db.models.reference import Commune
from db.queries.known_people import read_identifiers
from db.queries.pair_scopes import visible_reconciliations
from domain.access import Viewer
from domain.clock import date_in
from domain.reconciliations import PAIRS_PER_PAGE, FileSide, Pair, ReconciliationStatus

_COUNTED: dict[str, Any] = {
    "rendez-vous": Appointment,
    "contact": Contact,
    "point de situation": Review,
    "note": Note,
    "étape": Step,
    "contrat": EngagementContract,
    "objectif": Objective,
}
_decider = aliased(Professional)


def list_reconciliations(
    session: Session, viewer: Viewer, *, status: ReconciliationStatus, page: int | None = 1
) -> list[Pair]:
    """One page of these pairs (the first is 1), or all of them; the last noted or decided comes first."""
    latest = Reconciliation.decided_at.desc(), Reconciliation.created_at.desc(), Reconciliation.id.desc()
    statement = _with_decider(_in_question(viewer).where(Reconciliation.status == status)).order_by(*latest)
    if page is not None:
        statement = statement.limit(PAIRS_PER_PAGE).offset(PAIRS_PER_PAGE * (page - 1))
    rows = session.execute(statement).all()
    ids = {
        person_id for row in rows for person_id in (row.Reconciliation.first_id, row.Reconciliation.second_id)
    }
    sides = _sides(session, viewer, sorted(ids))
    return [_pair(viewer, row, sides) for row in rows]


def count_reconciliations(session: Session, viewer: Viewer) -> dict[ReconciliationStatus, int]:
    """How many pairs are in each state."""
    statement = _in_question(viewer).with_only_columns(Reconciliation.status, func.count().label("pairs"))
    return {row.status: row.pairs for row in session.execute(statement.group_by(Reconciliation.status))}


def _in_question(viewer: Viewer) -> Select[Any]:
    """Nothing is left to decide about a file that another one has replaced."""
    replaced = select(Beneficiary.id).where(
        Beneficiary.consortium_id == Reconciliation.consortium_id,
        Beneficiary.id.in_([Reconciliation.first_id, Reconciliation.second_id]),
        Beneficiary.merged_into_id.is_not(None),
    )
    is_decided = Reconciliation.status != ReconciliationStatus.OPEN
    return visible_reconciliations(viewer).where(or_(is_decided, ~replaced.exists()))


def _with_decider(statement: Select[Any]) -> Select[Reconciliation, Professional]:
    is_decider = and_(
        _decider.consortium_id == Reconciliation.consortium_id, _decider.id == Reconciliation.decided_by
    )
    return statement.outerjoin(_decider, is_decider).with_only_columns(Reconciliation, _decider)


def _pair(viewer: Viewer, row: Row[Reconciliation, Professional], sides: dict[int, FileSide]) -> Pair:
    found, decider = row
    return Pair(
        id=found.id,
        version=found.version,
        status=found.status,
        reason=found.reason,
        found_on=date_in(viewer.time_zone, found.created_at),
        decided_on=date_in(viewer.time_zone, found.decided_at) if found.decided_at else None,
        decided_by=decider.display_name if decider else "",
        kept_id=found.moved["kept_id"] if found.moved else None,
        first=sides[found.first_id],
        second=sides[found.second_id],
    )


def _sides(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, FileSide]:
    numbers = read_identifiers(session, viewer, ids)
    counts = _counts(session, viewer, ids)
    return {
        row.id: FileSide(
            beneficiary_id=row.id,
            birth_name=row.birth_name,
            usual_name=row.usual_name,
            first_names=row.first_names,
            birth_date=row.birth_date,
            phone=row.phone,
            commune=row.commune or "",
            structure=row.structure or "",
            referent=f"{row.first_name} {row.last_name}" if row.last_name else "",
            entered_on=row.entered_on,
            exited_on=row.exited_on,
            identifiers=tuple(f"{origin.label} {value}" for origin, value in sorted(numbers.get(row.id, []))),
            counts={words: counts[row.id][words] for words in _COUNTED if words in counts[row.id]},
        )
        for row in session.execute(_people(viewer, ids))
    }


def _people(viewer: Viewer, ids: Sequence[int]) -> Select[Any]:
    """The people of pairs already found in scope; a replaced file has no line in the caseload any more."""

    def same(table: Any, key: Any, value: Any) -> Any:
        return and_(table.consortium_id == Beneficiary.consortium_id, key == value)

    return (
        select(Beneficiary.id, Beneficiary.birth_name, Beneficiary.usual_name, Beneficiary.first_names)
        .add_columns(Beneficiary.birth_date, Beneficiary.phone, Commune.name.label("commune"))
        .add_columns(Structure.name.label("structure"), Professional.first_name, Professional.last_name)
        .add_columns(CaseloadEntry.entered_on, CaseloadEntry.exited_on)
        .outerjoin(Commune, Commune.code == Beneficiary.commune_code)
        .outerjoin(CaseloadEntry, same(CaseloadEntry, CaseloadEntry.beneficiary_id, Beneficiary.id))
        .outerjoin(Structure, same(Structure, Structure.id, CaseloadEntry.structure_id))
        .outerjoin(Professional, same(Professional, Professional.id, CaseloadEntry.referent_id))
        .where(Beneficiary.consortium_id == viewer.consortium_id, Beneficiary.id.in_(ids))
    )


def _counts(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many records of each kind each of them has."""
    parts = [
        select(SupportPeriod.beneficiary_id, literal(words).label("words"), func.count().label("number"))
        .join(
            table,
            and_(
                table.consortium_id == SupportPeriod.consortium_id,
                table.support_period_id == SupportPeriod.id,
            ),
        )
        .where(SupportPeriod.consortium_id == viewer.consortium_id, SupportPeriod.beneficiary_id.in_(ids))
        .group_by(SupportPeriod.beneficiary_id)
        for words, table in _COUNTED.items()
    ]
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for person_id, words, number in session.execute(union_all(*parts)):
        found[person_id][words] = number
    return found
