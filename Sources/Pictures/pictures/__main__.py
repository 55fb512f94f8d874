"""Reads a picture (JPEG, PNG, WebP, HEIC) from standard input and writes what may be shown of it to standard output.

A line of JSON, and behind it the bytes of two pictures anew, both JPEG in sRGB, upright, without metadata:

    {"width": 4000, "height": 3000, "beyond": 0, "page": 183022, "thumbnail": 9120}
    {"refused": "cutOff"}                        why there are none, and then nothing behind it

`beyond` is how many bytes the file holds behind the picture. Refused: cutOff, damaged, tooLarge (pixels or memory),
noReader (this machine has no libvips), unknown (none of the four kinds).

Whatever the file holds, this process opens no file and no connection once it has begun to read, starts no other
process, and takes no more memory, time and output than it is given here; its parent ends it by the clock.
"""

import base64
import json
import resource
import sys

import ends
import vips

sys.path.insert(0, sys.argv[1])
import confinement  # noqa: E402

MEMORY = 1 << 30
SECONDS = 20
MOST_BYTES = 20 << 20
# A telephone takes 108 million at most, unless it is asked for more.
MOST_PIXELS = 120_000_000
PAGE, THUMBNAIL = 1600, 320

# A picture of one pixel each, read before the process is confined: what a reader opens, it has opened then.
WARMING = [
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
]


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


def made(data):
    """The line and the bytes behind it."""
    kind = ends.kind(data)
    if kind is None:
        return {"refused": "unknown"}, b""
    width, height = vips.size(data)
    if width * height > MOST_PIXELS:
        return {"refused": "tooLarge"}, b""
    page, upright = vips.thumbnail(data, PAGE, 82)
    small, _ = vips.thumbnail(page, THUMBNAIL, 75)
    if upright[0] < upright[1] and width > height or upright[0] > upright[1] and width < height:
        width, height = height, width
    line = {
        "width": width, "height": height, "beyond": ends.beyond(kind, data), "page": len(page), "thumbnail": len(small)
    }
    return line, page + small


def main():
    out = sys.stdout.buffer
    if not vips.load():
        out.write(b'{"refused": "noReader"}\n')
        return
    for picture in WARMING:
        vips.thumbnail(base64.b64decode(picture), 1, 75)
    confine()
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        line, pictures = ({"refused": "tooLarge"}, b"") if len(data) > MOST_BYTES else made(data)
    except vips.Failed as failed:
        line, pictures = {"refused": ends.why(data, failed)}, b""
    except MemoryError:
        line, pictures = {"refused": "tooLarge"}, b""
    except Exception:  # Whatever a damaged file makes this program stumble over.
        line, pictures = {"refused": "damaged"}, b""
    out.write(json.dumps(line).encode() + b"\n" + pictures)
    out.flush()


main()
