"""What a confirmed load writes, in bulk: structures, then services, then what has disappeared."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from db.actions.offer.load_history import keep_load_history
from db.actions.offer.rows import (
    CHILDREN,
    child_rows,
    search_text,
    service_columns,
    structure_columns,
)
from db.models.base import table_of
from db.models.offer import OfferStructure, Service
from db.models.offer_loads import OfferLoad, OfferLoadRow
from db.queries.offer_records import read_catalogue
from domain import clock
from domain.access import Viewer
from domain.batches import batched
from domain.identifiers import new_id
from domain.offer.comparing import Stored, merged, still_corrected
from domain.offer.load_words import ADDED, DISAPPEARED, told_load
from domain.offer.loads import LoadKind, LoadVerdict
from domain.offer.official import Record, service_of, structure_of

Rows = list[tuple[dict[str, Any], Record]]  # what is written, and the record that it comes from
_AT_ONCE = 500
_MODELS: dict[LoadKind, type[OfferStructure | Service]] = {
    LoadKind.STRUCTURE: OfferStructure,
    LoadKind.SERVICE: Service,
}


class Loading:
    """One load being compared or written; the offer is locked as soon as it is written."""

    def __init__(
        self,
        session: Session,
        viewer: Viewer,
        load: OfferLoad,
        report: Callable[[float], None] = lambda _share: None,
    ) -> None:
        self.session, self.viewer, self.load, self.report = session, viewer, load, report

    def write(self) -> None:
        """Everything that the load brings."""
        for model in _MODELS.values():
            mine = select(model.id).where(model.consortium_id == self.viewer.consortium_id)
            self.session.execute(mine.with_for_update())
        self.catalogue = read_catalogue(self.session, self.viewer)
        self._write_structures(self._records(LoadKind.STRUCTURE))
        self._write_services(self._records(LoadKind.SERVICE))
        for kind in _MODELS:
            self._note_missing(kind)

    def missing_services(self) -> list[int]:
        """Services of the sources of a complete file that it does not hold, not even in a rejected line."""
        return self._missing(LoadKind.SERVICE)

    def _records(self, kind: LoadKind) -> list[Record]:
        """What the file says, errors aside."""
        of_kind = (*self._of_load(), OfferLoadRow.kind == kind, OfferLoadRow.verdict != LoadVerdict.ERROR)
        statement = select(OfferLoadRow.values).where(*of_kind).order_by(OfferLoadRow.line_number)
        return list(self.session.scalars(statement))

    def _write_structures(self, records: Sequence[Record]) -> None:
        new, known = self._sorted(records, self.catalogue.structures)
        self.names = {stored.id: stored.record["nom"] for stored in self.catalogue.structures.values()}
        self.carriers = {key: stored.id for key, stored in self.catalogue.structures.items()}
        before = dict(self.names)
        for row, record in (*new, *known):
            row |= structure_columns(structure_of(record))
            self.names[row["id"]], self.carriers[record["id"]] = row["name"], row["id"]
        self._insert(OfferStructure, [row for row, _ in new])
        self._update(OfferStructure, [row for row, _ in known])
        self.renamed = {key for key, name in before.items() if self.names[key] != name}

    def _write_services(self, records: Sequence[Record]) -> None:
        new, known = self._sorted(records, self.catalogue.services)
        done, total = 0, len(new) + len(known)
        for write, rows in ((self._insert, new), (self._update, known)):
            for some in batched(rows, _AT_ONCE):
                self._write_some(some, write)
                done += len(some)
                self.report(done / total)
        self._search_renamed({row["id"] for row, _ in known})

    def _write_some(self, some: Sequence[tuple[dict[str, Any], Record]], write: Callable[..., None]) -> None:
        """Columns, child rows and a line of history."""
        children: dict[Any, list[dict[str, Any]]] = {model: [] for model in CHILDREN}
        told = {}
        for row, record in some:
            values, carrier_id = service_of(record), self.carriers[record["structure_id"]]
            row |= {"offer_structure_id": carrier_id, **service_columns(values, self.names[carrier_id])}
            for model, rows in children.items():
                rows += child_rows(model, self.viewer.consortium_id, row["id"], values)
            held = self.catalogue.services.get(record["id"])
            told[row["id"]] = told_load(held.record, record, is_back=held.is_missing) if held else ADDED
        write(Service, [row for row, _ in some])
        for model, rows in children.items():
            self._forget_children(model, list(told))
            self._insert(model, rows)
        keep_load_history(self.session, self.viewer, told)

    def _sorted(self, records: Sequence[Record], stored: Mapping[str, Stored]) -> tuple[Rows, Rows]:
        """New rows, and known ones that the file changes, each with what it becomes."""
        new: Rows = []
        known: Rows = []
        trace = {"updated_at": clock.now(), "updated_by": self.viewer.professional_id}
        for record in records:
            base = {"consortium_id": self.viewer.consortium_id, "loaded": record, **trace}
            held = stored.get(record["id"])
            if held is None:
                created = {"created_at": trace["updated_at"], "created_by": trace["updated_by"]}
                row = {**base, **created, "id": new_id(), "corrected": [], "missing_since_on": None}
                new.append((row, record))
            elif held.is_missing or held.loaded != record:
                corrected = still_corrected(held, record)
                row = {**base, "id": held.id, "corrected": corrected, "missing_since_on": None}
                known.append((row, merged(held, record)))
        return new, known

    def _insert(self, model: Any, rows: Sequence[dict[str, Any]]) -> None:
        for some in batched(rows, _AT_ONCE):
            self.session.execute(insert(table_of(model)), some)

    def _update(self, model: Any, rows: Sequence[dict[str, Any]]) -> None:
        """A correction being typed meanwhile then finds that the version has changed."""
        table: Table = table_of(model)
        one = (table.c.consortium_id == bindparam("key_of"), table.c.id == bindparam("key"))
        for some in batched(rows, _AT_ONCE):
            told = [dict(row) for row in some]
            for row in told:
                row["key_of"], row["key"] = row.pop("consortium_id"), row.pop("id")
            changed: dict[str, Any] = {
                name: bindparam(name) for name in told[0] if name not in {"key_of", "key"}
            }
            statement = update(table).where(*one).values(**changed, version=table.c.version + 1)
            self.session.connection().execute(statement, told)

    def _forget_children(self, model: Any, service_ids: Sequence[int]) -> None:
        theirs = (model.consortium_id == self.viewer.consortium_id, model.service_id.in_(service_ids))
        self.session.execute(delete(model).where(*theirs))

    def _search_renamed(self, written: set[int]) -> None:
        """Services left as they are, whose structure has a new name."""
        mine = (
            Service.consortium_id == self.viewer.consortium_id,
            Service.offer_structure_id.in_(self.renamed),
        )
        statement = select(Service.id, Service.offer_structure_id, Service.name, Service.description)
        if not self.renamed:
            return
        rows = [
            {
                "consortium_id": self.viewer.consortium_id,
                "id": row.id,
                "search_text": search_text(row.name, self.names[row.offer_structure_id], row.description),
            }
            for row in self.session.execute(statement.where(*mine))
            if row.id not in written
        ]
        self._update(Service, rows)

    def _note_missing(self, kind: LoadKind) -> None:
        model = _MODELS[kind]
        missing = self._missing(kind)
        rows = [
            {"consortium_id": self.viewer.consortium_id, "id": key, "missing_since_on": self.viewer.today}
            for key in missing
        ]
        self._update(model, rows)
        if kind == LoadKind.SERVICE:
            keep_load_history(self.session, self.viewer, dict.fromkeys(missing, DISAPPEARED))

    def _missing(self, kind: LoadKind) -> list[int]:
        if not self.load.is_complete:
            return []
        model = _MODELS[kind]
        lines = select(OfferLoadRow.external_id, OfferLoadRow.values).where(
            *self._of_load(), OfferLoadRow.kind == kind
        )
        told = self.session.execute(lines).all()
        held = {row.external_id for row in told}
        sources = {str(row[1].get("source")) for row in told}
        stored = select(model.id, model.external_id).where(
            model.consortium_id == self.viewer.consortium_id,
            model.source.in_(sources),
            model.missing_since_on.is_(None),
        )
        return [row.id for row in self.session.execute(stored) if row.external_id not in held]

    def _of_load(self) -> tuple[Any, Any]:
        return OfferLoadRow.consortium_id == self.load.consortium_id, OfferLoadRow.load_id == self.load.id
