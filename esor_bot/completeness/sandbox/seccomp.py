"""The filter that refuses system calls a task never needs (Linux on x86_64 and aarch64).

Refused calls return an error instead of ending the process, so that libraries can cope. Numbers are from the
kernel's tables; a call that one of the two machines does not have is None there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable, Sequence

Numbers = tuple[int | None, int | None]
"""The number of a system call on x86_64 and on aarch64."""

# From 424 on the numbers are the same on all machines.
_NO_SUCH_CALL = {
    # What they do is described in memory that a filter can't read. "No such call" makes the C library use the old ones.
    "clone3": (435, 435), "openat2": (437, 437),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
}  # fmt: skip

_NETWORK = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    "recvfrom": (45, 207), "recvmsg": (47, 212), "recvmmsg": (299, 243),
}  # fmt: skip

_PROCESSES = {
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440),
    "process_mrelease": (448, 448), "kcmp": (312, 272), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "setpgid": (109, 154), "setsid": (112, 157), "setpriority": (141, 140),
}  # fmt: skip

_FILES = {
    "creat": (85, None), "mkdir": (83, None), "mkdirat": (258, 34), "mknod": (133, None), "mknodat": (259, 33),
    "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36),
    "truncate": (76, 45), "ftruncate": (77, 46), "fallocate": (285, 47), "chmod": (90, None), "fchmod": (91, 52),
    "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None), "fchown": (93, 55), "lchown": (94, None),
    "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None), "utimensat": (280, 88),
    "futimesat": (261, None), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466), "file_setattr": (469, 469), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "inotify_init": (253, None), "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    # Memory that no limit counts.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180),
}  # fmt: skip

_SYSTEM = {
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "move_mount": (429, 429),
    "open_tree": (428, 428), "open_tree_attr": (467, 467), "mount_setattr": (442, 442), "swapon": (167, 224),
    "swapoff": (168, 225), "quotactl": (179, 60), "quotactl_fd": (443, 443), "unshare": (272, 97),
    "setns": (308, 268), "personality": (135, 92), "setuid": (105, 146), "setgid": (106, 144),
    "setreuid": (113, 145), "setregid": (114, 143), "setresuid": (117, 147), "setresgid": (119, 149),
    "setfsuid": (122, 151), "setfsgid": (123, 152), "setgroups": (116, 159), "capset": (126, 91),
    "io_setup": (206, 0), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "iopl": (172, None), "ioperm": (173, None),
    "modify_ldt": (154, None), "acct": (163, 89), "syslog": (103, 116), "sethostname": (170, 161),
    "setdomainname": (171, 162), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "clock_adjtime": (305, 266), "adjtimex": (159, 171), "vhangup": (153, 58),
}  # fmt: skip

# Calls of which an argument decides.
_OPEN, _OPENAT, _CLONE = (2, None), (257, 56), (56, 220)
_KILL, _TGKILL, _PRCTL, _PRLIMIT64 = (62, 129), (234, 131), (157, 167), (302, 261)

_WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_TMPFILE
_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4

_ARCHES = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
"""Per machine: column in the tables, audit number, number of the call `seccomp` itself."""
_X32 = 0x40000000  # x86_64 has a second set of the same calls from this number on

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16

Instruction = tuple[int, int, int, int]
Check = tuple[int, int, bool]
"""A comparison, its operand, and whether the call is refused when it holds (True) or when it does not (False)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def program(machine: str, pid: int) -> bytes:
    """The filter for a process of this id, as the kernel takes it: 8 bytes an instruction."""
    column, arch, _ = _ARCHES[machine]
    lines: list[Instruction] = [(_LOAD, 0, 0, _ARCH_AT), (_EQUAL, 1, 0, arch), _refuse(errno.EPERM)]
    lines += [(_LOAD, 0, 0, _NUMBER_AT), (_AT_LEAST, 0, 1, _X32), _refuse(errno.ENOSYS)]
    for calls, error in ((_NO_SUCH_CALL, errno.ENOSYS), (_NETWORK | _PROCESSES | _FILES | _SYSTEM, errno.EPERM)):
        lines += _refused((numbers[column] for numbers in calls.values()), error)
    written = ((_ANY_BIT, _WRITING, True),)
    own = ((_EQUAL, pid, False),)
    lines += _checked(_OPEN[column], 1, written, errno.EACCES)
    lines += _checked(_OPENAT[column], 2, written, errno.EACCES)
    lines += _checked(
        _CLONE[column], 0, ((_ANY_BIT, _CLONE_THREAD, False), (_ANY_BIT, _CLONE_NAMESPACES, True)), errno.EPERM
    )
    lines += _checked(_KILL[column], 0, own, errno.EPERM)
    lines += _checked(_TGKILL[column], 0, own, errno.EPERM)
    options = ((_EQUAL, _PR_SET_PDEATHSIG, True), (_EQUAL, _PR_SET_DUMPABLE, True))
    lines += _checked(_PRCTL[column], 0, options, errno.EPERM)
    lines += _checked(_PRLIMIT64[column], 0, ((_EQUAL, 0, False),), errno.EPERM)
    lines.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def install() -> bool:
    """Put the filter on every thread of this process, for good; False where it can't be had."""
    machine = os.uname().machine
    if not sys.platform.startswith("linux") or machine not in _ARCHES or sys.maxsize < 2**32:
        return False
    code = program(machine, os.getpid())
    filter_program = _Program(len(code) // 8, code)
    mode_filter, all_threads = 1, 1
    call = ctypes.CDLL(None, use_errno=True).syscall
    return bool(call(_ARCHES[machine][2], mode_filter, all_threads, ctypes.byref(filter_program)) == 0)


def _refuse(error: int) -> Instruction:
    return (_RETURN, 0, 0, _ERROR | error)


def _refused(numbers: Iterable[int | None], error: int) -> list[Instruction]:
    """Refuse these calls, whatever their arguments."""
    return [line for number in numbers if number is not None for line in ((_EQUAL, 0, 1, number), _refuse(error))]


def _checked(number: int | None, argument: int, checks: Sequence[Check], error: int) -> list[Instruction]:
    """Refuse a call when the low half of an argument fails a check. Later rules see the call's number again."""
    if number is None:
        return []
    body: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument)]
    for comparison, operand, refused_when in checks:
        body += [(comparison, *((0, 1) if refused_when else (1, 0)), operand), _refuse(error)]
    body.append((_RETURN, 0, 0, _ALLOW))
    return [(_EQUAL, 0, len(body), number), *body]
