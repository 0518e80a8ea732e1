"""Unmet needs, what came back to referrals and how long it took, computed by hand from the records."""

from collections import Counter, defaultdict

from sqlalchemy import select

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from db.models.reference import Commune
from db.models.referrals import Referral
from domain.diagnosis.core import core_codes
from domain.offer.words import ReferralStatus

ACCEPTED = {ReferralStatus.ACCEPTED, ReferralStatus.STARTED, ReferralStatus.ENDED}
OVER = {ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN}


class Records:
    """Everything of one consortium that an account of this structure may count, in memory."""

    def __init__(self, session, consortium_id, structure_id):
        def rows(table):
            return session.scalars(select(table).where(table.consortium_id == consortium_id)).all()

        counted = [one for one in rows(Beneficiary) if one.merged_into_id is None]
        self.people = {one.id: one for one in counted if one.reserved_structure_id in {None, structure_id}}
        self.epcis = dict(session.execute(select(Commune.code, Commune.epci_siren)).all())
        self.stays, self.diagnoses = defaultdict(list), defaultdict(list)
        self.needs, self.referrals = defaultdict(set), defaultdict(list)
        for stay in rows(SupportPeriod):
            self.stays[stay.beneficiary_id].append(stay)
        for one in rows(Diagnosis):
            self.diagnoses[one.support_period_id].append(one)
        for one in rows(DiagnosisTheme):
            if one.retained_state and one.retained_state.is_to_lift:
                self.needs[one.diagnosis_id].add(one.theme)
        for one in rows(Referral):
            self.referrals[one.support_period_id].append(one)

    def standing(self, day):
        """(EPCI, the last stay begun by then) of each person."""
        for number, person in self.people.items():
            begun = [stay for stay in self.stays[number] if stay.entered_on <= day]
            if begun:
                last = max(begun, key=lambda stay: (stay.entered_on, stay.id))
                yield self.epcis.get(person.commune_code), last

    def needs_at(self, stay, day):
        """The national themes of its diagnosis in force."""
        held = [one for one in self.diagnoses[stay.id] if one.validated_on and one.validated_on <= day]
        held = [one for one in held if one.superseded_on is None or one.superseded_on > day]
        if not held:
            return set()
        return self.needs[max(held, key=lambda one: (one.validated_on, one.id)).id] & set(core_codes())


def unmet(records, day):
    """(theme, EPCI) → people unmet, people in need; theme "" for one need at least."""
    found = defaultdict(Counter)
    for epci, stay in records.standing(day):
        if stay.exited_on and stay.exited_on <= day:
            continue
        needs = records.needs_at(stay, day)
        sent = [one for one in records.referrals[stay.id] if one.sent_on <= day]
        asked = {one.theme for one in sent if not (one.status in OVER and one.closed_on <= day)}
        for theme in needs:
            found[theme, epci] += Counter(all=1, unmet=theme not in asked)
        if needs:
            found["", epci] += Counter(all=1, unmet=bool(needs - asked))
    return {key: (count["unmet"], count["all"]) for key, count in found.items()}


def sent(records, starts_on, day):
    """(EPCI, stay, referral) sent in the period to people of standing stays, withdrawn ones aside."""
    for epci, stay in records.standing(day):
        for one in records.referrals[stay.id]:
            is_withdrawn = one.status is ReferralStatus.WITHDRAWN and one.closed_on <= day
            if is_withdrawn and stay.exited_on and stay.exited_on <= one.closed_on:
                is_withdrawn = False  # by the end of the follow-up: it was sent all the same
            if starts_on <= one.sent_on <= day and one.theme in core_codes() and not is_withdrawn:
                yield epci, stay, one


def answers(records, starts_on, day):
    """(theme, EPCI) → refused, answered yes or no, neither; theme "" for all of them."""
    found = defaultdict(Counter)
    for epci, _stay, one in sent(records, starts_on, day):
        is_refused = one.status is ReferralStatus.REFUSED and one.closed_on <= day
        is_accepted = one.status in ACCEPTED and one.answered_on <= day
        is_answered = is_refused or is_accepted
        for theme in (one.theme, ""):
            found[theme, epci] += Counter(no=is_refused, answered=is_answered, open=not is_answered)
    return {key: (count["no"], count["answered"], count["open"]) for key, count in found.items()}


def median(records, starts_on, day, theme=None):
    """The first day by which half were answered, those unanswered counted as long as they waited."""
    waits = []
    for _epci, stay, one in sent(records, starts_on, day):
        if theme in (None, one.theme):
            came = bool(one.answered_on and one.answered_on <= day)
            left = stay.exited_on if stay.exited_on and stay.exited_on <= day else day
            waits.append((max(((one.answered_on if came else left) - one.sent_on).days, 0), came))
    share = 1.0
    for length in sorted({days for days, came in waits if came}):
        at_risk = sum(days >= length for days, _ in waits)
        share *= 1 - waits.count((length, True)) / at_risk
        if share <= 0.5 + 1e-9:
            return length
    return None


def small(told, least):
    """Figures of people that are told though too few."""
    alone = (told.any_unmet, told.every_referral)
    figures = [one.figure for one in (*alone, *told.unmet.values(), *told.refused.values())]
    figures += [
        cell for one in (*told.unmet.values(), *told.refused.values()) for cell in one.by_group.values()
    ]
    counts = [
        count
        for one in figures
        if one
        for count in (one.numerator, one.denominator, one.denominator - one.numerator, one.waiting)
    ]
    return [count for count in counts if 0 < count < least]
