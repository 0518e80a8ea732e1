"""Conventions of every table: names of constraints, types, keys of a consortium, trace of who wrote."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    text,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from domain.identifiers import new_id

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in UTC; SQLite keeps no offset, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def stored_values(enum_class: type[Enum]) -> list[str]:
    """The English values of an enum: what the database stores and checks."""
    return [str(member.value) for member in enum_class]


def enum_type(enum_class: type[Enum], name: str) -> EnumType:
    """A checked text column for an enum; `name` names the check constraint."""
    return EnumType(
        enum_class,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=stored_values,
        length=40,
    )


def sorted_text(length: int) -> TypeEngine[str]:
    """Normalised text compared byte by byte on both databases, so that prefix ranges use the index."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, int: BigInteger}


class Traced:
    """Who wrote the row and when; filled by the session from its viewer (db/engine.py)."""

    created_at: Mapped[datetime]
    created_by: Mapped[int | None]
    updated_at: Mapped[datetime]
    updated_by: Mapped[int | None]


class ConsortiumOwned(Traced):
    """A row of one consortium: the primary key starts with the consortium, like every foreign key."""

    @declared_attr
    @classmethod
    def consortium_id(cls) -> Mapped[int]:
        return mapped_column(primary_key=True, autoincrement=False, sort_order=-2)

    @declared_attr
    @classmethod
    def id(cls) -> Mapped[int]:
        return mapped_column(
            primary_key=True, autoincrement=False, default=new_id, sort_order=-1, unique=True
        )


class Versioned:
    """Optimistic lock: an update of a row that changed since it was read fails."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def belongs_to(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key inside the same consortium."""
    return ForeignKeyConstraint(["consortium_id", column], [f"{table}.consortium_id", f"{table}.id"])


def belongs_to_consortium() -> ForeignKeyConstraint:
    """The foreign key to the consortium itself."""
    return ForeignKeyConstraint(["consortium_id"], ["consortium.id"])


def one_open(name: str, owner: str, *, closed_by: str) -> Index:
    """A unique index: at most one row of this owner whose `closed_by` column is empty."""
    is_open = text(f"{closed_by} is null")
    return Index(name, "consortium_id", owner, unique=True, sqlite_where=is_open, postgresql_where=is_open)


def table_of(model: type[Base]) -> Table:
    """The bare table: a bulk insert through the class runs one statement for each row that holds a null."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(model)
    return table
