"""Forbids this process, for good, what a reader of pictures never does: other programs, other processes, connections.

A filter of system calls (seccomp); where this kind of machine is not known here, or its system has none, the limits of
`__main__.py` hold alone: no file and no connection can be opened all the same.
"""

import ctypes
import errno
import os
import struct

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
UNKNOWN = 0x00050000 | errno.ENOSYS
CLONE_THREAD = 0x00010000

# By machine: how the kernel names it; clone; clone3; and of the rest, in this order: execve, execveat, fork, vfork,
# ptrace, process_vm_readv, process_vm_writev, kill, socket, connect, bind, listen, sendto, sendmsg, open, openat,
# openat2, creat, mount, bpf, io_uring_setup, memfd_create, userfaultfd, keyctl, unlink, unlinkat, rename; then what else
# changes files without opening one (truncate, rename*, chmod*, chown*, mkdir*, rmdir, link*, symlink*, mknod*, xattrs,
# open_by_handle_at), signals others (tkill, tgkill, sigqueue, pidfd), or leaves (unshare, setns, socketpair, accept*,
# sendmmsg, perf_event_open, add_key, request_key).
MACHINES = {
    "x86_64": (0xC000003E, 56, 435, [
        59, 322, 57, 58, 101, 310, 311, 62, 41, 42, 49, 50, 44, 46, 2, 257, 437, 85, 165, 321, 425, 319, 323, 250, 87, 263,
        82,
        76, 77, 264, 316, 90, 91, 268, 452, 92, 93, 94, 260, 83, 258, 84, 86, 265, 88, 266, 133, 259, 188, 189, 190, 197, 198, 199,
        304, 200, 234, 129, 297, 424, 434, 272, 308, 53, 43, 288, 307, 298, 248, 249,
    ]),
    "aarch64": (0xC00000B7, 220, 435, [
        221, 281, 117, 270, 271, 129, 198, 203, 200, 201, 206, 211, 56, 437, 40, 280, 425, 279, 282, 219, 35,
        45, 46, 38, 276, 52, 53, 452, 54, 55, 34, 37, 36, 33, 5, 6, 7, 14, 15, 16, 265, 130, 131, 138, 240, 424, 434, 97, 268, 199,
        202, 242, 269, 241, 217, 218,
    ]),
}


def step(code, if_true, if_false, value):
    return struct.pack("HBBI", code, if_true, if_false, value)


def forbid():
    """Puts the filter on, whatever becomes of it."""
    if os.uname().machine not in MACHINES:
        return
    kernel, clone, clone3, refused = MACHINES[os.uname().machine]
    load, equal, any_of, answer = 0x20, 0x15, 0x45, 0x06
    steps = [
        step(load, 0, 0, 4), step(equal, 1, 0, kernel), step(answer, 0, 0, REFUSE),
        step(load, 0, 0, 0),
        # Numbers of the other kind of program on the same machine (x32).
        step(0x35, 0, 1, 0x40000000), step(answer, 0, 0, REFUSE),
        # A thread may be begun, a process may not; what cannot be looked into is not there.
        step(equal, 0, 1, clone3), step(answer, 0, 0, UNKNOWN),
        step(equal, 0, 4, clone), step(load, 0, 0, 16), step(any_of, 0, 1, CLONE_THREAD),
        step(answer, 0, 0, ALLOW), step(answer, 0, 0, REFUSE),
    ]
    for number in refused:
        steps += [step(equal, 0, 1, number), step(answer, 0, 0, REFUSE)]
    steps.append(step(answer, 0, 0, ALLOW))
    program = b"".join(steps)
    held = ctypes.create_string_buffer(program, len(program))
    filters = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(held)))
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_SET_SECCOMP, FILTER, filters, 0, 0)
