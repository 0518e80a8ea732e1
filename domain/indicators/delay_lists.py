"""The list behind each number of delays: which starts it names."""

from dataclasses import dataclass, field
from datetime import date

from domain.indicators.delays import BINS, Bin, Measure
from domain.indicators.model import Indicator, Unit
from domain.indicators.pairs import Pair

_CODE = "delay"
_NOBODY = "0"  # people of no structure


@dataclass(frozen=True)
class DelayPart:
    """Some of the starts of a pair: reached or still waiting, in a bin, of a month, of a structure.

    `structure` is the key of a breakdown: (None,) for people of no structure, None for everybody. `measure`:
    of which figure it is the list, when another one names the same starts; they are the same list.
    """

    is_reached: bool | None = None
    bin: Bin | None = None
    month: date | None = None
    structure: tuple[int | None] | None = None
    measure: Measure | None = field(default=None, compare=False)

    @property
    def code(self) -> str:
        """As the address holds it: « waiting », « waiting_b31 », « m2026-03 », « s12 », « median »."""
        told = [] if self.is_reached is None else ["reached" if self.is_reached else "waiting"]
        told += [f"b{self.bin.first}"] if self.bin else []
        told += [f"m{self.month:%Y-%m}"] if self.month else []
        told += [f"s{self.structure[0] or _NOBODY}"] if self.structure else []
        told += [_MEASURES[self.measure]] if self.measure else []
        return "_".join(told) or "all"


_MEASURES = {
    Measure.MEDIAN: "median",
    Measure.NINE_TENTHS: "nine-tenths",
    Measure.SHARE_WITHIN: "within",
    Measure.MEAN: "mean",
}
_OF_CODE = {code: measure for measure, code in _MEASURES.items()}


def part_behind(measure: Measure) -> DelayPart:
    """Whom this figure counts: those who wait too, but in the mean and where only one of both is counted."""
    is_reached = {Measure.COMPLETED: True, Measure.MEAN: True, Measure.WAITING: False}.get(measure)
    return DelayPart(is_reached, measure=measure if measure in _MEASURES else None)


def part_of(code: str) -> DelayPart | None:
    """The part of this code; None when it is not one."""
    try:
        return _read(code)
    except (ValueError, StopIteration):  # an address typed by hand
        return None


def _read(code: str) -> DelayPart:
    told: dict[str, str] = {}
    for word in code.split("_"):
        if word in _OF_CODE:
            told["of"] = word
        else:
            told |= {"is": word} if word in ("reached", "waiting", "all") else {word[:1]: word[1:]}
    if set(told) - {"is", "b", "m", "s", "of"}:
        raise ValueError(code)
    return DelayPart(
        is_reached={"reached": True, "waiting": False}.get(told.get("is", "all")),
        bin=next(one for one in BINS if one.first == int(told["b"])) if "b" in told else None,
        month=date.fromisoformat(f"{told['m']}-01") if "m" in told else None,
        structure=(int(told["s"]) or None,) if "s" in told else None,
        measure=_OF_CODE.get(told.get("of", "")),
    )


def indicator_of(pair: Pair) -> Indicator:
    """The pair as a figure with a list: who may see it, and how its export is signed."""
    return Indicator(
        code=_CODE,
        title=pair.title,
        definition=pair.definition,
        unit=Unit.MEAN,
        column="Jours",
        among=("départ", "départs"),
        waiting=("personne en attente", "personnes en attente"),
        variant=pair.code,
    )
