"""Finding people by name: any part of any of their names, without accents, through the trigram index."""

from sqlalchemy import ColumnElement, Select, SelectBase, and_, column, func, intersect, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models.beneficiaries import Beneficiary
from domain.names import normalise_name

_NAME_INDEX = table("beneficiary_name", column("rowid"), column("search_name"))
_TRIGRAM = 3


def people_named(session: Session, typed: str) -> SelectBase:
    """Identifiers of the people one of whose names contains each typed word, in any order.

    Words shorter than a trigram cannot use the index: alone, they are looked for at the start of the sort
    name; beside a longer word they are left out, which only widens the answer. The caller narrows the answer
    to a viewer's scope: SQLite's index spans all consortia.
    """
    words = normalise_name(typed).split()
    long_words = [word for word in words if len(word) >= _TRIGRAM]
    if not long_words:
        return _starting_with(" ".join(words))
    if session.get_bind().dialect.name == "sqlite":
        return _indexed_sqlite(long_words)
    return intersect(*(_indexed_postgresql(word) for word in long_words))


def prefix_range(name: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    """Text starting with this prefix, as a range that a plain index serves on both databases."""
    return and_(name >= prefix, name < prefix + "\U0010ffff")


def _starting_with(prefix: str) -> Select[int]:
    return select(Beneficiary.id).where(prefix_range(Beneficiary.sort_name, prefix))


def _indexed_sqlite(words: list[str]) -> Select[int]:
    phrases = " AND ".join(f'"{word.replace(chr(34), "")}"' for word in words)
    return select(_NAME_INDEX.c.rowid).where(_NAME_INDEX.c.search_name.match(phrases))


def _indexed_postgresql(word: str) -> Select[int]:
    escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return select(func.search_beneficiaries(f"%{escaped}%").column_valued("id"))
