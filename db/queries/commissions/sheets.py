"""A situation as a meeting looks at it: the sheet, which names nobody."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.cases import CommissionCase
from db.models.diagnoses import Diagnosis
from db.models.paths import Orientation
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.case_rows import SEPARATOR, identity_of, joined, latest, of_person, with_identity
from db.queries.evolutions import list_stays
from db.queries.suggestions import suggest_services
from db.queries.timelines import list_timeline
from domain.access import Role, Viewer
from domain.commissions.sheet_words import (
    age_words,
    need_lines,
    shortened,
    shown_events,
    shown_publics,
    since_words,
    solution_lines,
    strengths,
    told_event,
)
from domain.commissions.sheets import CaseSheet, PathEvent, SolutionLine, shown_commune
from domain.commissions.veil import Identity, veiled
from domain.commissions.words import SheetPart
from domain.diagnosis.evolution import Stage
from domain.errors import NotFoundError

_presenter = aliased(Professional)


def read_sheet(session: Session, viewer: Viewer, case_id: int) -> CaseSheet:
    """What everybody in the room may read of it; NotFoundError out of scope. Six statements at most."""
    return read_veiled_sheet(session, viewer, case_id)[0]


def read_veiled_sheet(session: Session, viewer: Viewer, case_id: int) -> tuple[CaseSheet, Identity]:
    """The same, and what was veiled in it; NotFoundError out of scope.

    Once the situation is found in the viewer's scope, its path is read as the coordination reads it: states
    and dates, no note.
    """
    row = _read_case(session, viewer, case_id)
    case, person, identity = row.CommissionCase, row.Beneficiary, identity_of(row)
    reader = replace(viewer, roles=viewer.roles | {Role.COORDINATOR})
    stages = _list_stages(session, reader, person.id, case.support_period_id)
    needs = need_lines(stages)
    themes = [need.code for need in needs if need.is_to_lift]
    proposed = suggest_services(session, reader, person.id, themes) if themes else {}
    sheet = CaseSheet(
        number=0,
        **{name: veiled(getattr(case, name), identity) for name in ("question", "tried", "person_words")},
        motive=case.motive,
        age=age_words(person.birth_date, viewer.today),
        commune=shown_commune(row.commune or "", row.population),
        publics=shown_publics(set((row.publics or "").split(SEPARATOR))),
        strengths=strengths(stages),
        needs=needs,
        needs_on=stages[-1].held_on if stages else None,
        wants=shortened(veiled(row.wants or "", identity)),
        events=shown_events(list(_events(session, reader, person.id, identity))),
        delays=since_words(_known_days(row), viewer.today),
        solutions=tuple(_solutions(needs, proposed, viewer, identity)),
        presenter=row.presenter,
        is_urgent=case.is_urgent,
    )
    return sheet, identity


def _solutions(needs: Any, proposed: Any, viewer: Viewer, identity: Identity) -> Iterator[SolutionLine]:
    """A service of a small commune must not name it: see `identity_of`."""
    for line in solution_lines(needs, proposed, viewer.today):
        told: dict[str, Any] = {
            name: veiled(getattr(line, name), identity) for name in ("name", "structure", "where")
        }
        yield replace(line, **told)


def read_identity(session: Session, viewer: Viewer, case_id: int) -> Identity:
    """What must be taken out of any text that goes to the shared screen; NotFoundError out of scope."""
    row = session.execute(with_identity(visible_cases(viewer).where(CommissionCase.id == case_id))).first()
    if row is None:
        raise NotFoundError
    return identity_of(row)


def read_hidden(session: Session, viewer: Viewer, case_id: int) -> list[SheetPart]:
    """Parts of the sheet that she does not want shown while she is in the room."""
    case = session.scalar(visible_cases(viewer).where(CommissionCase.id == case_id))
    if case is None:
        raise NotFoundError
    return [SheetPart(part) for part in case.hidden]


def _read_case(session: Session, viewer: Viewer, case_id: int) -> Any:
    case = CommissionCase
    found = (
        visible_cases(viewer)
        .where(case.id == case_id)
        .join(_presenter, of_person(_presenter, _presenter.id == case.presenter_id))
        .outerjoin(CaseloadEntry, of_person(CaseloadEntry, CaseloadEntry.beneficiary_id == Beneficiary.id))
    )
    row = session.execute(
        with_identity(
            found,
            SupportPeriod.entered_on,
            CaseloadEntry.last_contact_on,
            CaseloadEntry.last_review_on,
            latest(Orientation, Orientation.decided_on, Orientation.decided_on).label("oriented_on"),
            latest(Diagnosis, Diagnosis.held_on, Diagnosis.wants, Diagnosis.validated_on.is_not(None)).label(
                "wants"
            ),
            joined(BeneficiaryPublic, BeneficiaryPublic.public).label("publics"),
            (_presenter.first_name + " " + _presenter.last_name).label("presenter"),
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return row


def _list_stages(session: Session, reader: Viewer, person_id: int, period_id: int) -> tuple[Stage, ...]:
    stays = list_stays(session, reader, person_id)
    return next((stay.stages for stay in stays if stay.support_period_id == period_id), ())


def _events(session: Session, reader: Viewer, person_id: int, identity: Identity) -> Iterator[PathEvent]:
    frame = list_timeline(session, reader, person_id)
    columns = [
        frame["starts_on"].dt.date,
        *(frame[name] for name in ("lane", "label", "detail", "is_planned")),
    ]
    for day, lane, label, detail, is_planned in zip(*columns, strict=True):
        if words := told_event(lane, label, detail, is_planned=bool(is_planned)):
            yield PathEvent(day, veiled(words, identity), bool(is_planned))


def _known_days(row: Any) -> list[tuple[str, Any]]:
    return [
        ("Entrée dans la file active", row.entered_on),
        ("Orientation", row.oriented_on),
        ("Dernier contact", row.last_contact_on),
        ("Dernier point de situation", row.last_review_on),
        ("Saisine", row.CommissionCase.submitted_on),
    ]
