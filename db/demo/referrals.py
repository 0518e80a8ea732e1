"""People of the demonstration referred to services for what their diagnosis retained, and the answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from db.demo.calendar import later
from db.demo.diagnosis_draws import Drawn
from db.demo.model import Desk, Path
from db.demo.network import Worker
from db.demo.offer import DemoService
from db.models.beneficiaries import GroupMember
from db.models.paths import Step
from db.models.referrals import Referral
from domain.follow_up import SharePurpose, StepKind, StepOutcome
from domain.offer.words import ReferralStatus, RefusalReason, ServiceKind

_REFERRED_SHARE, _NEARBY_SHARE, _FULL_SHARE = 0.55, 0.7, 0.6
_WITHOUT_PLACE = (ReferralStatus.SENT, ReferralStatus.WAITING)  # over with the stay
_EXPIRES_AFTER = timedelta(days=30)
_ANSWERS = (
    ReferralStatus.ACCEPTED,
    ReferralStatus.WAITING,
    ReferralStatus.REFUSED,
    None,
)  # None: no answer yet
_WITH_ROOM, _WITHOUT_ROOM = (0.7, 0.06, 0.16, 0.08), (0.06, 0.4, 0.44, 0.1)
_REFUSALS = tuple(RefusalReason)
_STEPS = {ServiceKind.TRAINING: StepKind.TRAINING, ServiceKind.WORKSHOP: StepKind.WORKSHOP}
_WHY = (
    "Besoin vu pendant le diagnostic, la personne est d’accord pour essayer.",
    "C’est ce qui bloque aujourd’hui ; elle veut commencer vite.",
    "Priorité du diagnostic, à mettre en place avant la suite du parcours.",
)


class _Answer(NamedTuple):
    """What came back, and when."""

    status: ReferralStatus
    answered_on: date | None = None
    starts_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    refusal: RefusalReason | None = None


def add_referrals(desk: Desk, path: Path, drawn: Drawn, signed_on: date) -> None:
    """Queue a referral for some of the needs retained; nobody is referred elsewhere against her objection."""
    rng = desk.offer_rng
    for theme in _needs(drawn):
        sent_on = later(signed_on, rng.randint(0, 25))
        workers = path.colleagues_on(sent_on)
        service = _choose(desk, path, theme)
        is_drawn = rng.random() < _REFERRED_SHARE and not path.is_reserved
        if is_drawn and service and workers and sent_on < min(desk.today, path.until):
            _add(desk, path, theme, service, workers[0], sent_on)


def _needs(drawn: Drawn) -> Iterator[str]:
    for theme in drawn.themes:
        if theme["retained_state"] and theme["retained_state"].is_to_lift:
            yield theme["theme"]


def _choose(desk: Desk, path: Path, theme: str) -> DemoService | None:
    """One of the category, near the structure that follows her when there is one."""
    services = desk.offer.get(theme, ())
    nearby = [one for one in services if one.area == path.site.area]
    kept = nearby if nearby and desk.offer_rng.random() < _NEARBY_SHARE else services
    return desk.offer_rng.choice(kept) if kept else None


def _add(desk: Desk, path: Path, theme: str, service: DemoService, worker: Worker, sent_on: date) -> None:
    rng, answer = desk.offer_rng, _draw_answer(desk, path, service, sent_on)
    team = desk.network.team.get(service.member_id or 0)
    closed_on = answer.ended_on or (answer.answered_on if answer.refusal else None)
    if answer.status in _WITHOUT_PLACE and path.stay.exited_on:
        answer, closed_on = answer._replace(status=ReferralStatus.WITHDRAWN), path.stay.exited_on
    desk.batch.add(
        Referral,
        sent_on,
        worker.id,
        **{name: value for name, value in answer._asdict().items() if name != "ended_on"},
        support_period_id=path.support_period_id,
        service_id=service.id,
        structure_id=service.member_id,
        theme=theme,
        reason=rng.choice(_WHY),
        professional_id=worker.id,
        sent_on=sent_on,
        expires_on=sent_on + _EXPIRES_AFTER,
        received_on=answer.answered_on,
        answered_by_id=rng.choice(team).id if answer.answered_on and team else None,
        closed_on=closed_on,
        step_id=_add_step(desk, path, service, worker, answer) if answer.starts_on else None,
    )
    if service.member_id and not answer.refusal:
        _share(desk, path, service.member_id, sent_on, closed_on)


def _draw_answer(desk: Desk, path: Path, service: DemoService, sent_on: date) -> _Answer:
    """As far as today, or as the end of the stay, lets it go."""
    rng, last = desk.offer_rng, min(desk.today, path.until)
    status = rng.choices(_ANSWERS, _WITH_ROOM if service.has_room else _WITHOUT_ROOM)[0]
    answered_on = later(sent_on, rng.randint(1, 24))
    starts_on = later(answered_on, rng.randint(3, 30))
    ended_on = later(starts_on, rng.randint(14, 120))
    if status is None or answered_on > last:
        return _Answer(ReferralStatus.SENT)
    if status == ReferralStatus.REFUSED:
        return _Answer(status, answered_on, refusal=_draw_refusal(desk, service))
    if status != ReferralStatus.ACCEPTED:
        return _Answer(status, answered_on)
    if starts_on > last:
        return _Answer(status, answered_on, starts_on)
    if ended_on > last:
        return _Answer(ReferralStatus.STARTED, answered_on, starts_on, starts_on)
    return _Answer(ReferralStatus.ENDED, answered_on, starts_on, starts_on, ended_on)


def _draw_refusal(desk: Desk, service: DemoService) -> RefusalReason:
    """Mostly the lack of room where there is none."""
    is_full = not service.has_room and desk.offer_rng.random() < _FULL_SHARE
    return RefusalReason.FULL if is_full else desk.offer_rng.choice(_REFUSALS)


def _add_step(desk: Desk, path: Path, service: DemoService, worker: Worker, answer: _Answer) -> int:
    told: dict[str, Any] = {
        "kind": _STEPS.get(service.kind, StepKind.SOCIAL_ACTION),
        "title": service.title,
        "provider": service.provider,
        "planned_on": answer.starts_on,
        "started_on": answer.started_on,
        "ended_on": answer.ended_on,
        "outcome": StepOutcome.COMPLETED if answer.ended_on else None,
    }
    written_on = answer.answered_on or desk.today
    return desk.batch.add(Step, written_on, worker.id, support_period_id=path.support_period_id, **told)


def _share(desk: Desk, path: Path, structure_id: int, sent_on: date, closed_on: date | None) -> None:
    """The structure that receives her reads her file as long as it works with her."""
    desk.batch.add(
        GroupMember,
        sent_on,
        None,
        beneficiary_id=path.beneficiary_id,
        structure_id=structure_id,
        purpose=SharePurpose.STEP,
        started_on=sent_on,
        ended_on=closed_on,
    )
