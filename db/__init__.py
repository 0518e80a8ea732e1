"""The database: engine, tables, reads, writes, migrations and command line."""
