"""Random paths of a small consortium, kept as plain objects too."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis, DiagnosisTemplate
from db.models.exchanges import Appointment, Review
from db.models.paths import EngagementContract, Orientation
from db.models.referrals import Referral
from db.models.settings import ConsortiumSetting
from domain.diagnosis.needs import national_themes
from domain.diagnosis.words import DiagnosisStatus, Moment, TemplateStatus
from domain.follow_up import AppointmentStatus, EntryOrigin, ExitReason, PauseReason, Presence, Track
from domain.identifiers import new_id
from domain.offer.words import ReferralStatus, RefusalReason
from tests.factories import make_consortium, make_professional, make_service, meeting_times

FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2026, 11, 20)
EIGHT = datetime(2025, 1, 1, 8, tzinfo=UTC)
Rows = list[Any]


@dataclass
class Histories:
    """A consortium, its people, and every row of their paths."""

    consortium: Consortium
    staff: list[Professional]
    template_id: int
    service_id: int
    people: list[Beneficiary] = field(default_factory=list)
    stays: Rows = field(default_factory=list)
    records: Rows = field(default_factory=list)
    rhythms: dict[Track, int] = field(default_factory=dict)

    def of(self, model: type, stay: SupportPeriod) -> Rows:
        """The rows of this kind in this stay."""
        return [row for row in self.records if isinstance(row, model) and row.support_period_id == stay.id]


def draw_histories(session: Session, seed: int, people: int) -> Histories:
    """So many people with up to three stays each, some joined to another's file, written in the database."""
    rng = Random(seed)
    drawn = _found_consortium(session, rng)
    for rank in range(people):
        _draw_person(rng, drawn, rank)
    for rows in (drawn.people, drawn.stays, drawn.records):
        session.add_all(rows)
        session.flush()
    for person in rng.sample(drawn.people[1:], people // 8):
        person.merged_into_id = drawn.people[0].id
    session.flush()
    return drawn


def _found_consortium(session: Session, rng: Random) -> Histories:
    consortium = make_consortium(session)
    template = DiagnosisTemplate(id=new_id(), consortium_id=consortium.id, number=1, name="Trame", content={})
    template.status, template.published_on = TemplateStatus.PUBLISHED, FIRST_DAY
    session.add(template)
    staff = [make_professional(session, consortium) for _ in range(4)]
    drawn = Histories(consortium, staff, template.id, make_service(session, consortium).id)
    drawn.rhythms = {track: rng.randint(20, 200) for track in Track if rng.random() < 0.6}
    for track, days in drawn.rhythms.items():
        session.add(ConsortiumSetting(consortium_id=consortium.id, code=f"rhythm_{track}", value=days))
    return drawn


def _draw_person(rng: Random, drawn: Histories, rank: int) -> None:
    names = {"birth_name": f"N{rank}", "first_names": "A", "search_name": f"n{rank}", "sort_name": f"n{rank}"}
    owner = rng.choice(drawn.staff).structure_id
    person = Beneficiary(id=new_id(), consortium_id=drawn.consortium.id, owner_structure_id=owner, **names)
    if rng.random() < 0.1:
        person.reserved_structure_id, person.sharing_objected_on = owner, FIRST_DAY
    drawn.people.append(person)
    day = FIRST_DAY + timedelta(days=rng.randrange(200))
    for last in (False, False, True)[-rng.randint(1, 3) :]:
        exited_on = (
            None if last and rng.random() < 0.6 else min(day + timedelta(rng.randrange(120)), LAST_DAY)
        )
        stay = SupportPeriod(id=new_id(), consortium_id=drawn.consortium.id, beneficiary_id=person.id)
        stay.entered_on, stay.exited_on, stay.entry_origin = day, exited_on, rng.choice(list(EntryOrigin))
        stay.exit_reason = rng.choice(list(ExitReason)) if exited_on else None
        stay.track = rng.choice([None, *Track])
        stay.review_rhythm_days = rng.choice([None, None, 14, 60])
        drawn.stays.append(stay)
        drawn.records += _draw_records(rng, drawn, stay)
        day = (exited_on or LAST_DAY) + timedelta(days=rng.choice([0, 0, 1, 40]))  # back on the same day, too


def _draw_records(rng: Random, drawn: Histories, stay: SupportPeriod) -> Rows:
    """Several of each kind, days that fall together included."""
    days = [stay.entered_on + timedelta(days=rng.randrange(6) * 9) for _ in range(14)]
    rows: Rows = []
    for start, end in _spans(rng, days[:3], is_over=stay.exited_on is not None):
        rows.append(
            ReferentAssignment(professional_id=rng.choice(drawn.staff).id, started_on=start, ended_on=end)
        )
    for start, end in _spans(rng, days[3:5], is_over=rng.random() < 0.5):
        expected = {"reason": PauseReason.HEALTH, "expected_end_on": start + timedelta(days=30)}
        rows.append(Pause(**expected, started_on=start, ended_on=end))
    for day in rng.sample(days, rng.randrange(3)):
        site = rng.choice(drawn.staff).structure_id
        day -= timedelta(days=rng.choice([0, 0, 20]))  # before the entry, too
        rows.append(Orientation(track=Track.SOCIAL, structure_id=site, decided_on=day))
    for day in rng.sample(days, rng.randrange(3)):
        row = EngagementContract(starts_on=day, ends_on=day + timedelta(days=rng.choice([30, 60])))
        row.person_signed_on, row.structure_signed_on = (rng.choice([None, *days]) for _ in range(2))
        rows.append(row)
    rows += _draw_exchanges(rng, drawn, days)
    rows += _draw_diagnoses(rng, drawn, days)
    rows += _draw_referrals(rng, drawn, days)
    for row in rows:
        row.id, row.consortium_id, row.support_period_id = new_id(), stay.consortium_id, stay.id
    return rows


def _spans(rng: Random, starts: list[date], *, is_over: bool) -> list[tuple[date, date | None]]:
    """One after the other; the last one still runs unless it is over."""
    chosen = sorted(starts)[: rng.randrange(len(starts) + 1)]
    ends: list[date | None] = [*chosen[1:], None] if chosen else []
    if is_over and ends and rng.random() < 0.8:
        ends[-1] = chosen[-1] + timedelta(days=5)
    return list(zip(chosen, ends, strict=True))


def _draw_exchanges(rng: Random, drawn: Histories, days: list[date]) -> Rows:
    by = {"professional_id": drawn.staff[0].id}
    rows: Rows = [
        Review(**by, held_on=day, presence=Presence.PERSON) for day in rng.sample(days, rng.randrange(3))
    ]
    for day in rng.sample(days, rng.randrange(3)):
        counts = rng.random() < 0.5
        status = AppointmentStatus.HONOURED if counts else rng.choice(list(AppointmentStatus))
        at = meeting_times(EIGHT + (day - timedelta(days=rng.choice([0, 0, 20])) - EIGHT.date()))
        rows.append(Appointment(**by, **at, status=status, counts_as_review=counts))
    return rows


def _draw_diagnoses(rng: Random, drawn: Histories, days: list[date]) -> Rows:
    """Validated or abandoned, and at most one that is being typed."""
    rows: Rows = []
    for rank, day in enumerate(rng.sample(days, rng.randrange(4))):
        status = rng.choice([DiagnosisStatus.VALIDATED, DiagnosisStatus.ABANDONED])
        if rank == 0 and rng.random() < 0.3:
            status = DiagnosisStatus.DRAFT
        row = Diagnosis(template_id=drawn.template_id, moment=Moment.ENTRY, held_on=day, status=status)
        row.validated_on = day if status is DiagnosisStatus.VALIDATED else None
        row.closed_on = None if status is DiagnosisStatus.DRAFT else day
        row.needs, row.first_needs = rng.randrange(1 << 16), rng.choice([None, rng.randrange(1 << 16)])
        rows.append(row)
    return rows


def _draw_referrals(rng: Random, drawn: Histories, days: list[date]) -> Rows:
    """On a theme of the national core, on one of the consortium's own, or on none; twice on one, too."""
    rows: Rows = []
    for day in rng.sample(days, rng.randrange(5)):
        row = Referral(service_id=drawn.service_id, professional_id=drawn.staff[0].id, reason="Besoin")
        row.theme = rng.choice([None, "local", *list(national_themes())[:3], list(national_themes())[-1]])
        row.status, row.sent_on, row.expires_on = rng.choice(list(ReferralStatus)), day, day
        row.refusal = RefusalReason.FULL if row.status is ReferralStatus.REFUSED else None
        rows.append(row)
    return rows
