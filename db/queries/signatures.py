"""When a contract holds: the one definition in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, case


def when_signed_by_both(contract: Any) -> ColumnElement[Any]:
    """The day of the last of both signatures; null while one is missing."""
    person, structure = contract.person_signed_on, contract.structure_signed_on
    return case((person > structure, person), (person <= structure, structure))
