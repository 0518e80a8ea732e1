"""Bodies with their members."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.commissions import CommissionBody, CommissionMember
from db.models.consortia import Structure
from db.queries.commission_scopes import visible_bodies
from domain.access import Viewer
from domain.commissions.bodies import Body, Ending, Member, Quorum
from domain.commissions.words import Conclusion
from domain.errors import NotFoundError


def list_bodies(session: Session, viewer: Viewer, *, is_active: bool | None = True) -> list[Body]:
    """Bodies by name, without their members; `is_active` None: those that were closed too."""
    statement = visible_bodies(viewer).order_by(CommissionBody.name, CommissionBody.id)
    if is_active is not None:
        statement = statement.where(CommissionBody.is_active.is_(is_active))
    return [_body(body) for body in session.scalars(statement)]


def read_body(session: Session, viewer: Viewer, body_id: int) -> Body:
    """One with its members, in two statements; NotFoundError out of scope."""
    body = session.scalar(visible_bodies(viewer).where(CommissionBody.id == body_id))
    if body is None:
        raise NotFoundError
    return with_members(session, viewer, body)


def with_members(session: Session, viewer: Viewer, found: CommissionBody) -> Body:
    """This one, that the viewer was found to see, with its members: one statement."""
    rows = session.execute(_members(viewer, found.id)).all()
    return _body(found, tuple(_member(row) for row in rows))


def _members(viewer: Viewer, body_id: int) -> Select[*tuple[Any, ...]]:
    """Chair, secretaries and members, those who left excepted."""
    member = CommissionMember
    structure_id = func.coalesce(member.structure_id, Professional.structure_id)
    return (
        select(member, Professional, Structure.name.label("structure"))
        .outerjoin(Professional, _same(Professional, member.professional_id))
        .outerjoin(Structure, _same(Structure, structure_id))
        .where(
            member.consortium_id == viewer.consortium_id, member.body_id == body_id, member.ended_on.is_(None)
        )
        .order_by(member.college, member.id)
    )


def _same(table: Any, key: Any) -> Any:
    return and_(table.consortium_id == CommissionMember.consortium_id, table.id == key)


def _body(body: CommissionBody, members: tuple[Member, ...] = ()) -> Body:
    kept = ("id", "version", "name", "family", "minutes", "place", "rules", "remedies", "is_active")
    endings = tuple(Ending(Conclusion(one["meaning"]), one["words"]) for one in body.endings)
    return Body(
        **{name: getattr(body, name) for name in kept},
        communes=tuple(body.communes),
        motives=tuple(body.motives),
        colleges=tuple(body.colleges),
        quorum=_quorum(**body.quorum),
        endings=endings,
        members=members,
    )


def _quorum(members: int = 0, colleges: Sequence[str] = (), functions: Sequence[str] = ()) -> Quorum:
    return Quorum(members, tuple(colleges), tuple(functions))


def _member(row: Any) -> Member:
    member, professional = row.CommissionMember, row.Professional
    kept = ("id", "version", "structure_id", "professional_id", "college", "duty", "is_voting")
    return Member(
        **{name: getattr(member, name) for name in kept},
        name=professional.display_name if professional else member.name,
        function=member.function or (professional.function if professional else ""),
        structure=row.structure or member.organisation,
        confidentiality_on=member.confidentiality_on,
        substitute_for_id=member.substitute_for_id,
        email=member.email or (professional.email if professional else ""),
    )
