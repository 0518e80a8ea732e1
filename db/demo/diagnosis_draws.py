"""What is said in a fictional diagnosis: states that evolve, answers of each interviewer, what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from db.demo.batch import Row, instant
from db.demo.diagnosis_words import COMMON_POSITIONS, RESTRICTED_NOTES, WORDS
from db.demo.frames import Frame
from db.demo.network import Worker
from db.demo.people import Person
from db.demo.projects import LASTING, draw_opinion, draw_project
from domain.diagnosis.words import Impact, Moment, Restriction
from domain.diagnosis.words import ThemeState as State
from domain.follow_up import Track
from domain.people import Public

States = Mapping[str, State]
_SPOKEN_AGAIN = 0.35  # of what was already a strength
_EVERY_IMPACT, _EVERY_RESTRICTION = tuple(Impact), tuple(Restriction)
_LIFTED_SHARE = 0.4  # of needs, from one diagnosis to the next
_ALSO_SEEN, _SEEN_OTHERWISE = 0.24, 0.22
_OTHERWISE = {State.NEED: State.STRENGTH, State.CONSTRAINT: State.STRENGTH, State.STRENGTH: State.NEED}
_IMPACTS = {State.NEED: (0.25, 0.5, 0.25), State.CONSTRAINT: (0.55, 0.38, 0.07)}
_MORE_OFTEN = {
    "mobilite": {Public.ZRR: 1.4},
    "sante": {Public.DISABLED_WORKER: 1.7, Public.SENIOR: 1.3},
    "famille": {Public.SINGLE_PARENT: 2.2},
    "se-former": {Public.YOUNG: 1.3},
    "numerique": {Public.SENIOR: 1.3},
    "remobilisation": {Public.TO_BE_MET: 1.7, Public.LONG_TERM_UNEMPLOYED: 1.3},
}


@dataclass(frozen=True)
class Meeting:
    """An interview: when, with whom, on which frame."""

    moment: Moment
    held_on: date
    next_review_on: date
    interviewers: list[Worker]
    track: Track
    frame: Frame

    @property
    def lead(self) -> Worker:
        """Who started it."""
        return self.interviewers[0]


@dataclass(frozen=True)
class Drawn:
    """A diagnosis before its rows: columns of its own, answers, themes."""

    meeting: Meeting
    states: States
    values: Row
    answers: list[Row]
    themes: list[Row]

    @property
    def priorities(self) -> list[Row]:
        """The themes chosen, first one first."""
        chosen = [theme for theme in self.themes if theme["priority_rank"]]
        return sorted(chosen, key=lambda theme: theme["priority_rank"])


def _draw_states(rng: Random, person: Person, codes: Iterable[str], before: States | None) -> States:
    """What is true of the themes spoken of: part of what was to lift has been, since the diagnosis before."""
    states = {}
    for code in codes:
        known = before.get(code) if before else None
        if known is not None and known.is_to_lift:
            states[code] = State.STRENGTH if rng.random() < _LIFTED_SHARE else known
        elif rng.random() < (_SPOKEN_AGAIN if known else WORDS[code].spoken_of * (0.08 if before else 0.92)):
            states[code] = known if known and rng.random() < 0.93 else _draw_state(rng, person, code)
    return states or {"trouver-un-emploi": State.NEED}


def _draw_state(rng: Random, person: Person, code: str) -> State:
    chance = WORDS[code].to_lift
    for public, factor in _MORE_OFTEN.get(code, {}).items():
        chance *= factor if public in person.publics else 1
    if rng.random() < chance:
        return State.CONSTRAINT if rng.random() < 0.35 else State.NEED
    others = (State.STRENGTH, State.NOT_RELEVANT, State.DECLINED)
    return rng.choices(others, (0.84, 0.1, 0.06))[0]


def draw_diagnosis(rng: Random, person: Person, meeting: Meeting, before: Drawn | None) -> Drawn:
    """Everything that is written, with the counts of the conclusion; it goes on from the one before."""
    states = _draw_states(rng, person, meeting.frame.themes, before.states if before else None)
    answers, themes = [], []
    for code, state in states.items():
        said = _draw_answers(rng, meeting, code, state)
        themes.append(_draw_theme(rng, code, state, has_two_views=len({one["state"] for one in said}) > 1))
        answers += said
    _choose_priorities(rng, meeting, themes, answers)
    known = {name: before.values[name] for name in LASTING} if before else {}
    values = (
        draw_project(rng, person, meeting.track, meeting.held_on)
        | known
        | draw_opinion(rng)
        | {
            "track": meeting.track,
            "next_review_on": meeting.next_review_on,
            "explored_count": len(meeting.frame.core.intersection(states)),
            "compared_count": len(answers) - len(states),
            "divergent_count": sum(theme["is_divergent"] for theme in themes),
        }
    )
    return Drawn(meeting, states, values, answers, themes)


def not_concluded(drawn: Drawn) -> Drawn:
    """The same while it is being typed: half of the answers, nothing kept yet."""
    answers = drawn.answers[: len(drawn.answers) // 2 + 1]
    spoken_of = {answer["theme"] for answer in answers}
    blank: Row = {"common_state": None, "common_words": "", "retained_state": None, "is_divergent": False}
    blank |= {"priority_rank": None, "objective": "", "next_steps": []}
    themes = [theme | blank for theme in drawn.themes if theme["theme"] in spoken_of]
    told = [theme for theme in themes if theme["person_state"] is not State.NOT_EXPLORED]
    empty = {"track": None, "next_review_on": None, "agreement": None, "person_comment": ""}
    counts = {"explored_count": 0, "compared_count": 0, "divergent_count": 0}
    return replace(drawn, values=drawn.values | empty | counts, answers=answers, themes=told)


def _draw_answers(rng: Random, meeting: Meeting, code: str, state: State) -> list[Row]:
    """Whose field it is speaks of it; the other one too, now and then, and may see it otherwise."""
    team, field = meeting.interviewers, meeting.frame.themes[code].field
    first = next((worker for worker in team if worker.field is field), team[0])
    answers = [_draw_answer(rng, meeting, code, first, state)]
    for worker in team:
        if worker is not first and rng.random() < _ALSO_SEEN:
            seen = _OTHERWISE.get(state, state) if rng.random() < _SEEN_OTHERWISE else state
            answers.append(_draw_answer(rng, meeting, code, worker, seen))
    return answers


def _draw_answer(rng: Random, meeting: Meeting, code: str, author: Worker, state: State) -> Row:
    words, frame = WORDS[code], meeting.frame
    listed = {True: frame.hard[code], state is State.STRENGTH: frame.good[code]}[True]
    is_told = state.is_to_lift or state is State.STRENGTH
    is_restricted = state.is_to_lift and rng.random() < 0.05
    note = rng.choice(words.notes) if state.is_to_lift else words.strength
    return {
        "theme": code,
        "professional_id": author.id,
        "field": author.field,
        "structure_id": author.site.id,
        "state": state,
        "impact": rng.choices(_EVERY_IMPACT, _IMPACTS[state])[0] if state.is_to_lift else None,
        "situations": sorted(rng.sample(listed, k=min(len(listed), rng.randint(1, 2)))) if is_told else [],
        "shared_note": note if is_told and rng.random() < 0.45 else "",
        "restricted_note": rng.choice(RESTRICTED_NOTES) if is_restricted else "",
        "restriction": rng.choice(_EVERY_RESTRICTION),
        "answered_at": instant(meeting.held_on, 10 * 60 + rng.randint(0, 50)),
    }


def _draw_theme(rng: Random, code: str, state: State, *, has_two_views: bool) -> Row:
    speaks = rng.random() < (0.5 if state.is_to_lift else 0.15)
    own_state = state if rng.random() < 0.85 else State.NEED
    return {
        "theme": code,
        "person_state": own_state if speaks else State.NOT_EXPLORED,
        "person_words": WORDS[code].said if speaks and state.is_to_lift and rng.random() < 0.7 else "",
        "priority_rank": None,
        "objective": "",
        "next_steps": [],
        "common_state": state if has_two_views else None,
        "common_words": rng.choice(COMMON_POSITIONS[state.is_to_lift]) if has_two_views else "",
        "retained_state": state,
        "is_divergent": has_two_views,
    }


def _choose_priorities(rng: Random, meeting: Meeting, themes: list[Row], answers: list[Row]) -> None:
    """Up to three, what weighs most first."""
    heavy = {answer["theme"] for answer in answers if answer["impact"] is Impact.STRONG}
    to_lift = [theme for theme in themes if theme["retained_state"].is_to_lift]
    to_lift.sort(key=lambda theme: theme["theme"] not in heavy)
    for rank, theme in enumerate(to_lift[: rng.choices((1, 2, 3), (0.3, 0.4, 0.3))[0]], start=1):
        words = WORDS[theme["theme"]]
        owners = (None, *(worker.id for worker in meeting.interviewers))
        theme |= {"priority_rank": rank, "objective": words.objective}
        theme["next_steps"] = [
            [title, rng.choice(owners), (meeting.held_on + timedelta(days=rng.randint(20, 90))).isoformat()]
            for title in rng.sample(words.steps, k=rng.randint(1, len(words.steps)))
        ]
