"""What a file changes of somebody known: filled, followed, asked, added; and what it never touches."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.models.paths import EngagementContract, Orientation
from domain.access import Role
from domain.errors import NotFoundError
from domain.follow_up import ContractKind, ExitReason, Track
from domain.imports.model import Verdict
from domain.people import IdentifierOrigin, Public
from tests.db.importing import confirm, csv, import_file, only_row, preview, replaced, rows, undo
from tests.db.snapshot import TENANT_TABLES
from tests.factories import make_consortium, make_person, make_professional, make_structure, viewer_for

BORN = date(1990, 4, 3)
WHO = "Roca;Inès;03/04/1990"
PHONE = "Nom;Prénom;Né le;Portable"
FIRST, SECOND, THIRD = (f"{WHO};06 12 34 56 7{n}" for n in range(3))
STORED = {line: line.rpartition(";")[2] for line in (FIRST, SECOND, THIRD)}
CAF, MSA = IdentifierOrigin.CAF, IdentifierOrigin.MSA
PATH = "Nom;Prénom;Né le;Parcours;Référent;Structure;Type de contrat;Début contrat;Fin contrat"
NEXT = "Nom;Prénom;Né le;Prochain rendez-vous"
_OF_THE_RUN = {"import_run", "import_row", "import_heading", "audit_entry", "audit_head"}


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


def fresh(session, model, **having):
    """The rows of a table as they are now."""
    return session.scalars(select(model).filter_by(**having)).all()


def stored(session, person):
    (found,) = fresh(session, Beneficiary, id=person.id)
    return found


def typed(session, record, **values):
    """By hand, without the words of an action."""
    session.refresh(record)
    for name, value in values.items():
        setattr(record, name, value)
    session.flush()


def everything(session, viewer):
    """All that the consortium holds, but the runs and the journal."""
    where = f"where consortium_id = {viewer.consortium_id} order by 1, 2"
    return {
        table: session.connection().exec_driver_sql(f"select * from {table} {where}").all()
        for table in TENANT_TABLES
        if table not in _OF_THE_RUN
    }


def test_an_empty_value_is_filled(session, coordinator, known):
    row = only_row(coordinator, csv(PHONE, FIRST))
    assert [(c.field, c.stored, c.imported) for c in row.changes] == [("phone", "", STORED[FIRST])]
    import_file(coordinator, csv(PHONE, FIRST))
    assert stored(session, known).phone == STORED[FIRST]


def test_a_source_follows_its_own_value(session, coordinator, known):
    for line in (FIRST, SECOND):
        import_file(coordinator, csv(PHONE, line), origin=CAF)
        assert stored(session, known).phone == STORED[line]


def test_what_another_source_said_is_asked_and_kept(session, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST), origin=CAF)
    run_id = preview(coordinator, csv(PHONE, SECOND), origin=MSA)
    (conflict,) = rows(coordinator, run_id)[2].conflicts
    assert (conflict.stored, conflict.imported, conflict.is_locked) == (STORED[FIRST], STORED[SECOND], False)
    assert confirm(coordinator, run_id) == {"unchanged": 1}
    assert stored(session, known).phone == STORED[FIRST]


def test_what_was_typed_by_hand_is_replaced_when_chosen_only(session, coordinator, known):
    typed(session, known, phone=STORED[THIRD])
    run_id = replaced(coordinator, preview(coordinator, csv(PHONE, FIRST)), 2, "phone")
    assert confirm(coordinator, run_id) == {"updated": 1}
    assert stored(session, known).phone == STORED[FIRST]


def test_what_was_corrected_by_hand_after_an_import_is_asked_when_the_source_changes(
    session, coordinator, known
):
    import_file(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone=STORED[THIRD])
    assert only_row(coordinator, csv(PHONE, FIRST)).verdict == Verdict.UNCHANGED
    assert only_row(coordinator, csv(PHONE, SECOND)).conflicts[0].stored == STORED[THIRD]


def test_a_value_emptied_by_hand_is_not_filled_again_by_the_same_file(session, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone="")
    import_file(coordinator, csv(PHONE, FIRST))
    assert stored(session, known).phone == ""


def test_a_conflict_refused_once_is_not_asked_again_by_the_same_file(session, coordinator, known):
    typed(session, known, phone=STORED[THIRD])
    import_file(coordinator, csv(PHONE, FIRST))
    again = only_row(coordinator, csv(PHONE, FIRST))
    assert (again.verdict, again.conflicts) == (Verdict.UNCHANGED, [])


def test_an_unspecified_civility_is_no_value(coordinator, known):
    assert known
    assert only_row(coordinator, csv("Nom;Prénom;Né le;Civilité", f"{WHO};Autre")).changes == []


def test_a_value_changed_by_hand_since_the_preview_is_kept(session, coordinator, known):
    run_id = preview(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone=STORED[THIRD])
    assert confirm(coordinator, run_id) == {"unchanged": 1}
    assert stored(session, known).phone == STORED[THIRD]


def manager_of(session, consortium, person):
    role = (Role.STRUCTURE_MANAGER,)
    manager = make_professional(session, consortium, roles=role)
    manager.structure_id = person.owner_structure_id
    session.add(
        GroupMember(
            consortium_id=consortium.id, beneficiary_id=person.id, structure_id=manager.structure_id,
            started_on=date(2026, 1, 5),
        )
    )  # fmt: skip
    session.flush()
    return viewer_for(session, manager)


def test_who_may_not_open_the_file_reads_no_stored_value_and_replaces_none(session, consortium, known):
    manager = manager_of(session, consortium, known)
    typed(session, known, phone=STORED[THIRD])
    run_id = preview(manager, csv(PHONE, FIRST))
    (conflict,) = rows(manager, run_id)[2].conflicts
    assert (conflict.stored, conflict.is_locked) == ("(déjà renseigné)", True)
    with pytest.raises(NotFoundError):
        replaced(manager, run_id, 2, "phone")
    assert confirm(manager, run_id) == {"unchanged": 1}


def test_nor_does_she_read_what_her_source_replaces(session, consortium, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST), origin=CAF)
    row = only_row(manager_of(session, consortium, known), csv(PHONE, SECOND), origin=CAF)
    assert [change.stored for change in row.changes] == ["(déjà renseigné)"]


def test_publics_and_numbers_are_added_and_never_taken_away(session, coordinator, known):
    heading = "Nom;Prénom;Né le;Publics;N° CAF"
    import_file(coordinator, csv(heading, f"{WHO};RSA, QPV;1234567"))
    assert only_row(coordinator, csv(heading, f"{WHO};;")).verdict == Verdict.UNCHANGED
    import_file(coordinator, csv("Nom;Prénom;Né le;Publics", f"{WHO};Senior"))
    publics = {row.public for row in fresh(session, BeneficiaryPublic, beneficiary_id=known.id)}
    assert publics == {Public.RSA, Public.QPV, Public.SENIOR}
    assert [row.value for row in fresh(session, ExternalIdentifier, beneficiary_id=known.id)] == ["1234567"]


def path_of(session, person):
    """Track, référents, structures of the group, contracts of the caseload's stay."""
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=person.id)
    period = {"support_period_id": entry.support_period_id}
    return (
        entry.track,
        sorted(one.professional_id for one in fresh(session, ReferentAssignment, ended_on=None, **period)),
        {one.structure_id for one in fresh(session, GroupMember, beneficiary_id=person.id)},
        [(one.kind, one.starts_on, one.ends_on) for one in fresh(session, EngagementContract, **period)],
    )


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


@pytest.fixture
def gone(session, known):
    """The same person, whose support ended."""
    (period,) = fresh(session, SupportPeriod, beneficiary_id=known.id)
    typed(session, period, exited_on=date(2026, 6, 30), exit_reason=ExitReason.MOVED)
    (assignment,) = fresh(session, ReferentAssignment, support_period_id=period.id)
    typed(session, assignment, ended_on=date(2026, 6, 30))
    refresh_caseload_entry(session, known.consortium_id, known.id)
    return known


def test_who_left_gets_her_phone_and_numbers_but_nothing_of_a_path(session, consortium, coordinator, gone):
    make_structure(session, consortium, "Relais emploi")
    heading = f"{PATH};Portable;N° CAF;Prochain rendez-vous"
    line = f"{WHO};Social;Maud Vidal;Relais emploi;CER;01/10/2026;31/03/2027;0612345678;1234567;01/12/2026"
    before = path_of(session, gone)
    row = only_row(coordinator, csv(heading, line))
    assert {change.field for change in row.changes} == {"phone", "id_caf"}
    import_file(coordinator, csv(heading, line))
    assert path_of(session, gone) == before
    assert fresh(session, Appointment, consortium_id=consortium.id) == []


def test_who_left_comes_back_with_a_later_entry_and_her_path(session, referent, coordinator, gone):
    line = f"{WHO};Social;Maud Vidal;;CER;01/10/2026;31/03/2027;01/10/2026"
    before = everything(session, coordinator)["support_period"]
    run_id = import_file(coordinator, csv(f"{PATH};Date d’entrée", line))
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=gone.id)
    assert (entry.entered_on, entry.exited_on, entry.track) == (date(2026, 10, 1), None, Track.SOCIAL)
    assert path_of(session, gone)[1] == [referent.id]
    assert only_row(coordinator, csv(f"{PATH};Date d’entrée", line)).verdict == Verdict.UNCHANGED
    assert undo(coordinator, run_id) == 0
    assert everything(session, coordinator)["support_period"] == before
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=gone.id)
    assert entry.exited_on == date(2026, 6, 30)


@pytest.mark.parametrize("day", ["30/06/2026", "01/01/2024"])
def test_the_entry_of_a_stay_that_ended_is_no_return(coordinator, gone, day):
    assert gone
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};{day}"))
    assert (row.verdict, row.conflicts) == (Verdict.UNCHANGED, [])


def test_the_entry_of_an_earlier_stay_is_no_news_of_this_one(coordinator, gone):
    assert gone
    import_file(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};01/10/2026"))
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};05/01/2026"), origin=CAF)
    assert (row.verdict, row.conflicts) == (Verdict.UNCHANGED, [])
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};01/09/2026"), origin=CAF)
    assert [conflict.field for conflict in row.conflicts] == ["entered_on"]


def test_a_referent_without_a_structure_joins_the_group_through_the_owner(
    session, consortium, coordinator, known
):
    alone = make_professional(session, consortium)
    alone.structure_id, alone.last_name = None, "Sanz"
    session.flush()
    run_id = preview(coordinator, csv("Nom;Prénom;Né le;Référent", f"{WHO};Camille Sanz"))
    confirm(coordinator, replaced(coordinator, run_id, 2, "referent"))
    assert path_of(session, known)[1:3] == ([alone.id], {known.owner_structure_id})


def test_the_same_file_twice_changes_nothing_at_all(session, coordinator, gone):
    assert gone
    lines = (
        f"{WHO};0612345678;Pro;Maud Vidal;;;;;RSA;1234567;",
        "Puig;Zoé;05/06/1991;0612345679;Social;Maud Vidal;;CER;01/10/2026;31/03/2027;QPV;2234567;01/12/2026",
        "Diallo;Awa;01/01/1985;;;;;;;;RSA,QPV;3234567;28/03/2027 02:30",
    )
    content = csv(f"{PHONE};{PATH.partition('Né le;')[2]};Publics;N° CAF;Prochain rendez-vous", *lines)
    import_file(coordinator, content)
    before = everything(session, coordinator)
    run_id = import_file(coordinator, content)
    assert confirm(coordinator, run_id) == {"unchanged": 3}
    assert everything(session, coordinator) == before
