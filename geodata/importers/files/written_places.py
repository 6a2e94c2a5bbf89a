"""Confinement of a process's writing to one folder, by the kernel (Landlock) where it can."""

import ctypes
import os
import struct
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38
_WRITE_FILE = 1 << 1
# Write a file, remove a folder or file, make any kind of thing; moving between folders; truncating.
_FIRST_VERSION = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
_SINCE = {2: 1 << 13, 3: 1 << 14}


def write_only_into(folder: Path) -> bool:
    """Whether the kernel now refuses this process every write outside the folder."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION))
    if version < 1:
        return False
    rights = _FIRST_VERSION | sum(right for since, right in _SINCE.items() if version >= since)
    handled = struct.pack("<Q", rights)
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), ctypes.c_uint(0))
    if rules < 0:
        return False
    try:
        _allow(libc, rules, str(folder), rights)
        _allow(libc, rules, os.devnull, _WRITE_FILE)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        return libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint(0)) == 0
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("<Qi", rights, place), ctypes.c_uint(0))
    finally:
        os.close(place)
