"""Lines that dashboards and alerts read, computed by the database from the paths (ADR 13).

The same statements serve one person, a batch and a whole consortium; the caseload's lines come first.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, case, delete, func, insert, or_, select, true
from sqlalchemy.orm import Session, aliased

from db.actions.alert_facts import alert_facts
from db.models.accounts import Professional
from db.models.base import Base, table_of
from db.models.beneficiaries import Beneficiary, ReferentAssignment, SupportPeriod
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Review
from db.models.indicators import AlertFact, PathLine
from db.models.paths import Orientation
from db.models.settings import ConsortiumSetting
from domain.follow_up import Track
from domain.thresholds import THRESHOLDS, rhythm_code

IsTheirs = Callable[[Any], Any]

_OF_PERSON = ("reserved_structure_id", "sort_name", "birth_date", "commune_code")


def refresh_derived_lines(
    session: Session, consortium_id: int, beneficiary_ids: Sequence[int] | None = None
) -> None:
    """Write again the path lines and alert facts of these people, or of everybody: five statements."""

    def is_theirs(source: Any) -> Any:
        chosen = true() if beneficiary_ids is None else source.beneficiary_id.in_(beneficiary_ids)
        return and_(source.consortium_id == consortium_id, chosen)

    _rewrite(session, PathLine, is_theirs, _path_lines(is_theirs))
    _rewrite(session, AlertFact, is_theirs, alert_facts(is_theirs, _missed_count(session, consortium_id)))


def refresh_every_line(session: Session) -> None:
    """The same for every consortium, by the owner of the tables."""
    for consortium_id in session.scalars(select(Consortium.id)).all():
        refresh_derived_lines(session, consortium_id)


def _rewrite(session: Session, model: type[Base], is_theirs: IsTheirs, lines: Any) -> None:
    table = table_of(model)
    session.execute(delete(table).where(is_theirs(table.c)))
    session.execute(insert(table).from_select([column.key for column in table.c], lines))


def _missed_count(session: Session, consortium_id: int) -> int:
    code = "missed_count"
    stored = select(ConsortiumSetting.value).where(
        ConsortiumSetting.consortium_id == consortium_id, ConsortiumSetting.code == code
    )
    return session.scalar(stored) or THRESHOLDS[code].default or 1


def _path_lines(is_theirs: IsTheirs) -> Select[Any]:
    stay, reviewed_on, counted_on = SupportPeriod, *_last_reviews()
    following: dict[str, Any] = {"partition_by": stay.beneficiary_id, "order_by": (stay.entered_on, stay.id)}
    lines = (
        select(
            stay,
            *(getattr(Beneficiary, name).label(name) for name in _OF_PERSON),
            _referent().label("referent_id"),
            func.lead(stay.entered_on).over(**following).label("next_entered_on"),
            func.lead(stay.exited_on).over(**following).label("next_exited_on"),
            func.coalesce(_oriented_to(), Beneficiary.owner_structure_id).label("usual_structure_id"),
            _first_diagnosis_on().label("first_diagnosis_on"),
            reviewed_on.label("reviewed_on"),
            counted_on.label("counted_on"),
            func.coalesce(
                stay.review_rhythm_days, rhythm_of_track(stay), Consortium.review_rhythm_days
            ).label("rhythm_days"),
        )
        .join(
            Beneficiary,
            and_(Beneficiary.consortium_id == stay.consortium_id, Beneficiary.id == stay.beneficiary_id),
        )
        .join(Consortium, Consortium.id == stay.consortium_id)
        .where(is_theirs(stay), Beneficiary.merged_into_id.is_(None))
        .subquery("stay")
    )
    return _completed(lines)


def _completed(lines: Any) -> Select[Any]:
    """The référent's structure, else the orientation's, else the owner of the file; the last review."""
    line = lines.c
    is_counted_last = or_(line.reviewed_on.is_(None), line.counted_on > line.reviewed_on)
    values = {
        "support_period_id": line.id,
        "structure_id": func.coalesce(Professional.structure_id, line.usual_structure_id),
        "last_review_on": case((is_counted_last, line.counted_on), else_=line.reviewed_on),
    }
    columns = [values.get(column.key, line.get(column.key)) for column in table_of(PathLine).c]
    of_referent = and_(Professional.consortium_id == line.consortium_id, Professional.id == line.referent_id)
    return select(*columns).select_from(lines.outerjoin(Professional, of_referent))


def rhythm_of_track(stay: Any) -> ScalarSelect[Any]:
    """The rhythm that the consortium sets for the track of this stay, or of this caseload line."""
    codes = {track.value: rhythm_code(track) for track in Track}
    setting = aliased(ConsortiumSetting)
    return (
        select(setting.value)
        .where(setting.consortium_id == stay.consortium_id, setting.code == case(codes, value=stay.track))
        .correlate(stay)
        .scalar_subquery()
    )


def _referent() -> ScalarSelect[Any]:
    """Of a running stay, the present one, if any; of a stay that is over, the last one."""
    assignment = ReferentAssignment
    return (
        select(assignment.professional_id)
        .where(
            *_of_stay(assignment), or_(assignment.ended_on.is_(None), SupportPeriod.exited_on.is_not(None))
        )
        .order_by(assignment.ended_on.is_not(None), assignment.started_on.desc(), assignment.id.desc())
        .limit(1)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


def _oriented_to() -> ScalarSelect[Any]:
    latest = aliased(Orientation)
    return (
        select(latest.structure_id)
        .where(*_of_stay(latest))
        .order_by(latest.decided_on.desc(), latest.id.desc())
        .limit(1)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


def _first_diagnosis_on() -> ScalarSelect[Any]:
    first = select(func.min(Diagnosis.validated_on)).where(*_of_stay(Diagnosis))
    return first.correlate(SupportPeriod).scalar_subquery()


def _last_reviews() -> list[ScalarSelect[Any]]:
    """The last review, and the last appointment that stands for one."""
    held = select(func.max(Review.held_on)).where(*_of_stay(Review))
    counted = select(func.max(Appointment.takes_place_on)).where(
        *_of_stay(Appointment), Appointment.counts_as_review
    )
    return [one.correlate(SupportPeriod).scalar_subquery() for one in (held, counted)]


def _of_stay(table: Any) -> tuple[Any, Any]:
    return table.consortium_id == SupportPeriod.consortium_id, table.support_period_id == SupportPeriod.id
