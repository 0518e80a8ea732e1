"""Where the services found are: points on the contours given by the server, or on a plain plane."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any

import streamlit as st

from components.formats import NO_BREAK, count_of, format_count
from components.indicators.contours import Plane
from domain.offer.search import MapPoint

_DATA, _OPENED = "services", "ouvert"
_HEIGHT, _MARGIN, _NARROWEST = 300, 0.06, 0.01  # pixels; share of the frame; degrees
_EDGE, _AREA, _ONE, _SEVERAL = "#b9c2ca", "#f7f9fa", "#c1571a", "#1d5b86"
_PLAIN = (
    "Carte sans fond\u00a0: l’administration peut déposer des contours officiels sur le serveur "
    "(contours/communes.geojson)."
)

_PLACE = {
    "longitude": {"field": "east", "type": "quantitative"},
    "latitude": {"field": "north", "type": "quantitative"},
}
_CIRCLES = {
    "name": _DATA,
    "mark": {"type": "circle", "opacity": 0.9, "stroke": "white", "cursor": "pointer"},
    "encoding": {
        **_PLACE,
        "size": {"field": "size", "type": "quantitative", "scale": None},
        "color": {"field": "colour", "type": "nominal", "scale": None},
        "tooltip": [{"field": "words", "type": "nominal", "title": "Offre"}],
    },
    "params": [{"name": _OPENED, "select": {"type": "point", "fields": ["rank"]}}],
}
_NUMBERS = {
    "transform": [{"filter": "datum.label != ''"}],
    "mark": {"type": "text", "fontSize": 11, "color": "white", "tooltip": None},
    "encoding": {**_PLACE, "text": {"field": "label", "type": "nominal"}},
}
_POINTS = (_CIRCLES, _NUMBERS)


def services_map(points: Sequence[MapPoint], plane: Plane | None, *, count: int) -> MapPoint | None:
    """The map; returns the point that was clicked. `count`: services found, with or without a point."""
    if not points:
        st.caption("Aucune de ces offres n’a de coordonnées\u00a0: la carte reste vide.")
        return None
    frame = plane or _plain_plane(points)
    key = f"offer_map_{hash(tuple(points))}"  # other points are another map: nothing is clicked there
    event: Any = st.vega_lite_chart(
        map_spec(points, frame), key=key, on_select="rerun", alt=map_summary(points, count)
    )
    st.caption(_caption(sum(point.count for point in points), count))
    if plane is None:
        st.caption(_PLAIN)
    clicked = event.selection.get(_OPENED, [])
    rank = clicked[0].get("rank") if clicked else None  # none for a click beside the points
    return points[rank] if rank is not None and rank < len(points) else None


def map_spec(points: Sequence[MapPoint], plane: Plane) -> dict[str, Any]:
    """What the browser receives: the contours around the points, which then stay apart, and the points."""
    values = [_value(rank, point, plane) for rank, point in enumerate(points)]
    ends = _ends([(value["east"], value["north"]) for value in values], plane)
    shapes = [one for one in plane.shapes.values() if _meets(one, ends)]
    drawn = [{"type": "Feature", "geometry": shape} for shape in shapes] or [_rectangle(*ends)]
    area = {
        "type": "geoshape",
        "aria": False,
        "stroke": _EDGE,
        "strokeWidth": 0.5,
        "fill": _AREA,
        "tooltip": None,
    }
    return {
        "height": _HEIGHT,
        "projection": {"type": "identity", "reflectY": True},
        "data": {"values": values},
        "layer": [{"data": {"values": drawn}, "mark": area}, *_POINTS],
    }


def map_summary(points: Sequence[MapPoint], count: int) -> str:
    """The map in one sentence."""
    shown = sum(point.count for point in points)
    places = count_of(len(points), "lieu", "lieux")
    return f"Carte de {count_of(shown, 'offre')} en {places}, sur {format_count(count)} trouvées."


def _caption(shown: int, count: int) -> str:
    hidden = count - shown
    how = "Un point orange ouvre l’offre, un rond bleu rapproche la carte."
    if hidden <= 0:
        return how
    verb = "ne sont pas" if hidden > 1 else "n’est pas"
    return f"{count_of(hidden, 'offre')} sans coordonnées {verb} sur la carte. {how}"


def _value(rank: int, point: MapPoint, plane: Plane) -> dict[str, Any]:
    east, north = plane.put(point.latitude, point.longitude)
    is_one = point.count == 1
    more = f"{count_of(point.count, 'offre')} à cet endroit{NO_BREAK}: cliquez pour les voir"
    return {
        "rank": rank,
        "east": round(east, 2),
        "north": round(north, 2),
        "words": point.name if is_one else more,
        "label": "" if is_one else str(point.count),
        "size": 110 if is_one else min(280 + 2 * point.count, 580),
        "colour": _ONE if is_one else _SEVERAL,
    }


def _plain_plane(points: Sequence[MapPoint]) -> Plane:
    """The same plane without contours: a hundredth of the height a step."""
    south, north = min(one.latitude for one in points), max(one.latitude for one in points)
    step = max(north - south, _NARROWEST) / 100
    west = min(one.longitude for one in points)
    return Plane(west, south, cos(radians((south + north) / 2)), step, {}, {})


def _ends(places: Sequence[tuple[float, float]], plane: Plane) -> tuple[float, float, float, float]:
    """West, south, east, north of a frame around these places, never a mere point."""
    (west, east), (south, north) = (_around(along, plane) for along in zip(*places, strict=True))
    return west, south, east, north


def _around(along: Sequence[float], plane: Plane) -> tuple[float, float]:
    first, last = min(along), max(along)
    half = max(last - first, _NARROWEST / plane.step) * (0.5 + _MARGIN)
    middle = (first + last) / 2
    return middle - half, middle + half


def _rectangle(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": ring}}


def _meets(shape: dict[str, Any], ends: tuple[float, float, float, float]) -> bool:
    west, south, east, north = ends
    ring = shape["coordinates"][0][0]
    across, along = [point[0] for point in ring], [point[1] for point in ring]
    is_across: bool = min(across) <= east and max(across) >= west
    is_along: bool = min(along) <= north and max(along) >= south
    return is_across and is_along
