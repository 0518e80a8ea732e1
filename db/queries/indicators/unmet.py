"""What was asked for the needs that diagnoses retain: whom it is about, and what is judged of them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select, true

from db.models.beneficiaries import SupportPeriod
from db.models.indicators import PathLine
from db.models.referrals import Referral
from db.queries.indicators.judged import Judged, Measure
from db.queries.indicators.populations import counted_stays, first_diagnosis, in_need, stands_at
from domain.access import Role, Viewer
from domain.diagnosis.needs import national_themes
from domain.indicators import offer
from domain.indicators.model import Indicator, Perimeter
from domain.offer.words import ReferralStatus

_ACCEPTED = (ReferralStatus.ACCEPTED, ReferralStatus.STARTED, ReferralStatus.ENDED)
_OVER = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)
_EVERY_THEME = (1 << len(national_themes())) - 1
_BITS = {code: 1 << rank for code, rank in national_themes().items()}


def in_need_then(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People with a diagnosis in force, their needs and (`referred`) those somebody referred them for.

    Their line tells today's referrals; at an earlier date, the referrals themselves do.
    """
    person = in_need(viewer, perimeter)
    if perimeter.reference_on >= viewer.today:
        return person
    held = _held_at(viewer, perimeter.reference_on)
    columns = [column for column in person.c if column.key != "referred"]
    same = held.c.support_period_id == person.c.support_period_id
    people = select(*columns, func.coalesce(held.c.bits, 0).label("referred")).select_from(
        person.outerjoin(held, same)
    )
    once = people.cte("person_once").prefix_with("MATERIALIZED")  # or needs are looked for theme by theme
    return select(once).subquery("person_then")


def referred_people(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """A row for each person and theme of a referral sent in the period, with what became of them."""
    stays, line = counted_stays(viewer, perimeter), PathLine
    sent = _sent(viewer, perimeter)
    if not viewer.has(Role.COORDINATOR, Role.STEERING):  # few people: their referrals only
        sent = sent.where(Referral.support_period_id.in_(stays.with_only_columns(line.support_period_id)))
    found = sent.subquery("sent")
    told = [found.c[name] for name in ("theme", "refused", "answered", "left_open")]
    people = stays.join(found, of_same_stay(found.c)).where(stands_at(line, perimeter.last_on))
    columns = [*line.__table__.c, first_diagnosis(perimeter), *told]
    return people.with_only_columns(*columns, maintain_column_froms=True).subquery("person")


def of_same_stay(row: Any) -> ColumnElement[bool]:
    """True for the stay in which it was sent."""
    return and_(
        row.consortium_id == PathLine.consortium_id, row.support_period_id == PathLine.support_period_id
    )


def sent_in_period(viewer: Viewer, perimeter: Perimeter) -> list[ColumnElement[bool]]:
    """Conditions on Referral: for a national theme, sent in the period, not withdrawn since.

    The end of the follow-up withdraws what still waits: it was sent all the same, and never answered.
    """
    stay = SupportPeriod
    ended_with_stay = select(stay.id).where(
        stay.consortium_id == Referral.consortium_id,
        stay.id == Referral.support_period_id,
        stay.exited_on <= Referral.closed_on,
    )
    return [
        Referral.consortium_id == viewer.consortium_id,
        Referral.sent_on.between(perimeter.starts_on, perimeter.last_on),
        Referral.theme.in_(list(_BITS)),
        or_(
            Referral.status != ReferralStatus.WITHDRAWN,
            Referral.closed_on > perimeter.reference_on,
            ended_with_stay.correlate(Referral).exists(),
        ),
    ]


def _sent(viewer: Viewer, perimeter: Perimeter) -> Select[Any]:
    """By stay and theme: refused, answered yes or no, neither."""
    day = perimeter.reference_on
    is_refused = and_(Referral.status == ReferralStatus.REFUSED, Referral.closed_on <= day)
    is_accepted = and_(Referral.status.in_(_ACCEPTED), Referral.answered_on <= day)
    is_answered = or_(is_refused, is_accepted)
    counts = {
        "refused": case((is_refused, 1), else_=0),
        "answered": case((is_answered, 1), else_=0),
        "left_open": case((is_answered, 0), else_=1),
    }
    keys: tuple[Any, ...] = (Referral.consortium_id, Referral.support_period_id, Referral.theme)
    sums = (func.sum(value).label(name) for name, value in counts.items())
    return select(*keys, *sums).where(*sent_in_period(viewer, perimeter)).group_by(*keys)


def _held_at(viewer: Viewer, day: Any) -> Subquery:
    """By stay, the themes of referrals sent by then, and neither refused nor withdrawn then."""
    bits = func.sum(case(_BITS, value=Referral.theme).distinct())
    return (
        select(Referral.support_period_id, bits.label("bits"))
        .where(
            Referral.consortium_id == viewer.consortium_id,
            Referral.sent_on <= day,
            or_(Referral.status.not_in(_OVER), Referral.closed_on > day),
        )
        .group_by(Referral.support_period_id)
        .subquery("held")
    )


def _among(bits: Any, wanted: int) -> ColumnElement[int]:
    found: ColumnElement[int] = bits.bitwise_and(wanted)
    return found


def _unmet(person: Any, indicator: Indicator, _perimeter: Perimeter) -> Judged:
    bit = _BITS[indicator.variant]
    return Judged(_among(person.referred, bit) == 0, is_within=_among(person.needs, bit) != 0)


def _any_unmet(person: Any, _indicator: Indicator, _perimeter: Perimeter) -> Judged:
    """A need that is not among those referred for is left when both together are more than the latter."""
    needed, asked = _among(person.needs, _EVERY_THEME), _among(person.referred, _EVERY_THEME)
    return Judged(needed.bitwise_or(asked) != asked, is_within=needed != 0)


def _refused(person: Any, indicator: Indicator, _perimeter: Perimeter) -> Judged:
    """Of one theme, or of all of them."""
    is_within = person.theme == indicator.variant if indicator.variant else true()
    return Judged(is_within=is_within, value=person.refused, out_of=person.answered, aside=person.left_open)


OFFER_MEASURES = {
    offer.UNMET.code: Measure(in_need_then, _unmet),
    offer.ANY_UNMET.code: Measure(in_need_then, _any_unmet),
    offer.REFUSED.code: Measure(referred_people, _refused, variant="theme"),
}
