"""Trame du diagnostic: who manages it, what each version was used for, the draft written in place."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from components.administration.template_list import Asked
from components.identity import identify_with
from db.actions.templates import published_template
from db.queries.templates import get_template
from domain.diagnosis.editing import with_new_situation
from navigation import TEMPLATE
from tests.db.framing import acting, rewrite, start, statuses
from tests.db.world import HERE, build_side
from tests.services.shared import PROJECT
from tests.services.words_on_screen import field, labels, press, words


@pytest.fixture
def side(session):
    return build_side(session, HERE)


@pytest.fixture
def act(side):
    return acting(side.viewers["coordinator"])


@pytest.fixture
def draft(act):
    return start(act)


@pytest.fixture
def open_page(side):
    """The page as somebody of this side, on the list or on a version."""

    def open_as(name="coordinator", version=None):
        identify_with(lambda: side.viewers[name])
        page = AppTest.from_file(PROJECT / TEMPLATE.path, default_timeout=30)
        if version:
            page.query_params["version"] = str(version)
        return page.run()

    yield open_as
    identify_with(None)


@pytest.mark.parametrize("name", ["coordinator", "administrator"])
def test_those_who_manage_the_frame_see_its_versions_and_their_use(open_page, name):
    page = open_page(name)
    assert not page.exception
    assert "Trame nationale** · version 1" in words(page)
    assert "2 diagnostics · 1 validé" in words(page)
    assert "Nouveau brouillon" in labels(page)


@pytest.mark.parametrize("name", ["referent", "manager", "data_protection", "steering", "nobody"])
def test_the_others_are_refused(open_page, draft, name):
    for version in (None, draft):
        page = open_page(name, version)
        assert not page.exception
        assert "Votre rôle ne permet pas" in words(page)
        assert not page.button


def test_without_any_version_the_national_frame_is_announced(sign_in):
    sign_in(*TEMPLATE.roles)
    page = AppTest.from_file(PROJECT / TEMPLATE.path, default_timeout=30).run()
    assert "Aucune trame n’est encore publiée" in words(page)
    page = press(page, "Relire")
    assert "Où dormez-vous en ce moment" in words(page)


def test_an_unknown_version_is_refused(open_page):
    for version in ("1", "abc"):
        assert "n’existe pas" in words(open_page(version=version))


def test_a_draft_is_started_from_a_version_and_opened(act, open_page):
    page = press(open_page(), "Nouveau brouillon")
    assert not page.exception
    assert statuses(act) == {1: "published", 2: "draft"}
    assert field(page, "Nom de la trame").value == "Trame du territoire"


@pytest.mark.usefixtures("draft")
def test_only_one_draft_at_a_time(open_page):
    page = open_page()
    assert all(button.disabled for button in page.button if button.label == "Nouveau brouillon")
    assert "Continuer" in labels(page)


def test_what_is_typed_is_kept_at_once(act, open_page, draft):
    page = open_page(version=draft)
    field(page, "Situation 1").set_value("Chez soi, au calme").run()
    page.radio[0].set_value("sante").run()
    field(page, "Écrite avec (personnes concernées, structures)").set_value("la CAF").run()
    assert not page.exception
    kept = act(get_template, draft).draft
    assert kept.content.themes[0].situations[0].label == "Chez soi, au calme"
    assert kept.written_with == "la CAF"


def test_a_theme_a_situation_and_a_question_are_added_then_taken_away(act, open_page, draft):
    page = open_page(version=draft)
    page.session_state[f"template_{draft}__adder"] = True
    page.run()
    field(page, "Nom du thème").set_value("Animaux")
    page = press(page, "Ajouter", 0)
    field(page, "Ajouter une situation").set_value("Chien à faire garder")
    page = press(page, "Ajouter", 1)
    field(page, "Ajouter une question").set_value("Qui le garde\u00a0?")
    page = press(page, "Ajouter", 2)
    theme = act(get_template, draft).draft.content.theme("local-animaux")
    assert [one.label for one in theme.situations] == ["Chien à faire garder"]
    assert [one.text for one in theme.questions] == ["Qui le garde\u00a0?"]
    page = press(page, "Monter")
    assert act(get_template, draft).draft.content.codes.index("local-animaux") == 9
    press(page, "Retirer")
    assert "local-animaux" not in act(get_template, draft).draft.content.codes


def test_a_condition_is_chosen_for_a_question(act, open_page, draft):
    page = open_page(version=draft)
    theme = act(get_template, draft).draft.content.themes[0]
    page.session_state[f"template_{draft}_{theme.code}_question_0_popover"] = True
    page.run()
    page.multiselect[0].set_value(["no_home"]).run()
    assert not page.exception
    assert act(get_template, draft).draft.content.themes[0].questions[0].if_situations == ("no_home",)


def test_what_is_wrong_is_told_and_stops_the_publication(open_page, draft):
    page = open_page(version=draft)
    field(page, "Situation 2").set_value("").run()
    assert "À corriger avant de publier : Logement et hébergement" in words(page)
    assert "Écrivez la situation" in words(page)
    assert next(button for button in page.button if button.label == "Publier…").disabled


def test_the_same_piece_changed_by_somebody_else_is_a_choice(act, open_page, draft):
    page = open_page(version=draft)
    theme = act(get_template, draft).draft.content.themes[0]
    rewrite(act, draft, theme=replace(theme, label="Se loger"))
    field(page, "Nom (champ social, thème national)").set_value("Habiter").run()
    assert not page.exception
    assert "Se loger" in words(page)
    assert act(get_template, draft).draft.content.themes[0].label == "Se loger"
    press(page, "Mettre ma saisie")
    assert act(get_template, draft).draft.content.themes[0].label == "Habiter"


def test_a_preview_shows_a_question_once_its_condition_is_met(open_page, draft):
    page = open_page(version=draft)
    page.segmented_control[0].set_value("Relire comme en entretien").run()
    assert "Où recevez-vous votre courrier" not in words(page)
    page.pills[0].set_value(["no_home"]).run()
    assert "Où recevez-vous votre courrier" in words(page)


@pytest.mark.parametrize(
    ("label", "kind", "after"),
    [("Publier…", "publish", {1: "retired", 2: "published"}), ("Supprimer", "drop", {1: "published"})],
)
def test_a_draft_is_published_or_dropped_once_confirmed(act, open_page, draft, label, kind, after):
    page = press(open_page(version=draft), label)
    assert statuses(act)[2] == "draft"
    page.session_state["template_asked"] = Asked(kind, draft, version=1)  # a dialog closes in AppTest
    page.run()
    assert not page.exception
    assert statuses(act) == after


def test_a_draft_changed_since_it_was_read_is_not_published(act, open_page, draft):
    page = open_page(version=draft)
    rewrite(act, draft, name="Autre")
    page.session_state["template_asked"] = Asked("publish", draft, version=1)
    page.run()
    assert "modifiée par quelqu’un d’autre" in words(page)
    assert statuses(act)[2] == "draft"


def test_the_published_version_is_read_then_retired(act, open_page):
    published = act(published_template).id
    assert "Où dormez-vous en ce moment" in words(open_page(version=published))
    page = press(open_page(), "Retirer")
    page.session_state["template_asked"] = Asked("retire", published)
    page.run()
    assert statuses(act) == {1: "retired"}


def test_words_of_the_territory_are_shown_as_typed(act, open_page, draft):
    theme = act(get_template, draft).draft.content.themes[0]
    rewrite(act, draft, theme=with_new_situation(replace(theme, label="**Gras**"), ":red[Rouge]"))
    page = open_page(version=draft)
    assert not page.exception
    assert r"\*\*Gras\*\*" in page.radio[0].options[0]
