"""Areas shaded by number of people on paper, to be read in black and white too."""

from collections.abc import Iterator, Mapping
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas
from reportlab.platypus import Flowable

from components.documents.text import FONT
from components.indicators.blocks import Bar, Map
from components.indicators.map import HIDDEN_WORDS, shade_of, shades_of

_HEIGHT, _LEGEND, _LINE, _SIDE = 330, 130, 15, 11  # points: map, room of its legend, a line of it, a square
_WORDS, _SIZE = 9, 6.5  # of the legend, of a number on its area
_EDGE, _INK, _PAPER = HexColor("#555555"), HexColor("#1a1a1a"), HexColor("#ffffff")
_FIRST_DARK, _HATCH = 4, 4  # shade from which numbers are white; between two hatches
_TITLE = "Personnes"


class DrawnMap(Flowable):  # type: ignore[misc]
    """Darker where there are more; hatched where the number is hidden: grey would look like a number."""

    def __init__(self, block: Map) -> None:
        super().__init__()
        self.block = block
        self.shades = shades_of(block.bars)
        points = [point for shape in block.shapes.values() for ring in _rings(shape) for point in ring]
        self.west, self.south = (min(point[axis] for point in points) for axis in (0, 1))
        self.east, self.north = (max(point[axis] for point in points) for axis in (0, 1))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the page allows beside its legend."""
        across, up = self.east - self.west or 1, self.north - self.south or 1
        self.scale = min((width - _LEGEND) / across, _HEIGHT / up)
        self.width, self.height = width, max(up * self.scale, _LINE * (len(self.shades) + 2))
        return self.width, self.height

    def draw(self) -> None:
        """Areas, then their numbers where there is room, then the legend."""
        shown = {code: bar for code, bar in self.block.bars.items() if code in self.block.shapes}
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeColor(_EDGE)
        for code, bar in shown.items():
            self._fill(code, bar)
        for code, bar in shown.items():
            if bar.value:
                self._number(code, bar)
        self._legend()

    def _fill(self, code: str, bar: Bar) -> None:
        path = self.canv.beginPath()
        for ring in self._placed(code):
            path.moveTo(*ring[0])
            for point in ring[1:]:
                path.lineTo(*point)
            path.close()
        if bar.value is None:
            _hatch(self.canv, path, _box([point for ring in self._placed(code) for point in ring]))
        else:
            self.canv.setFillColor(HexColor(self.shades[shade_of(bar)]))
            self.canv.drawPath(path, stroke=1, fill=1, fillMode=FILL_EVEN_ODD)

    def _number(self, code: str, bar: Bar) -> None:
        """In the middle of its widest part, when it holds there."""
        west, south, east, north = max(map(_box, self._placed(code)), key=lambda box: box[2] - box[0])
        if stringWidth(bar.words, FONT, _SIZE) > 0.8 * (east - west) or 0.8 * (north - south) < _SIZE:
            return
        is_dark = list(self.shades).index(shade_of(bar)) >= _FIRST_DARK
        self.canv.setFillColor(_PAPER if is_dark else _INK)
        self.canv.setFont(FONT, _SIZE)
        self.canv.drawCentredString((west + east) / 2, (south + north) / 2 - _SIZE / 3, bar.words)

    def _legend(self) -> None:
        left, top = self.width - _LEGEND + 12, self.height - _LINE
        self.canv.setFont(FONT, _WORDS)
        self.canv.setFillColor(_INK)
        self.canv.drawString(left, top, _TITLE)
        for rank, (words, shade) in enumerate(self.shades.items(), start=1):
            bottom = top - rank * _LINE
            path = self.canv.beginPath()
            path.rect(left, bottom - 2, _SIDE, _SIDE)
            if words == HIDDEN_WORDS:
                _hatch(self.canv, path, (left, bottom - 2, left + _SIDE, bottom - 2 + _SIDE))
            else:
                self.canv.setFillColor(HexColor(shade))
                self.canv.drawPath(path, stroke=1, fill=1)
            self.canv.setFillColor(_INK)
            self.canv.drawString(left + _SIDE + 5, bottom, words)

    def _placed(self, code: str) -> list[list[tuple[float, float]]]:
        """Its rings, on the page."""
        return [
            [((x - self.west) * self.scale, (y - self.south) * self.scale) for x, y in ring]
            for ring in _rings(self.block.shapes[code])
        ]


def _rings(shape: Mapping[str, Any]) -> Iterator[Any]:
    for polygon in shape["coordinates"]:
        yield from polygon


def _box(points: Any) -> tuple[float, float, float, float]:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _hatch(canvas: Canvas, path: Any, box: tuple[float, float, float, float]) -> None:
    west, south, east, north = box
    canvas.saveState()
    canvas.clipPath(path, stroke=1, fill=0, fillMode=FILL_EVEN_ODD)
    start = west - (north - south) - (west - south) % _HATCH  # hatches go on from one area to the next
    while start < east:
        canvas.line(start, south, start + north - south, north)
        start += _HATCH
    canvas.restoreState()
