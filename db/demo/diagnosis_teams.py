"""Who makes a fictional diagnosis: somebody around the person, often with one of the other field."""

from collections.abc import Sequence
from datetime import date

from db.demo.group import add_share
from db.demo.model import Desk, Path, Turn
from db.demo.network import Worker
from domain.access import Field
from domain.follow_up import SharePurpose

JOINT_SHARE = 0.56


def draw_team(
    desk: Desk, beneficiary_id: int, path: Path, day: date, *, joint_share: float = JOINT_SHARE
) -> list[Worker]:
    """The référent, or who receives the person before; then who joins her. Nobody when all have left."""
    colleagues: Sequence[Worker] = path.colleagues_on(day)
    if not colleagues and (not path.referents or day < path.referents[0].started_on):
        colleagues = [desk.later_rng.choice(desk.network.team[path.owner.id])]
    if not colleagues or desk.later_rng.random() >= joint_share:
        return list(colleagues[:1])
    lead = colleagues[0]
    other = next((worker for worker in colleagues if worker.field is not lead.field), None)
    other = other or _invite(desk, beneficiary_id, path, lead, day)
    return [lead, other] if other else [lead]


def _invite(desk: Desk, beneficiary_id: int, path: Path, lead: Worker, day: date) -> Worker | None:
    """Somebody of the other field, from another structure, joins the group; not when she objects to it."""
    other_field = Field.PROFESSIONAL if lead.field is Field.SOCIAL else Field.SOCIAL
    around = {turn.worker.site.id for turn in (*path.referents, *path.partners)} | {lead.site.id}
    candidates = desk.network.by_field[other_field]
    drawn = desk.later_rng.sample(candidates, k=min(4, len(candidates)))
    worker = next((one for one in drawn if one.site.id not in around), None)
    if path.is_reserved or worker is None:
        return None
    turn = Turn(worker, day, path.stay.exited_on)
    path.partners.append(turn)
    add_share(desk, beneficiary_id, turn, SharePurpose.ASSESSMENT)
    return worker
