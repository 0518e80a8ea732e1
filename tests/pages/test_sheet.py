"""Fiche du consortium: read by all, edited in place by the coordination."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.sheets import save_block
from db.demo.sheet_66 import SHEET_66
from db.demo.sheets import load_sheet
from db.engine import read_session, write_session
from db.queries.sheets import get_sheet
from domain.access import Role
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import BlockEdit, RowDraft, start_edit
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.shared import PROJECT

PAGE = PROJECT / "pages/territories/sheet.py"


@pytest.fixture
def people(session):
    """Whoever signs in: somebody of the Pyrénées-Orientales with this role."""
    consortium = make_consortium(session, territory_id="3-24")
    load_sheet(session, consortium.id, SHEET_66)
    return lambda role: viewer_for(session, make_professional(session, consortium), role)


def open_page(viewer, **address):
    identify_with(lambda: viewer)
    page = AppTest.from_file(PAGE, default_timeout=20)
    page.query_params.update(address)
    return page.run()


def words(page):
    elements = [
        *page.title,
        *page.subheader,
        *page.markdown,
        *page.text,
        *page.caption,
        *page.info,
        *page.error,
    ]
    return " ".join(element.value for element in elements).replace("\\", "").replace("\u00a0", " ")


def press(page, label, key=None):
    buttons = [one for one in page.button if one.label == label and key in (None, one.key)]
    return buttons[0].click().run()


def choose(page, row_id, choice):
    menu = next(one for one in page.get("menu_button") if one.key == f"sheet_{row_id}_menu")
    return menu.click(choice).run()


def sheet_of(viewer):
    with read_session(viewer) as session:
        return get_sheet(session, viewer, viewer.consortium_id)


def save_elsewhere(viewer, **values):
    """Somebody else of the coordination changes the same texts."""
    read = start_edit(sheet_of(viewer), SheetBlock.PRESENTATION)
    row = read.rows[0]
    changed = RowDraft(row.id, row.initial, {**row.values, **values})
    with write_session(viewer) as session:
        save_block(session, viewer, viewer.consortium_id, BlockEdit(read.block, (changed,)))


def test_nobody_sees_anything():
    page = AppTest.from_file(PAGE, default_timeout=20).run()
    assert "Votre session est terminée" in words(page)
    assert not page.subheader


@pytest.mark.parametrize("role", list(Role))
def test_everything_published_is_shown_to_every_role(people, role):
    page = open_page(people(role))
    assert not page.exception
    shown = words(page)
    published = [SHEET_66.perimeter, SHEET_66.contact, SHEET_66.target_public_intro]
    published += [*SHEET_66.contributions, *SHEET_66.cross_cutting, *SHEET_66.schedule]
    published += [name for _, _, names in SHEET_66.members for name in names]
    published += [text for text, _, _ in SHEET_66.target_publics]
    published += [action for _, actions in SHEET_66.axes for action in actions]
    published += [function for function, _ in SHEET_66.team]
    assert [text for text in published if text not in shown] == []
    assert "blue-badge[Axe 1] :blue-badge[Axe 3]" in shown


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_who_is_not_the_coordination_only_reads(people, role):
    assert not open_page(people(role)).button


def test_the_coordination_changes_a_text_in_its_place(people):
    viewer = people(Role.COORDINATOR)
    page = press(open_page(viewer), "Modifier", "sheet_edit_presentation_")
    assert [field.value for field in page.text_area] == [SHEET_66.perimeter, SHEET_66.contact]
    page.text_area[1].input("Accueil du consortium")
    page = press(page, "Enregistrer")
    assert not page.exception
    assert not page.text_area
    assert sheet_of(viewer).texts.contact == "Accueil du consortium"


def test_a_new_row_is_refused_empty_then_saved_once(people):
    viewer = people(Role.COORDINATOR)
    page = press(open_page(viewer), "Modifier", "sheet_edit_team_")
    page = press(page, "Ajouter une ligne")
    page = press(page, "Enregistrer")
    assert "« Fonction (jamais un nom) » est vide" in words(page)
    assert len(sheet_of(viewer).team) == 3
    page.text_input[3].input("Secrétariat")
    page = press(page, "Enregistrer")
    assert [post.function for post in sheet_of(viewer).team][-1] == "Secrétariat"


def test_rows_are_moved_and_removed_only_when_saved(people):
    viewer = people(Role.COORDINATOR)
    page = press(open_page(viewer), "Modifier", "sheet_edit_contributions_")
    ids = [paragraph.id for paragraph in sheet_of(viewer).contributions]
    page = choose(page, ids[0], "Descendre")
    page = choose(page, ids[3], "Retirer")
    assert "1 ligne sera retirée" in words(page)
    assert len(sheet_of(viewer).contributions) == 4
    press(page, "Enregistrer")
    assert [paragraph.id for paragraph in sheet_of(viewer).contributions] == [ids[1], ids[0], ids[2]]


@pytest.mark.parametrize(
    ("button", "kept"), [("Enregistrer ma saisie", "Ici"), ("Garder ce qui est enregistré", "Là")]
)
def test_a_conflict_shows_both_values_and_keeps_the_chosen_one(people, button, kept):
    viewer = people(Role.COORDINATOR)
    page = press(open_page(viewer), "Modifier", "sheet_edit_presentation_")
    page.text_area[1].input("Ici")
    save_elsewhere(viewer, contact="Là")
    page = press(page, "Enregistrer")
    assert {"Ici", "Là"} <= {text.value for text in page.text}
    page = press(page, button)
    assert sheet_of(viewer).texts.contact == kept
    assert not page.text_area


def test_an_empty_sheet_says_what_to_do(session, people):
    people(Role.STEERING)
    consortium = make_consortium(session, territory_id="3-29")
    somebody = make_professional(session, consortium)
    assert "n’a pas encore rempli" in words(open_page(viewer_for(session, somebody)))
    assert "Cliquez sur « Modifier »" in words(open_page(viewer_for(session, somebody, Role.COORDINATOR)))


def test_without_any_consortium_the_page_says_so(session):
    viewer = viewer_for(session, make_professional(session, make_consortium(session)), Role.NATIONAL)
    assert "Aucun consortium" in words(open_page(viewer))


def test_the_national_team_chooses_a_sheet_by_its_territory(session, people):
    people(Role.STEERING)
    make_consortium(session, territory_id="3-29")
    viewer = viewer_for(session, make_professional(session, make_consortium(session)), Role.NATIONAL)
    page = open_page(viewer, territoire="Deux-Sèvres")
    assert page.selectbox[0].value == "Deux-Sèvres"
    assert "n’a pas encore rempli" in words(page)
    page.selectbox[0].set_value("Pyrénées-Orientales").run()
    assert SHEET_66.perimeter in words(page)
