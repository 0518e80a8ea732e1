"""What leaves of a diagnosis: the paper of its person, the text for another tool."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.access import Viewer
from domain.diagnosis.records import Diagnosis, Interviewer
from domain.diagnosis.rules import retained_state
from domain.diagnosis.template import Theme
from domain.diagnosis.words import ThemeState
from domain.files import FileHeader, GroupLine

HEALTH = "sante"  # what is ticked there is health data (GDPR, article 9): it stays in the application


@dataclass(frozen=True)
class DiagnosisSheet:
    """A diagnosis with its person and group; `viewer` takes it, `names` are those of professionals."""

    viewer: Viewer
    header: FileHeader
    diagnosis: Diagnosis
    names: Mapping[int, str]
    group: Sequence[GroupLine]

    @property
    def interviewers(self) -> list[Interviewer]:
        """Who takes part, those who were released left aside."""
        return [one for one in self.diagnosis.interviewers if one.released_at is None]

    def name(self, professional_id: int | None) -> str:
        """A professional without her structure; empty when the directory has lost her."""
        return self.names.get(professional_id or 0, "").partition(" — ")[0]

    def state_of(self, theme: str) -> ThemeState | None:
        """What is kept of a theme; None while its different views have no common position."""
        entry = self.diagnosis.entry
        return retained_state(entry.answers_on(theme), entry.theme(theme))

    def themes_kept(self, *states: ThemeState | None) -> list[Theme]:
        """The themes kept in one of these states, in the order of the frame."""
        return [theme for theme in self.diagnosis.content.themes if self.state_of(theme.code) in states]

    def situations_of(self, theme: Theme) -> list[str]:
        """Wordings of what was ticked by those who see something to lift; none that tells of her health."""
        if theme.code == HEALTH:
            return []
        answers = self.diagnosis.entry.answers_on(theme.code)
        ticked = {code for one in answers if one.state.is_to_lift for code in one.situations}
        return [one.label for one in theme.situations if one.code in ticked]
