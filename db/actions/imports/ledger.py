"""What an import changes of somebody known, kept so that it can be put back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Enum as EnumType
from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actions.history import apply_changes
from db.models import Base
from domain.access import Viewer
from domain.identifiers import new_id
from domain.imports.values import said

MODELS: dict[str, Any] = {str(mapper.local_table): mapper.class_ for mapper in Base.registry.mappers}


class Ledger:
    """Changes one person's records and remembers how they were."""

    def __init__(self, session: Session, viewer: Viewer, beneficiary_id: int, instant: datetime) -> None:
        self.session, self.viewer, self.beneficiary_id = session, viewer, beneficiary_id
        self._instant = instant
        self.changed: list[list[Any]] = []
        self.added: list[list[Any]] = []

    def change(self, record: Any, **values: Any) -> None:
        """Set these values; the old ones go to the history of the file and to the ledger."""
        old = {
            name: getattr(record, name) for name, value in values.items() if getattr(record, name) != value
        }
        if old:
            apply_changes(self.session, self.viewer, record, values, beneficiary_id=self.beneficiary_id)
            kept = {name: None if value is None else said(value) for name, value in old.items()}
            self.changed.append([record.__tablename__, record.id, kept])

    def add(self, model: Any, **values: Any) -> Any:
        """A new record, created at the confirmation of the run."""
        record = model(consortium_id=self.viewer.consortium_id, id=new_id(), **values)
        record.created_at = self._instant
        self.session.add(record)
        self.added.append([record.__tablename__, record.id])
        return record

    @property
    def lines(self) -> dict[str, Any]:
        """What `put_back` needs."""
        return {"changed": self.changed, "added": self.added}


def put_back(session: Session, viewer: Viewer, lines: Mapping[int, Mapping[str, Any]]) -> None:
    """Remove what the import added to these people and restore what it changed."""
    added = _by_table(pair for line in lines.values() for pair in line["added"])
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in added:
            model = MODELS[table.name]
            gone = delete(model).where(
                model.consortium_id == viewer.consortium_id, model.id.in_(added[table.name])
            )
            session.execute(gone.execution_options(synchronize_session=False))
    for beneficiary_id, line in lines.items():
        for table_name, record_id, old in reversed(line["changed"]):
            model = MODELS[table_name]
            record = session.get_one(model, (viewer.consortium_id, record_id))
            values = {name: _typed(model, name, text) for name, text in old.items()}
            apply_changes(session, viewer, record, values, beneficiary_id=beneficiary_id)
    session.flush()


def _by_table(pairs: Iterable[Sequence[Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for table, record_id in pairs:
        found[table].append(record_id)
    return found


def _typed(model: Any, name: str, text: str | None) -> Any:
    """The value of a column from its text; `said` made it."""
    if text is None:
        return None
    kind = model.__table__.c[name].type
    if isinstance(kind, EnumType) and kind.enum_class is not None:
        enum_class: type[Enum] = kind.enum_class
        return enum_class(text)
    python_type = kind.python_type
    return date.fromisoformat(text) if python_type is date else python_type(text)
