"""Papers of decisions read back: the dated list beside the minutes, the letter with its remedies."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

from docx import Document

from components.documents.access_pack import access_pack_pdf
from components.documents.decision_papers import decision_letter_pdf, decisions_docx, decisions_pdf
from components.documents.layout import Letterhead
from domain.commissions.decision_words import USUAL_REMEDIES
from domain.commissions.decisions import DecisionLine, Hearing, NotificationMeans
from domain.commissions.papers import DecisionLetter, Invitation
from tests.services.pdf import pdf_words

TODAY, MET, DECIDED = date(2026, 11, 24), date(2026, 11, 2), date(2026, 11, 9)
HEAD = Letterhead("Consortium d’essai", "SPIE", TODAY)
LINE = DecisionLine(
    point_id=1, version=1, case_version=1, meeting_id=1, case_id=1, beneficiary_id=1,
    person="Lefèvre Zoulikha", body_id=1, body="Commission de Prades", remedies=USUAL_REMEDIES,
    motive="Réorientation", meets_on=MET,
    opinion="Avis favorable",
    hearing=Hearing.HEARD, heard_on=MET, observations="", decision="Maintien",
    decided_by="Présidence du Département", decided_on=DECIDED, decision_reason="Des faits nouveaux",
    notified_on=TODAY, means=NotificationMeans.LETTER,
)  # fmt: skip
TO_HER = Invitation(
    "Zoulikha Lefèvre", "3 rue des Lilas", "66500 Prades", "Commission de Prades",
    datetime.fromisoformat("2026-11-02T00:00"), "", "Ali Puig", "CCAS de Prades", "04 68 00 00 00", "",
)  # fmt: skip
EVERYTHING = (
    "Relevé des décisions au 24/11/2026", "séance du 02/11/2026", "Lefèvre Zoulikha", "A été entendue",
    "Maintien (Présidence du Département, le 09/11/2026)", "Des faits nouveaux",
    "Lettre simple, le 24/11/2026", "tribunal administratif",
)  # fmt: skip


def test_the_list_says_what_was_decided_and_how_to_contest_it():
    told = pdf_words(decisions_pdf([LINE], HEAD, TODAY))
    for part in EVERYTHING:
        assert part in told


def test_the_same_words_as_a_text_document_that_names_nobody_in_its_properties():
    document = Document(io.BytesIO(decisions_docx([LINE], "Consortium d’essai", TODAY)))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs).replace("\u00a0", " ")
    for part in EVERYTHING:
        assert part in told
    assert "Zoulikha" not in document.core_properties.title


def test_the_letter_says_the_decision_its_reason_and_its_remedies():
    told = pdf_words(decision_letter_pdf(DecisionLetter(TO_HER, LINE), HEAD))
    for part in (
        "Bonjour Zoulikha Lefèvre", "3 rue des Lilas", "lundi 2 novembre 2026", "la commission de Prades",
        "Avis favorable", "Maintien", "Présidence du Département", "Des faits nouveaux", "deux mois",
        "tribunal administratif", "téléphonez au 04 68 00 00 00",
    ):  # fmt: skip
        assert part in told


def test_a_body_states_its_own_remedies_and_a_decision_that_follows_the_opinion_says_so():
    own = replace(LINE, remedies="Écrivez au maire.", decision_reason="")
    told = pdf_words(decision_letter_pdf(DecisionLetter(TO_HER, own), HEAD))
    assert "Écrivez au maire." in told
    assert "tribunal" not in told
    assert "Elle suit l’avis" in told


def test_the_access_pack_tells_the_hearing_and_the_decision_in_words():
    point = {"decision": "Maintien", "notified_means": "letter", "notification_note": "Corrigée depuis"}
    case = {"hearing": "written", "observations": "Je conteste"}
    pack = SimpleNamespace(
        who="Lefèvre Zoulikha", made_at=datetime(2026, 11, 24, tzinfo=UTC), consortium_name="Consortium",
        rows={"commission_case": [case], "agenda_point": [point]}, professionals={}, structures={},
    )  # fmt: skip
    told = pdf_words(access_pack_pdf(pack, time_zone="Europe/Paris", scheme_name="SPIE"))
    for part in ("Passage en commission", "Je conteste", "Maintien", "Lettre simple", "Corrigée depuis"):
        assert part in told
    assert "Audition : Observations écrites" in told
