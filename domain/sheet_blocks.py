"""Blocks of the consortium sheet that are edited together, and the fields of their rows.

Declared once: the form, the checks, the comparison of two versions and the saving all follow it.
"""

from dataclasses import dataclass
from enum import Enum

from domain.labels import LabelledEnum
from domain.organisations import Circle, College
from domain.people import Public

Value = str | int | LabelledEnum | frozenset[int] | None


class SheetBlock(LabelledEnum):
    """Blocks of the sheet, under their published titles."""

    PRESENTATION = "presentation", "Périmètre et contact"
    CONTRIBUTIONS = "contributions", "Les apports du projet"
    MEMBERS = "members", "Membres du consortium"
    TARGET_INTRO = "target_intro", "Présentation du public cible"
    TARGET_PUBLICS = "target_publics", "Public cible"
    AXES = "axes", "Contenu du projet"
    ACTIONS = "actions", "Actions de l’axe"
    CROSS_CUTTING = "cross_cutting", "Transverse"
    TEAM = "team", "Équipe projet"
    SCHEDULE = "schedule", "Calendrier de déploiement"

    @property
    def is_list(self) -> bool:
        """False for the texts of the consortium itself: one row, neither added nor removed."""
        return self not in (SheetBlock.PRESENTATION, SheetBlock.TARGET_INTRO)


class FieldKind(Enum):
    """How a field is typed."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    COUNT = "count"
    CHOICE = "choice"
    AXES = "axes"


@dataclass(frozen=True)
class SheetField:
    """A field of a row: the attribute it fills, its French label and what it accepts."""

    name: str
    label: str
    kind: FieldKind
    max_length: int = 200
    is_required: bool = True
    choices: tuple[LabelledEnum, ...] = ()

    @property
    def empty(self) -> Value:
        """The value of a row just added."""
        if self.kind is FieldKind.COUNT:
            return 1
        if self.kind is FieldKind.AXES:
            return frozenset()
        if self.kind is FieldKind.CHOICE:
            return self.choices[0] if self.is_required else None
        return ""


def _paragraph(label: str, name: str = "text", *, is_required: bool = True) -> SheetField:
    return SheetField(name, label, FieldKind.PARAGRAPH, max_length=2000, is_required=is_required)


BLOCK_FIELDS: dict[SheetBlock, tuple[SheetField, ...]] = {
    SheetBlock.PRESENTATION: (
        SheetField("name", "Nom du consortium", FieldKind.LINE),
        _paragraph("Périmètre d’action", "perimeter", is_required=False),
        _paragraph("Contact", "contact", is_required=False),
    ),
    SheetBlock.CONTRIBUTIONS: (_paragraph("Apport"),),
    SheetBlock.MEMBERS: (
        SheetField("name", "Organisation", FieldKind.LINE),
        SheetField("college", "Collège", FieldKind.CHOICE, choices=tuple(College)),
        SheetField("circle", "Cercle", FieldKind.CHOICE, choices=tuple(Circle)),
    ),
    SheetBlock.TARGET_INTRO: (_paragraph("Présentation", "target_public_intro", is_required=False),),
    SheetBlock.TARGET_PUBLICS: (
        _paragraph("Public, tel qu’il est publié"),
        SheetField(
            "public",
            "Public de la file active",
            FieldKind.CHOICE,
            is_required=False,
            choices=tuple(Public),
        ),
        SheetField("axis_ids", "Axes concernés", FieldKind.AXES, is_required=False),
    ),
    SheetBlock.AXES: (SheetField("title", "Titre de l’axe", FieldKind.LINE, is_required=False),),
    SheetBlock.ACTIONS: (_paragraph("Action"),),
    SheetBlock.CROSS_CUTTING: (_paragraph("Travail transverse"),),
    SheetBlock.TEAM: (
        SheetField("function", "Fonction (jamais un nom)", FieldKind.LINE),
        SheetField("headcount", "Nombre de postes", FieldKind.COUNT),
    ),
    SheetBlock.SCHEDULE: (_paragraph("Étape du calendrier"),),
}
