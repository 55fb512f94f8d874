"""Reads what a paper says from standard input, as JSON, and writes it to standard output as a file: PDF or DOCX, by the
second argument.

A line of JSON, and behind it the bytes of the file:

    {"bytes": 91244}
    {"refused": "noFonts"}                       why there is none, and then nothing behind it

Refused: noTypst and noDocx (the package is not installed), noFonts (Noto Serif CJK SC and Noto Sans CJK SC are not),
tooLarge (more than is taken, or than fits into the memory given), unreadable (no paper, or one that the program stumbles over).

What a paper says, in one language (`Sources/Papers/PaperMaker.swift` writes it):

    {"language": "zh", "office": "…", "redHead": "…" or null, "number": "…", "title": "…", "about": ["…"],
     "date": "2021-08-23", "dateShown": "2021年8月23日", "copies": "…" or null, "signatures": ["…"], "parts": [PART, …]}

A part is one of

    {"kind": "heading", "text": "…"}      {"kind": "paragraph", "text": "…"}       {"kind": "note", "text": "…"}
    {"kind": "sentences", "items": ["…"]}
    {"kind": "table", "title": "…", "columns": [{"title": "…", "share": 2, "isFigure": true}], "rows": [["…"]],
     "isFine": false, "none": "…"}           in the smallest letters or not; and what stands in the place of no rows
    {"kind": "bars", "title": "…", "bars": [{"label": "…", "value": "…", "parts": [{"colour": "blue", "share": 33.3}]}]}

All of it is text: nothing of it is read as markup, of Typst or of Word. Once the process has begun to read, it opens no file
and no connection, starts no other process, and takes no more memory, time and output than it is given here; its parent
ends it by the clock.
"""

import json
import resource
import sys
import time

sys.path.insert(0, sys.argv[1])
import confinement  # noqa: E402

MEMORY = 1 << 30
SECONDS = 40
MOST_BYTES = 32 << 20


class Refused(Exception):
    """Why there is no file, in one word."""


def maker(kind):
    """What makes such a file, with all opened that it will ever open."""
    if kind == "pdf":
        try:
            import pdf
        except ImportError as error:
            raise Refused("noTypst") from error
        if not pdf.has_fonts():
            raise Refused("noFonts")
        return pdf.Maker()
    try:
        import word
    except ImportError as error:
        raise Refused("noDocx") from error
    return word.Maker()


def confine():
    """Takes from this process what it does not need, for good."""
    for what, most in [
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 3),
    ]:
        resource.setrlimit(what, (most, most))
    # One second less ends it by a signal that says why; at the last one the kernel kills it, as others may.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    confinement.forbid()


def main():
    out = sys.stdout.buffer
    made = b""
    try:
        time.localtime()
        make = maker(sys.argv[2])
        confine()
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Refused("tooLarge")
        made = make(json.loads(data))
        line = {"bytes": len(made)}
    except Refused as refused:
        line = {"refused": str(refused)}
        while sys.stdin.buffer.read(1 << 20):  # Whoever sends it all hears why.
            pass
    except MemoryError:
        line = {"refused": "tooLarge"}
    except Exception:  # Whatever a paper makes the program stumble over.
        line = {"refused": "unreadable"}
    out.write(json.dumps(line).encode() + b"\n" + made)
    out.flush()


if __name__ == "__main__":
    main()
