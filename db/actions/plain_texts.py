"""A file, or one of its reviews, as text to paste into another tool."""

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.logbooks import get_logbook
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.plain_text import file_text, review_text


def take_text(viewer: Viewer, beneficiary_id: int, *, review_id: int | None = None) -> str:
    """Read it and sign the export; NotFoundError when the file may not be opened or has no such review.

    Opens its own transactions: who asks is read again at the click.
    """
    asking = ask_again(viewer)
    with write_session(asking) as session:
        book = get_logbook(session, asking, beneficiary_id)
        if review_id is not None and review_id not in {review.id for review in book.reviews}:
            raise NotFoundError
        text = file_text(book) if review_id is None else review_text(book, review_id)
        what = f"point de situation {review_id}" if review_id else "résumé"
        record_export(session, asking, kind="plain_text", count=1, detail=what, beneficiary_id=beneficiary_id)
    return text
