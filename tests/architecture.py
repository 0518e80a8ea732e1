"""The house's rules, as functions from one source file to the sentences that say where it breaks them."""

import ast
import io
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = ("bench", "components", "db", "docs", "domain", "pages", "tests", "web")
SHIPPED = ("app.py", "navigation.py", "settings.py", "components/", "db/", "domain/", "pages/", "web/")
MIGRATIONS = "db/migrations/"
PAGE_LINES, MODULE_LINES, FUNCTION_LINES, TEST_LINES = 120, 200, 25, 20


@dataclass(frozen=True)
class Source:
    """One Python file: its path in the project, its text."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of its syntax tree."""
        return list(ast.walk(ast.parse(self.text)))

    @property
    def imports(self) -> Iterator[str]:
        """The full names of the modules that it imports."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.module or ""

    def attributes(self, name: str) -> Iterator[ast.Attribute]:
        """Where `….name` is read."""
        return (node for node in self.nodes if isinstance(node, ast.Attribute) and node.attr == name)


Rule = Callable[[Source], list[str]]


def sources() -> list[Source]:
    """Every Python file of the project."""
    files = [
        *PROJECT.glob("*.py"),
        *(file for folder in FOLDERS for file in (PROJECT / folder).rglob("*.py")),
    ]
    return [Source(str(file.relative_to(PROJECT)), file.read_text()) for file in sorted(files)]


def imports_only(layer: str, *allowed: str, but: dict[str, tuple[str, ...]] | None = None) -> Rule:
    """Files of this layer import the standard library and these packages; `but` adds some for one file."""

    def rule(source: Source) -> list[str]:
        if not source.path.startswith(layer):
            return []
        packages = sys.stdlib_module_names | {*allowed, *(but or {}).get(source.path, ())}
        unexpected = {name for name in source.imports if not _is_within(name, packages)}
        return [f"{source.path} imports {name}" for name in sorted(unexpected)]

    return rule


def never_imports(name: str, *, except_in: tuple[str, ...] = ()) -> Rule:
    """No file imports this package, but for the named ones."""

    def rule(source: Source) -> list[str]:
        found = source.path not in except_in and any(
            _is_within(imported, {name}) for imported in source.imports
        )
        return [f"{source.path} imports {name}"] if found else []

    return rule


def no_relative_import(source: Source) -> list[str]:
    """`from . import x` hides the layer."""
    return [_at(source, node) for node in source.nodes if isinstance(node, ast.ImportFrom) and node.level]


def reads_no_environment(source: Source) -> list[str]:
    """Only settings.py knows the environment and the secrets."""
    if source.path == "settings.py" or not source.path.startswith(SHIPPED):
        return []
    names = ("environ", "getenv", "secrets")
    found = [
        node
        for name in names
        for node in source.attributes(name)
        if ast.unparse(node.value) in ("os", "st", "streamlit")
    ]
    from_os = [node for node in source.nodes if isinstance(node, ast.ImportFrom) and node.module == "os"]
    hidden = [node for node in from_os if {alias.name for alias in node.names} & set(names)]
    return [_at(source, node) for node in [*found, *hidden]]


def no_script_directly_under_pages(source: Source) -> list[str]:
    """Streamlit would serve it by itself, without app.py."""
    return [source.path] if Path(source.path).parent == Path("pages") else []


def starts_with_current_viewer(source: Source) -> list[str]:
    """A page asks who is there before anything else: nobody signed in stops it."""
    if not source.path.startswith("pages/"):
        return []
    statements = ast.parse(source.text).body
    first = next((node for node in statements if not _is_header(node)), None)
    call = first.value if isinstance(first, ast.Expr | ast.Assign | ast.AnnAssign) else None
    is_projector = source.path == "pages/commissions/shared_screen.py"  # has a token, and no account
    guard = "current_projection" if is_projector else "current_viewer"
    is_guard = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == guard
    return [] if is_guard else [source.path]


def no_unsafe_html(source: Source) -> list[str]:
    """Measured: it executes what a user typed (security.md, D2)."""
    words = [node for node in source.nodes if isinstance(node, ast.keyword)]
    return [_at(source, word.value) for word in words if word.arg == "unsafe_allow_html"]


def no_shared_cache(allowed: frozenset[str]) -> Rule:
    """Streamlit's caches are shared by all users: only the functions listed as `path::name` may have one."""

    def rule(source: Source) -> list[str]:
        permitted = [node for node in _functions(source) if f"{source.path}::{node.name}" in allowed]
        exempt = {
            id(inner) for node in permitted for outer in node.decorator_list for inner in ast.walk(outer)
        }
        caches = [*source.attributes("cache_data"), *source.attributes("cache_resource")]
        return [
            _at(source, node) for node in caches if id(node) not in exempt and not _is_clearing(source, node)
        ]

    return rule


def no_commit(source: Source) -> list[str]:
    """Transactions end in db/engine.py only: one user action, one transaction."""
    if source.path == "db/engine.py" or not source.path.startswith(SHIPPED):
        return []
    calls = [node.func for node in source.nodes if isinstance(node, ast.Call)]
    return [_at(source, node) for node in source.attributes("commit") if node in calls]


def keeps_sizes(source: Source) -> list[str]:
    """Functions, tests, pages and modules short enough to be read in one go."""
    if source.path.startswith(MIGRATIONS):
        return []
    limit = PAGE_LINES if source.path.startswith("pages/") else MODULE_LINES
    lines = len(source.text.splitlines())
    too_long = [f"{source.path}: {lines} lines, {limit} at most"] if lines > limit else []
    for node in _functions(source):
        most = TEST_LINES if node.name.startswith("test_") else FUNCTION_LINES
        if (size := _body_lines(node)) > most:
            too_long.append(f"{_at(source, node)} {node.name}: {size} lines, {most} at most")
    return too_long


def no_todo(source: Source) -> list[str]:
    """What remains to be done is an issue, not a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    return [f"{source.path}:{token.start[0]}" for token in comments if "TODO" in token.string]


def _functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in source.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines to read: neither the signature, which the formatter spreads out, nor the docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or node.lineno) - body[0].lineno + 1 if body else 0


def _is_within(module: str, packages: set[str] | frozenset[str]) -> bool:
    """`web.passwords` is within `web` and within `web.passwords`."""
    parts = module.split(".")
    return any(".".join(parts[: length + 1]) in packages for length in range(len(parts)))


def _is_header(node: ast.stmt) -> bool:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.Import | ast.ImportFrom)


def _is_clearing(source: Source, cache: ast.Attribute) -> bool:
    return any(node.value is cache for node in source.attributes("clear"))


def _at(source: Source, node: ast.AST) -> str:
    return f"{source.path}:{getattr(node, 'lineno', 0)}"
