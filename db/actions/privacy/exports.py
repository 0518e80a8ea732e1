"""What the data-protection officer takes away: journal, breach report, everything about a person."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.privacy.journal import list_breach, list_journal
from db.queries.privacy.packs import AccessPack, get_access_pack
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.privacy import JournalFilters


def take_journal(viewer: Viewer, filters: JournalFilters) -> pd.DataFrame:
    """Every line of the journal that is asked for; who asks is read again."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_journal(session, asking, filters, page=None)


def take_breach(viewer: Viewer, filters: JournalFilters) -> pd.DataFrame:
    """The breach report; who asks is read again."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_breach(session, asking, filters)


def sign_privacy_export(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="audit_entry", count=rows, detail=detail)


def take_access_pack(viewer: Viewer, beneficiary_id: int) -> AccessPack:
    """Everything about a person, signed as an export of her file; NotFoundError when it may not be."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        pack = get_access_pack(session, asking, beneficiary_id)
        count = sum(len(rows) for rows in pack.rows.values())
        record_export(
            session, asking, kind="access_pack", count=count, detail="", beneficiary_id=beneficiary_id
        )
    return pack
