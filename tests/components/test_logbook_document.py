"""« Carnet de bord »: what the person reads about herself, and what she must never find there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from components.documents.logbook import logbook_pdf
from domain.exchange_drafts import AppointmentDraft, ReviewDraft
from domain.files import OrientationLine, PeriodLine
from domain.follow_up import (
    ActionStatus,
    AppointmentStatus,
    ContractKind,
    EntryOrigin,
    ExitReason,
    ObjectiveStatus,
    Presence,
    StepKind,
    StepOutcome,
    Track,
)
from domain.path_drafts import ContractDraft, ObjectiveDraft, StepDraft
from domain.people import Channel
from tests.factories import TODAY
from tests.services.logbook_values import action, logbook_with, member, saved
from tests.services.pdf import pdf_pages, pdf_title, pdf_words

SET_ON = date(2026, 3, 3)


def said(**values):
    return pdf_words(logbook_pdf(logbook_with(**values)))


def appointment(starts_at, status=AppointmentStatus.PLANNED, **values):
    plain = {"place": "3 place de la Gare", "purpose": "Préparer le stage", "second_professional_id": None}
    return AppointmentDraft(
        starts_at, 45, professional_id=7, status=status, counts_as_review=False, **plain | values
    )


def test_an_empty_file_makes_one_page_that_says_what_is_missing():
    nothing = {
        "referent_id": None,
        "referent_name": "",
        "birth_date": None,
        "postal_code": None,
        "commune_name": "",
    }
    pages = pdf_pages(logbook_pdf(logbook_with(header=nothing)))
    assert len(pages) == 1
    for words in (
        "Nous ne savons pas comment vous joindre.",
        "Vous n’avez pas encore de référent ou de référente.",
        "Aucun rendez-vous n’est prévu",
        "Ce que je veux dire",
        "Document confidentiel — remis à la personne",
    ):
        assert words in pages[0]


def test_it_says_who_she_is_but_not_in_the_title_of_the_tab():
    header = {"birth_name": "Nguyễn", "first_names": "Thị Ánh", "phone": "06 99 00 12 34"}
    content = logbook_pdf(logbook_with(header={**header, "preferred_channel": Channel.SMS}))
    words = pdf_words(content)
    assert "Madame Thị Ánh Nguyễn" in words
    assert "Téléphone : 06 99 00 12 34" in words
    assert "vous préférez : un SMS" in words
    assert pdf_title(content) == "Carnet de bord"


@pytest.mark.parametrize("is_unsafe", [True, False])
def test_an_address_where_one_must_not_write_is_not_put_on_paper(is_unsafe):
    words = said(header={"address": "12 rue des Écoles", "do_not_write_to_address": is_unsafe})
    assert ("12 rue des Écoles" in words) != is_unsafe
    assert "ne pas" not in words.lower()


def test_the_referent_comes_first_with_the_phone_of_the_structure():
    group = [
        member("Zoé Martin", professional_id=8, structure_phone="04 99 00 11 22"),
        member("Camille Exemple", professional_id=7, structure_phone="04 99 00 33 44"),
        member(structure_name="CCAS"),
        member("Partie Ailleurs", professional_id=9, ended_on=date(2026, 6, 1)),
        member("Refusée Depuis", professional_id=10, objected_on=date(2026, 6, 1)),
    ]
    words = said(group=group)
    assert "Camille Exemple, Structure d’essai. Téléphone : 04 99 00 33 44. C’est la première" in words
    assert "Zoé Martin, Maison des solidarités. Téléphone : 04 99 00 11 22." in words
    assert "CCAS." in words
    assert words.count("Camille Exemple") == 1
    assert "Ailleurs" not in words
    assert "Refusée" not in words


def test_only_the_next_appointments_are_told_the_nearest_first():
    moments = [datetime(2026, month, 24, 13, 30, tzinfo=UTC) for month in (12, 11, 10)]
    cancelled = appointment(moments[0], AppointmentStatus.CANCELLED, place="Annulé")
    words = said(appointments=saved(*map(appointment, moments), cancelled))
    nearest = (
        "Mardi 24 novembre 2026 à 14 h 30 : avec Camille Exemple. Lieu : 3 place de la Gare. Pour : Préparer"
    )
    assert nearest in words
    assert words.index("novembre 2026 à") < words.index("24 décembre 2026 à")
    assert "24 octobre" not in words
    assert "Annulé" not in words


def test_decisions_are_told_without_the_comment_of_professionals():
    orientation = OrientationLine(1, Track.SOCIAL, "Mission locale", SET_ON, None, "Zébulon")
    current = ContractDraft(ContractKind.CEJ, SET_ON, date(2027, 3, 2), SET_ON, None, 15, 20)
    over = ContractDraft(ContractKind.PPAE, SET_ON, date(2026, 6, 1), None, None, None, None)
    words = said(orientations=[orientation], contracts=saved(current, over))
    assert "Parcours social, décidé le 3 mars 2026, avec cette structure : Mission locale." in words
    assert "Votre contrat d’engagement jeune (CEJ) va du 3 mars 2026 au 2 mars 2027." in words
    assert "Vous avez convenu de 15 heures d’activité par semaine." in words
    assert "PPAE" not in words
    assert "Zébulon" not in words


def test_an_action_says_who_by_when_and_never_that_it_is_late():
    (objective,) = saved(ObjectiveDraft(None, "Passer le permis", SET_ON))
    actions = [
        action("M’inscrire", objective.id, deadline_on=date(2026, 4, 1)),
        action("Chercher une aide", objective.id, owner_id=7),
        action("Laisser tomber", objective.id, status=ActionStatus.DROPPED),
    ]
    words = said(objectives=[objective], actions=saved(*actions))
    assert "M’inscrire Vous 1er avril 2026 À faire" in words
    assert "Chercher une aide Camille Exemple À faire" in words
    assert "Laisser tomber" not in words
    assert "retard" not in words


def test_an_objective_that_was_dropped_goes_with_its_actions():
    (objective,) = saved(ObjectiveDraft(None, "Oublié", SET_ON, ObjectiveStatus.DROPPED))
    words = said(objectives=[objective], actions=saved(action("Rien", objective.id)))
    assert "Oublié" not in words
    assert "Vos objectifs ne sont pas encore écrits." in words


def test_forty_actions_take_a_few_pages_and_none_is_lost():
    (objective,) = saved(ObjectiveDraft(None, "Passer le permis", SET_ON))
    actions = [action(f"Démarche n° {number}, longue à dire " * 5, objective.id) for number in range(40)]
    pages = pdf_pages(logbook_pdf(logbook_with(objectives=[objective], actions=saved(*actions))))
    assert 2 < len(pages) < 9
    assert all(f"Démarche n° {number}," in " ".join(pages) for number in range(40))


def test_steps_are_told_from_the_first_to_the_next():
    done = StepDraft(
        StepKind.TRAINING, "CléA", "GRETA", None, SET_ON, date(2026, 4, 3), StepOutcome.COMPLETED, None
    )
    planned = StepDraft(StepKind.IMMERSION, "", "Boulangerie", date(2026, 12, 7), None, None, None, None)
    words = said(steps=saved(planned, done))
    first = "Formation, CléA, GRETA : du 3 mars 2026 au 3 avril 2026, terminé."
    assert words.index(first) < words.index(
        "Immersion en entreprise, Boulangerie : prévu le 7 décembre 2026."
    )


def test_only_the_last_reviews_held_with_her_are_told():
    days = [TODAY - timedelta(days=number) for number in range(5)]
    reviews = [ReviewDraft(day, Presence.PERSON, f"Point {number}", None) for number, day in enumerate(days)]
    between_us = ReviewDraft(TODAY, Presence.PARTNERS, "Zébulon", None)
    words = said(reviews=saved(between_us, *reviews))
    assert "Le 20 novembre 2026 : Point 0" in words
    assert [number for number in range(5) if f"Point {number}" in words] == [0, 1, 2]
    assert "Zébulon" not in words


def test_a_former_stay_is_left_out_and_the_end_is_told():
    period = PeriodLine(1, 1, SET_ON, EntryOrigin.SELF, None, date(2026, 11, 1), ExitReason.UNREACHABLE)
    former = saved(ReviewDraft(date(2025, 1, 1), Presence.PERSON, "Avant", None), period_id=2)
    words = said(header={"period": period}, reviews=former)
    assert "Votre accompagnement s’est terminé le 1er novembre 2026." in words
    assert "Avant" not in words
    assert "joignable" not in words
