"""What a line changes of somebody known, without a database."""

from datetime import date, datetime

import pytest

from domain.follow_up import ContractKind, Track
from domain.imports.comparing import KnownPerson, compare
from domain.imports.dates import real_hour
from domain.imports.model import ImportField as F
from domain.imports.repeats import LinesSoFar
from domain.imports.values import from_text, to_text
from domain.matching import match_key
from domain.people import Civility, IdentifierOrigin, Public

at = datetime.fromisoformat  # the hour of a clock on a wall
START, END, LATER = date(2026, 10, 1), date(2027, 3, 31), date(2027, 4, 30)
CONTRACT = {F.CONTRACT_KIND: ContractKind.CER, F.CONTRACT_STARTS_ON: START, F.CONTRACT_ENDS_ON: END}
MEETING = at("2026-12-01 14:30")
VALUES = {
    F.JALONS_ID: 12,
    F.CIVILITY: Civility.MADAM,
    F.BIRTH_NAME: "Roca",
    F.BIRTH_DATE: date(1990, 4, 3),
    F.PUBLICS: frozenset({Public.RSA, Public.QPV}),
    F.ENTERED_ON: START,
    F.STRUCTURE: 3,
    F.REFERENT: 4,
    F.TRACK: Track.SOCIAL,
    F.ORIENTED_ON: START,
    F.NEXT_APPOINTMENT: MEETING,
    F.ID_CAF: "0012345",
    **CONTRACT,
}


def known(*, left=False, may_be_replaced=True, values=None, **held):
    """Somebody who has these values; `left`: her support ended at END."""
    return KnownPerson(
        1, values or {}, not left, END if left else None, may_be_replaced, **({"left_on": None} | held)
    )


def found(person, imported, last_said=None):
    """The names of what is news, and of what is in conflict."""
    comparison = compare(person, imported, last_said or {})
    return set(comparison.news), set(comparison.conflicts)


def test_every_value_is_the_same_once_kept_as_text():
    assert from_text(to_text(VALUES)) == VALUES


def test_the_text_of_a_set_does_not_depend_on_its_order():
    publics = [frozenset({Public.RSA, Public.QPV}), frozenset({Public.QPV, Public.RSA})]
    assert len({to_text({F.PUBLICS: one})["publics"] for one in publics}) == 1


def test_nothing_said_changes_nothing():
    assert found(known(values={F.PHONE: "06"}), {}) == (set(), set())


@pytest.mark.parametrize(
    ("stored", "last_said", "expected"),
    [
        (None, {}, ({F.PHONE}, set())),
        ("07", {}, (set(), set())),
        ("06", {}, (set(), {F.PHONE})),
        ("06", {"phone": "06"}, ({F.PHONE}, set())),
        ("06", {"phone": "07"}, (set(), set())),
        (None, {"phone": "07"}, (set(), set())),
        ("06", {"phone": "05"}, (set(), {F.PHONE})),
    ],
)
def test_a_value_is_filled_followed_or_asked(stored, last_said, expected):
    values = {F.PHONE: stored} if stored else {}
    assert found(known(values=values), {F.PHONE: "07"}, last_said) == expected


@pytest.mark.parametrize("written", ["LEFEVRE", "lefèvre", "Le Fevre", "N'Diaye"])
def test_another_writing_of_a_name_is_no_news(written):
    person = known(values={F.BIRTH_NAME: "Lefèvre", F.USUAL_NAME: "N’Diaye"})
    is_same = written != "Le Fevre"
    assert found(person, {F.BIRTH_NAME: written}) == (set(), set() if is_same else {F.BIRTH_NAME})


def test_an_unspecified_civility_asks_nothing():
    person = known(values={F.CIVILITY: Civility.MADAM})
    assert found(person, {F.CIVILITY: Civility.UNSPECIFIED}) == (set(), set())


def test_publics_numbers_and_structures_are_added():
    person = known(
        publics=frozenset({Public.RSA}), identifiers={F.ID_CAF: frozenset({"1"})}, structures=frozenset({3})
    )
    assert found(person, {F.PUBLICS: frozenset({Public.RSA}), F.ID_CAF: "1", F.STRUCTURE: 3}) == (
        set(),
        set(),
    )
    more = {F.PUBLICS: frozenset({Public.QPV}), F.ID_CAF: "2", F.STRUCTURE: 4}
    assert found(person, more) == (set(more), set())


def test_who_left_gets_nothing_of_a_path_nor_a_share():
    path = {name: VALUES[name] for name in (F.TRACK, F.REFERENT, F.STRUCTURE, F.NEXT_APPOINTMENT)}
    assert found(known(left=True), {**path, **CONTRACT, F.ENTERED_ON: START}) == (set(), set())


def test_who_left_comes_back_with_a_later_entry_and_the_whole_path():
    back = {**CONTRACT, F.TRACK: Track.SOCIAL, F.STRUCTURE: 4, F.ENTERED_ON: LATER}
    told = to_text({F.TRACK: Track.SOCIAL})
    assert found(known(left=True), back, told) == (set(back), set())


@pytest.mark.parametrize(("day", "is_asked"), [(END, False), (START, False), (LATER, True)])
def test_the_entry_of_an_earlier_stay_is_never_asked(day, is_asked):
    person = known(values={F.ENTERED_ON: date(2027, 5, 1)}, left_on=END)
    assert found(person, {F.ENTERED_ON: day}) == (set(), {F.ENTERED_ON} if is_asked else set())


def test_a_contract_is_known_by_its_kind_and_start_and_its_end_follows_its_source():
    person = known(contracts={(ContractKind.CER, START): END})
    assert found(person, CONTRACT) == (set(), set())
    moved = CONTRACT | {F.CONTRACT_ENDS_ON: LATER}
    assert found(person, moved) == (set(), {F.CONTRACT_ENDS_ON})
    assert found(person, moved, to_text(CONTRACT)) == ({F.CONTRACT_ENDS_ON}, set())
    assert found(person, CONTRACT | {F.CONTRACT_KIND: ContractKind.PPAE}) == (set(CONTRACT), set())


def test_an_appointment_at_the_same_minute_is_known():
    person = known(appointments=frozenset({MEETING}))
    assert found(person, {F.NEXT_APPOINTMENT: MEETING}) == (set(), set())
    assert found(person, {F.LAST_APPOINTMENT: at("2026-11-02 09:00")}) == ({F.LAST_APPOINTMENT}, set())


PARIS, MARTINIQUE = "Europe/Paris", "America/Martinique"


@pytest.mark.parametrize(
    ("zone", "moment", "hour", "said"),
    [
        (PARIS, at("2026-03-29 02:30"), "03:30", "n’existe pas"),
        (PARIS, at("2026-10-25 02:30"), "02:30", "deux fois"),
        (PARIS, at("2026-03-29 03:00"), "03:00", ""),
        (PARIS, at("2026-10-25 03:00"), "03:00", ""),
        (MARTINIQUE, at("2026-03-29 02:30"), "02:30", ""),
        (MARTINIQUE, at("2026-10-25 02:30"), "02:30", ""),
    ],
)
def test_an_hour_is_one_that_the_clocks_show(zone, moment, hour, said):
    shown, warning = real_hour(zone, moment)
    assert f"{shown:%H:%M}" == hour
    assert said in warning
    assert bool(said) == bool(warning)
    assert real_hour(zone, shown)[0] == shown


BORN = date(1990, 4, 3)


def key(last="Puig", first="Zoé", born=BORN, **more):
    return match_key(last, "", first, born, **more)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (key("Puigh"), "Même date de naissance, noms proches"),
        (key("Zoé", "Puig"), "Même date de naissance, noms proches"),
        (key(born=date(1990, 3, 4)), "Même nom, dates de naissance proches"),
        (key(born=None), "Même nom, une date de naissance manque"),
    ],
)
def test_a_line_near_an_earlier_one_is_told_with_its_reason(second, reason):
    lines = LinesSoFar()
    assert lines.repeated(2, key()) is lines.repeated(3, second) is None
    assert lines.near(3, second) == (2, reason)
    assert lines.near(2, key(first="Marc", born=date(1970, 1, 2))) is None


def test_a_couple_s_number_makes_no_line_near_another():
    number = [(IdentifierOrigin.CAF, "1234567")]
    lines, wife = LinesSoFar(), key("Roca", "Inès", date(1988, 1, 2), identifiers=number)
    lines.repeated(2, key(identifiers=number))
    assert lines.repeated(3, wife) is lines.near(3, wife) is None
