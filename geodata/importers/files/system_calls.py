"""A filter that makes the kernel refuse a process network, new programs and reaching into other processes."""

import ctypes
import platform
import struct

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | 13  # the call fails with EACCES
_KILL = 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4
# Calls through the second calling convention of x86_64 carry this bit.
_X32 = 0x40000000
# Per machine: its audit number and the numbers of the refused calls. socket is refused whatever the family:
# reading a file needs none, not even a local one.
_MACHINES = {
    "x86_64": (
        0xC000003E,
        {"socket": 41, "connect": 42, "bind": 49, "kill": 62, "execve": 59, "execveat": 322, "ptrace": 101,
         "process_vm_readv": 310, "process_vm_writev": 311, "io_uring_setup": 425, "mount": 165, "bpf": 321,
         "pidfd_open": 434, "setsid": 112},
    ),
    "aarch64": (
        0xC00000B7,
        {"socket": 198, "connect": 203, "bind": 200, "kill": 129, "execve": 221, "execveat": 281, "ptrace": 117,
         "process_vm_readv": 270, "process_vm_writev": 271, "io_uring_setup": 425, "mount": 40, "bpf": 280,
         "pidfd_open": 434, "setsid": 157},
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


def refuse_calls() -> bool:
    """Whether the filter is in force; False on machines whose call numbers are not known here."""
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    code = _program(*known)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0


def _program(architecture: int, calls: dict[str, int]) -> bytes:
    """The filter's instructions: (code, jump if true, jump if false, operand), eight bytes each."""
    numbers = sorted(calls.values())
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(numbers) + 1, 0, _X32),
    ]
    for place, number in enumerate(numbers):
        steps.append((_EQUAL, len(numbers) - place, 0, number))
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)
