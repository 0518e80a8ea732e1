"""Papers of a meeting read back: what each says, and what the anonymous ones never say."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from docx import Document

from components.documents.case_sheet import case_sheet_pdf
from components.documents.layout import Letterhead
from components.documents.meeting_docx import agenda_docx
from components.documents.meeting_papers import agenda_pdf, convocations_pdf, invitation_pdf
from domain.commissions.bodies import Body, Member, Quorum
from domain.commissions.meetings import Meeting
from domain.commissions.papers import Invitation
from domain.commissions.preparing import AgendaLine
from domain.commissions.sheets import CaseSheet, NeedLine, PathEvent, SolutionLine
from domain.commissions.words import CommissionFamily, MeetingState, MemberDuty, PointKind, PointState
from tests.services.pdf import pdf_pages, pdf_words

HEAD = Letterhead("Consortium d’essai", "SPIE", date(2026, 11, 24))
STARTS = datetime.fromisoformat("2026-12-03T14:00")
NAME = "Lefèvre Zoulikha"


def member(rank, name, **values):
    usual = {"function": "", "structure_id": None, "structure": "CAF", "professional_id": None, "college": ""}
    given = {"duty": MemberDuty.MEMBER, "is_voting": True} | usual | values
    return Member(id=rank, version=1, name=name, **given)


MEMBERS = (
    member(1, "Solène Vidal", email="solene@exemple.fr", duty=MemberDuty.SECRETARY),
    member(2, "Inès Membre", confidentiality_on=date(2026, 1, 5)),
    member(3, "Paul Suppléant", substitute_for_id=2),
)
BODY = Body(
    1, 1, "Commission de Prades", CommissionFamily.SOLUTIONS, (), (), (), Quorum(), (), 15, "", "", True
)
MEETING = Meeting(
    id=1, version=1, body=replace(BODY, members=MEMBERS), starts_at=STARTS, place="Mairie de Prades",
    state=MeetingState.CONVENED, state_reason="", minutes=15, secretary_id=1, chair_id=None, convened_on=None,
    opened_at=None, ended_at=None, current_point_id=None, current_since=None, is_run_by_viewer=True,
)  # fmt: skip


def line(kind, number=None, **values):
    usual = {"version": 1, "state": PointState.PLANNED, "minutes": 15, "fixed_at": None}
    return AgendaLine(id=1, kind=kind, number=number, **({"starts_at": STARTS} | usual | values))


LINES = (
    line(PointKind.COMMITMENTS),
    line(PointKind.SITUATION, 1, case_id=1, person=NAME, motive="Logement", presenter="Ali Puig",
         structure="CCAS de Prades"),
)  # fmt: skip
LETTER = Invitation(
    "Zoulikha Lefèvre", "3 rue des Lilas", "66500 Prades", BODY.name, STARTS, "Mairie de Prades",
    "Ali Puig", "CCAS de Prades", "04 68 00 00 00", "",
)  # fmt: skip


def test_each_member_is_convened_on_a_page_of_her_own():
    pages = pdf_pages(convocations_pdf(MEETING, LINES, MEMBERS[:2], HEAD))
    assert len(pages) == 2
    for part in ("Inès Membre", "jeudi 3 décembre 2026 à 14 h", "solene@exemple.fr", "Paul Suppléant"):
        assert part in pages[1]
    assert "reste à signer" in pages[0]
    assert "reste à signer" not in pages[1]


def test_a_convocation_names_nobody_whose_situation_is_examined():
    told = pdf_words(convocations_pdf(MEETING, LINES, MEMBERS, HEAD))
    assert "Situation 1 — Logement" in told
    assert not {"Zoulikha", "Lefèvre"} & {*told.split()}


def test_the_letter_says_when_where_what_she_may_choose_and_whom_to_call():
    told = pdf_words(invitation_pdf(LETTER, HEAD))
    for part in (
        "Bonjour Zoulikha Lefèvre", "3 rue des Lilas", "jeudi 3 décembre 2026 à 14 h", "Mairie de Prades",
        "Ce n’est pas obligatoire", "une personne de votre choix", "venir à votre place",
        "ne pas être d’accord", "la commission de Prades", "téléphonez au 04 68 00 00 00",
    ):  # fmt: skip
        assert part in told


def test_a_letter_handed_over_holds_no_address():
    told = pdf_words(invitation_pdf(replace(LETTER, address="", town="", phone=""), HEAD))
    assert "66500" not in told
    assert "Une question" not in told


@pytest.mark.parametrize("is_named", [True, False])
def test_the_agenda_names_or_does_not(is_named):
    told = pdf_words(agenda_pdf(MEETING, LINES, HEAD, is_named=is_named))
    assert "Logement" in told
    assert (NAME in told) == is_named
    assert ("Ali Puig" in told) == is_named
    assert ("Situation 1" in told) != is_named
    assert "CCAS de Prades" in told


@pytest.mark.parametrize("is_named", [True, False])
def test_the_text_document_says_the_same(is_named):
    document = Document(io.BytesIO(agenda_docx(MEETING, LINES, "Consortium d’essai", is_named=is_named)))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert (f"1. {NAME}" in cells) == is_named
    assert ("Situation 1" in [one.replace("\u00a0", " ") for one in cells]) != is_named
    assert document.core_properties.author == "Consortium d’essai"
    assert "python-docx" not in document.core_properties.comments


def sheet(length=1):
    """One with so many of each thing."""
    return CaseSheet(
        4, "Logement", "Quel logement ? " * (1 + 9 * (length > 1)), "26 à 34 ans", "Perpignan", ("Parent",),
        ("Mobilité",) * length, tuple(NeedLine(f"Santé {n}", "s", "Contrainte") for n in range(length)),
        date(2026, 4, 3), "Travailler. " * 50 * (length > 1), "Rester ici. " * 50, "Deux demandes. " * 40,
        tuple(PathEvent(date(2026, 3, 1), "Diagnostic partagé") for _ in range(length)),
        ("Saisine : il y a 5 semaines",),
        tuple(SolutionLine(n, "Garage", "La Bielle", "", "", "") for n in range(length)),
    )  # fmt: skip


@pytest.mark.parametrize("length", [1, 16])
def test_the_sheet_of_a_situation_holds_on_one_page(length):
    pages = pdf_pages(case_sheet_pdf(sheet(length), HEAD))
    assert len(pages) == 1
    for part in ("Situation 4", "Déjà essayé", "Solutions possibles", "mars 2026"):
        assert part in pages[0]


def test_a_bare_sheet_is_still_a_page():
    assert "Quelle suite" in pdf_pages(case_sheet_pdf(CaseSheet(1, "Autre", "Quelle suite ?"), HEAD))[0]
