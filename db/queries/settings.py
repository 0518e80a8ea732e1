"""Settings of the viewer's consortium, and the reasons that it offers."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.consortia import Consortium
from db.models.reasons import ReasonChoice
from db.models.settings import ConsortiumSetting
from domain.access import Viewer
from domain.consortium_settings import SettingsDraft
from domain.reasons import ReasonKind, ReasonLine, national_reason, national_reasons
from domain.thresholds import in_force


def get_settings_draft(session: Session, viewer: Viewer) -> SettingsDraft:
    """The settings as they are stored."""
    row = session.execute(
        select(
            Consortium.scheme_name, Consortium.review_rhythm_days, Consortium.requires_second_factor
        ).where(Consortium.id == viewer.consortium_id)
    ).one()
    return SettingsDraft(*row)


def get_thresholds(session: Session, viewer: Viewer) -> dict[str, int]:
    """The consortium's thresholds over the national defaults (domain.thresholds)."""
    return in_force(list_own_thresholds(session, viewer))


def list_own_thresholds(session: Session, viewer: Viewer) -> dict[str, int]:
    """Those that it set itself."""
    own = select(ConsortiumSetting).where(ConsortiumSetting.consortium_id == viewer.consortium_id)
    return {one.code: one.value for one in session.scalars(own)}


def list_reasons(session: Session, viewer: Viewer) -> dict[ReasonKind, list[ReasonLine]]:
    """Each national reason then its local words, switched off ones included, in one statement.

    A national reason without a row is offered; its line bears no identifier (0).
    """
    stored = session.scalars(
        select(ReasonChoice)
        .where(ReasonChoice.consortium_id == viewer.consortium_id)
        .order_by(ReasonChoice.rank, ReasonChoice.id)
    )
    lines: defaultdict[tuple[ReasonKind, str], list[ReasonLine]] = defaultdict(list)
    for row in stored:
        lines[row.kind, row.national_value].append(_line(row))
    return {kind: _in_order(kind, lines) for kind in ReasonKind}


def _in_order(kind: ReasonKind, lines: dict[tuple[ReasonKind, str], list[ReasonLine]]) -> list[ReasonLine]:
    ordered = []
    for national in national_reasons(kind):
        known = lines[kind, str(national)]
        itself = [line for line in known if not line.is_local] or [ReasonLine(0, national)]
        ordered += [*itself, *(line for line in known if line.is_local)]
    return ordered


def _line(row: ReasonChoice) -> ReasonLine:
    national = national_reason(row.kind, row.national_value)
    return ReasonLine(row.id, national, row.words, is_local=bool(row.words), is_offered=row.is_offered)
