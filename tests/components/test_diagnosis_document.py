"""The paper of a diagnosis: what its person reads there, and what she must never find."""

from dataclasses import replace
from datetime import date

import pytest

from components.documents.diagnosis import diagnosis_pdf
from domain.diagnosis.records import Conclusion, NextStep, Project, ThemeRecord
from domain.diagnosis.words import Agreement, DiagnosisStatus, Impact, ThemeState
from domain.follow_up import Track
from tests.services.diagnosis_sheets import ADVISER, SOCIAL, answer, longest_sheet, sheet_with
from tests.services.pdf import pdf_pages, pdf_title, pdf_words

STRENGTH, NEED, CONSTRAINT = ThemeState.STRENGTH, ThemeState.NEED, ThemeState.CONSTRAINT
NASTY = "<b>gras</b> & <img src='x'/> &amp; \u202etxet \x00 👩🏽‍💻 Œuvre «\u00a0déjà\u00a0» Nguyễn"


def said(*answers, **values):
    return pdf_words(diagnosis_pdf(sheet_with(*answers, **values)))


def test_it_opens_with_her_words_then_her_project_and_no_code():
    words = said(wants="Je veux être près de mes enfants.")
    assert "Fait le 20 novembre 2026 avec Camille Exemple et Awa Diop." in words
    assert words.index("Ce que je veux « Je veux être près de mes enfants. »") < words.index("Mon projet")
    for told in (
        "Aide à domicile (c’est mon choix), Employée de rayon (je me renseigne)",
        "CDI ou CDD, à temps partiel",
        "jusqu’à 15 km, transports en commun ou à pied",
        "je n’ai pas le permis",
        "à partir du 4 janvier 2027",
    ):
        assert told in words
    assert "K1304" not in words


def test_what_was_seen_is_told_by_what_is_kept_with_the_wordings_of_the_frame():
    words = said(
        answer("logement", CONSTRAINT, situations=("late", "hosted")),
        answer("mobilite", NEED, situations=("far",)),
        answer("se-former", STRENGTH, author=ADVISER),
    )
    assert "Vos points d’appui • Se former Ce qui est difficile aujourd’hui" in words
    assert "• Logement et hébergement : Hébergement chez un proche. Loyer en retard." in words
    assert "Là où il faut de l’aide • Mobilité : Loin des transports." in words
    assert "hosted" not in words


def test_neither_notes_nor_impact_nor_who_said_what_nor_two_views_are_told():
    notes = {"shared_note": "Zébulon partagé", "restricted_note": "Zébulon réservé"}
    words = said(
        answer("mobilite", CONSTRAINT, situations=("far",), impact=Impact.STRONG, **notes),
        answer("mobilite", STRENGTH, author=ADVISER),
        themes=(ThemeRecord("mobilite", common_state=NEED, common_words="Zébulon tranche"),),
    )
    assert "Là où il faut de l’aide • Mobilité : Loin des transports." in words
    for never in ("Zébulon", "Fort", "impact", "différent", "point d’appui", "Champ", "RSA", "joint"):
        assert never not in words


def test_what_tells_of_her_health_is_not_put_on_paper():
    words = said(answer("sante", CONSTRAINT, situations=("tired",)))
    assert "Ce qui est difficile aujourd’hui • Santé Ce que nous faisons maintenant" in words


def test_themes_without_a_common_position_are_to_be_talked_of_again():
    words = said(answer("mobilite", CONSTRAINT), answer("mobilite", STRENGTH, author=ADVISER))
    assert "Nous devons encore en parler ensemble : Mobilité" in words
    assert "difficile" not in words


@pytest.mark.parametrize(
    ("kept", "hers", "told"),
    [
        (CONSTRAINT, STRENGTH, "Pour vous, c’est un point d’appui : « Le bus me suffit. »"),
        (STRENGTH, CONSTRAINT, "Pour vous, c’est difficile : « Le bus me suffit. »"),
        (CONSTRAINT, NEED, "• Mobilité : « Le bus me suffit. »"),
        (NEED, ThemeState.NOT_EXPLORED, "• Mobilité : « Le bus me suffit. »"),
        (ThemeState.NOT_RELEVANT, NEED, "Ce que vous dites aussi • Mobilité : Pour vous, il faut de l’aide"),
    ],
)
def test_her_own_view_is_told_when_it_differs_with_her_words(kept, hers, told):
    words = said(answer("mobilite", kept), themes=(ThemeRecord("mobilite", hers, "Le bus me suffit."),))
    assert told in words
    assert "Entre « guillemets », ce sont vos mots." in words


def test_what_she_does_not_wish_to_talk_of_is_left_out():
    declined = ThemeState.DECLINED
    assert "Mobilité" not in said(answer("mobilite", declined), themes=(ThemeRecord("mobilite", declined),))


def test_next_steps_say_who_what_and_by_when_under_their_objective():
    steps = (
        NextStep("Déposer ma demande", None, date(2026, 12, 1)),
        NextStep("Appeler le bailleur", ADVISER, None),
        NextStep("Relancer", 99, None),
    )
    second = ThemeRecord("mobilite", priority_rank=2)
    first = ThemeRecord("logement", priority_rank=1, objective="Avoir un logement", next_steps=steps)
    words = said(answer("logement", NEED), themes=(second, first))
    assert (
        "Votre accompagnement : social et professionnel 1. Avoir un logement "
        "• Vous : Déposer ma demande, pour le 1er décembre 2026 • Awa Diop : Appeler le bailleur "
        "• Quelqu’un de l’équipe : Relancer 2. Mobilité Nous refaisons le point le mardi 12 janvier 2027."
    ) in words


def test_what_she_says_of_it_is_in_her_voice():
    conclusion = Conclusion(Track.SOCIAL, date(2027, 1, 4), Agreement.PARTLY, "Pas pour le stage.")
    assert "Ce que j’en dis Je suis d’accord en partie. « Pas pour le stage. »" in said(conclusion=conclusion)


def test_the_referent_is_to_be_called_first_and_nobody_twice():
    words = said()
    assert "Qui appeler • Camille Exemple, à appeler en premier : Structure d’essai Téléphone : …" in words
    assert "• Awa Diop : France Travail Perpignan Téléphone : 04 99 00 12 34" in words
    assert words.partition("Qui appeler")[2].count("Camille Exemple") == 1


def test_somebody_whose_validation_is_not_waited_for_any_more_is_not_to_be_called():
    sheet = sheet_with(header={"referent_id": None, "referent_name": ""})
    gone, stays = sheet.diagnosis.interviewers
    people = (replace(gone, released_at=gone.joined_at), stays)
    words = pdf_words(diagnosis_pdf(replace(sheet, diagnosis=replace(sheet.diagnosis, interviewers=people))))
    assert "Camille" not in words
    assert "Fait le 20 novembre 2026 avec Awa Diop." in words


@pytest.mark.parametrize("status", [DiagnosisStatus.DRAFT, DiagnosisStatus.COMPLETED])
def test_what_is_not_validated_says_so_on_every_page(status):
    sheet = longest_sheet()
    pages = pdf_pages(diagnosis_pdf(replace(sheet, diagnosis=replace(sheet.diagnosis, status=status))))
    assert all("Projet, pas encore validé" in page for page in pages)
    assert "Projet, pas encore validé" not in said()


def test_an_empty_one_takes_one_page_that_says_what_is_missing():
    nothing = {"wants": "", "project": Project(), "conclusion": Conclusion()}
    (page,) = pdf_pages(diagnosis_pdf(sheet_with(**nothing)))
    assert page.count("Vous ne nous l’avez pas encore dit.") == 2
    assert page.count("Nous l’écrirons avec vous.") == 3


def test_the_title_of_the_tab_does_not_name_her():
    content = diagnosis_pdf(sheet_with(header={"first_names": "Thị Ánh", "birth_name": "Nguyễn"}))
    assert "Madame Thị Ánh Nguyễn" in pdf_words(content)
    assert pdf_title(content) == "Diagnostic partagé"


def test_the_longest_one_takes_two_pages_and_loses_none_of_her_words_nor_of_what_is_decided():
    pages = pdf_pages(diagnosis_pdf(longest_sheet()))
    words = " ".join(pages)
    assert len(pages) == 2
    assert words.count("« Je ne sais pas comment faire toute seule avec les papiers. »") == 16
    assert words.count("anticonstitutionnellement n°") == 12
    assert words.count("Situation n° 1 ") == 3
    assert "Le détail est dans votre dossier. Vous pouvez demander à le lire." in words


def test_what_is_typed_is_printed_as_it_was_typed_whatever_it_is():
    steps = (NextStep(NASTY, SOCIAL, None),)
    theme = ThemeRecord("logement", NEED, NASTY, 1, NASTY, steps)
    conclusion = Conclusion(Track.SOCIAL, None, Agreement.AGREES, NASTY)
    project = Project(last_activity=NASTY)
    words = said(
        answer("logement", CONSTRAINT),
        themes=(theme,),
        wants=NASTY,
        project=project,
        conclusion=conclusion,
        names={SOCIAL: NASTY},
    )
    assert words.count("<b>gras</b> & <img src='x'/> &amp; txet") == 7
    assert "Œuvre « déjà » Nguyễn" in words


def test_words_without_end_take_more_pages_rather_than_being_cut():
    pages = pdf_pages(diagnosis_pdf(sheet_with(wants="Je veux travailler. " * 800)))
    assert len(pages) > 2
    assert " ".join(pages).count("travailler.") == 800
