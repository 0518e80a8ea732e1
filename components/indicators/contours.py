"""Contours of communes, from the official GeoJSON file that an administrator put on the server."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any

BYTES_AT_MOST = 20 * 1024 * 1024
_ACROSS = 1000  # steps of the grid on which points are put, so that neighbours keep the same border
_CODES = ("code", "INSEE_COM", "insee_com", "insee", "codgeo")
_TOO_BIG = (
    "il dépasse 20 Mo. Ne gardez que les communes de votre territoire, ou prenez des contours simplifiés."
)
_NOT_GEOJSON = "ce n’est pas du GeoJSON lisible (une « FeatureCollection » de polygones, en degrés)."
_NO_CODE = "aucune commune du territoire n’y est reconnue (propriété « code » ou « INSEE_COM »)."
Ring = list[list[float]]
Shapes = dict[str, dict[str, Any]]  # INSEE code → geometry, on a plane


class ContoursError(Exception):
    """The file cannot be drawn; `str(error)` says why, in French."""


@dataclass(frozen=True)
class Plane:
    """Degrees put on a plane, east as wide as north, and the contours there; `centres`: in degrees."""

    west: float
    south: float
    shrink: float
    step: float
    shapes: Shapes
    centres: dict[str, tuple[float, float]]  # INSEE code → latitude, longitude

    def put(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where this place is on the plane: east, north."""
        return (longitude - self.west) * self.shrink / self.step, (latitude - self.south) / self.step


def read_contours(path: Path, codes: frozenset[str]) -> Shapes | None:
    """The contours of these communes; None without a file. Read again when the file changes."""
    plane = read_plane(path, codes)
    return plane.shapes if plane else None


def read_plane(path: Path, codes: frozenset[str]) -> Plane | None:
    """The same, with what puts other places among them."""
    try:
        known = path.stat()
    except OSError:
        return None
    if known.st_size > BYTES_AT_MOST:
        raise ContoursError(_TOO_BIG)
    found = _read(path, known.st_mtime_ns, known.st_size, codes)
    if isinstance(found, str):
        raise ContoursError(found)
    return found


@lru_cache(maxsize=8)  # public contours, one set a territory
def _read(path: Path, _changed_at: int, _size: int, codes: frozenset[str]) -> Plane | str:
    """The contours, or why they cannot be drawn: a bad file is not read again either."""
    try:
        features = json.loads(path.read_bytes())["features"]
        found = {code: _polygons(one["geometry"]) for one in features if (code := _code(one)) in codes}
        return _on_a_plane(found) if found else _NO_CODE
    except (OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return _NOT_GEOJSON


def _code(feature: Any) -> str:
    told = feature["properties"]
    return next((str(told[name]) for name in _CODES if name in told), "")


def _polygons(geometry: Any) -> list[list[Ring]]:
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        raise ValueError(geometry["type"])
    found: list[list[Ring]] = geometry["coordinates"]
    return found if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def _on_a_plane(found: dict[str, list[list[Ring]]]) -> Plane:
    """Degrees turned into whole steps, so that neighbours keep the same border."""
    points = list(_points(found.values()))
    west, south = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - west, max(y for _, y in points) - south
    shrink = cos(radians(south + height / 2))
    step = max(width * shrink, height) / _ACROSS or 1
    centres = {code: _centre(rings) for code, rings in found.items()}
    plane = Plane(west, south, shrink, step, {}, centres)

    def put(point: list[float]) -> tuple[int, int]:
        east, north = plane.put(point[1], point[0])
        return round(east), round(north)

    shapes = {
        code: _shape([[_thin(map(put, ring)) for ring in rings] for rings in found[code]]) for code in found
    }
    return replace(plane, shapes=shapes)


def _centre(polygons: list[list[Ring]]) -> tuple[float, float]:
    """The middle of the widest part: latitude, longitude."""
    boxes = [(_ends(rings[0], 1), _ends(rings[0], 0)) for rings in polygons]
    (south, north), (west, east) = max(
        boxes, key=lambda box: (box[0][1] - box[0][0]) * (box[1][1] - box[1][0])
    )
    return (south + north) / 2, (west + east) / 2


def _ends(ring: Ring, axis: int) -> tuple[float, float]:
    along = [point[axis] for point in ring]
    return min(along), max(along)


def _points(polygons: Iterable[list[list[Ring]]]) -> Iterator[tuple[float, float]]:
    for several in polygons:
        for rings in several:
            for point in rings[0]:
                yield float(point[0]), float(point[1])


def _thin(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the points that fall on the one before."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def _shape(polygons: list[list[list[tuple[int, int]]]]) -> dict[str, Any]:
    """What is left of each polygon; of a commune too small for the grid, its first one as it is."""
    drawn = [[ring for ring in rings if len(ring) > 3] for rings in polygons]
    return {"type": "MultiPolygon", "coordinates": [rings for rings in drawn if rings] or polygons[:1]}
