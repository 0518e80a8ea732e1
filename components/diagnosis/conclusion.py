"""Section « Conclusion »: common positions, priorities with their steps, what is decided."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.diagnosis import words
from components.diagnosis.kept import Kept, draw, keep, say_refusal
from components.diagnosis.reading import conclusion_facts, show_facts, step_words
from components.diagnosis.rows import Cell, rows_field
from components.diagnosis.saving import saving_line
from components.diagnosis.screen import Screen
from components.diagnosis.themes_said import said_on
from components.diagnosis.widgets import day, in_columns, line, one_of
from components.feedback import domain_errors_shown
from components.markdown import md_escape
from domain.diagnosis.fields import MAX_NEXT_STEPS
from domain.diagnosis.records import Diagnosis, NextStep, ThemeRecord
from domain.diagnosis.rules import conclusion_problems, divergent_themes, priorities
from domain.diagnosis.words import Agreement, Moment, ThemeState
from domain.follow_up import Track

_ASKED = "asked_to_conclude"
_POSITIONS = [state for state in ThemeState if state is not ThemeState.NOT_EXPLORED]


@st.fragment
def conclusion_section(screen: Screen, *, read: Callable[[], Diagnosis], owners: Mapping[int, str]) -> None:
    """What is decided together; `owners` are the professionals who may be given something to do."""
    with domain_errors_shown():
        diagnosis = read()
        if not screen.is_still(diagnosis):
            st.rerun()
        fresh = replace(screen, diagnosis=diagnosis)
        saving_line(screen)
        _typed(fresh, owners) if screen.may_type else _told(fresh)


def _typed(screen: Screen, owners: Mapping[int, str]) -> None:
    """Each part in its container: what appears in one must not redraw the fields of the next."""
    problems = _problems(screen)
    with st.container():
        _common_positions(screen, problems)
    with st.container():
        _priorities(screen, owners, problems)
    with st.container():
        _decision(screen, problems)
    _close(screen, problems)


def _problems(screen: Screen) -> dict[str, str]:
    """What is missing, told by the fields once « Conclure » was asked, and until it is filled."""
    if not st.session_state.get(screen.key(_ASKED)):
        return {}
    diagnosis = screen.diagnosis
    return conclusion_problems(
        diagnosis.content,
        diagnosis.entry,
        diagnosis.conclusion,
        held_on=diagnosis.held_on,
        today=screen.viewer.today,
        is_last=diagnosis.moment is Moment.EXIT,
    )


def _common_positions(screen: Screen, problems: Mapping[str, str]) -> None:
    entry, content = screen.diagnosis.entry, screen.diagnosis.content
    divergent = divergent_themes(content, entry)
    if divergent:
        st.subheader(f"{words.DIFFERENT}\u00a0: une position commune", anchor=False)
    for code in divergent:
        record = entry.theme(code)
        with st.container(border=True, gap="small"):
            st.markdown(f"**{md_escape(content.theme(code).label)}**")
            said_on(replace(screen, previous=None), entry, content.theme(code))
            missing = problems.get(f"{code}:common_state", "")
            draw(one_of(_POSITIONS), screen.of_theme(record, "common_state"), missing=missing)
            draw(line, screen.of_theme(record, "common_words"))


def _priorities(screen: Screen, owners: Mapping[int, str], problems: Mapping[str, str]) -> None:
    st.subheader("Priorités", anchor=False)
    chosen = priorities(screen.diagnosis.entry)
    order = Kept(screen.key("order"), "Ordre", [one.theme for one in chosen], screen.writes.priorities)
    if not chosen:
        st.caption("Aucune priorité\u00a0: choisissez-en jusqu’à trois dans les thèmes.")
    for rank, record in enumerate(chosen):
        with st.container(border=True, gap="small"):
            _priority_head(screen, record, rank, order)
            missing = problems.get(f"{record.theme}:objective", "")
            field, example = screen.of_theme(record, "objective"), "Une phrase, avec les mots de la personne"
            draw(line, field, missing=missing, max_chars=300, placeholder=example)
            _steps(screen, record, owners, problems.get(f"{record.theme}:next_steps", ""))
    say_refusal(order)


def _priority_head(screen: Screen, record: ThemeRecord, rank: int, order: Kept) -> None:
    title, up = st.columns([6, 1], vertical_alignment="center")
    label = screen.diagnosis.content.theme(record.theme).label
    title.markdown(f"**{rank + 1}. {md_escape(label)}**")
    if rank:
        up.button("Monter", key=screen.key(record.theme, "up"), on_click=_move_up, args=(order, rank))


def _steps(screen: Screen, record: ThemeRecord, owners: Mapping[int, str], missing: str) -> None:
    cells = [
        Cell("Action", 6, st.text_input, {"max_chars": 300}),
        Cell("Qui", 3, st.selectbox, _who(screen, record, owners)),
        Cell("Pour le", 3, day),
    ]
    field, blank = screen.of_theme(record, "next_steps"), NextStep("", None, None)
    rows_field(field, cells, blank, most=MAX_NEXT_STEPS, missing=missing)


def _who(screen: Screen, record: ThemeRecord, owners: Mapping[int, str]) -> dict[str, Any]:
    """The person herself, the group, and whoever was chosen before she left it."""
    chosen = [step.owner_id for step in record.next_steps]
    names: dict[int | None, str] = {None: "La personne"}
    names |= {who: screen.names.get(who, "Compte fermé").partition(" — ")[0] for who in chosen if who}
    names |= {who: name for who, name in owners.items()}  # noqa: C416
    nobody = {"index": None, "placeholder": names[None]}
    return {"options": list(names), "format_func": names.__getitem__, **nobody}


def _move_up(order: Kept, rank: int) -> None:
    moved = [*order.stored]
    moved[rank - 1], moved[rank] = moved[rank], moved[rank - 1]
    st.session_state[f"{order.key}_shown"] = order.stored
    keep(order, moved)


def _decision(screen: Screen, problems: Mapping[str, str]) -> None:
    st.subheader("Décision", anchor=False)
    fields = {"track": one_of(Track), "next_review_on": day, "agreement": one_of(Agreement)}
    in_columns(screen, [5, 2, 4], fields, problems)
    draw(st.text_area, screen.shared("person_comment"), height=68)


def _close(screen: Screen, problems: Mapping[str, str]) -> None:
    if problems:
        missing = "\n".join(f"- {md_escape(message)}" for message in problems.values())
        st.error(f"Il reste à compléter\u00a0:\n\n{missing}")
    key = screen.key("conclude")
    asked = st.button("Conclure", type="primary", key=key, on_click=_ask_to_conclude, args=(screen,))
    st.caption("Ensuite, chaque personne qui mène l’entretien valide\u00a0; d’ici là, on peut rouvrir.")
    if asked and not problems:
        screen.writes.conclude()
        del st.session_state[screen.key(_ASKED)]
        st.rerun()


def _ask_to_conclude(screen: Screen) -> None:
    st.session_state[screen.key(_ASKED)] = True


def _told(screen: Screen) -> None:
    entry, content = screen.diagnosis.entry, screen.diagnosis.content
    if facts := conclusion_facts(screen.diagnosis.conclusion):
        show_facts(facts)
    else:
        st.caption("Rien n’est encore conclu.")
    for rank, record in enumerate(priorities(entry), start=1):
        with st.container(border=True, gap="small"):
            st.markdown(f"**{rank}. {md_escape(content.theme(record.theme).label)}**")
            lines = [words.paragraph(record.objective)]
            lines += [f"- {step_words(step, screen.names)}" for step in record.next_steps]
            st.markdown("\n".join(lines))
    for code in divergent_themes(content, entry):
        st.markdown(f"**{md_escape(content.theme(code).label)}** — {words.DIFFERENT.lower()}")
        said_on(replace(screen, previous=None), entry, content.theme(code))
