"""The administrator's command line: `python -m db --help`."""

import argparse
import logging
import sys
from collections.abc import Callable
from datetime import date

from sqlalchemy.exc import DatabaseError, OperationalError

from db import schema
from db.actions.derived_lines import refresh_every_line
from db.actions.job_plans import plan_every_job
from db.backups.before_migration import copy_before_migration, mark_as_used
from db.command_accounts import add_create_account
from db.command_backups import add_backups
from db.command_inactive import add_close_inactive
from db.command_leave import add_leave
from db.command_retention import add_retention
from db.engine import SessionFactory, build_engine, connect
from db.queries.checks import run_checks
from db.reference.loader import load_reference
from domain.errors import DomainError
from settings import SettingsError, get_settings

EXIT_DONE, EXIT_REFUSED, EXIT_SETTINGS, EXIT_DATABASE = 0, 1, 2, 3


def migrate(arguments: argparse.Namespace) -> int:
    """Upgrade the schema, load reference data, compute derived lines again as this version defines them.

    With --check, only compare the schema with the models.
    """
    if arguments.check:
        if schema.matches_models():
            return EXIT_DONE
        print("Les modèles et les migrations diffèrent : ajoutez une révision.", file=sys.stderr)
        return EXIT_REFUSED
    settings = get_settings()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if copy := copy_before_migration(settings.migration_url, settings.data_dir / "avant-mise-a-jour"):
        print(f"Copie de la base avant de la changer : {copy}")
    schema.upgrade()
    engine = connect(settings.migration_url)
    schema.refresh_statistics(engine)  # without them, lines computed from new indexes take minutes
    with SessionFactory.begin() as session:
        load_reference(session)
        plan_every_job(session)
        refresh_every_line(session)
    mark_as_used(settings.migration_url)
    print("Base à jour.")
    return EXIT_DONE


def load_demo(arguments: argparse.Namespace) -> int:
    """Load the fictional territory, unless real people are there."""
    from db.demo.loader import load_demo as load  # its lists of names are of no use to other commands
    from web.passwords import hash_password

    settings = get_settings()
    load(
        connect(settings.migration_url),
        people=arguments.people,
        seed=arguments.seed,
        today=arguments.today,
        data_dir=settings.data_dir,
        hash_password=hash_password,
        report=print,
    )
    return EXIT_DONE


def check(_arguments: argparse.Namespace) -> int:
    """Say whether the database keeps its promises; one line per broken one."""
    engine = build_engine(get_settings().migration_url)
    if problem := schema.why_not_ready(engine):
        raise DomainError(problem)
    with engine.connect() as connection:
        broken = run_checks(connection)
    for finding in broken:
        print(f"✗ {finding}")
    print("Contrôle terminé : " + (f"{len(broken)} anomalie(s)." if broken else "aucune anomalie."))
    return EXIT_REFUSED if broken else EXIT_DONE


def build_parser() -> argparse.ArgumentParser:
    """The commands and their French help."""
    parser = argparse.ArgumentParser(prog="python -m db", description="Administration de la base de Jalons.")
    commands = parser.add_subparsers(title="commandes", required=True, metavar="COMMANDE")
    _add(commands, "migrate", migrate, "crée ou met à jour la base").add_argument(
        "--check", action="store_true", help="compare seulement les migrations aux modèles (code 1 si écart)"
    )
    add_create_account(_add, commands)
    demo = _add(commands, "load-demo", load_demo, "charge le territoire de démonstration (fictif)")
    demo.add_argument("--people", type=int, default=2000, help="nombre de personnes (2000 par défaut)")
    demo.add_argument("--seed", type=int, default=66, help="graine du tirage (66 par défaut)")
    demo.add_argument("--today", type=date.fromisoformat, default=None, help="date du jour, AAAA-MM-JJ")
    _add(commands, "check", check, "vérifie la cohérence de la base")
    add_close_inactive(_add, commands)
    add_backups(_add, commands)
    add_retention(_add, commands)
    add_leave(_add, commands)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
    command.set_defaults(run=run)
    return command


def main() -> int:
    """Run one command; the exit status says how it ended (0 done, 1 refused, 2 settings, 3 database)."""
    logging.disable(logging.WARNING)  # Streamlit, imported with the passwords, warns that it serves nothing
    arguments = build_parser().parse_args()
    try:
        return int(arguments.run(arguments))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return EXIT_SETTINGS
    except DomainError as error:
        print(error, file=sys.stderr)
        return EXIT_REFUSED
    except OperationalError as error:
        print(f"La base ne répond pas : {error.orig}", file=sys.stderr)
        return EXIT_DATABASE
    except DatabaseError as error:
        print(f"La base est illisible : {error.orig}. Ne l’effacez pas : restaurez.", file=sys.stderr)
        return EXIT_DATABASE


if __name__ == "__main__":
    sys.exit(main())
