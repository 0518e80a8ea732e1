"""Calendar days between two dates, and months, on both databases."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

_NEVER = "9999-12-31"  # there, the first of several is null as soon as one is


class DaysBetween(GenericFunction[int]):
    """Days from the first date to the second; null when one is missing."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(DaysBetween, "postgresql")
def _subtract(element: Any, compiler: Any, **options: Any) -> str:
    first, second = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({second} - {first})"


@compiles(DaysBetween, "sqlite")
def _subtract_julian_days(element: Any, compiler: Any, **options: Any) -> str:
    first, second = (compiler.process(clause, **options) for clause in element.clauses)
    return f"cast(julianday({second}) - julianday({first}) as integer)"


class DaysAfter(GenericFunction[date]):
    """The date so many days after another."""

    name = "days_after"
    type = Date()
    inherit_cache = True


@compiles(DaysAfter, "postgresql")
def _add(element: Any, compiler: Any, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({day} + cast({days} as integer))"


@compiles(DaysAfter, "sqlite")
def _add_days(element: Any, compiler: Any, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, ({days}) || ' days')"


class MonthOf(GenericFunction[date]):
    """The first day of the month of a date."""

    name = "month_of"
    type = Date()
    inherit_cache = True


@compiles(MonthOf, "postgresql")
def _truncate(element: Any, compiler: Any, **options: Any) -> str:
    return f"cast(date_trunc('month', {compiler.process(element.clauses, **options)}) as date)"


@compiles(MonthOf, "sqlite")
def _cut_day(element: Any, compiler: Any, **options: Any) -> str:
    return f"(substr({compiler.process(element.clauses, **options)}, 1, 8) || '01')"


class Unsearched(GenericFunction[Any]):
    """The same value, in a condition that nearly every row meets: SQLite must not look rows up by it."""

    name = "unsearched"
    inherit_cache = True

    def __init__(self, value: Any) -> None:
        super().__init__(value, type_=value.type)


@compiles(Unsearched)
def _as_it_is(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **options))


@compiles(Unsearched, "sqlite")
def _out_of_indexes(element: Any, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses.clauses[0], **options)}"


class Earliest(GenericFunction[date]):
    """The first of several dates, of which some may be null; null when all are."""

    name = "earliest"
    type = Date()
    inherit_cache = True


@compiles(Earliest, "postgresql")
def _least(element: Any, compiler: Any, **options: Any) -> str:
    return f"least({compiler.process(element.clauses, **options)})"


@compiles(Earliest, "sqlite")
def _min_of_known(element: Any, compiler: Any, **options: Any) -> str:
    known = (f"coalesce({compiler.process(day, **options)}, '{_NEVER}')" for day in element.clauses)
    return f"nullif(min({', '.join(known)}), '{_NEVER}')"
