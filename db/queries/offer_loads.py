"""Loads of services: their history, their lines, the services that the last files do not hold."""

from typing import Any

from sqlalchemy import Row, Select, false, select, true
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.offer import OfferStructure, Service
from db.models.offer_loads import OfferLoad, OfferLoadRow
from db.queries.offer_scopes import visible_services
from domain.access import BULK_ROLES, Viewer
from domain.errors import NotFoundError
from domain.offer.load_views import LoadRowView, LoadView, MissingService
from domain.offer.loads import LINES_OF_A_FILE, LoadKind, LoadVerdict
from domain.offer.rights import may_change_offer
from domain.offer.words import ServiceState

ROWS_PER_PAGE = 50
_LATEST = 20


def visible_loads(viewer: Viewer) -> Select[OfferLoad]:
    """Loads of the viewer's consortium, for those who load; no person is in them."""
    may_load = true() if viewer.has(*BULK_ROLES) else false()
    return select(OfferLoad).where(OfferLoad.consortium_id == viewer.consortium_id, may_load)


def list_loads(session: Session, viewer: Viewer) -> list[LoadView]:
    """The latest loads, newest first."""
    rows = session.execute(
        _told(viewer).order_by(OfferLoad.created_at.desc(), OfferLoad.id.desc()).limit(_LATEST)
    )
    return [_load_view(row) for row in rows]


def get_load(session: Session, viewer: Viewer, load_id: int) -> LoadView:
    """One load; NotFoundError when it is not the viewer's to read."""
    row = session.execute(_told(viewer).where(OfferLoad.id == load_id)).first()
    if row is None:
        raise NotFoundError
    return _load_view(row)


def list_load_rows(
    session: Session, viewer: Viewer, load_id: int, *, verdict: LoadVerdict, page: int = 1
) -> list[LoadRowView]:
    """A page (ROWS_PER_PAGE, the first is 1) of the lines of one verdict, in the order of the file."""
    statement = _rows(viewer, load_id).where(OfferLoadRow.verdict == verdict)
    shown = statement.limit(ROWS_PER_PAGE).offset(ROWS_PER_PAGE * (page - 1))
    return [_row_view(row) for row in session.scalars(shown)]


def list_rejected_rows(session: Session, viewer: Viewer, load_id: int) -> list[LoadRowView]:
    """All the lines to correct."""
    statement = _rows(viewer, load_id).where(OfferLoadRow.verdict == LoadVerdict.ERROR)
    return [_row_view(row) for row in session.scalars(statement)]


def list_rejected_kinds(session: Session, viewer: Viewer, load_id: int) -> list[LoadKind]:
    """Structures, services or both, among the lines to correct."""
    errors = _rows(viewer, load_id).where(OfferLoadRow.verdict == LoadVerdict.ERROR).order_by(None)
    return sorted(session.scalars(errors.with_only_columns(OfferLoadRow.kind).distinct()), reverse=True)


def list_missing_services(session: Session, viewer: Viewer) -> list[MissingService]:
    """Services that have disappeared from their source and are not closed here, for those who load."""
    if not viewer.has(*BULK_ROLES):
        return []
    return [
        MissingService(
            row.id,
            row.name,
            row.structure,
            row.source,
            row.missing_since_on,
            may_change_offer(viewer, row.structure_id),
        )
        for row in session.execute(_missing(viewer))
    ]


def _missing(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    carrier = (OfferStructure.consortium_id == Service.consortium_id) & (
        OfferStructure.id == Service.offer_structure_id
    )
    return (
        visible_services(viewer)
        .join(OfferStructure, carrier)
        .where(Service.missing_since_on.is_not(None), Service.state != ServiceState.CLOSED)
        .with_only_columns(
            Service.id,
            Service.name,
            Service.source,
            Service.missing_since_on,
            OfferStructure.name.label("structure"),
            OfferStructure.structure_id,
            maintain_column_froms=True,
        )
        .order_by(Service.missing_since_on.desc(), OfferStructure.name, Service.name, Service.id)
    )


def _told(viewer: Viewer) -> Select[OfferLoad, Professional]:
    author = (Professional.consortium_id == OfferLoad.consortium_id) & (
        Professional.id == OfferLoad.professional_id
    )
    return (
        visible_loads(viewer)
        .join(Professional, author)
        .with_only_columns(OfferLoad, Professional, maintain_column_froms=True)
    )


def _rows(viewer: Viewer, load_id: int) -> Select[OfferLoadRow]:
    mine = visible_loads(viewer).with_only_columns(OfferLoad.id).where(OfferLoad.id == load_id)
    return (
        select(OfferLoadRow)
        .where(OfferLoadRow.consortium_id == viewer.consortium_id, OfferLoadRow.load_id.in_(mine))
        .order_by(OfferLoadRow.line_number)
    )


def _load_view(row: Row[OfferLoad, Professional]) -> LoadView:
    load, author = row
    return LoadView(
        load.id,
        load.file_name,
        load.is_complete,
        load.status,
        author.display_name,
        load.created_at,
        load.confirmed_at,
        load.counts,
    )


def _row_view(row: OfferLoadRow) -> LoadRowView:
    return LoadRowView(
        row.line_number % LINES_OF_A_FILE,
        row.kind,
        row.external_id,
        row.name,
        row.verdict,
        row.cells,
        row.problems,
        row.warnings,
        row.changes,
    )
