"""An import to confirm, then its report, in each state, on both databases."""

from db.actions.imports.decisions import drop_run
from db.engine import write_session
from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportRow
from domain.access import Role
from domain.file_parts import FileSection
from domain.imports.model import Decision
from domain.people import IdentifierOrigin
from navigation import IMPORT, IMPORT_REPORT, IMPORTS
from tests.db.importing import import_file, preview, sample, undo
from tests.services.file_screen import count, labels, open_file, press, words
from tests.services.import_screen import KNOWN, open_page

FAULTY = "03_lignes_fautives.csv"
NEAR = "Nom;Prénom;Né le;Téléphone\nMartin;Alixe;03/04/1990;\nMartins;Alix;03/04/1990;0699999999\n"
PAGES = [IMPORTS, IMPORT, IMPORT_REPORT]


def test_the_preview_says_what_will_be_done_and_why_not(coordinator):
    page = open_page(IMPORT, preview(coordinator, sample(FAULTY), FAULTY))
    assert "À la confirmation : 4 nouvelles personnes, 7 laissées de côté." in words(page)
    assert "Importer 4 personnes" in labels(page)
    shown = page.dataframe[0].value
    assert list(shown["Ligne"]) == ["2", "3", "4", "6", "7", "11"]
    assert shown["Pourquoi"][0].startswith("date_naissance\u00a0: 31/02/1990 n’existe pas")


def test_a_number_filters_the_lines_and_stays_in_the_address(coordinator):
    page = open_page(IMPORT, preview(coordinator, sample(FAULTY), FAULTY))
    page.button(key="import_tile_new").click().run()
    assert list(page.dataframe[0].value["Ligne"]) == ["5", "8", "10", "12"]
    assert page.query_params["lignes"] == "new"


def test_never_more_than_a_page_of_lines_is_sent(coordinator):
    page = open_page(IMPORT, preview(coordinator, sample("01_entrants_windows1252.csv")))
    assert len(page.dataframe[0].value) == 50
    page.session_state["import_page_new"] = 2
    assert len(page.run().dataframe[0].value) == 10


def test_possible_duplicates_are_decided_one_by_one_or_all_at_once(session, coordinator):
    import_file(coordinator, KNOWN)
    page = open_page(IMPORT, preview(coordinator, NEAR))
    assert page.button(key="import_confirm").disabled
    page.radio[0].set_value("same").run()
    assert page.radio[0].value == "same"
    assert session.query(ImportRow).filter_by(decision=Decision.SAME).count() == 1
    press(page, "Ce sont d’autres personnes")
    assert [radio.value for radio in page.radio] == ["other", "other"]
    assert "Importer 2 personnes" in labels(page)


def test_giving_up_writes_nothing(session, coordinator):
    page = press(open_page(IMPORT, preview(coordinator, KNOWN)), "Abandonner")
    assert "Cet import a été abandonné" in words(page)
    assert count(session, Beneficiary) == 0


def test_the_report_says_what_came_in_and_keeps_the_rest(coordinator):
    page = open_page(IMPORT_REPORT, import_file(coordinator, sample(FAULTY), FAULTY))
    assert [metric.value for metric in page.metric] == ["4", "0", "0", "7"]
    assert "7 lignes n’ont pas été importées" in words(page)
    assert len(page.dataframe[0].value) == 7


def test_an_import_can_be_undone_from_its_report_and_from_the_list(coordinator):
    run_id = import_file(coordinator, KNOWN)
    assert "Tout annuler" in labels(open_page(IMPORT_REPORT, run_id))
    assert "Tout annuler" in labels(open_page(IMPORTS))


def test_an_import_that_was_undone_says_so(coordinator):
    run_id = import_file(coordinator, KNOWN)
    undo(coordinator, run_id)
    page = open_page(IMPORT_REPORT, run_id)
    assert "Cet import a été annulé" in words(page)
    assert "Tout annuler" not in labels(page)
    assert "Annulé après import" in words(open_page(IMPORTS))


def test_people_who_disappeared_from_a_complete_list_are_named(coordinator):
    listed = {"origin": IdentifierOrigin.CAF, "is_complete": True}
    import_file(coordinator, KNOWN, **listed)
    run_id = import_file(coordinator, KNOWN.replace("Martin;Alix", "Autre;Noé"), **listed)
    page = open_page(IMPORT_REPORT, run_id)
    assert "1 personne n’est plus dans la liste" in words(page)
    assert list(page.dataframe[0].value["Personne"]) == [":material/folder_open: Martin Alix"]


def test_the_lines_of_somebody_else_are_not_shown(sign_in):
    run_id = preview(sign_in(Role.COORDINATOR), KNOWN)
    done_id = import_file(sign_in(Role.COORDINATOR), KNOWN)
    sign_in(Role.COORDINATOR)
    for page in (open_page(IMPORT, run_id), open_page(IMPORT_REPORT, done_id)):
        assert "Seule la personne qui a déposé ce fichier voit ses lignes" in words(page)
        assert not page.dataframe
        assert labels(page) == []


def test_a_manager_does_not_know_of_the_imports_of_others(sign_in):
    run_id = preview(sign_in(Role.COORDINATOR), KNOWN)
    sign_in(Role.STRUCTURE_MANAGER)
    assert "n’existe pas ou ne vous est pas accessible" in words(open_page(IMPORT, run_id))


def test_each_state_leads_to_its_own_page(coordinator):
    dropped = preview(coordinator, KNOWN)
    with write_session(coordinator) as session:
        drop_run(session, coordinator, dropped)
    assert "Cet import a été abandonné" in words(open_page(IMPORT, dropped))
    waiting = preview(coordinator, KNOWN)
    assert "Importer 1 personne" in labels(open_page(IMPORT_REPORT, waiting))


def test_two_statements_once_the_import_is_found_whatever_its_size(coordinator, count_statements):
    page = open_page(IMPORT, preview(coordinator, sample("01_entrants_windows1252.csv")))
    with count_statements() as statements:
        page.run()
    assert len(statements) == 2


def test_the_file_says_where_a_value_comes_from(session, coordinator):
    import_file(coordinator, KNOWN, origin=IdentifierOrigin.FRANCE_TRAVAIL)
    person = session.query(Beneficiary).one()
    page = open_file(coordinator, person.id, FileSection.PERSON)
    assert "Téléphone : import France Travail du" in words(page)
    person.phone = "07 00 00 00 00"
    session.flush()
    assert "Téléphone : import" not in words(open_file(coordinator, person.id, FileSection.PERSON))


def test_a_list_that_changes_nothing_can_be_confirmed_to_know_who_left_it(coordinator):
    import_file(coordinator, KNOWN)
    page = open_page(IMPORT, preview(coordinator, KNOWN))
    assert "À la confirmation : 0 nouvelle personne, 1 inchangée." in words(page)
    assert not page.button(key="import_confirm").disabled
