"""Diagnostic: who opens it, what is typed and kept, what is refused, what is only read."""

import pytest
from streamlit.testing.v1 import AppTest

from components.diagnosis.screen import Section
from domain.access import PEOPLE_ROLES, Role
from domain.diagnosis.records import Job
from domain.diagnosis.words import Certainty, ThemeState
from domain.identifiers import new_id
from navigation import DIAGNOSIS
from tests.db.diagnosing import (
    answer,
    join,
    make_duo,
    read,
    write,
)
from tests.services.diagnosis_screen import choose, open_page, open_theme
from tests.services.file_screen import field, labels, press, words
from tests.services.shared import PROJECT

MISSING = "Ce diagnostic n’existe pas ou ne vous est pas accessible."


def test_nobody_sees_anything(duo, draft):
    write(duo.social, draft, "wants", "Un CDI", "")
    page = AppTest.from_file(PROJECT / DIAGNOSIS.path, default_timeout=30)
    page.query_params["diagnostic"] = str(draft)
    page.run()
    assert "Votre session est terminée" in words(page)
    assert "Alix" not in words(page)


def test_a_diagnosis_of_another_consortium_is_answered_like_an_absent_one(session, draft):
    stranger = make_duo(session).social
    for asked in (draft, new_id(), "", "abc"):
        assert MISSING in words(open_page(stranger, asked))


@pytest.mark.parametrize("section", list(Section))
@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_a_member_of_the_group_opens_each_part(session, duo, draft, role, section):
    page = open_page(join(session, duo, roles=(role,)), draft, section)
    assert not page.exception
    assert "Diagnostic de Alix Martin" in words(page)
    assert "Prendre part" in labels(page)
    assert not page.text_area


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_who_is_not_in_the_group_reads_states_only_and_only_the_coordination(session, duo, draft, role):
    answer(duo.social, draft, ThemeState.NEED)
    answer(duo.social, draft, "Un mot", field="shared_note", shown="")
    page = open_theme(join(session, duo, in_group=False, roles=(role,)), draft)
    if role is not Role.COORDINATOR:
        assert MISSING in words(page)
        return
    assert "vous lisez les états des thèmes, sans les mots ni les notes" in words(page)
    assert "Besoin" in words(page)
    assert "Un mot" not in words(page)
    assert "Prendre part" not in labels(page)


def test_without_a_field_on_her_account_she_reads_and_is_told_why(session, duo, draft):
    page = open_page(join(session, duo, field=None), draft)
    assert "si vous travaillez dans le champ social ou professionnel" in words(page)
    assert "Prendre part" not in labels(page)


def test_taking_part_says_which_field_answers_bear_then_opens_the_fields(session, duo, draft):
    newcomer = join(session, duo)
    page = open_page(newcomer, draft)
    assert "le champ de votre compte : **champ social**" in words(page)
    page = press(page, "Prendre part")
    assert read(newcomer, draft).is_interviewer
    assert field(page, "Ce que je veux")


def test_what_is_typed_is_kept_at_once(duo, draft):
    page = open_page(duo.social, draft)
    field(page, "Ce que je veux").set_value("Un CDI près de chez moi").run()
    assert read(duo.social, draft).wants == "Un CDI près de chez moi"
    assert field(open_page(duo.professional, draft), "Ce que je veux").value == "Un CDI près de chez moi"


def test_a_colleague_s_change_shows_at_the_next_interaction(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    assert field(page.run(), "Ce que je veux").value == "Une formation"


def test_jobs_are_typed_row_by_row_and_a_wrong_code_is_told(duo, draft):
    page = open_page(duo.social, draft)
    page = field(page, "Code ROME").set_value("Z99").run()
    assert "n’est pas un code ROME" in words(page)
    page = field(page, "Code ROME").set_value("G1602").run()
    page = field(page, "Métier").set_value("Cuisine").run()
    assert read(duo.social, draft).project.jobs == (Job("G1602", "Cuisine", Certainty.EXPLORED),)
    assert len([one for one in page.text_input if one.label == "Métier"]) == 2
    press(page, "Retirer")
    assert read(duo.social, draft).project.jobs == ()


def test_the_state_of_a_theme_opens_what_goes_with_it(duo, draft):
    page = open_theme(duo.social, draft)
    assert "Effet sur le retour à l’activité" not in [one.label for one in page.button_group]
    page = choose(page, "Ce que vous en dites", ThemeState.NEED)
    assert "Effet sur le retour à l’activité" in [one.label for one in page.button_group]
    page = choose(page, "Situations", ["no_licence"])
    mine = read(duo.social, draft).entry.answers_on("mobilite")[0]
    assert (mine.state, mine.situations) == (ThemeState.NEED, ("no_licence",))
    assert "1 thème sur 16 abordé" in words(page)
    assert "Qu’est-ce qui bloque pour le permis" in words(page)


def test_different_views_are_marked_and_each_reads_the_other(duo, draft):
    answer(duo.professional, draft, ThemeState.STRENGTH)
    answer(duo.professional, draft, "Un ami l’emmène", field="shared_note", shown="")
    page = choose(open_theme(duo.social, draft), "Ce que vous en dites", ThemeState.NEED)
    assert ":violet-badge[Regards différents]" in page.subheader[0].value
    assert any("Regards différents" in line for line in page.radio[0].options)
    assert "Un ami l’emmène" in words(page)


def test_a_restricted_note_of_the_other_field_never_reaches_the_screen(duo, draft):
    """T048."""
    answer(duo.social, draft, ThemeState.NEED)
    answer(duo.social, draft, "À taire", field="restricted_note", shown="")
    assert "À taire" not in words(open_theme(duo.professional, draft))
    assert field(open_theme(duo.social, draft), "Note réservée").value == "À taire"


def test_a_fourth_priority_is_refused(duo, draft):
    for theme in ("mobilite", "sante", "famille"):
        page = open_theme(duo.social, draft, theme)
        page.toggle[0].set_value(True).run()
    page = open_theme(duo.social, draft, "numerique")
    page = page.toggle[0].set_value(True).run()
    assert "3 priorités au plus." in words(page)
    ranked = {code: one.priority_rank for code, one in read(duo.social, draft).entry.themes.items()}
    assert ranked == {"mobilite": 1, "sante": 2, "famille": 3}


def test_a_priority_chosen_by_a_colleague_meanwhile_stays_beside_mine(duo, draft):
    page = open_theme(duo.social, draft, "mobilite")
    open_theme(duo.professional, draft, "sante").toggle[0].set_value(True).run()
    page.toggle[0].set_value(True).run()
    ranked = {code: one.priority_rank for code, one in read(duo.social, draft).entry.themes.items()}
    assert ranked == {"sante": 1, "mobilite": 2}
