"""The forms of a body and of its members, and what is said of them."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.administration.drawer import LineForm
from components.file.forms.fields import Fields, options_of
from components.markdown import md_escape
from domain.commissions.bodies import Body, Ending, Member, Quorum
from domain.commissions.body_drafts import BODY_LABELS, MEMBER_LABELS, RULES_LENGTH, BodyDraft, MemberDraft
from domain.commissions.words import CommissionFamily, Conclusion, MemberDuty

_LIST_LENGTH = 2000
_MEANINGS = {
    CommissionFamily.SOLUTIONS: (Conclusion.FOUND, Conclusion.TO_DEEPEN),
    CommissionFamily.REGULATORY: (Conclusion.OPINION,),
}


def body_form(communes: Mapping[str, str], *, has_regulatory: bool) -> LineForm:
    """Everything a body is known by; the regulatory fields only when they are switched on."""

    def draw(fields: Fields, draft: BodyDraft) -> BodyDraft:
        name, family = fields.text("name", draft.name, length=120), draft.family
        shown = _families(draft, has_regulatory=has_regulatory)
        if has_regulatory:
            family = fields.pick("family", family, options_of(CommissionFamily))
        around = fields.several("communes", frozenset(draft.communes), communes)
        minutes = fields.number("minutes", draft.minutes)
        place = fields.text("place", draft.place)
        lists = {field: _lines(fields, field, getattr(draft, field)) for field in ("motives", "colleges")}
        endings = _endings(fields, draft, shown)
        st.caption("Une liste vide est celle d’usage. « Reportée » est toujours proposée.")
        is_regulatory = CommissionFamily.REGULATORY in shown
        quorum = _quorum(fields, draft) if is_regulatory else draft.quorum
        rules = fields.paragraph("rules", draft.rules, length=RULES_LENGTH)
        remedies = draft.remedies
        if is_regulatory:
            remedies = fields.paragraph("remedies", remedies, length=RULES_LENGTH)
        return BodyDraft(
            name, family, tuple(sorted(around)), **lists, endings=_of_family(endings, family), quorum=quorum,
            minutes=minutes, place=place, rules=rules, remedies=remedies,
        )  # fmt: skip

    return LineForm("Commission", BODY_LABELS, draw, "Commission enregistrée.")


def _lines(fields: Fields, name: str, values: Iterable[str]) -> tuple[str, ...]:
    typed = fields.paragraph(name, "\n".join(values), length=_LIST_LENGTH, height=110)
    return tuple(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


def _families(draft: BodyDraft, *, has_regulatory: bool) -> tuple[CommissionFamily, ...]:
    """Whose fields are drawn: its own, or both while a new body may be of either."""
    if draft.name or not has_regulatory:
        return (draft.family,)
    return tuple(CommissionFamily)


def _of_family(endings: Iterable[Ending], family: CommissionFamily) -> tuple[Ending, ...]:
    """A body that gives opinions concludes with nothing else, and the other never does."""
    is_regulatory = family is CommissionFamily.REGULATORY
    return tuple(one for one in endings if (one.meaning is Conclusion.OPINION) == is_regulatory)


def _endings(fields: Fields, draft: BodyDraft, shown: Iterable[CommissionFamily]) -> tuple[Ending, ...]:
    typed = []
    for meaning in (meaning for family in shown for meaning in _MEANINGS[family]):
        words = [one.words for one in draft.endings if one.meaning is meaning]
        typed += [Ending(meaning, line) for line in _lines(fields, meaning.value, words)]
    return tuple(typed)


def _quorum(fields: Fields, draft: BodyDraft) -> Quorum:
    colleges = {college: college for college in draft.colleges}
    members = fields.number("quorum_members", draft.quorum.members) or 0
    required = fields.several("quorum_colleges", frozenset(draft.quorum.colleges), colleges)
    functions = _lines(fields, "quorum_functions", draft.quorum.functions)
    return Quorum(members, tuple(one for one in colleges if one in required), functions)


def member_form(body: Body, people: Mapping[int, str], structures: Mapping[int, str]) -> LineForm:
    """Somebody with an account, somebody without, or a function."""
    names = {member.id: member.name for member in body.members}
    colleges = {college: college for college in body.colleges}

    def draw(fields: Fields, draft: MemberDraft) -> MemberDraft:
        return MemberDraft(
            fields.choice_or_none("professional_id", draft.professional_id, people),
            fields.text("name", draft.name, length=150),
            fields.text("function", draft.function, length=150),
            fields.choice_or_none("structure_id", draft.structure_id, structures),
            fields.choice_or_none("college", draft.college or None, colleges) or "",
            fields.pick("duty", draft.duty, options_of(MemberDuty)),
            fields.tick("is_voting", draft.is_voting),
            fields.choice_or_none("substitute_for_id", draft.substitute_for_id, names),
            fields.text("email", draft.email),
            fields.day("confidentiality_on", draft.confidentiality_on),
        )

    return LineForm("Membre", MEMBER_LABELS, draw, "Membre enregistré.")


def body_notices(body: Body, off_reason: str) -> None:
    """Why it meets no more, who has not signed yet."""
    if off_reason:
        st.warning(off_reason, icon=":material/block:")
    if unsigned := [one.name for one in body.members if one.confidentiality_on is None]:
        st.warning(f"Engagement de confidentialité à signer\u00a0: {md_escape(', '.join(unsigned))}.")


def body_draft(body: Body) -> BodyDraft:
    """What is stored, as it is typed."""
    return BodyDraft(**{field: getattr(body, field) for field in BodyDraft.__dataclass_fields__})


def member_draft(member: Member) -> MemberDraft:
    """What is stored, as it is typed: who has an account is named by it."""
    stored = {field: getattr(member, field) for field in MemberDraft.__dataclass_fields__}
    return MemberDraft(**stored | ({"name": ""} if member.professional_id else {}))


_WIDTHS = {"Membre": 130, "Fonction": 125, "Structure": 165, "Collège": 115, "Rôle": 90, "Secret": 95}
_WIDTHS |= {"Remplace": 105, "Voix": 45}
MEMBER_COLUMNS = {name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()}


def member_frame(body: Body) -> pd.DataFrame:
    """One line a member; a missing undertaking is said."""
    names = {member.id: member.name for member in body.members}
    rows: list[dict[str, Any]] = [
        {
            "Membre": one.name,
            "Fonction": one.function,
            "Structure": one.structure,
            "Collège": one.college,
            "Rôle": one.duty.label,
            "Secret": f"{one.confidentiality_on:%d/%m/%Y}" if one.confidentiality_on else "à signer",
            "Remplace": names.get(one.substitute_for_id or 0, ""),
            "Voix": "oui" if one.is_voting else "non",
        }
        for one in body.members
    ]
    return pd.DataFrame(rows)
