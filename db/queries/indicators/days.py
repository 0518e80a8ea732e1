"""Calendar days between two dates, on both databases."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


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
