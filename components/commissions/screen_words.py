"""What the shared screen says of a situation, column by column."""

from collections.abc import Iterator
from datetime import date

from components.commissions.screen_lines import Block, Item
from components.formats import NO_BREAK, format_date
from domain.commissions.sheets import CaseSheet, CommitmentLine, NeedLine, Outcome, PathEvent, Screen

_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
Column = list[Block]


def top_words(screen: Screen, sheet: CaseSheet) -> str:
    """« Situation 3 sur 8 · Logement · 26 à 34 ans · Perpignan »; her number comes apart."""
    urgent = "Urgent" if sheet.is_urgent else ""
    return " · ".join(
        part
        for part in (screen.first_name, sheet.motive, sheet.age, sheet.commune, *sheet.publics, urgent)
        if part
    )


def case_columns(sheet: CaseSheet) -> list[Column]:
    """Her words and strengths; needs and what was tried; path and delays: only what is known."""
    columns = [
        [
            Block("Ce que dit la personne", _texts(sheet.person_words)),
            Block("Ce qu’elle veut", _texts(sheet.wants)),
            Block("Points d’appui", _texts(*sheet.strengths)),
        ],
        [
            Block(_needs_title(sheet.needs_on), [_need(line) for line in sheet.needs]),
            Block("Déjà essayé", _texts(sheet.tried)),
        ],
        [
            Block("Parcours", [_event(event) for event in reversed(sheet.events)]),
            Block("Délais", _texts(*sheet.delays)),
        ],
    ]
    return [kept for column in columns if (kept := [block for block in column if block.items])]


def solutions_column(sheet: CaseSheet) -> Column:
    """Services that fit one of her needs."""
    found = [
        Item(
            " · ".join(part for part in (one.structure, one.where, one.room) if part),
            one.name,
            f"{one.why}{NO_BREAK}:" if one.why else "",
        )
        for one in sheet.solutions
    ]
    return [Block("Solutions possibles", found)] if found else []


def written_column(screen: Screen) -> Column:
    """The conclusion and the commitments being written, in large."""
    blocks = []
    if screen.outcome and (told := list(_outcome(screen.outcome))):
        blocks.append(Block("Conclusion", told, is_large=True, is_text=True))
    if screen.commitments:
        lines = [_commitment(line) for line in screen.commitments]
        blocks.append(Block("Engagements", lines, is_large=True))
    return blocks


def _texts(*texts: str) -> list[Item]:
    return [Item(text) for text in texts if text]


def _needs_title(needs_on: date | None) -> str:
    return f"Besoins, {_month(needs_on)}" if needs_on else "Besoins"


def _need(line: NeedLine) -> Item:
    former = f"(avant{NO_BREAK}: {line.former.lower()})" if line.former else ""
    mark = "●" if line.is_to_lift else "✓"
    return Item(" ".join(part for part in (line.state.lower(), former) if part), line.theme, mark)


def _event(event: PathEvent) -> Item:
    return Item(event.words, _month(event.happened_on), "→ prévu," if event.is_planned else "")


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def _outcome(outcome: Outcome) -> Iterator[Item]:
    if outcome.conclusion:
        yield Item("", outcome.conclusion)
    if outcome.comment:
        yield Item(outcome.comment)
    votes = {"Pour": outcome.votes_for, "Contre": outcome.votes_against, "Blancs": outcome.votes_blank}
    if told := [f"{word}{NO_BREAK}: {count}" for word, count in votes.items() if count is not None]:
        yield Item(" · ".join(told))
    if outcome.aside:
        yield Item(", ".join(outcome.aside), f"Se retirent{NO_BREAK}:")


def _commitment(line: CommitmentLine) -> Item:
    owner = line.owner or "responsable à nommer"
    deadline = f"avant le {format_date(line.deadline_on)}" if line.deadline_on else "échéance à fixer"
    return Item(f"{owner}, {deadline}", line.title, "✓" if line.is_done else "●")
