"""Rules of the administration: accounts, structures, settings, reasons."""

from dataclasses import replace

import pytest

from domain.access import Role
from domain.accounts import (
    GIVEN_ROLES,
    ROLE_READS,
    AccountDraft,
    AccountLine,
    own_account_problem,
    proposed_login,
)
from domain.consortium_settings import SettingsDraft
from domain.follow_up import ExitReason, PauseReason
from domain.organisations import StructureKind
from domain.reasons import (
    ReasonLine,
    ReasonOption,
    edited_lines,
    offered_options,
    reason_problems,
)
from domain.structures import StructureDraft

NADIA = AccountDraft("Nadia", "Roux", "nadia@exemple.fr", "nadia", 1, frozenset({Role.CASEWORKER}))
HEALTH, AWAY = ReasonLine(0, PauseReason.HEALTH), ReasonLine(0, PauseReason.AWAY)
CURE = ReasonLine(7, PauseReason.HEALTH, "Cure", is_local=True)


def test_a_complete_account_has_no_problem():
    assert NADIA.problems() == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_name": " "}, "first_name"),
        ({"last_name": "123"}, "last_name"),
        ({"email": "nadia"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"roles": frozenset()}, "roles"),
        ({"roles": frozenset({Role.NATIONAL})}, "roles"),
        ({"structure_id": None}, "structure_id"),
    ],
)
def test_an_account_says_which_field_is_wrong(change, field):
    assert list(replace(NADIA, **change).problems()) == [field]


def test_an_administrator_needs_no_structure_and_the_directory_no_role():
    assert replace(NADIA, roles=frozenset({Role.ADMINISTRATOR}), structure_id=None).problems() == {}
    assert replace(NADIA, login="", roles=frozenset()).problems() == {}


def test_every_role_but_the_national_one_is_given_and_says_what_it_reads():
    assert set(GIVEN_ROLES) == set(Role) - {Role.NATIONAL}
    assert all(ROLE_READS.values())


@pytest.mark.parametrize(
    ("is_own", "roles", "is_refused"),
    [
        (True, None, True),
        (True, {Role.CASEWORKER}, True),
        (True, {Role.ADMINISTRATOR}, False),
        (False, None, False),
        (False, set(), False),
    ],
)
def test_nobody_shuts_herself_out(is_own, roles, is_refused):
    assert bool(own_account_problem(is_own=is_own, roles=roles)) is is_refused


def test_the_login_that_is_proposed_is_the_address_in_lower_case():
    assert proposed_login(" Nadia.Roux@Exemple.FR ") == "nadia.roux@exemple.fr"


@pytest.mark.parametrize(
    ("login", "is_active", "must_change", "state"),
    [
        ("nadia", True, False, "Actif"),
        ("nadia", True, True, "Mot de passe à choisir"),
        ("nadia", False, True, "Désactivé"),
        ("", True, False, "Sans compte"),
    ],
)
def test_an_account_says_where_it_stands(login, is_active, must_change, state):
    line = AccountLine(1, 1, replace(NADIA, login=login), "", is_active, must_change, 0)
    assert (line.state, line.display_name) == (state, "Nadia Roux")


def test_a_structure_has_a_name_and_can_be_reached():
    right = StructureDraft("CCAS", StructureKind.CCAS, phone="04 68 00 00 00", postal_code="66000")
    wrong = StructureDraft(" ", StructureKind.CCAS, phone="12", postal_code="660", email="x")
    assert right.problems() == {}
    assert set(wrong.problems()) == {"name", "phone", "postal_code", "email"}


@pytest.mark.parametrize(
    ("rhythm", "is_right"), [(7, True), (400, True), (6, False), (401, False), (None, False)]
)
def test_the_rhythm_keeps_within_its_bounds(rhythm, is_right):
    assert ("review_rhythm_days" not in SettingsDraft("SPIE", rhythm).problems()) is is_right


def test_the_name_of_the_scheme_is_one_of_two():
    assert "scheme_name" in SettingsDraft("Autre", 90).problems()


def test_only_what_is_offered_may_be_chosen_and_local_words_say_the_national_reason():
    off = replace(HEALTH, is_offered=False)
    assert offered_options([off, CURE, AWAY]) == [
        ReasonOption(PauseReason.HEALTH, "Cure"),
        ReasonOption(PauseReason.AWAY),
    ]
    assert ReasonOption(ExitReason.MOVED).label == ExitReason.MOVED.label


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ([replace(HEALTH, is_offered=False), CURE], "offered"),
        ([HEALTH, replace(CURE, words=" ")], "7"),
        ([HEALTH, replace(CURE, words="santé")], "7"),
        ([HEALTH, CURE, replace(CURE, id=8, words="CURE")], "8"),
        ([HEALTH, replace(CURE, words="x" * 81)], "7"),
    ],
)
def test_a_list_of_reasons_says_which_line_is_wrong(lines, key):
    assert list(reason_problems(lines)) == [key]


def test_editing_a_list_keeps_what_somebody_else_added_meanwhile():
    other = ReasonLine(9, PauseReason.AWAY, "Voyage", is_local=True)
    kept, conflicts = edited_lines([HEALTH, other], [HEALTH], [replace(HEALTH, is_offered=False), CURE])
    assert kept == [replace(HEALTH, is_offered=False), other, CURE]
    assert conflicts == []


def test_two_editions_of_the_same_words_are_a_conflict():
    stored, typed = replace(CURE, words="Cure thermale"), replace(CURE, words="Soins")
    _, conflicts = edited_lines([HEALTH, stored], [HEALTH, CURE], [HEALTH, typed])
    assert conflicts == [("Cure", "Cure thermale (proposé)", "Soins (proposé)")]


def test_words_added_then_given_up_are_not_kept():
    blank = ReasonLine(8, PauseReason.HEALTH, "", is_local=True, is_offered=False)
    assert edited_lines([HEALTH], [HEALTH], [HEALTH, blank])[0] == [HEALTH]
