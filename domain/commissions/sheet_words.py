"""What a case sheet says, in words that name nobody: age, needs and their evolution, delays, solutions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from domain.caseload import AgeBracket, birth_range
from domain.commissions.cases import WORDS_LENGTH
from domain.commissions.sheets import NeedLine, PathEvent, SolutionLine
from domain.counts import count_of
from domain.diagnosis.evolution import Stage, state_word
from domain.diagnosis.words import ThemeState
from domain.follow_up import StepKind
from domain.offer.suggestions import MOST, Suggestion
from domain.people import PUBLICS_BY_AGE, Public
from domain.timeline_words import LANES

PAST_EVENTS, PLANNED_EVENTS, SOLUTIONS = 8, 3, 4  # what a shared screen holds without scrolling
_APPOINTMENT = LANES["appointment"][0]
# Neither why a follow-up was paused, nor the name of a contract, which tells a benefit.
_NAMED_BY_LANE = {
    LANES["pause"][0]: "Suivi en pause",
    LANES["review"][0]: LANES["review"][0],
    LANES["contract"][0]: "Contrat d’engagement",
}
_DETAILED = {LANES[lane][0] for lane in ("orientation", "step")}
# What a regulatory body decided is not the business of another room.
_TOLD_LANES = {lane for lane, _ in LANES.values()} - {LANES["contact"][0], LANES["decision"][0]}
_TWO_WEEKS, _TWO_MONTHS, _TWO_YEARS, _MONTH = 14, 61, 730, 30.44


def age_words(birth_date: date | None, today: date) -> str:
    """« 26 à 34 ans »; nothing when the birth date is not known."""
    if birth_date is None:
        return ""
    for bracket in AgeBracket:
        born_after, _ = birth_range(bracket, today)
        if born_after is None or birth_date > born_after:
            return bracket.label
    return ""


def need_lines(stages: Sequence[Stage]) -> tuple[NeedLine, ...]:
    """What stands in the way in the latest diagnosis, then what no longer does since the one before."""
    if not stages:
        return ()
    last, before = stages[-1], stages[-2] if len(stages) > 1 else None
    found = [
        NeedLine(label, code, state_word(state), _former(before, code), is_to_lift=state.is_to_lift)
        for code, label in last.labels.items()
        if (state := last.state(code)) and (state.is_to_lift or _is_lifted(before, code, state))
    ]
    return tuple(sorted(found, key=lambda line: not line.is_to_lift))


def strengths(stages: Sequence[Stage]) -> tuple[str, ...]:
    """Themes on which the latest diagnosis says that she may lean."""
    if not stages:
        return ()
    labels = stages[-1].labels
    return tuple(label for code, label in labels.items() if stages[-1].state(code) is ThemeState.STRENGTH)


def since_words(facts: Iterable[tuple[str, date | None]], today: date) -> tuple[str, ...]:
    """« Dernier contact : il y a 3 semaines », for the days that are known and past."""
    return tuple(
        f"{label}\u00a0: il y a {duration((today - day).days)}"
        if day < today
        else f"{label}\u00a0: aujourd’hui"
        for label, day in facts
        if day is not None and day <= today
    )


def shown_publics(codes: Collection[str]) -> tuple[str, ...]:
    """Publics by their labels; ages are told by the bracket, the rest is nobody's business in a room."""
    hidden = {Public.RSA, Public.TO_BE_MET, *PUBLICS_BY_AGE}
    return tuple(public.label for public in Public if public.value in codes and public not in hidden)


def told_event(lane: str, label: str, detail: str, *, is_planned: bool = False) -> str:
    """An event as the room may read it: no reason of a pause, no note, no service that tells an illness."""
    if lane not in _TOLD_LANES or (lane == _APPOINTMENT and not is_planned):
        return ""
    if lane in _NAMED_BY_LANE:
        return _NAMED_BY_LANE[lane]
    is_detailed = lane in _DETAILED and detail and label != StepKind.SOCIAL_ACTION.label
    short = label.partition(" (")[0]
    return f"{short}\u00a0: {detail}" if is_detailed else short


def shortened(text: str) -> str:
    """At most what a shared screen holds."""
    return text if len(text) <= WORDS_LENGTH else f"{text[: WORDS_LENGTH - 1].rstrip()}…"


def duration(days: int) -> str:
    """« 5 jours », « 3 semaines », « 14 mois », « 3 ans »."""
    if days < _TWO_WEEKS:
        return count_of(days, "jour")
    if days < _TWO_MONTHS:
        return count_of(days // 7, "semaine")
    if days < _TWO_YEARS:
        return count_of(round(days / _MONTH), "mois", "mois")
    return count_of(days // 365, "an")


def shown_events(events: Sequence[PathEvent]) -> tuple[PathEvent, ...]:
    """In time order: the latest that happened, and the first that are planned."""
    past = [event for event in events if not event.is_planned][-PAST_EVENTS:]
    return (*past, *[event for event in events if event.is_planned][:PLANNED_EVENTS])


def solution_lines(
    needs: Sequence[NeedLine], proposed: Mapping[str, Sequence[Suggestion]], today: date
) -> tuple[SolutionLine, ...]:
    """The first service of each need, then the second of each; a service is proposed once."""
    found: dict[int, SolutionLine] = {}
    for rank, need in product(range(MOST), needs):
        services = proposed.get(need.code, ())
        if rank < len(services):
            one = services[rank]
            found.setdefault(one.service_id, _solution(need.theme, one, today))
    return tuple(found.values())[:SOLUTIONS]


def _solution(theme: str, one: Suggestion, today: date) -> SolutionLine:
    room = count_of(one.places, "place") if one.places else ""
    if not room and one.next_session_on and one.next_session_on >= today:
        room = f"session le {one.next_session_on:%d/%m/%Y}"
    where = "à distance" if one.is_remote else one.commune
    return SolutionLine(one.service_id, one.name, one.structure, where, room, theme)


def _former(before: Stage | None, code: str) -> str:
    state = before.state(code) if before else None
    return state_word(state) if state and state is not ThemeState.NOT_EXPLORED else ""


def _is_lifted(before: Stage | None, code: str, state: ThemeState) -> bool:
    """Who did not come back to a theme does not say that a need has gone."""
    former = before.state(code) if before else None
    says_so = state not in (ThemeState.NOT_EXPLORED, ThemeState.DECLINED)
    return says_so and former is not None and former.is_to_lift
