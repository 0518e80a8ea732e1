"""The walls of the house. Each test also shows its rule a bad file, so that no rule is held by accident."""

from tests import architecture
from tests.architecture import Rule, Source, imports_only, never_imports

SOURCES = architecture.sources()
FIGURES = "db.queries.indicators"
RAW_FIGURES = ("alerted", "breakdowns", "delay_rows", "events", "figures", "job_measures", "job_people")
RAW_FIGURES += ("judged", "measures", "populations")
CACHED: frozenset[str] = frozenset()  # "path::function": reference lists and non-nominative aggregates only


def holds(rule: Rule, *, refuses: Source) -> bool:
    """True when every file keeps the rule; the rule must refuse the bad file that it is given."""
    assert rule(refuses), "this rule refuses nothing"
    broken = [place for source in SOURCES for place in rule(source)]
    assert not broken, "\n".join(broken)
    return True


def test_the_project_has_files_to_check():
    assert {"settings.py", "domain/access.py", "tests/conftest.py"} <= {source.path for source in SOURCES}


def test_domain_imports_the_standard_library_only():
    libraries = {
        "domain/matching.py": ("rapidfuzz",),
        "domain/second_factor.py": ("pyotp",),
        "domain/diagnosis/core.py": ("data_inclusion",),
        "domain/imports/workbooks.py": ("python_calamine",),
        "domain/offer/validation.py": ("data_inclusion", "pydantic"),
        "domain/indicators/survival.py": ("numpy", "scipy"),
    }
    rule = imports_only("domain/", "domain", but=libraries)
    assert holds(rule, refuses=Source("domain/rules.py", "import streamlit as st"))


def test_db_imports_domain_settings_and_the_libraries_of_data():
    allowed = ("db", "domain", "settings", "sqlalchemy", "alembic", "pandas", "data_inclusion")
    passwords = ("web.passwords", "streamlit_authenticator")
    command_line = {"db/__main__.py": passwords, "db/command_accounts.py": passwords}
    sealing = {"db/backups/archives.py": ("pyrage",), "db/sealing.py": ("cryptography",)}
    rule = imports_only("db/", *allowed, but=command_line | sealing)
    assert holds(rule, refuses=Source("db/queries/people.py", "from web.passwords import hash_password"))
    assert rule(Source("db/__main__.py", "import web.wall"))


def test_components_never_know_the_database_nor_the_settings():
    libraries = ("streamlit", "altair", "pandas", "xlsxwriter", "reportlab", "docx", "icalendar")
    drawing = {"components/second_factor.py": ("segno",)}
    rule = imports_only("components/", "components", "domain", "navigation", *libraries, but=drawing)
    assert holds(rule, refuses=Source("components/people.py", "from db.engine import read_session"))
    assert rule(Source("components/people.py", "from settings import get_settings"))


def test_pages_put_the_layers_together_but_never_import_web_nor_sqlalchemy():
    ours = ("components", "db", "domain", "navigation", "settings")
    passwords = {
        "pages/account/account.py": ("web.passwords",),  # where streamlit-authenticator's widget lives
        "pages/administration/accounts.py": ("web.passwords",),  # hashes the passwords that it gives
    }
    rule = imports_only("pages/", *ours, "streamlit", "altair", "pandas", but=passwords)
    assert holds(rule, refuses=Source("pages/people/list.py", "from sqlalchemy import select"))


def test_web_imports_components_db_domain_and_settings():
    ours = ("web", "components", "db", "domain", "settings")
    theirs = (
        "streamlit",
        "starlette",
        "sqlalchemy",
        "streamlit_authenticator",
        "bcrypt",
        "anyio",
        "google.protobuf",
    )
    rule = imports_only("web/", *ours, *theirs)
    assert holds(rule, refuses=Source("web/sign_in.py", "import navigation"))


def test_navigation_imports_domain_only():
    rule = imports_only("navigation.py", "domain")
    assert holds(rule, refuses=Source("navigation.py", "from db.engine import connect"))


def test_settings_import_the_standard_library_only():
    rule = imports_only("settings.py")
    assert holds(rule, refuses=Source("settings.py", "from domain.access import Role"))


def test_figures_before_secrecy_never_leave_the_queries():
    queries = ("db/queries/", "db/actions/dated_lines.py", "tests/", "bench/")  # it writes lines, tells none
    inside = tuple(source.path for source in SOURCES if source.path.startswith(queries))
    outside = [source for source in SOURCES if source.path not in inside]
    assert not [source.path for source in outside if FIGURES in source.imports]
    for name in RAW_FIGURES:
        rule = never_imports(f"{FIGURES}.{name}", except_in=inside)
        assert holds(rule, refuses=Source("pages/a/b.py", f"from {FIGURES}.{name} import list_figures"))


def test_nothing_imports_pages():
    bad = Source("bench/__main__.py", "from pages.people.caseload import table")
    assert holds(never_imports("pages"), refuses=bad)


def test_only_passwords_and_the_command_line_import_streamlit_authenticator():
    rule = never_imports(
        "streamlit_authenticator", except_in=("web/passwords.py", "db/__main__.py", "db/command_accounts.py")
    )
    assert holds(rule, refuses=Source("web/sign_in.py", "import streamlit_authenticator as stauth"))


def test_only_settings_read_the_environment_and_the_secrets():
    rule = architecture.reads_no_environment
    assert holds(rule, refuses=Source("web/wall.py", "import os\nhost = os.environ['HOST']"))
    assert rule(Source("pages/a/b.py", "import streamlit as st\nst.secrets['key']"))
    assert rule(Source("db/engine.py", "from os import getenv"))


def test_imports_are_never_relative():
    bad = Source("domain/rules.py", "from . import access")
    assert holds(architecture.no_relative_import, refuses=bad)


def test_no_script_stands_directly_under_pages():
    assert holds(architecture.no_script_directly_under_pages, refuses=Source("pages/admin.py", ""))


def test_every_page_first_asks_who_is_there():
    late = Source("pages/people/list.py", "import streamlit as st\nst.title('x')\nviewer = current_viewer()")
    assert holds(architecture.starts_with_current_viewer, refuses=late)
    assert architecture.starts_with_current_viewer(Source("pages/people/list.py", ""))


def test_html_is_never_trusted():
    """T072."""
    bad = Source("components/a.py", "st.markdown(text, unsafe_allow_html=True)")
    assert holds(architecture.no_unsafe_html, refuses=bad)


def test_nothing_is_cached_for_all_users_but_what_is_listed_here():
    """T053."""
    rule = architecture.no_shared_cache(CACHED)
    bad = "@st.cache_data(ttl=60)\ndef people():\n    return 1"
    assert holds(rule, refuses=Source("components/a.py", bad))
    assert not architecture.no_shared_cache(frozenset({"components/a.py::people"}))(
        Source("components/a.py", bad)
    )


def test_only_the_engine_commits():
    assert holds(architecture.no_commit, refuses=Source("db/actions/notes.py", "session.commit()"))


def test_functions_tests_pages_and_modules_stay_short():
    rule = architecture.keeps_sizes
    assert holds(rule, refuses=Source("domain/a.py", "def rule():\n" + "    pass\n" * 26))
    assert rule(Source("tests/test_a.py", "def test_a():\n" + "    pass\n" * 21))
    assert rule(Source("pages/a/b.py", "x = 1\n" * 121))
    assert rule(Source("web/a.py", "x = 1\n" * 201))


def test_what_remains_to_be_done_is_an_issue_not_a_comment():
    bad = Source("domain/a.py", "x = 1  # TODO later")
    assert holds(architecture.no_todo, refuses=bad)
