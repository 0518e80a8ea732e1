"""The network of a demonstration territory: structures, professionals, and who may be a référent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from typing import NamedTuple

from db.demo.batch import Batch
from db.demo.coordinates import SOUTH_WEST, Places, fictional_email, fictional_phone, fictional_street
from db.demo.establishments import POSTS, Establishment
from db.demo.repertoire import draw_civility, draw_name
from db.models.accounts import Professional
from db.models.consortia import Structure
from domain.access import Field
from domain.organisations import StructureKind as Kind

# Cour des comptes, « Le RSA » (January 2022): 55 to 144 people per référent in the five départements visited.
PEOPLE_PER_REFERENT = 85
# Where db/demo/paths.py sends people; DREES, OARSA 2023: 40 % France Travail, 32 % Département, 28 % others.
REFERENT_SHARES = {
    Kind.FRANCE_TRAVAIL: 0.36,
    Kind.DEPARTMENT: 0.29,
    Kind.ASSOCIATION: 0.11,
    Kind.MISSION_LOCALE: 0.07,
    Kind.PLIE: 0.06,
    Kind.CAP_EMPLOI: 0.06,
    Kind.CCAS: 0.05,
}


class Site(NamedTuple):
    """A structure created; `area` is the inter-communal body where it stands."""

    id: int
    kind: Kind
    name: str
    area: str | None
    size: int
    follows: bool


@dataclass
class Worker:
    """A professional created; as référent, `load` counts her people today and `drafts` her open diagnoses."""

    id: int
    site: Site
    field: Field
    load: int = 0
    drafts: int = 0


@dataclass
class Network:
    """Who works where. Référents stand apart: everybody else only joins follow-up groups."""

    sites: list[Site]
    referents: dict[Kind, list[Worker]] = field(default_factory=lambda: defaultdict(list))
    team: dict[int, list[Worker]] = field(default_factory=lambda: defaultdict(list))
    by_field: dict[Field, list[Worker]] = field(default_factory=lambda: defaultdict(list))

    def hire(self, worker: Worker) -> Worker:
        """Add a professional to her structure and field."""
        self.team[worker.site.id].append(worker)
        self.by_field[worker.field].append(worker)
        return worker

    def least_loaded(self, kind: Kind, area: str | None) -> Worker:
        """The référent of that kind of structure with most room, nearby when there is one."""
        candidates = self.referents[kind]
        nearby = [worker for worker in candidates if worker.site.area == area]
        return min(nearby or candidates, key=lambda worker: worker.load)

    def site_near(self, kind: Kind, area: str | None) -> Site:
        """A structure of that kind where somebody follows people, nearby when there is one."""
        staffed = list({worker.site: None for worker in self.referents[kind]})
        sites = staffed or [site for site in self.sites if site.kind == kind and site.follows]
        return next((site for site in sites if site.area == area), sites[0])


class Staffing(NamedTuple):
    """How many professionals, among them référents, a network has."""

    professionals: int
    referents: int


def plan_staffing(people: int, followed_share: float) -> Staffing:
    """300 professionals; fewer below 500 people, more when the number of référents asks for it."""
    referents = max(len(REFERENT_SHARES), round(people * followed_share / PEOPLE_PER_REFERENT))
    return Staffing(max(min(300, people * 300 // 500), round(1.8 * referents), 15), referents)


def build_network(
    batch: Batch, rng: Random, places: Places, establishments: Sequence[Establishment], staffing: Staffing
) -> Network:
    """Create the structures, their référents where people live, then everybody else by size of structure."""
    network = Network([_add_site(batch, rng, places, establishment) for establishment in establishments])
    for kind, share in REFERENT_SHARES.items():
        sites = [site for site in network.sites if site.kind == kind and site.follows]
        for site in _spread(sites, places, max(1, round(share * staffing.referents))):
            network.referents[kind].append(network.hire(_add_worker(batch, rng, site)))
    hired = sum(len(team) for team in network.team.values())
    sizes = [site.size for site in network.sites]
    others = rng.choices(network.sites, sizes, k=max(0, staffing.professionals - hired - len(sizes)))
    for site in chain(network.sites, others):  # at least one professional everywhere
        network.hire(_add_worker(batch, rng, site))
    return network


def _spread(sites: Sequence[Site], places: Places, count: int) -> Iterator[Site]:
    """Where each référent works: areas by population (highest averages), then each structure in turn."""
    by_area: dict[str | None, list[Site]] = defaultdict(list)
    for site in sites:
        by_area[site.area].append(site)
    given: Counter[str | None] = Counter()
    for _ in range(count if sites else 0):
        area = max(by_area, key=lambda area: places.population_of_area[area] / (2 * given[area] + 1))
        yield by_area[area][given[area] % len(by_area[area])]
        given[area] += 1


def _add_site(batch: Batch, rng: Random, places: Places, establishment: Establishment) -> Site:
    place = places.by_code[establishment.commune_code]
    identifier = batch.add(
        Structure,
        batch.opened_on,
        None,
        name=establishment.name,
        kind=establishment.kind,
        address=fictional_street(rng),
        postal_code=place.postal_code,
        commune_code=place.code,
        phone=fictional_phone(rng, SOUTH_WEST),
        email=fictional_email(rng, "accueil", establishment.kind.value),
    )
    return Site(
        identifier,
        establishment.kind,
        establishment.name,
        place.area,
        establishment.size,
        establishment.follows,
    )


def _add_worker(batch: Batch, rng: Random, site: Site) -> Worker:
    post = rng.choice(POSTS[site.kind])
    name = draw_name(rng, draw_civility(rng), rng.randint(1962, 2000))
    last_name = name.usual_name or name.birth_name
    identifier = batch.add(
        Professional,
        batch.opened_on,
        None,
        structure_id=site.id,
        first_name=name.first_names,
        last_name=last_name,
        function=post.function,
        field=post.field,
        email=fictional_email(rng, name.first_names, last_name),
        phone=fictional_phone(rng, SOUTH_WEST),
    )
    return Worker(identifier, site, post.field)
