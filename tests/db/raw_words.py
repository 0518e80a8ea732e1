"""What somebody who holds the database reads in it: raw files of SQLite, every row of PostgreSQL."""

from sqlalchemy import Engine, inspect, text

from tests.services.databases import Database


def raw_words(engine: Engine, database: Database) -> bytes:
    """Every byte of the files (free pages and log included); every row of every table as text."""
    if engine.dialect.name == "sqlite":
        return b"".join(file.read_bytes() for file in sorted(database.data_dir.glob("jalons.db*")))
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        rows = [row for name in names for row in connection.scalars(text(f'select t::text from "{name}" t'))]
    return "\n".join(rows).encode()


def said(words: bytes, *wanted: str) -> list[str]:
    """Those of these words that are there, as they are typed, in capitals or escaped in JSON."""
    written = {word: (word, word.upper(), word.encode("unicode_escape").decode()) for word in wanted}
    return [word for word, forms in written.items() if any(form.encode() in words for form in forms)]
