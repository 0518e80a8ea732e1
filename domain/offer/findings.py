"""What was found while reading a line of services: problems reject it, warnings say what was repaired."""

from dataclasses import dataclass, field


@dataclass
class Findings:
    """Sentences by official field."""

    problems: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)

    def reject(self, name: str, why: str) -> None:
        """The line cannot come in because of this field; the first reason is kept."""
        self.problems.setdefault(name, why)

    def warn(self, name: str, what: str) -> None:
        """The line comes in; what was repaired, left out or looks odd in this field."""
        said = self.warnings.get(name)
        self.warnings[name] = f"{said} {what}" if said else what
