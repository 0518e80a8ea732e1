"""Follow-up of commissions: what meetings examined and found, what was promised and kept, who sat."""

from domain.indicators.model import Indicator, Unit

EXAMINED = Indicator(
    code="commission_examined",
    title="Situations examinées",
    definition=(
        "Situations traitées dans les séances tenues pendant la période (levées ou closes). Une situation "
        "reportée ou retirée n’est pas comptée\u00a0; une personne passée deux fois compte deux fois."
    ),
    unit=Unit.COUNT,
    column="Examinée",
    among=("situation examinée", "situations examinées"),
)
FOUND = Indicator(
    code="commission_found",
    title="Pistes retenues",
    definition=(
        "Part des situations examinées dont la conclusion est une piste retenue, parmi celles qui ont une "
        "conclusion. Les avis des instances réglementaires ne sont pas comptés."
    ),
    unit=Unit.SHARE,
    column="Piste retenue",
    among=("situation conclue", "situations conclues"),
)
ON_TIME = Indicator(
    code="commission_on_time",
    title="Engagements tenus à temps",
    definition=(
        "Parmi les engagements pris dans ces séances, faits ou dont l’échéance est passée à la fin de "
        "la période\u00a0: part de ceux qui ont été faits au plus tard le jour de leur dernière échéance. "
        "Sans échéance, un engagement fait est à temps. Un engagement abandonné n’est pas compté."
    ),
    unit=Unit.SHARE,
    column="Tenu à temps",
    among=("engagement fait ou échu", "engagements faits ou échus"),
    waiting=("pas encore échu", "pas encore échus"),
)
DELAY = Indicator(
    code="commission_delay",
    title="De la saisine au passage",
    definition=(
        "Délai médian, en jours, entre la saisine et le passage, pour les situations examinées dans ces "
        "séances\u00a0: la moitié a attendu moins. Les situations qui attendent encore sont comptées dans "
        "«\u00a0Délais entre étapes\u00a0»."
    ),
    unit=Unit.MEAN,
    column="jours",
    among=("situation examinée", "situations examinées"),
)
ATTENDANCE = Indicator(
    code="commission_attendance",
    title="Présence des membres",
    definition=(
        "Part des sièges convoqués qui ont été tenus, par le membre ou par qui le remplace, parmi ceux dont "
        "la présence a été notée en séance. Lue par collège, jamais par personne."
    ),
    unit=Unit.SHARE,
    column="Siège tenu",
    among=("siège convoqué", "sièges convoqués"),
)
COMMISSIONS = (EXAMINED, FOUND, ON_TIME, DELAY, ATTENDANCE)
