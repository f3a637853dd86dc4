"""Files of SQLite in this process. Two copies of SQLite on one file lose each other's locks, and its data with them."""

from __future__ import annotations

import os

_SQLITE = "sqlite:"
#: Files that the host has open with a SQLite of its own, each with the words of whoever says so.
_theirs: dict[str, str] = {}
#: Files that the engine has open with its own.
_ours: set[str] = set()


def keep_off(path: str | os.PathLike[str], why: str) -> bool:
    """Nobody opens this file any more. Says whether somebody has before."""
    file = os.path.realpath(path)
    _theirs[file] = why
    return file in _ours


def opening(url: str) -> None:
    """Somebody is about to open the store of this URL."""
    if not url.startswith(_SQLITE):
        return
    try:
        file = os.path.realpath(url[len(_SQLITE) :])
    except ValueError:
        return  # No file can be called so; the engine says it better.
    if file in _theirs:
        raise ValueError(f"{file}: {_theirs[file]}")
    _ours.add(file)
