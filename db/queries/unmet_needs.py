"""What somebody needs and nobody referred her for."""

from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.indicators import PathLine
from db.queries.scopes import visible_files
from db.queries.suggestions import suggest_services, suggest_to
from domain.access import Viewer
from domain.diagnosis.core import core_content
from domain.diagnosis.needs import national_themes
from domain.offer.suggestions import Referred, Solutions

_LABELS = {theme.code: theme.label for theme in core_content().themes}


def list_unmet_needs(session: Session, viewer: Viewer, beneficiary_id: int) -> list[str]:
    """National themes that her last diagnosis retained, for which nobody referred her; of a file one opens.

    A referral refused or withdrawn leaves its need unmet.
    """
    line = PathLine
    statement = (
        visible_files(viewer)
        .join(
            line,
            (line.consortium_id == Beneficiary.consortium_id) & (line.beneficiary_id == Beneficiary.id),
        )
        .where(Beneficiary.id == beneficiary_id, line.next_entered_on.is_(None))
        .with_only_columns(line.needs, line.referred, maintain_column_froms=True)
    )
    row = session.execute(statement).first()
    unmet = row.needs & ~row.referred if row else 0
    return [theme for theme, rank in national_themes().items() if unmet >> rank & 1]


def list_solutions(
    session: Session, viewer: Viewer, beneficiary_id: int, theme: str | None = None
) -> Solutions:
    """What is proposed to her for this need, else for each that nobody answered; three statements at most."""
    needs = [theme] if theme else list_unmet_needs(session, viewer, beneficiary_id)
    proposed = suggest_services(session, viewer, beneficiary_id, needs) if needs else {}
    return Solutions(needs, proposed, _LABELS)


def list_solutions_for(
    session: Session, viewer: Viewer, person: Referred, theme: str | None = None
) -> Solutions:
    """The same for somebody already read (get_referred); two statements at most."""
    needs = [theme] if theme else list_unmet_needs(session, viewer, person.id)
    return Solutions(needs, suggest_to(session, viewer, person, needs) if needs else {}, _LABELS)
