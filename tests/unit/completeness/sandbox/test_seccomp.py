"""The filter for system calls, as a program."""

from __future__ import annotations

import struct

import pytest

from esor_bot.completeness.sandbox.seccomp import program

ALLOW, EPERM, EACCES, ENOSYS = 0x7FFF0000, 0x50001, 0x5000D, 0x50026
ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
PID = 4711


def decide(machine: str, number: int, *arguments: int, arch: int | None = None) -> int:
    """What the filter answers: the kernel's machine for such filters, as far as they use it."""
    code = list(struct.iter_unpack("=HBBI", program(machine, PID)))
    given = struct.pack("=IIQ6Q", number, arch or ARCHES[machine], 0, *arguments, *[0] * (6 - len(arguments)))
    value, at = 0, 0
    while True:
        what, yes, no, operand = code[at]
        at += 1
        if what == 0x20:
            value = struct.unpack_from("=I", given, operand)[0]
        elif what == 0x06:
            return int(operand)
        else:
            holds = {0x15: value == operand, 0x35: value >= operand, 0x45: bool(value & operand)}[what]
            at += yes if holds else no


@pytest.mark.parametrize(
    ("machine", "number", "arguments", "answer"),
    [
        ("x86_64", 0, (), ALLOW),  # read
        ("x86_64", 9, (), ALLOW),  # mmap
        ("x86_64", 41, (2, 1), EPERM),  # socket
        ("x86_64", 59, (), EPERM),  # execve
        ("x86_64", 57, (), EPERM),  # fork
        ("x86_64", 435, (), ENOSYS),  # clone3
        ("x86_64", 425, (), ENOSYS),  # io_uring_setup
        ("x86_64", 2, (0, 0), ALLOW),  # open to read
        ("x86_64", 2, (0, 0o1), EACCES),
        ("x86_64", 257, (0, 0, 0o2000000), ALLOW),  # openat to read, closed on exec
        ("x86_64", 257, (0, 0, 0o2), EACCES),
        ("x86_64", 257, (0, 0, 0o100), EACCES),
        ("x86_64", 257, (0, 0, 0o1000), EACCES),
        ("x86_64", 257, (0, 0, 0o20200000), EACCES),
        ("x86_64", 56, (0x3D0F00,), ALLOW),  # clone of a thread, as the C library asks for it
        ("x86_64", 56, (17,), EPERM),  # clone of a process
        ("x86_64", 56, (0x10000 | 0x10000000,), EPERM),  # a thread with a user namespace of its own
        ("x86_64", 62, (PID, 9), ALLOW),  # kill oneself
        ("x86_64", 62, (1, 9), EPERM),
        ("x86_64", 62, (0, 9), EPERM),
        ("x86_64", 234, (PID, PID, 6), ALLOW),  # abort
        ("x86_64", 157, (15,), ALLOW),  # a thread's name
        ("x86_64", 157, (1, 0), EPERM),
        ("x86_64", 302, (0,), ALLOW),
        ("x86_64", 302, (PID + 1,), EPERM),
        ("aarch64", 63, (), ALLOW),  # read
        ("aarch64", 41, (), EPERM),  # pivot_root there
        ("aarch64", 57, (), ALLOW),  # close there, fork on the other
        ("aarch64", 59, (), ALLOW),  # pipe2 there, execve on the other
        ("aarch64", 198, (), EPERM),  # socket
        ("aarch64", 221, (), EPERM),  # execve
        ("aarch64", 56, (0, 0, 0o1), EACCES),  # openat
        ("aarch64", 56, (0, 0, 0), ALLOW),
        ("aarch64", 220, (0x3D0F00,), ALLOW),  # clone
        ("aarch64", 220, (17,), EPERM),
        ("aarch64", 129, (1, 9), EPERM),  # kill
    ],
)
def test_decisions(machine: str, number: int, arguments: tuple[int, ...], answer: int) -> None:
    """Each call is answered as its number and arguments ask for."""
    assert decide(machine, number, *arguments) == answer


def test_second_set_of_calls_is_closed() -> None:
    """A call in another numbering, by which a filter could be passed, is refused."""
    assert decide("x86_64", 0x40000000 + 41) == ENOSYS
    assert decide("x86_64", 102, arch=0x40000003) == EPERM  # socketcall of 32 bits
