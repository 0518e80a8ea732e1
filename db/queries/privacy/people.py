"""Whom the data-protection officer answers, and every row that is about one person."""

from typing import Any

from sqlalchemy import Select, Table, false, or_, select
from sqlalchemy.orm import Session

from db.models import Base
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportRow
from domain.access import Viewer
from domain.errors import InvalidInputError
from domain.names import normalise_name
from domain.privacy import PRIVACY_ROLES

Rows = dict[str, list[dict[str, Any]]]
_BY_NUMBER = (AuditEntry.__tablename__, ImportRow.__tablename__)  # they name the person without a foreign key


def answerable_people(viewer: Viewer) -> Select[Beneficiary]:
    """Everybody of the consortium for its data-protection officer, whatever the sharing; nobody otherwise."""
    is_mine = Beneficiary.consortium_id == viewer.consortium_id
    return select(Beneficiary).where(is_mine if viewer.has(*PRIVACY_ROLES) else false())


def find_people(session: Session, viewer: Viewer, name: str, birth_date: Any) -> list[tuple[int, str]]:
    """The people of exactly this name, in any order of its words, and birth date: number and name."""
    words = sorted(normalise_name(name).split())
    if not words or birth_date is None:
        raise InvalidInputError({"name": "Indiquez le nom, le prénom et la date de naissance."})
    found = answerable_people(viewer).where(
        Beneficiary.birth_date == birth_date,
        Beneficiary.anonymised_on.is_(None),
        Beneficiary.merged_into_id.is_(None),
    )
    told = ((one.id, f"{one.last_name} {one.first_names}") for one in session.scalars(found))
    return [(number, who) for number, who in told if sorted(normalise_name(who).split()) == words]


def person_rows(session: Session, consortium_id: int, beneficiary_id: int) -> Rows:
    """Every row that a chain of foreign keys ties to this person, by table; the journal's by her number."""
    found: Rows = {}
    for table in Base.metadata.sorted_tables:
        if condition := _is_hers(table, found, beneficiary_id):
            of_consortium = table.c.consortium_id == consortium_id
            rows = select(table).where(of_consortium, or_(*condition)).order_by(*table.primary_key)
            found[table.name] = [dict(row) for row in session.execute(rows).mappings()]
    return found


def _is_hers(table: Table, found: Rows, beneficiary_id: int) -> list[Any]:
    if table.name == Beneficiary.__tablename__:
        return [table.c.id == beneficiary_id]
    if table.name in _BY_NUMBER:
        return [table.c.beneficiary_id == beneficiary_id]
    keys = {
        key.column_keys[-1]: found[key.referred_table.name]
        for key in table.foreign_key_constraints
        if key.referred_table is not table and key.referred_table.name in found
    }
    return [table.c[name].in_([row["id"] for row in rows if "id" in row]) for name, rows in keys.items()]
