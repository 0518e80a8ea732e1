"""Finding people by name: any part of any of their names, without accents, through the trigram index."""

from sqlalchemy import ColumnElement, Select, SelectBase, and_, column, func, intersect, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.names import normalise_name

_NAME_INDEX = table("beneficiary_name", column("rowid"), column("search_name"))
_TRIGRAM = 3


def long_words(typed: str) -> list[str]:
    """The typed words that the trigram index can look for; leaving the short ones out widens the answer."""
    return [word for word in normalise_name(typed).split() if len(word) >= _TRIGRAM]


def people_named(session: Session, words: list[str]) -> SelectBase:
    """Identifiers of the people one of whose names contains each of these long words, in any order.

    The caller narrows the answer to a viewer's scope: SQLite's index spans all consortia.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _indexed_sqlite(words)
    return intersect(*(_indexed_postgresql(word) for word in words))


def prefix_range(name: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    """Text starting with this prefix, as a range that a plain index serves on both databases."""
    return and_(name >= prefix, name < prefix + "\U0010ffff")


def _indexed_sqlite(words: list[str]) -> Select[int]:
    phrases = " AND ".join(f'"{word.replace(chr(34), "")}"' for word in words)
    return select(_NAME_INDEX.c.rowid).where(_NAME_INDEX.c.search_name.match(phrases))


def _indexed_postgresql(word: str) -> Select[int]:
    escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return select(func.search_beneficiaries(f"%{escaped}%").column_valued("id"))
