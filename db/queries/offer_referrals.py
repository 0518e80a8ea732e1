"""Referrals read: those of a file, those a structure received, those that were sent, and how many wait."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Structure
from db.models.offer import OfferStructure, Service
from db.models.reference import VocabularyTerm
from db.models.referrals import Referral
from db.queries.referral_scopes import receives, visible_referrals
from db.queries.scopes import may_open
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.offer.referral_lists import (
    PAGE_SIZE,
    ReferralBox,
    ReferralFilters,
    ReferralLine,
    ReferralState,
)
from domain.offer.referral_states import Standing
from domain.offer.referrals import Sides
from domain.offer.words import ReferralStatus

_STANDING = tuple(name for name in Standing.__dataclass_fields__ if name != "exited_on")  # of the stay
_SAME = ("id", "version", "service_id", "step_id", "theme")
_WORDS = ("reason", "needed_since_on", "availability", "answer_words")
_PERSON = ("phone", "do_not_leave_message", "birth_date")
_HIDDEN = dict.fromkeys(_WORDS, "") | {"needed_since_on": None}
_NOBODY = {"phone": "", "do_not_leave_message": False, "birth_date": None}
_UNANSWERED = Referral.status.in_(ReferralState.TO_ANSWER.statuses)
_sender_structure = aliased(Structure)


def get_referral(session: Session, viewer: Viewer, referral_id: int) -> ReferralLine:
    """One referral; NotFoundError when it does not exist or may not be read."""
    row = session.execute(_told(viewer).where(Referral.id == referral_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _line(row)


def list_file_referrals(session: Session, viewer: Viewer, beneficiary_id: int) -> list[ReferralLine]:
    """Those of a file, the latest first."""
    stays = select(SupportPeriod.id).where(
        SupportPeriod.consortium_id == viewer.consortium_id, SupportPeriod.beneficiary_id == beneficiary_id
    )
    found = _told(viewer).where(Referral.support_period_id.in_(stays.correlate(None)), may_open(viewer))
    return [
        _line(row) for row in session.execute(found.order_by(Referral.sent_on.desc(), Referral.id.desc()))
    ]


def list_referrals(
    session: Session, viewer: Viewer, filters: ReferralFilters, *, page: int | None = 1
) -> list[ReferralLine]:
    """A page (PAGE_SIZE; None: all of them) of a box, in one statement; the oldest unanswered first."""
    found = _told(viewer, filters.box).where(*_is_asked(viewer, filters), _is_in(filters.state))
    found = found.order_by(*_order(filters.state))
    if page is not None:
        found = found.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    return [_line(row) for row in session.execute(found)]


def count_referrals(session: Session, viewer: Viewer, filters: ReferralFilters) -> dict[ReferralState, int]:
    """How many in each state, whichever state is asked; one statement."""
    counts = [func.count(case((_is_in(state), 1))) for state in ReferralState]
    found = visible_referrals(viewer, filters.box).where(*_is_asked(viewer, filters))
    row = session.execute(found.with_only_columns(*counts, maintain_column_froms=True)).one()
    return dict(zip(ReferralState, row, strict=True))


def _is_asked(viewer: Viewer, filters: ReferralFilters) -> list[ColumnElement[bool]]:
    """Everything but the box and the state."""
    conditions = []
    if filters.is_mine and filters.box is ReferralBox.SENT:
        conditions.append(Referral.professional_id == viewer.professional_id)
    if filters.theme is not None:
        conditions.append(Referral.theme == filters.theme)
    if filters.is_late:
        conditions.append(_is_late(viewer, filters.reminder_days))
    return conditions


def _is_in(state: ReferralState) -> ColumnElement[bool]:
    return Referral.status.in_(state.statuses)


def _is_late(viewer: Viewer, reminder_days: int) -> ColumnElement[bool]:
    """Nobody answered, or nobody said that it started: as Standing.is_to_remind and is_start_late."""
    is_start_late = and_(Referral.status == ReferralStatus.ACCEPTED, Referral.starts_on < viewer.today)
    return or_(and_(_UNANSWERED, _is_to_remind(viewer, reminder_days)), is_start_late)


def _is_to_remind(viewer: Viewer, reminder_days: int) -> ColumnElement[bool]:
    last_day = viewer.today - timedelta(days=reminder_days)
    return func.coalesce(Referral.reminded_on, Referral.sent_on) <= last_day


def _order(state: ReferralState) -> tuple[Any, ...]:
    """What has waited longest first; of what is over, the latest first."""
    if state is ReferralState.CLOSED:
        return Referral.closed_on.desc(), Referral.id.desc()
    if state is ReferralState.ACCEPTED:
        return Referral.starts_on, Referral.id
    return Referral.sent_on, Referral.id


def _told(viewer: Viewer, box: ReferralBox | None = None) -> Select[*tuple[Any, ...]]:
    of_theme = and_(VocabularyTerm.vocabulary == "Categorie", VocabularyTerm.code == Referral.theme)
    return (
        visible_referrals(viewer, box)
        .join(Service, _same(Service, Referral.service_id))
        .join(OfferStructure, _same(OfferStructure, Service.offer_structure_id))
        .join(Professional, _same(Professional, Referral.professional_id))
        .outerjoin(_sender_structure, _same(_sender_structure, Professional.structure_id))
        .outerjoin(VocabularyTerm, of_theme)
        .with_only_columns(
            Referral,
            Beneficiary,
            Service.name.label("service"),
            OfferStructure.name.label("carrier"),
            Professional,
            _sender_structure.name.label("sender_structure"),
            SupportPeriod.exited_on,
            VocabularyTerm.label.label("theme_label"),
            may_open(viewer).label("may_open"),
            receives(viewer).label("receives"),
            maintain_column_froms=True,
        )
    )


def _line(row: Any) -> ReferralLine:
    referral, person = row.Referral, row.Beneficiary
    may_read, is_open = row.may_open or row.receives, referral.status.is_open
    words = {name: getattr(referral, name) for name in _WORDS} if may_read else _HIDDEN
    # Once it is over, who received it has no longer to call the person.
    may_call = row.may_open or (row.receives and is_open)
    identity = {name: getattr(person, name) for name in _PERSON} if may_call else _NOBODY
    return ReferralLine(
        **{name: getattr(referral, name) for name in _SAME},
        **words,
        **identity,
        beneficiary_id=person.id,
        first_names=person.first_names,
        last_name=person.last_name,
        service=row.service,
        carrier=row.carrier,
        theme_label=row.theme_label or "",
        sender=row.Professional.display_name,
        sender_structure=row.sender_structure or "",
        standing=Standing(**{name: getattr(referral, name) for name in _STANDING}, exited_on=row.exited_on),
        sides=Sides(bool(row.may_open), bool(row.receives), referral.structure_id is None),
        may_open=bool(row.may_open),
    )


def _same(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == Referral.consortium_id, table.id == key)
