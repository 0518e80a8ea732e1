"""Reading files of services against the offer: nothing is changed but the preview itself."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.actions.offer.load_rows import Loading
from db.engine import read_session, write_session
from db.models.base import table_of
from db.models.offer_loads import OfferLoad, OfferLoadRow
from db.queries.offer_places import read_communes
from db.queries.offer_records import read_catalogue
from domain.access import BULK_ROLES, Viewer, require_role
from domain.batches import batched
from domain.offer.comparing import Judged, judge
from domain.offer.loads import LoadStatus
from domain.offer.reading import read_files
from domain.offer.repairs import ReadLine, read_line

MISSING = "missing"  # in OfferLoad.counts: services that the file does not hold any more
Files = Sequence[tuple[str, bytes]]
_AT_ONCE = 500
_UNDERSTOOD = 0.8  # share of the time that reading the lines takes, before they are written


def preview_load(viewer: Viewer, files: Files, report: Callable[[float], None], *, is_complete: bool) -> int:
    """Read the files (name, content), compare them with the offer, keep every line; the load's id.

    `is_complete`: what the files do not hold any more of their sources has disappeared. FileRefusedError
    says why nothing can be read. Opens its own transactions: others write while the files are read.
    `report` receives the share done.
    """
    require_role(viewer, *BULK_ROLES)
    lines = read_files(files)
    with read_session(viewer) as session:
        communes, catalogue = read_communes(session), read_catalogue(session, viewer)
    read: list[ReadLine] = []
    for some in batched(lines, _AT_ONCE):
        read += [read_line(line, communes, viewer.today) for line in some]
        report(_UNDERSTOOD * len(read) / len(lines))
    judged = judge(read, catalogue)
    with write_session(viewer) as session:
        return _keep(session, viewer, files, judged, is_complete=is_complete)


def _keep(
    session: Session, viewer: Viewer, files: Files, judged: Sequence[Judged], *, is_complete: bool
) -> int:
    load = OfferLoad(
        consortium_id=viewer.consortium_id,
        professional_id=viewer.professional_id,
        file_name=" + ".join(name for name, _ in files)[:200],
        digest=hashlib.sha256(b"".join(content for _, content in files)).hexdigest(),
        is_complete=is_complete,
        status=LoadStatus.PREVIEWED,
    )
    session.add(load)
    session.flush()
    for some in batched([_row(load, one) for one in judged], _AT_ONCE):
        session.execute(insert(table_of(OfferLoadRow)), some)
    missing = Loading(session, viewer, load).missing_services()
    load.counts = Counter(str(one.verdict) for one in judged) | {MISSING: len(missing)}
    session.flush()
    load_id: int = load.id
    return load_id


def _row(load: OfferLoad, one: Judged) -> dict[str, Any]:
    line, record = one.read.line, one.read.record
    return {
        "consortium_id": load.consortium_id,
        "load_id": load.id,
        "line_number": line.key,
        "kind": line.kind,
        "external_id": one.external_id[:200],
        "name": str(record.get("nom", ""))[:200],
        "verdict": one.verdict,
        "cells": line.cells,
        "values": record,
        "problems": one.problems,
        "warnings": one.warnings,
        "changes": one.changes,
    }
