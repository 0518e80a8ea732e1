"""Files of services that leave: the lines to correct, the offer as data·inclusion v1 and as a workbook."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.exports import XLSX_TYPE, csv_bytes, watermark, xlsx_bytes
from components.formats import count_of
from domain import clock
from domain.access import Viewer
from domain.identifiers import new_id
from domain.offer.exporting import OfferExport, flat_row, official_words
from domain.offer.load_views import LoadRowView, LoadView
from domain.offer.loads import LoadKind
from domain.offer.official import FIELDS, LABELS
from domain.offer.reading import REASON

_PLURALS = {LoadKind.STRUCTURE: "structures", LoadKind.SERVICE: "services"}
TakeOffer = Callable[..., OfferExport]
TakeRows = Callable[..., list[LoadRowView]]


def rejected_buttons(load: LoadView, kinds: Sequence[LoadKind], viewer: Viewer, *, take: TakeRows) -> None:
    """The lines left aside as CSV files, one for each kind: `take(export_id=…)` reads and signs them."""
    for kind in kinds:

        def make(kind: LoadKind = kind) -> bytes:
            export_id = new_id()
            rows = [row for row in take(export_id=export_id) if row.kind == kind]
            return csv_bytes(rejected_frame(rows), watermark(viewer, clock.now(), export_id))

        words = "Télécharger les lignes à corriger"
        st.download_button(
            words if len(kinds) == 1 else f"{words} ({_PLURALS[kind]})",
            make,
            f"{_PLURALS[kind]}-a-corriger-{load.id}.csv",
            "text/csv",
            key=f"offer_rejected_{kind}",
            icon=":material/download:",
            on_click="ignore",
            help="Corrigez-les dans votre tableur d’après la colonne «\u00a0motif\u00a0», puis déposez "
            "ce fichier\u00a0: seules ces lignes seront relues.",
        )


def rejected_frame(rows: Sequence[LoadRowView]) -> pd.DataFrame:
    """The columns of the file, and why each line was left aside."""
    columns = list(dict.fromkeys(name for row in rows for name in row.cells))
    return pd.DataFrame(
        [{**{name: _written(row.cells.get(name)) for name in columns}, REASON: _reason(row)} for row in rows],
        columns=[*columns, REASON],
        dtype=object,
    )


def export_menu(viewer: Viewer, *, take: TakeOffer) -> None:
    """The whole offer, in each form; `take(form=…, export_id=…)` reads and signs it at the click."""
    forms: dict[str, tuple[str, str, str, Callable[[OfferExport, str], bytes]]] = {
        "json": ("data·inclusion (JSON)", "offre.json", "application/json", offer_json),
        "services": ("Services (CSV)", "services.csv", "text/csv", offer_csv(LoadKind.SERVICE)),
        "structures": ("Structures (CSV)", "structures.csv", "text/csv", offer_csv(LoadKind.STRUCTURE)),
        "xlsx": ("Tableur (XLSX)", "offre.xlsx", XLSX_TYPE, offer_xlsx),
    }
    with st.container(horizontal=True):
        for form, (label, name, kind, to_bytes) in forms.items():

            def make(form: str = form, to_bytes: Callable[[OfferExport, str], bytes] = to_bytes) -> bytes:
                export_id = new_id()
                offer = take(form=form, export_id=export_id)
                return to_bytes(offer, watermark(viewer, clock.now(), export_id))

            st.download_button(
                label,
                make,
                name,
                kind,
                key=f"offer_export_{form}",
                icon=":material/download:",
                on_click="ignore",
            )


def offer_json(offer: OfferExport, _mark: str) -> bytes:
    """Both lists, without the mark: the official schema has no place for it."""
    told = {"structures": offer.structures, "services": offer.services}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def offer_csv(kind: LoadKind) -> Callable[[OfferExport, str], bytes]:
    """What makes the official columns of one kind, sets in braces."""

    def to_bytes(offer: OfferExport, mark: str) -> bytes:
        rows = [flat_row(record, kind) for record in offer.of(kind)]
        return csv_bytes(pd.DataFrame(rows, columns=list(FIELDS[kind]), dtype=object), mark)

    return to_bytes


def offer_xlsx(offer: OfferExport, mark: str) -> bytes:
    """Services in French words; how many are left out is said with the mark."""
    names = {record["id"]: record["nom"] for record in offer.structures}
    rows = [
        {
            LABELS[field]: names[record["structure_id"]]
            if field == "structure_id"
            else official_words(field, record.get(field))
            for field in FIELDS[LoadKind.SERVICE]
        }
        for record in offer.services
    ]
    columns = [LABELS[field] for field in FIELDS[LoadKind.SERVICE]]
    said = [mark]
    if offer.left_out:
        too_short = count_of(len(offer.left_out), "service trop incomplet", "services trop incomplets")
        said.append(f"{too_short} pour être exportés")
    return xlsx_bytes(pd.DataFrame(rows, columns=columns, dtype=object), " — ".join(said))


def _written(cell: Any) -> Any:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell


def _reason(row: LoadRowView) -> str:
    return " ".join(f"{name}\u00a0: {problem}" for name, problem in row.problems.items())
