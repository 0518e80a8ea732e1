"""The screens of an import, piece by piece."""
