"""The consortium sheet: one typed view, read in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.consortia import (
    Axis,
    AxisAction,
    Consortium,
    MemberOrganisation,
    ProjectTeamPost,
    SheetItem,
    TargetPublic,
    TargetPublicAxis,
)
from db.models.reference import Territory
from db.queries.scopes import visible_consortia
from domain import sheet
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.organisations import SheetItemKind

Key = TypeVar("Key")
Item = TypeVar("Item")


def list_consortia(session: Session, viewer: Viewer) -> dict[int, str]:
    """Territory of each consortium whose sheet the viewer may read, in the published order."""
    lines = session.execute(
        visible_consortia(viewer)
        .join(Territory, Territory.id == Consortium.territory_id)
        .with_only_columns(Consortium.id, Territory.official_name)
        .order_by(Territory.wave, Territory.rank)
    )
    return {line.id: line.official_name for line in lines}


def get_sheet(session: Session, viewer: Viewer, consortium_id: int) -> sheet.SheetView:
    """The sheet of a consortium; NotFoundError when it is absent or out of the viewer's scope."""
    found = session.execute(
        visible_consortia(viewer)
        .join(Territory, Territory.id == Consortium.territory_id)
        .add_columns(Territory)
        .where(Consortium.id == consortium_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    consortium, territory = found
    items = _items_by_kind(session, consortium_id)
    return sheet.SheetView(
        territory=_published(territory),
        texts=_texts(consortium),
        contributions=items[SheetItemKind.CONTRIBUTION],
        members=_members(session, consortium_id),
        target_publics=_target_publics(session, consortium_id),
        axes=_axes(session, consortium_id),
        cross_cutting=items[SheetItemKind.CROSS_CUTTING],
        team=_team(session, consortium_id),
        schedule=items[SheetItemKind.SCHEDULE],
    )


def _texts(consortium: Consortium) -> sheet.SheetTexts:
    return sheet.SheetTexts(
        consortium.id,
        consortium.name,
        consortium.perimeter,
        consortium.contact,
        consortium.target_public_intro,
        consortium.scheme_name,
    )


def _published(territory: Territory) -> sheet.PublishedTerritory:
    return sheet.PublishedTerritory(
        territory.official_name, territory.wave, territory.call_on, territory.selected_label
    )


def _items_by_kind(session: Session, consortium_id: int) -> dict[SheetItemKind, tuple[sheet.Paragraph, ...]]:
    lines = session.scalars(
        select(SheetItem)
        .where(SheetItem.consortium_id == consortium_id)
        .order_by(SheetItem.kind, SheetItem.rank, SheetItem.id)
    )
    return _grouped((item.kind, sheet.Paragraph(item.id, item.text)) for item in lines)


def _members(session: Session, consortium_id: int) -> tuple[sheet.Member, ...]:
    lines = session.scalars(
        select(MemberOrganisation)
        .where(MemberOrganisation.consortium_id == consortium_id)
        .order_by(MemberOrganisation.rank, MemberOrganisation.id)
    )
    return tuple(sheet.Member(member.id, member.name, member.college, member.circle) for member in lines)


def _target_publics(session: Session, consortium_id: int) -> tuple[sheet.TargetPublic, ...]:
    links = session.execute(
        select(TargetPublicAxis.target_public_id, TargetPublicAxis.axis_id).where(
            TargetPublicAxis.consortium_id == consortium_id
        )
    )
    axis_ids = _grouped((target_id, axis_id) for target_id, axis_id in links)
    targets = session.scalars(
        select(TargetPublic)
        .where(TargetPublic.consortium_id == consortium_id)
        .order_by(TargetPublic.rank, TargetPublic.id)
    )
    return tuple(
        sheet.TargetPublic(target.id, target.text, target.public, frozenset(axis_ids[target.id]))
        for target in targets
    )


def _axes(session: Session, consortium_id: int) -> tuple[sheet.SheetAxis, ...]:
    lines = session.scalars(
        select(AxisAction)
        .where(AxisAction.consortium_id == consortium_id)
        .order_by(AxisAction.axis_id, AxisAction.rank, AxisAction.id)
    )
    actions = _grouped((action.axis_id, sheet.Paragraph(action.id, action.text)) for action in lines)
    axes = session.scalars(select(Axis).where(Axis.consortium_id == consortium_id).order_by(Axis.number))
    return tuple(sheet.SheetAxis(axis.id, axis.number, axis.title, actions[axis.id]) for axis in axes)


def _team(session: Session, consortium_id: int) -> tuple[sheet.TeamPost, ...]:
    posts = session.scalars(
        select(ProjectTeamPost)
        .where(ProjectTeamPost.consortium_id == consortium_id)
        .order_by(ProjectTeamPost.rank, ProjectTeamPost.id)
    )
    return tuple(sheet.TeamPost(post.id, post.function, post.headcount) for post in posts)


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    groups: defaultdict[Key, tuple[Item, ...]] = defaultdict(tuple)
    for key, item in pairs:
        groups[key] += (item,)
    return groups
