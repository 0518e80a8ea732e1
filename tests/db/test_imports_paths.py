"""What a file brings to a path: référent, track, contract, appointments, the return of who left."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import (
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.models.paths import Orientation
from domain.access import Role
from domain.follow_up import ContractKind, Track
from domain.imports.model import Verdict
from domain.people import IdentifierOrigin
from tests.db.importing import (
    confirm,
    csv,
    fresh,
    import_file,
    only_row,
    path_of,
    preview,
    replaced,
    rows,
    typed,
    undo,
)
from tests.factories import make_consortium, make_person, make_professional, make_structure, viewer_for

BORN = date(1990, 4, 3)
WHO = "Roca;Inès;03/04/1990"
CAF, MSA = IdentifierOrigin.CAF, IdentifierOrigin.MSA
PATH = "Nom;Prénom;Né le;Parcours;Référent;Structure;Type de contrat;Début contrat;Fin contrat"
NEXT = "Nom;Prénom;Né le;Prochain rendez-vous"


@pytest.fixture
def referent(session, consortium):
    """A caseworker, under a name of her own."""
    professional = make_professional(session, consortium)
    professional.first_name, professional.last_name = "Maud", "Vidal"
    session.flush()
    return professional


@pytest.fixture
def known(session, referent):
    """Somebody followed, without a phone."""
    return make_person(session, referent, birth_name="Roca", first_names="Inès", birth_date=BORN)


def test_a_path_is_brought_whole(session, consortium, coordinator, known):
    colleague = make_professional(session, consortium)
    colleague.first_name, colleague.last_name = "Léa", "Sanz"
    elsewhere = make_structure(session, consortium, "Relais emploi")
    line = f"{WHO};Social;Sanz Léa;Relais emploi;CER;01/10/2026;31/03/2027"
    run_id = replaced(coordinator, preview(coordinator, csv(PATH, line)), 2, "referent")
    confirm(coordinator, run_id)
    contract = (ContractKind.CER, date(2026, 10, 1), date(2027, 3, 31))
    homes = {known.owner_structure_id, colleague.structure_id, elsewhere.id}
    assert path_of(session, known) == (Track.SOCIAL, [colleague.id], homes, [contract])
    (orientation,) = fresh(session, Orientation, consortium_id=consortium.id)
    assert (orientation.structure_id, orientation.decided_on) == (elsewhere.id, coordinator.today)
    assert undo(coordinator, run_id) == 0


def test_another_referent_or_track_is_asked_before_it_replaces(session, consortium, coordinator, known):
    colleague = make_professional(session, consortium)
    colleague.last_name, known_period = "Sanz", fresh(session, SupportPeriod, beneficiary_id=known.id)[0]
    typed(session, known_period, track=Track.SOCIAL)
    refresh_caseload_entry(session, known.consortium_id, known.id)
    run_id = preview(coordinator, csv("Nom;Prénom;Né le;Parcours;Référent", f"{WHO};Pro;Camille Sanz"))
    assert {c.field for c in rows(coordinator, run_id)[2].conflicts} == {"track", "referent"}
    replaced(coordinator, run_id, 2, "referent")
    assert confirm(coordinator, run_id) == {"updated": 1}
    assert path_of(session, known)[:2] == (Track.SOCIAL, [colleague.id])


def test_a_contract_typed_by_hand_keeps_its_end_and_an_imported_one_follows(session, coordinator, known):
    heading = "Nom;Prénom;Né le;Type de contrat;Début contrat;Fin contrat"
    ends = [f"{WHO};CER;01/10/2026;{day}" for day in ("31/03/2027", "30/04/2027", "31/05/2027")]
    import_file(coordinator, csv(heading, ends[0]), origin=CAF)
    import_file(coordinator, csv(heading, ends[1]), origin=CAF)
    assert path_of(session, known)[3] == [(ContractKind.CER, date(2026, 10, 1), date(2027, 4, 30))]
    row = only_row(coordinator, csv(heading, ends[2]), origin=MSA)
    assert [conflict.field for conflict in row.conflicts] == ["contract_ends_on"]


def test_an_appointment_is_added_once(session, coordinator, known):
    content = csv(NEXT, f"{WHO};30/11/2026 14:30")
    for origin in (CAF, MSA, CAF):
        import_file(coordinator, content, origin=origin)
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=known.id)
    (meeting,) = fresh(session, Appointment, support_period_id=entry.support_period_id)
    assert meeting.starts_at == datetime(2026, 11, 30, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert meeting.professional_id == entry.referent_id


@pytest.mark.parametrize(
    ("written", "hour", "said"),
    [("28/03/2027 02:30", "03:30", "n’existe pas"), ("31/10/2027 02:30", "02:30", "deux fois")],
)
def test_an_hour_of_the_night_when_time_changes_is_told_and_stable(
    session, coordinator, known, written, hour, said
):
    assert known
    content = csv(NEXT, f"{WHO};{written}")
    row = only_row(coordinator, content, origin=CAF)
    assert row.changes[0].imported.endswith(hour)
    assert said in row.warnings[3]
    import_file(coordinator, content, origin=CAF)
    assert only_row(coordinator, content, origin=MSA).verdict == Verdict.UNCHANGED
    first = fresh(session, Appointment, consortium_id=coordinator.consortium_id)[0].starts_at
    assert first.utcoffset().total_seconds() == 0
    assert f"{first.astimezone(ZoneInfo('Europe/Paris')):%H:%M %z}" == f"{hour} +0200"


def test_overseas_an_hour_is_the_one_of_its_clocks(session):
    martinique = make_consortium(session, time_zone="America/Martinique")
    viewer = viewer_for(session, make_professional(session, martinique, roles=(Role.COORDINATOR,)))
    import_file(viewer, csv(NEXT, f"{WHO};28/03/2027 02:30"))
    (meeting,) = fresh(session, Appointment, consortium_id=martinique.id)
    assert meeting.starts_at == datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("America/Martinique"))
    assert only_row(viewer, csv(NEXT, f"{WHO};28/03/2027 02:30"), origin=MSA).verdict == Verdict.UNCHANGED
