"""Attendance structure by structure, for who counts a whole consortium.

The same people as `invited`, which serves every other question and the lists: tests compare both.
"""

from collections.abc import Iterable

from sqlalchemy import and_, func, or_
from sqlalchemy.orm import Session

from db.models.consortia import Structure
from db.models.dated_lines import AttendanceLine
from db.queries.indicators.judged import ratio_figure
from db.queries.indicators.populations import DUE, is_due_in
from db.queries.scopes import is_not_reserved, visible_structures
from domain.access import Viewer
from domain.indicators.model import ByGroup, Indicator, Perimeter


def attendance_figures(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicators: Iterable[Indicator]
) -> dict[Indicator, ByGroup]:
    """By structure; one statement.

    From structures outwards: the days of each are then read in their index, whatever SQLite knows of tables.
    """
    line = AttendanceLine
    is_last = or_(line.next_on.is_(None), line.next_on > perimeter.last_on)
    honoured, missed, aside = DUE.values()
    parts = (honoured, or_(honoured, missed), aside, and_(honoured, is_last), and_(missed, is_last))
    is_due = and_(
        line.consortium_id == Structure.consortium_id,
        line.structure_id == Structure.id,
        is_due_in(perimeter),
        is_not_reserved(viewer, line.reserved_structure_id),
    )
    counted = (
        visible_structures(viewer)
        .outerjoin(line, is_due)
        .with_only_columns(Structure.id, *(func.count().filter(one) for one in parts))
        .group_by(Structure.id)
        .having(func.count(line.status) > 0)
    )
    asked = perimeter.people.structure_id
    rows = session.execute(counted.where(Structure.id == asked) if asked else counted)
    found = {key: ratio_figure(*numbers) for key, *numbers in rows}
    return dict.fromkeys(indicators, found)
