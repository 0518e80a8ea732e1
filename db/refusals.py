"""The audit line of what was refused: in a transaction of its own, since the refused one is undone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from domain.access import Viewer
from domain.audit import AuditEvent, AuditOutcome
from domain.errors import ForbiddenError, NotFoundError

_PLACES = tuple(str(Path(__file__).parent / folder) for folder in ("queries", "actions"))


def sign_refusal(session: Session, viewer: Viewer, error: Exception, event: AuditEvent) -> None:
    """One line: which function refused, and the references that it was asked about."""
    frame = _asked(error.__traceback__)
    if frame is None:
        return
    names = {name: value for name, value in frame.f_locals.items() if _is_reference(name, value)}
    person = names.pop("beneficiary_id", None)
    asked = f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}"
    about = {"object_id": next(iter(names.values()), person), "beneficiary_id": person}
    write_audit(session, viewer, event, outcome=AuditOutcome.REFUSED, detail=asked, **about)


@contextmanager
def refusals_told(tell: Callable[[Exception], None]) -> Iterator[None]:
    """Tell the refusal that leaves this block, unless a transaction within has already told it."""
    try:
        yield
    except (ForbiddenError, NotFoundError) as error:
        if not error.is_told:
            error.is_told = True
            tell(error)
        raise


def _asked(trace: TracebackType | None) -> FrameType | None:
    """The first query or action that the page called: its arguments are what was asked for."""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(_PLACES):
            return trace.tb_frame
        trace = trace.tb_next
    return None


def _is_reference(name: str, value: object) -> bool:
    return name.endswith("_id") and type(value) is int and 0 < value < 2**63
