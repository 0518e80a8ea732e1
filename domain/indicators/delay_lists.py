"""The list behind each number of delays: which starts it names."""

from dataclasses import dataclass
from datetime import date

from domain.indicators.delays import BINS, Bin
from domain.indicators.model import Indicator, Unit
from domain.indicators.pairs import Pair

_CODE = "delay"
_NOBODY = "0"  # people of no structure


@dataclass(frozen=True)
class DelayPart:
    """Some of the starts of a pair: reached or still waiting, in a bin, of a month, of a structure.

    `structure` is the key of a breakdown: (None,) for people of no structure, None for everybody.
    """

    is_reached: bool | None = None
    bin: Bin | None = None
    month: date | None = None
    structure: tuple[int | None] | None = None

    @property
    def code(self) -> str:
        """As the address holds it: « waiting », « waiting-b31 », « m2026-03 », « s12 »."""
        told = [] if self.is_reached is None else ["reached" if self.is_reached else "waiting"]
        told += [f"b{self.bin.first}"] if self.bin else []
        told += [f"m{self.month:%Y-%m}"] if self.month else []
        told += [f"s{self.structure[0] or _NOBODY}"] if self.structure else []
        return "_".join(told) or "all"


def part_of(code: str) -> DelayPart | None:
    """The part of this code; None when it is not one."""
    try:
        return _read(code)
    except (ValueError, StopIteration):  # an address typed by hand
        return None


def _read(code: str) -> DelayPart:
    told: dict[str, str] = {}
    for word in code.split("_"):
        told |= {"is": word} if word in ("reached", "waiting", "all") else {word[:1]: word[1:]}
    if set(told) - {"is", "b", "m", "s"}:
        raise ValueError(code)
    return DelayPart(
        is_reached={"reached": True, "waiting": False}.get(told.get("is", "all")),
        bin=next(one for one in BINS if one.first == int(told["b"])) if "b" in told else None,
        month=date.fromisoformat(f"{told['m']}-01") if "m" in told else None,
        structure=(int(told["s"]) or None,) if "s" in told else None,
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
