"""The lines that figures read, one a stay, computed by the database from the paths (ADR 13)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from db.models.accounts import Professional
from db.models.base import table_of
from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Review
from db.models.indicators import PathLine
from db.models.paths import EngagementContract, Orientation
from db.models.referrals import Referral
from db.models.settings import ConsortiumSetting
from db.queries.signatures import when_signed_by_both
from domain.diagnosis.needs import national_themes
from domain.follow_up import AppointmentStatus, Track
from domain.offer.words import ReferralStatus
from domain.thresholds import rhythm_code

IsTheirs = Callable[[Any], Any]
stay = SupportPeriod
_OF_PERSON = ("reserved_structure_id", "sort_name", "birth_date", "commune_code")


def path_lines(is_theirs: IsTheirs) -> Select[Any]:
    """A line for each stay of these people, files joined to another aside; columns in the table's order."""
    following: dict[str, Any] = {"partition_by": stay.beneficiary_id, "order_by": (stay.entered_on, stay.id)}
    lines = (
        select(
            stay,
            *(getattr(Beneficiary, name).label(name) for name in _OF_PERSON),
            func.lead(stay.entered_on).over(**following).label("next_entered_on"),
            func.lead(stay.exited_on).over(**following).label("next_exited_on"),
            rhythm_of(stay).label("rhythm_days"),
            *(value.label(name) for name, value in _facts().items()),
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


def rhythm_of(line: Any) -> ColumnElement[int]:
    """The rhythm of reviews: the person's, else her track's, else that of the consortium, which is joined."""
    return func.coalesce(line.review_rhythm_days, rhythm_of_track(line), Consortium.review_rhythm_days)


def rhythm_of_track(line: Any) -> ScalarSelect[Any]:
    """The rhythm that the consortium sets for the track of this stay, or of this caseload line."""
    codes = {track.value: rhythm_code(track) for track in Track}
    setting = aliased(ConsortiumSetting)
    return (
        select(setting.value)
        .where(setting.consortium_id == line.consortium_id, setting.code == case(codes, value=line.track))
        .correlate(line)
        .scalar_subquery()
    )


def _facts() -> dict[str, ColumnElement[Any]]:
    """What the records of the stay say, read again by figures at another date than today."""
    return {
        "referent_id": _referent("professional_id"),
        "referent_since_on": _referent("started_on"),
        "first_referent_on": _of_all(ReferentAssignment, func.min(ReferentAssignment.started_on)),
        "usual_structure_id": func.coalesce(
            _last(Orientation, "structure_id", "decided_on"), Beneficiary.owner_structure_id
        ),
        "paused_on": _last(Pause, "started_on", "started_on"),
        "pause_ended_on": _last(Pause, "ended_on", "started_on"),
        "contract_starts_on": _last(EngagementContract, "starts_on", "ends_on"),
        "contract_ends_on": _last(EngagementContract, "ends_on", "ends_on"),
        "first_contract_on": _of_all(EngagementContract, func.min(EngagementContract.starts_on)),
        "reviewed_on": _of_all(Review, func.max(Review.held_on)),
        "counted_on": _of_all(
            Appointment, func.max(Appointment.takes_place_on), Appointment.counts_as_review
        ),
        **_of_diagnoses(),
        **_first_days(),
    }


def _of_diagnoses() -> dict[str, ColumnElement[Any]]:
    """When they were validated, the needs of the last one, those for which somebody was referred."""
    is_held = Referral.status.not_in((ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN))
    bits = case({code: 1 << rank for code, rank in national_themes().items()}, value=Referral.theme)
    needs, first_needs, last = (
        _last(Diagnosis, column, "validated_on", Diagnosis.validated_on.is_not(None))
        for column in ("needs", "first_needs", "id")
    )
    return {
        "first_diagnosis_on": _of_all(Diagnosis, func.min(Diagnosis.validated_on)),
        "last_diagnosis_on": _of_all(Diagnosis, func.max(Diagnosis.validated_on)),
        "last_diagnosis_id": last,
        "needs": func.coalesce(needs, 0),
        "first_needs": first_needs,
        "referred": func.coalesce(_of_all(Referral, func.sum(bits.distinct()), is_held), 0),
    }


def _first_days() -> dict[str, ColumnElement[Any]]:
    """The first orientation and honoured appointment of the stay, the first contract signed from then on."""
    signed_on, met_on = when_signed_by_both(EngagementContract), Appointment.takes_place_on
    oriented = aliased(Orientation)
    oriented_on = _of_all(oriented, func.min(oriented.decided_on), oriented.decided_on >= stay.entered_on)
    is_met = (Appointment.status == AppointmentStatus.HONOURED, met_on >= stay.entered_on)
    return {
        "first_oriented_on": oriented_on,
        "first_signed_on": _of_all(EngagementContract, func.min(signed_on), signed_on >= oriented_on),
        "first_honoured_on": _of_all(Appointment, func.min(met_on), *is_met),
    }


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


def _referent(column: str) -> ScalarSelect[Any]:
    """Of a running stay, the present one, if any; of a stay that is over, the last one."""
    assignment = aliased(ReferentAssignment)
    is_theirs = or_(assignment.ended_on.is_(None), stay.exited_on.is_not(None))
    latest = (assignment.ended_on.is_not(None), assignment.started_on.desc(), assignment.id.desc())
    found = select(getattr(assignment, column)).where(*_of_stay(assignment), is_theirs).order_by(*latest)
    return found.limit(1).correlate(stay).scalar_subquery()


def _last(model: Any, column: str, day: str, *conditions: Any) -> ScalarSelect[Any]:
    """This column of the stay's latest row by that date; of two on one day, the later entered."""
    latest = (getattr(model, day).desc(), model.id.desc())
    found = select(getattr(model, column)).where(*_of_stay(model), *conditions).order_by(*latest)
    return found.limit(1).correlate(stay).scalar_subquery()


def _of_all(model: Any, value: Any, *conditions: Any) -> ScalarSelect[Any]:
    found = select(value).where(*_of_stay(model), *conditions)
    return found.correlate(stay).scalar_subquery()


def _of_stay(table: Any) -> tuple[Any, Any]:
    return table.consortium_id == stay.consortium_id, table.support_period_id == stay.id
