"""What a consortium may do to a draft of its frame."""

from dataclasses import replace
from datetime import date

import pytest

from domain.access import Field
from domain.diagnosis.core import core_content
from domain.diagnosis.editing import (
    LONGEST_QUESTION,
    breaks_core,
    cleaned_draft,
    draft_problems,
    is_local,
    length_warning,
    local_code,
    moved,
    too_long,
    with_new_question,
    with_new_situation,
    with_new_theme,
    without_question,
    without_situation,
    without_theme,
)
from domain.diagnosis.merging import merge_edit
from domain.diagnosis.template import Question, Situation, TemplateContent
from domain.diagnosis.versions import TemplateDraft
from domain.diagnosis.words import ThemeState

TODAY = date(2026, 11, 20)
CORE = core_content()
MOBILITY = CORE.theme("mobilite")


def draft_of(content, **values):
    return TemplateDraft("Trame du territoire", content=content, **values)


def relabelled(theme, code, label):
    return replace(
        theme,
        situations=tuple(
            Situation(one.code, label if one.code == code else one.label) for one in theme.situations
        ),
    )


def test_a_frame_comes_back_from_the_database_as_it_went():
    asked = with_new_question(MOBILITY, "Et le vélo\u00a0?")
    asked = replace(
        asked, questions=(*asked.questions, Question("Où\u00a0?", (ThemeState.NEED,), ("no_licence",)))
    )
    content = with_new_theme(CORE.with_theme(asked), "Garde d’animaux", Field.SOCIAL)
    assert TemplateContent.from_json(content.to_json()) == content


def test_a_conditional_question_waits_for_its_condition():
    question = next(one for one in MOBILITY.questions if "licence_lost" in one.if_situations)
    assert not question.is_relevant(ThemeState.NEED, [])
    assert question.is_relevant(ThemeState.NOT_EXPLORED, ["licence_lost"])


def test_a_local_theme_has_a_code_of_its_own_and_comes_last_in_its_field():
    content = with_new_theme(CORE, "Garde d’animaux", Field.SOCIAL)
    content = with_new_theme(content, "Garde d’animaux", Field.SOCIAL)
    assert content.codes[9:13] == [
        "remobilisation", "local-garde-d-animaux", "local-garde-d-animaux-2", "choisir-un-metier",
    ]  # fmt: skip
    assert len(content.core_codes) == 16
    without = without_theme(content, "local-garde-d-animaux-2")
    assert without == with_new_theme(CORE, "Garde d’animaux", Field.SOCIAL)
    assert not breaks_core(CORE, content)


@pytest.mark.parametrize(
    ("label", "code"),
    [("Éloïse & l’œuf !", "local-eloise-l-oeuf"), ("…", "local-"), ("a" * 90, "local-" + "a" * 40)],
)
def test_a_local_code_is_made_of_the_words(label, code):
    assert local_code(label, []) == code
    assert is_local(local_code(label, [code]))
    assert local_code(label, [code]) == f"{code}-2"


def test_themes_move_as_far_as_they_can():
    assert moved(CORE, "sante", -1).codes[:2] == ["sante", "logement-hebergement"]
    assert moved(CORE, "sante", 1).codes[1:3] == ["mobilite", "sante"]
    assert moved(CORE, "logement-hebergement", -1) == CORE
    assert moved(CORE, "souvrir-a-linternational", 1) == CORE


def test_a_situation_that_leaves_is_no_longer_a_condition():
    theme = with_new_situation(MOBILITY, "Garage trop cher")
    code = theme.situations[-1].code
    theme = replace(theme, questions=(Question("Lequel\u00a0?", if_situations=(code, "no_licence")),))
    assert without_situation(theme, code).questions[0].if_situations == ("no_licence",)
    assert without_situation(theme, code).situations == MOBILITY.situations
    assert without_question(theme, 0).questions == ()


@pytest.mark.parametrize(
    "broken",
    [
        without_theme(CORE, "sante"),
        CORE.with_theme(without_situation(MOBILITY, "no_licence")),
        CORE.with_theme(replace(MOBILITY, field=Field.PROFESSIONAL)),
        CORE.with_theme(replace(MOBILITY, is_core=False)),
        replace(CORE, themes=(*CORE.themes, replace(MOBILITY, code="a-nous", is_core=False))),
        replace(CORE, themes=(*CORE.themes, MOBILITY)),
        CORE.with_theme(replace(MOBILITY, situations=(*MOBILITY.situations, Situation("ours", "À nous")))),
    ],
)
def test_the_core_is_never_lost_nor_changed(broken):
    assert breaks_core(CORE, broken)


def test_wordings_of_the_core_are_free():
    theme = replace(relabelled(MOBILITY, "no_licence", "Permis à passer"), label="Se déplacer", questions=())
    assert not breaks_core(CORE, moved(CORE.with_theme(theme), "mobilite", -2))


def test_what_is_to_be_corrected_is_told_where_it_is():
    theme = relabelled(relabelled(MOBILITY, "no_licence", ""), "other_way", "pas de VÉHICULE")
    theme = with_new_situation(with_new_question(theme, ""), "Pas de véhicule")
    content = CORE.with_theme(theme).with_theme(replace(CORE.theme("sante"), label="Famille"))
    found = draft_problems(TemplateDraft("", written_on=date(2027, 1, 1), content=content), TODAY)
    question = f"mobilite:question:{len(theme.questions) - 1}"
    assert set(found) == {
        "name", "written_on", "famille", "mobilite:no_licence", "mobilite:local-pas-de-vehicule", question,
    }  # fmt: skip


def test_few_or_many_situations_are_only_a_warning():
    theme = with_new_situation(MOBILITY, "Encore une")
    assert "11\u00a0situations" in length_warning(theme)
    assert draft_problems(draft_of(CORE.with_theme(theme)), TODAY) == {}


def test_a_text_too_long_is_seen():
    assert not too_long(draft_of(CORE))
    theme = with_new_question(MOBILITY, "a" * (LONGEST_QUESTION + 1))
    assert too_long(draft_of(CORE.with_theme(theme)))
    assert draft_problems(draft_of(CORE.with_theme(theme)), TODAY)


def test_texts_are_cleaned():
    theme = with_new_question(replace(MOBILITY, label=" Bouger\x00 "), " Où\u00a0? ")
    draft = cleaned_draft(TemplateDraft(" Trame ", written_with=" la CAF ", content=CORE.with_theme(theme)))
    kept = draft.content.theme("mobilite")
    assert (draft.name, draft.written_with, kept.label) == ("Trame", "la CAF", "Bouger")
    assert kept.questions[-1].text == "Où\u00a0?"


def test_two_people_on_different_pieces_both_see_them_kept():
    read = draft_of(CORE)
    theirs = draft_of(moved(CORE.with_theme(replace(MOBILITY, label="Bouger")), "mobilite", -1))
    mine = draft_of(CORE.with_theme(with_new_question(MOBILITY, "Et le vélo\u00a0?")), written_with="la CAF")
    merged, conflicts = merge_edit(theirs, read, mine)
    assert conflicts == []
    kept = merged.content.theme("mobilite")
    assert (kept.label, kept.questions[-1].text, merged.written_with) == (
        "Bouger",
        "Et le vélo\u00a0?",
        "la CAF",
    )
    assert merged.content.codes == theirs.content.codes


def test_two_people_on_the_same_piece_are_told():
    theirs = draft_of(CORE.with_theme(relabelled(MOBILITY, "no_licence", "Sans permis")))
    mine = draft_of(CORE.with_theme(relabelled(MOBILITY, "no_licence", "Permis à passer")))
    _, [difference] = merge_edit(theirs, draft_of(CORE), mine)
    assert difference.label == "Mobilité — situations"
    assert "Sans permis" in difference.stored
    assert "Permis à passer" in difference.typed
    assert merge_edit(mine, draft_of(CORE), mine).conflicts == []


def test_themes_added_and_taken_away_on_both_sides():
    before = with_new_theme(CORE, "Animaux", Field.SOCIAL)
    theirs = with_new_theme(before, "Langues", Field.PROFESSIONAL)
    mine = with_new_theme(without_theme(before, "local-animaux"), "Sport", Field.SOCIAL)
    merged = merge_edit(draft_of(theirs), draft_of(before), draft_of(mine)).draft.content
    assert [code for code in merged.codes if is_local(code)] == ["local-sport", "local-langues"]
