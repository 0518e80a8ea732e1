"""The reasons of pause and exit that a consortium offers, and what its files keep of them."""

from dataclasses import replace
from datetime import date

import pytest

from db.actions.follow_up import close_follow_up
from db.actions.pauses import pause
from db.actions.reason_lists import save_reasons
from db.engine import write_session
from db.queries.file_headers import get_header
from db.queries.settings import list_reasons
from db.queries.timelines import list_timeline
from domain.errors import InvalidInputError
from domain.follow_up import ExitReason, PauseReason
from domain.identifiers import new_id
from domain.reasons import ReasonKind, ReasonLine
from tests.db.world import HERE, build_side
from tests.factories import TODAY, make_person

ABROAD = ReasonLine(11, PauseReason.AWAY, "À l’étranger", is_local=True)


@pytest.fixture
def side(session):
    return build_side(session, HERE)


@pytest.fixture
def act(side):
    """Do this as the administrator, or as somebody else."""

    def do(action, *arguments, by="administrator", **values):
        viewer = side.viewers[by]
        with write_session(viewer) as session:
            return action(session, viewer, *arguments, **values)

    return do


def save(act, *typed, kind=ReasonKind.PAUSE):
    act(save_reasons, kind, read=act(list_reasons)[kind], typed=typed)


def test_a_national_reason_is_switched_off_and_on_again(act):
    line = next(one for one in act(list_reasons)[ReasonKind.EXIT] if one.national is ExitReason.RETIRED)
    for is_offered in (False, False, True):
        save(act, replace(line, is_offered=is_offered), kind=ReasonKind.EXIT)
        found = {one.national: one.is_offered for one in act(list_reasons)[ReasonKind.EXIT]}
        assert found[ExitReason.RETIRED] is is_offered


def test_the_last_national_reason_stays(act):
    lines = [replace(line, is_offered=False) for line in act(list_reasons)[ReasonKind.PAUSE]]
    with pytest.raises(InvalidInputError):
        save(act, *lines)


def test_local_words_are_offered_kept_and_counted_as_the_national_reason(session, side, act):
    save(act, ABROAD)
    person = make_person(session, side.professionals["referent"], birth_name="En voyage")
    values = {"started_on": TODAY, "expected_end_on": date(2027, 1, 1), "reason": PauseReason.AWAY}
    act(pause, person.id, by="referent", record_id=new_id(), words=ABROAD.words, **values)
    save(act, replace(ABROAD, words="Hors de France"))
    save(act, replace(ABROAD, words="Hors de France", is_offered=False))
    header = act(get_header, person.id, by="referent")
    assert (header.pause.reason, header.pause.reason_label) == (PauseReason.AWAY, "À l’étranger")
    events = act(list_timeline, person.id, by="referent")
    assert "Suivi en pause : À l’étranger" in list(events["label"])


def test_a_reason_that_is_no_longer_offered_is_refused_but_still_shown(session, side, act):
    person = make_person(session, side.professionals["referent"], birth_name="Retraité")
    values = {"by": "referent", "exited_on": TODAY, "reason": ExitReason.RETIRED}
    act(close_follow_up, person.id, **values)
    line = next(one for one in act(list_reasons)[ReasonKind.EXIT] if one.national is ExitReason.RETIRED)
    save(act, replace(line, is_offered=False), kind=ReasonKind.EXIT)
    assert act(get_header, person.id, by="referent").period.exit_label == "Retraite"
    with pytest.raises(InvalidInputError, match="n’est plus proposé"):
        act(close_follow_up, side.person.id, **values)


@pytest.mark.usefixtures("side")
def test_the_words_of_another_consortium_are_refused(session):
    other = build_side(session, "1-01")
    values = {"exited_on": TODAY, "reason": ExitReason.OTHER, "words": "Mots d’ailleurs"}
    viewer = other.viewers["referent"]
    with pytest.raises(InvalidInputError), write_session(viewer) as writing:
        close_follow_up(writing, viewer, other.person.id, **values)
