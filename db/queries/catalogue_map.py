"""Where the services found are: few points, whatever their number; close ones are told together."""

from typing import Any

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from db.models.offer import Service
from db.queries.catalogue_filters import narrowed
from domain.access import Viewer
from domain.offer.search import Box, CatalogueFilters, MapPoint

_SHRINK = 0.7  # of a degree of longitude, in our latitudes
GRID = 9  # squares a side: at most some 10 × 10 points, each wide enough for a click


def list_map_points(session: Session, viewer: Viewer, filters: CatalogueFilters) -> list[MapPoint]:
    """The services found that have a point, one for each square of the grid; one statement."""
    located = narrowed(viewer, filters).where(Service.latitude.is_not(None))
    found = located.with_only_columns(Service.id, Service.name, Service.latitude, Service.longitude)
    return [_point(row) for row in session.execute(_gathered(found.cte("found")))]


def _gathered(found: Any) -> Any:
    latitude, longitude = found.c.latitude, found.c.longitude
    south, west = func.min(latitude), func.min(longitude)
    height, width = func.max(latitude) - south, (func.max(longitude) - west) * _SHRINK
    span = case((height > width, height), else_=width)
    edges = select(south.label("south"), west.label("west"), (func.nullif(span, 0) / GRID).label("step")).cte(
        "edges"
    )
    row = cast((latitude - edges.c.south) / edges.c.step, Integer)
    column = cast((longitude - edges.c.west) * _SHRINK / edges.c.step, Integer)
    return (
        select(
            func.count().label("count"),
            func.min(found.c.id).label("service_id"),
            func.min(found.c.name).label("name"),
            func.avg(latitude).label("latitude"),
            func.avg(longitude).label("longitude"),
            func.min(latitude).label("south"),
            func.min(longitude).label("west"),
            func.max(latitude).label("north"),
            func.max(longitude).label("east"),
        )
        .select_from(found.join(edges, edges.c.south.is_not(None)))
        .group_by(row, column)
    )


def _point(row: Any) -> MapPoint:
    box = Box(row.south, row.west, row.north, row.east)
    return MapPoint(row.count, row.service_id, row.name, row.latitude, row.longitude, box)
