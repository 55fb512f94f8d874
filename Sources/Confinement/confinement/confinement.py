"""Forbids this process, for good, all but what a reader of bytes needs once it has begun: memory, threads, what it was given
to read and what it says.

A filter of system calls (seccomp); where this kind of machine is not known here, or its system has none, the limits of
`__main__.py` hold alone: no file and no connection can be opened all the same.

The calls were found by running the readers on whole, cut off and changed files under strace, on x86_64; those of other
machines are the same by name.
"""

import ctypes
import errno
import os
import struct

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2
# Of the call `seccomp`: put a filter on, on all threads that there are.
SET_FILTER, ALL_THREADS = 1, 1
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
UNKNOWN = 0x00050000 | errno.ENOSYS
CLONE_THREAD = 0x00010000
# Calls from this number on are newer than this list: whoever tries them does without where there are none.
NEWER = 436

# By machine: how the kernel names it; seccomp; clone; tgkill; and what is allowed whatever its arguments are.
MACHINES = {
    "x86_64": (0xC000003E, 317, 56, 234, {
        "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
        "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sched_yield": 24, "mremap": 25,
        "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60, "sigaltstack": 131, "gettid": 186, "futex": 202,
        "sched_getaffinity": 204, "restart_syscall": 219, "clock_gettime": 228, "clock_nanosleep": 230, "exit_group": 231,
        "set_robust_list": 273, "getrandom": 318, "membarrier": 324, "rseq": 334,
    }),
    "aarch64": (0xC00000B7, 277, 220, 131, {
        "close": 57, "lseek": 62, "read": 63, "write": 64, "ppoll": 73, "fstat": 80, "exit": 93,
        "exit_group": 94, "futex": 98, "set_robust_list": 99, "nanosleep": 101, "clock_gettime": 113,
        "clock_nanosleep": 115, "sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "sigaltstack": 132,
        "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "getpid": 172, "gettid": 178, "brk": 214,
        "munmap": 215, "mremap": 216, "mmap": 222, "mprotect": 226, "madvise": 233, "getrandom": 278, "membarrier": 283,
        "rseq": 293,
    }),
}


def step(code, if_true, if_false, value):
    return struct.pack("HBBI", code, if_true, if_false, value)


def forbid():
    """Puts the filter on, whatever becomes of it."""
    if os.uname().machine not in MACHINES:
        return
    kernel, seccomp, clone, tgkill, allowed = MACHINES[os.uname().machine]
    load, equal, at_least, any_of, answer = 0x20, 0x15, 0x35, 0x45, 0x06
    steps = [
        step(load, 0, 0, 4), step(equal, 1, 0, kernel), step(answer, 0, 0, REFUSE),
        step(load, 0, 0, 0),
        # Numbers of the other kind of program on the same machine (x32).
        step(at_least, 0, 1, 0x40000000), step(answer, 0, 0, REFUSE),
        # clone3 among them, whose arguments cannot be looked into.
        step(at_least, 0, 1, NEWER - 1), step(answer, 0, 0, UNKNOWN),
        # A thread may be begun, a process may not.
        step(equal, 0, 4, clone), step(load, 0, 0, 16), step(any_of, 0, 1, CLONE_THREAD),
        step(answer, 0, 0, ALLOW), step(answer, 0, 0, REFUSE),
        # Nobody but itself is signalled, as a program does that gives up.
        step(equal, 0, 4, tgkill), step(load, 0, 0, 16), step(equal, 0, 1, os.getpid()),
        step(answer, 0, 0, ALLOW), step(answer, 0, 0, REFUSE),
    ]
    for number in allowed.values():
        steps += [step(equal, 0, 1, number), step(answer, 0, 0, ALLOW)]
    steps.append(step(answer, 0, 0, REFUSE))
    program = b"".join(steps)
    held = ctypes.create_string_buffer(program, len(program))
    filters = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(held)))
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A thread that was begun before is confined too, where the kernel can do that; this one in any case.
    if libc.syscall(seccomp, SET_FILTER, ALL_THREADS, filters) != 0:
        libc.prctl(PR_SET_SECCOMP, FILTER, filters, 0, 0)
