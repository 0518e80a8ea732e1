"""What comes back to a referral: read, reminded of, answered, started, ended, withdrawn; and its step."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.history import apply_changes, cleaned, differences
from db.actions.offer.referral_effects import end_share, follow_with_step
from db.actions.reads import is_read_recorded
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import SupportPeriod
from db.models.referrals import Referral
from db.queries.offer_referrals import get_referral
from db.queries.referral_scopes import receives, visible_referrals
from db.queries.scopes import may_open
from db.queries.unmet_needs import list_solutions
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.offer.referral_lists import ReferralLine
from domain.offer.referrals import ANSWERS, REFERRAL_LABELS, Gesture, GestureDraft, Sides
from domain.offer.suggestions import Solutions
from domain.offer.words import ReferralStatus

NOT_NOW = "Cela ne se fait pas, ou plus, pour cette orientation\u00a0: rouvrez-la pour voir où elle en est."
_ENDS_SHARE = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN, ReferralStatus.ENDED)


def open_referral(viewer: Viewer, referral_id: int) -> ReferralLine:
    """The referral that the viewer opens, signed as a read of the person's file, once per session and hour.

    Opened by who receives it, it is received. Own transactions, as record_file_read.
    """
    about = AuditEntry.object_id == referral_id, AuditEntry.object_kind == Referral.__tablename__
    with read_session(viewer) as session:
        line = get_referral(session, viewer, referral_id)
        is_new = line.sides.is_receiver and line.standing.status is ReferralStatus.SENT
        if is_read_recorded(session, viewer, *about) and not is_new:
            return line
    with write_session(viewer) as session:
        receive_referral(session, viewer, referral_id)
        return get_referral(session, viewer, referral_id)


def receive_referral(session: Session, viewer: Viewer, referral_id: int) -> None:
    """Sign that it was read and, for who receives it, that it is received."""
    referral, beneficiary_id, sides = _open(session, viewer, referral_id)
    if sides.is_receiver and referral.status is ReferralStatus.SENT:
        values = {"status": ReferralStatus.RECEIVED, "received_on": viewer.today}
        apply_changes(session, viewer, referral, values, beneficiary_id=beneficiary_id)
        _sign(session, viewer, referral, beneficiary_id)
    _sign(session, viewer, referral, beneficiary_id, AuditEvent.READ)


def act_on_referral(
    session: Session, viewer: Viewer, referral_id: int, *, version: int, draft: GestureDraft
) -> None:
    """Answer, remind, note a start or an end, withdraw: what the viewer's side may do from this state.

    ForbiddenError otherwise; EditConflictError when somebody else acted since; done twice, done once.
    """
    referral, beneficiary_id, sides = _open(session, viewer, referral_id)
    values = _values(viewer, referral, draft)
    if referral.version != version:
        if found := differences(viewer, referral, values, REFERRAL_LABELS):
            raise EditConflictError(found, referral.version)
        return
    if draft.gesture not in sides.gestures(referral.status):
        raise ForbiddenError(NOT_NOW)
    sent_on, started_on = referral.sent_on, referral.started_on
    if problems := draft.problems(viewer.today, sent_on=sent_on, started_on=started_on):
        raise InvalidInputError(problems)
    apply_changes(session, viewer, referral, values, beneficiary_id=beneficiary_id)
    if draft.gesture in ANSWERS:
        referral.answered_by_id = viewer.professional_id
    follow_with_step(session, viewer, referral, draft, beneficiary_id)
    if referral.status in _ENDS_SHARE:
        end_share(session, viewer, referral, beneficiary_id)
    refresh_caseload_entry(session, viewer.consortium_id, beneficiary_id)
    _sign(session, viewer, referral, beneficiary_id)


def referral_gestures(who: Callable[[], Viewer]) -> dict[str, Any]:
    """What a screen calls: `open_referral(id)`, `act(id, version=…, draft=…)`, `solve(beneficiary_id)`.

    A dialog runs on its own: `who` asks is read again at each call, in a transaction of its own.
    """

    def act(referral_id: int, *, version: int, draft: GestureDraft) -> None:
        viewer = who()
        with write_session(viewer) as session:
            act_on_referral(session, viewer, referral_id, version=version, draft=draft)

    return {
        "open_referral": lambda referral_id: open_referral(who(), referral_id),
        "act": act,
        "solve": partial(read_solutions, who),
    }


def read_solutions(who: Callable[[], Viewer], beneficiary_id: int, theme: str | None = None) -> Solutions:
    """What is proposed to this person now, for a need or for those that nobody answered."""
    viewer = who()
    with read_session(viewer) as session:
        return list_solutions(session, viewer, beneficiary_id, theme)


def _open(session: Session, viewer: Viewer, referral_id: int) -> tuple[Referral, int, Sides]:
    """The referral, its stay locked first as everywhere, whose it is and on which sides the viewer stands."""
    row = session.execute(
        visible_referrals(viewer)
        .where(Referral.id == referral_id)
        .with_only_columns(
            Referral,
            SupportPeriod.beneficiary_id,
            may_open(viewer).label("may_open"),
            receives(viewer).label("receives"),
            maintain_column_froms=True,
        )
        .with_for_update(of=SupportPeriod, key_share=True)
    ).one_or_none()
    if row is None or not (row.may_open or row.receives):
        raise NotFoundError
    session.refresh(row.Referral, with_for_update=True)
    sides = Sides(bool(row.may_open), bool(row.receives), row.Referral.structure_id is None)
    return row.Referral, row.beneficiary_id, sides


def _values(viewer: Viewer, referral: Referral, draft: GestureDraft) -> dict[str, Any]:
    """The columns that this gesture changes."""
    words = {"answer_words": cleaned(draft.words)} if draft.words.strip() else {}
    match draft.gesture:
        case Gesture.REMIND:
            return {"reminded_on": viewer.today}
        case Gesture.WITHDRAW:
            return {"status": ReferralStatus.WITHDRAWN, "closed_on": viewer.today, **words}
        case Gesture.START:
            return {"status": ReferralStatus.STARTED, "started_on": draft.day, **words}
        case Gesture.END:
            return {"status": ReferralStatus.ENDED, "closed_on": draft.day, **words}
    day = draft.answered_on or viewer.today
    answer = {"status": ANSWERS[draft.gesture], "answered_on": referral.answered_on or day, **words}
    if draft.gesture is Gesture.ACCEPT:
        return {**answer, "starts_on": draft.day}
    if draft.gesture is Gesture.REFUSE:
        return {**answer, "refusal": draft.refusal, "closed_on": day}
    return answer


def _sign(
    session: Session,
    viewer: Viewer,
    referral: Referral,
    beneficiary_id: int,
    event: AuditEvent = AuditEvent.UPDATE,
) -> None:
    session.flush()
    about: dict[str, Any] = {"object_id": referral.id, "beneficiary_id": beneficiary_id}
    write_audit(session, viewer, event, object_kind=Referral.__tablename__, **about)
