"""What each source last said of each person: kept to know what is news and what was typed by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from db.models.base import table_of
from db.models.imports import ImportedValues, ImportRun
from domain.access import Viewer
from domain.people import IdentifierOrigin

Source = dict[str, Any]  # run_id, values, imported_at (ISO): as it is put back when the import is undone


def read_last_said(
    session: Session, viewer: Viewer, origin: IdentifierOrigin, ids: Sequence[int]
) -> dict[int, Source]:
    """What this source last said of people already found in scope."""
    statement = select(ImportedValues).where(
        ImportedValues.consortium_id == viewer.consortium_id,
        ImportedValues.origin == origin,
        ImportedValues.beneficiary_id.in_(ids),
    )
    return {
        row.beneficiary_id: {
            "run_id": row.run_id,
            "values": row.values,
            "imported_at": row.imported_at.isoformat(),
        }
        for row in session.scalars(statement)
    }


def keep_sources(
    session: Session, run: ImportRun, said: Mapping[int, dict[str, str]], before: Mapping[int, Source]
) -> None:
    """Add what the file says to what its source had said; nothing is written where it says the same."""
    known = {key: source["values"] for key, source in before.items()}
    whole = {key: {**known.get(key, {}), **new} for key, new in said.items()}
    news = {key: values for key, values in whole.items() if values != known.get(key)}
    _write(session, run, {key: (run.id, values, run.confirmed_at) for key, values in news.items()})


def put_sources_back(session: Session, run: ImportRun, before: Mapping[int, Source | None]) -> None:
    """As they were before the import; what the source said since, in a later file, stays."""
    still = select(ImportedValues.beneficiary_id).where(
        ImportedValues.consortium_id == run.consortium_id,
        ImportedValues.run_id == run.id,
        ImportedValues.beneficiary_id.in_(before),
    )
    ours = session.scalars(still).all()
    kept = {
        key: (source["run_id"], source["values"], datetime.fromisoformat(source["imported_at"]))
        for key in ours
        if (source := before[key])
    }
    _forget(session, run, ours)
    _write(session, run, kept)


def _write(session: Session, run: ImportRun, said: Mapping[int, tuple[Any, ...]]) -> None:
    if not said:
        return
    _forget(session, run, list(said))
    key = {"consortium_id": run.consortium_id, "origin": run.origin}
    rows = [
        {**key, "beneficiary_id": person, "run_id": run_id, "values": values, "imported_at": at}
        for person, (run_id, values, at) in said.items()
    ]
    session.execute(insert(table_of(ImportedValues)), rows)


def _forget(session: Session, run: ImportRun, ids: Sequence[int]) -> None:
    statement = delete(ImportedValues).where(
        ImportedValues.consortium_id == run.consortium_id,
        ImportedValues.origin == run.origin,
        ImportedValues.beneficiary_id.in_(ids),
    )
    session.execute(statement.execution_options(synchronize_session=False))
