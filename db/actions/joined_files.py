"""Two files become one: what moves, what stays aside, and how everything goes back where it was.

A move changes no word of a record, neither its version nor its author. What the kept file has already, and
what it may hold once only (a running pause, a référent), stays with the other file, read by nobody.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    Pause,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.cases import CommissionCase
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Note, Review
from db.models.imports import ImportedValues
from db.models.indicators import AlertPutOff
from db.models.paths import EngagementContract, JobCheck, Objective, Orientation, Step
from db.models.privacy import PersonRequest, UrgentAccess
from db.models.referrals import Referral
from domain.commissions.words import CaseState
from domain.errors import ForbiddenError

Moved = dict[str, Any]
Place = Callable[[Any], Hashable]
Rows = Sequence[int | str]
_PERSON, _PERIOD = "beneficiary_id", "support_period_id"


def _no_place(_row: Any) -> Hashable:
    return None


def _running_one(row: Any) -> Hashable:
    return "running" if row.ended_on is None else None


def _open_one(row: Diagnosis) -> Hashable:
    return "running" if row.closed_on is None else None


def _open_case(row: CommissionCase) -> Hashable:
    return row.body_id if row.state in (CaseState.WAITING, CaseState.SCHEDULED) else None


def _live_share(row: GroupMember) -> Hashable:
    return (row.structure_id, row.professional_id) if row.ended_on is row.objected_on is None else None


# The place that a row takes in a file: nothing moves to a place already taken; None takes no place.
OF_PERSON: dict[Any, Place] = {
    BeneficiaryPublic: lambda row: row.public,
    ExternalIdentifier: lambda row: (row.origin, row.value),
    ImportedValues: lambda row: row.origin,
    GroupMember: _live_share,
    AlertPutOff: _no_place,
    PersonRequest: _no_place,
    UrgentAccess: _no_place,
}
OF_PERIOD: dict[Any, Place] = {
    Pause: _running_one,
    ReferentAssignment: _running_one,
    Diagnosis: _open_one,
    CommissionCase: _open_case,
    **dict.fromkeys(
        (Orientation, Contact, Appointment, Review, Note, Step, JobCheck, EngagementContract, Objective),
        _no_place,
    ),
    Referral: _no_place,
}
_TABLES = {table.__tablename__: table for table in (*OF_PERSON, *OF_PERIOD, SupportPeriod, Beneficiary)}


class Way(NamedTuple):
    """From whom to whom rows of a table go; `column` says whose they are."""

    table: Any
    column: str
    consortium_id: int
    source_id: int
    target_id: int


def refuse_impossible_link(session: Session, kept: Beneficiary, other: Beneficiary) -> None:
    """ForbiddenError when joining would undo an objection of the person, or hide what is running."""
    if other.reserved_structure_id not in (None, kept.reserved_structure_id):
        raise ForbiddenError(
            "L’autre dossier est réservé à une structure, à la demande de la personne : il doit rester."
        )
    mine, theirs = (
        _rows_of(session, Way(GroupMember, _PERSON, p.consortium_id, p.id, 0)) for p in (kept, other)
    )
    if _reopens(mine, theirs) or _reopens(theirs, mine):
        raise ForbiddenError(
            "La personne s’est opposée à ce qu’un membre de l’autre groupe de suivi lise l’un des dossiers."
            " Mettez d’abord fin à ce partage."
        )
    mine, theirs = _stays(session, kept), _stays(session, other)
    running = _running(theirs)
    if running and not _running(mine) and any(stay.entered_on >= running.entered_on for stay in mine):
        raise ForbiddenError("Le suivi en cours est dans l’autre dossier : c’est lui qui doit rester.")


def join_files(session: Session, kept: Beneficiary, other: Beneficiary) -> Moved:
    """Move to `kept` what `other` holds; return what moved from where, and what was left aside."""
    moved: Moved = {"kept_id": kept.id, "moves": [], "left": []}
    of_person = kept.consortium_id, other.id, kept.id
    for table, place in OF_PERSON.items():
        _move_rows(session, moved, Way(table, _PERSON, *of_person), place)
    _move_rows(session, moved, Way(Beneficiary, "merged_into_id", *of_person), _no_place)
    running = _running(_stays(session, kept))
    for stay in _stays(session, other):
        if running and (stay.exited_on is None or stay.entered_on >= running.entered_on):
            for table, place in OF_PERIOD.items():
                way = Way(table, _PERIOD, kept.consortium_id, stay.id, running.id)
                _move_rows(session, moved, way, place)
        else:
            _move(session, moved, Way(SupportPeriod, _PERSON, *of_person), [stay.id])
    return moved


def separate_files(session: Session, consortium_id: int, moved: Moved) -> None:
    """Put back exactly the rows that moved; those written since stay where they are."""
    for move in moved["moves"]:
        way = Way(_TABLES[move["table"]], move["column"], consortium_id, move["to"], move["from"])
        _change_owner(session, way, move["rows"])


def _move_rows(session: Session, moved: Moved, way: Way, place: Place) -> None:
    taken = {place(row) for row in _rows_of(session, way._replace(source_id=way.target_id))} - {None}
    rows = _rows_of(session, way)
    if left := [_identity(row) for row in rows if place(row) in taken]:
        moved["left"].append({"table": way.table.__tablename__, "rows": left})
    _move(session, moved, way, [_identity(row) for row in rows if place(row) not in taken])


def _move(session: Session, moved: Moved, way: Way, rows: Rows) -> None:
    if rows:
        named = {"table": way.table.__tablename__, "column": way.column}
        moved["moves"].append(named | {"from": way.source_id, "to": way.target_id, "rows": rows})
        _change_owner(session, way, rows)


def _change_owner(session: Session, way: Way, rows: Rows) -> None:
    chosen = _identity(way.table).in_(rows)
    session.execute(update(way.table).where(*_owned(way), chosen).values({way.column: way.target_id}))


def _rows_of(session: Session, way: Way) -> Sequence[Any]:
    return session.scalars(select(way.table).where(*_owned(way))).all()


def _owned(way: Way) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return way.table.consortium_id == way.consortium_id, getattr(way.table, way.column) == way.source_id


def _identity(row: Any) -> Any:
    """What names a row of its table; what a source said is named by the source."""
    return row.origin if isinstance(row, ImportedValues) or row is ImportedValues else row.id


def _stays(session: Session, person: Beneficiary) -> Sequence[SupportPeriod]:
    """Her stays, locked: nobody writes in them meanwhile."""
    statement = select(SupportPeriod).where(
        SupportPeriod.consortium_id == person.consortium_id, SupportPeriod.beneficiary_id == person.id
    )
    return session.scalars(statement.order_by(SupportPeriod.id).with_for_update()).all()


def _running(stays: Sequence[SupportPeriod]) -> SupportPeriod | None:
    return next((stay for stay in stays if stay.exited_on is None), None)


def _reopens(objecting: Sequence[GroupMember], reading: Sequence[GroupMember]) -> bool:
    """True when somebody refused in one group reads through the other; a whole structure refuses its own."""
    shared_again = {_live_share(member) for member in objecting}
    refused = {(member.structure_id, member.professional_id) for member in objecting if member.objected_on}
    return any(
        {(member.structure_id, member.professional_id), (member.structure_id, None)}
        & (refused - shared_again)
        for member in reading
        if _live_share(member)
    )
