"""Reads a workbook (XLSX, XLS, ODS) from standard input and writes its sheets to standard output.

One JSON value a line, in the order of the workbook:

    {"sheet": NAME, "hidden": false}             a sheet begins
    {"row": 3, "cells": [["A", "s", "城关镇"]]}    a row that holds something: column, kind, text
    {"merged": ["A4:A6"]}                        the merged cells of the sheet, at its end
    {"notice": "macros"}                         what was passed over; date1904: numbers count days from 1904
    {"refused": "password"}                      why nothing, or no more, is read
    {"end": true}                                all was read

Kinds: s text, n number as stored, d day, t moment, h time, m month, b boolean, e error, f formula without a result.

Whatever the file holds, this process opens no file and no connection once it has begun to read, starts no other
process, and takes no more memory, time and output than it is given here; its parent ends it by the clock.
"""

import codecs
import json
import resource
import sys

import common
import ods
import xlsx

try:
    import xls
except ImportError:
    xls = None

sys.path.insert(0, sys.argv[1])
import confinement  # noqa: E402

MEMORY = 1 << 30
SECONDS = 40


def confine():
    """Takes from this process what it does not need, for good."""
    for what, most in [
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NPROC, 0), (resource.RLIMIT_NOFILE, 3),
    ]:
        resource.setrlimit(what, (most, most))
    # One second less ends it by a signal that says why; at the last one the kernel kills it, as others may.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    confinement.forbid()


def reader(data):
    """What reads such a file."""
    if data.startswith(b"PK"):
        archive = common.Archive(data)
        return ods.read(archive) if archive.has("content.xml") else xlsx.read(archive)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") or data[:2] == b"\t\x08":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise common.Refused("password")
        if xls is None:
            raise common.Refused("xlsNeedsPackage")
        return xls.read(data)
    raise common.Refused("notASheet")


def say(value):
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    # A codec that was not used yet is a file that is opened later.
    for codec in ["ascii", "latin-1", "utf-16-le", "cp437", "cp936", "cp950", "cp1252", "gb18030"]:
        codecs.lookup(codec)
    confine()
    try:
        data = sys.stdin.buffer.read(common.MOST_BYTES + 1)
        if len(data) > common.MOST_BYTES:
            raise common.Refused("tooLarge")
        written = 0
        for value in reader(data):
            written += len(value.get("cells", ()))
            if written > common.MOST_CELLS:
                raise common.Refused("tooManyCells")
            say(value)
        say({"end": True})
    except common.Refused as refused:
        say({"refused": refused.why})
    except MemoryError:
        say({"refused": "tooLarge"})
    except Exception:  # Whatever a damaged file makes a reader stumble over.
        say({"refused": "damaged"})
    sys.stdout.flush()


main()
