"""Measures the evidence store of a running server: seconds for a file of 20 MiB, the server's memory while four come at
once, and pictures made a second. The county is one for trying out: an inspection is filed in it, with its pictures.

    python3 scripts/measure/evidence.py http://127.0.0.1:8080 TOKEN PROCESS
"""

import concurrent.futures
import ctypes
import hashlib
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
import uuid

from filings import answers

SIZE = 20 << 20
PICTURES = 24


class Server:
    def __init__(self, address, token, process):
        self.address, self.token, self.process = address, token, process

    def ask(self, method, path, body=None, **fields):
        headers = {"Authorization": "Bearer " + self.token} | {name.replace("_", "-"): value for name, value in fields.items()}
        request = urllib.request.Request(self.address + path, data=body, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()[:500]}") from error

    def upload(self, data):
        begun, _ = self.ask("POST", "/api/v1/uploads", b"", Tus_Resumable="1.0.0", Upload_Length=str(len(data)))
        self.ask("PATCH", begun["Location"], data, Tus_Resumable="1.0.0", Upload_Offset="0",
                 Content_Type="application/offset+octet-stream")

    def memory(self, what):
        """MiB by the kernel's count: VmRSS now, VmHWM at most since `forget`."""
        for line in pathlib.Path(f"/proc/{self.process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith(what + ":"):
                return int(line.split()[1]) / 1024
        raise SystemExit(f"there is no {what} of process {self.process}")

    def forget(self):
        pathlib.Path(f"/proc/{self.process}/clear_refs").write_text("5", encoding="ascii")


def noise():
    """A JPEG by its first bytes, and of no other file's content."""
    return b"\xff\xd8\xff\xe0" + os.urandom(SIZE - 4)


def photographs(count):
    """JPEG of 4000 x 3000 pixels with some grain, made by libvips."""
    vips = ctypes.CDLL("libvips.so.42")
    vips.vips_init(b"lazaret-measure")
    made = []
    for number in range(count):
        image, grain = ctypes.c_void_p(), ctypes.c_void_p()
        double = ctypes.c_double
        vips.vips_gaussnoise(ctypes.byref(grain), 4000, 3000, b"mean", double(128), b"sigma", double(12),
                             b"seed", ctypes.c_int(number + 1), None)
        vips.vips_cast(grain, ctypes.byref(image), 0, None)
        buffer, length = ctypes.c_void_p(), ctypes.c_size_t()
        vips.vips_image_write_to_buffer(image, b".jpg[Q=80]", ctypes.byref(buffer), ctypes.byref(length), None)
        made.append(ctypes.string_at(buffer, length.value))
    return made


def new_id():
    """A UUID of version 7."""
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ~(0xF << 76) & (1 << 80) - 1 | 7 << 76
    return str(uuid.UUID(int=number))


def at_once(count, work, of):
    started = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(count) as workers:
        list(workers.map(work, of))
    return time.perf_counter() - started


def filed(server, pictures):
    """Files an inspection whose first answers name the pictures, ten each; gives where they are shown."""
    _, sites = server.ask("GET", "/api/v1/sites?kind=checkpoint")
    _, lists = server.ask("GET", "/api/v1/checklists")
    version = [one for one in json.loads(lists)["checklists"] if one["code"] == "checkpoint"][-1]["version"]
    _, shown = server.ask("GET", f"/api/v1/checklists/checkpoint?version={version}")
    sheet = answers(json.loads(shown)["checklist"], 28)
    digests = [hashlib.sha256(picture).hexdigest() for picture in pictures]
    plain = [(code, answer) for code, answer in sheet["answers"].items() if isinstance(answer, str)]
    named, places = {}, []
    for start, (code, answer) in zip(range(0, len(digests), 10), plain):
        named[code] = {"value": answer, "evidence": digests[start:start + 10]}
        places += [(code, index) for index in range(len(named[code]["evidence"]))]
    ended = time.time()
    moment = lambda at: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
    filing = {"id": new_id(), "site": json.loads(sites)["sites"][0]["site"]["code"], "checklist": "checkpoint",
              "kind": "routine", "inspectors": ["bench"], "escort": "bench", "startedAt": moment(ended - 1800),
              "finishedAt": moment(ended), "facts": sheet["facts"], "answers": named}
    server.ask("POST", "/api/v1/inspections", json.dumps(filing).encode(), Content_Type="application/json")
    return [f"/inspections/{filing['id']}/evidence/{code}/{index}" for code, index in places]


def main():
    server = Server(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    print(f"memory at rest: {server.memory('VmRSS'):.0f} MiB")
    started = time.perf_counter()
    server.upload(noise())
    print(f"one file of 20 MiB: {time.perf_counter() - started:.2f} s")
    for count in (4, 8):
        files = [noise() for _ in range(count)]
        server.forget()
        before = server.memory("VmRSS")
        seconds = at_once(count, server.upload, files)
        print(f"{count} at once: {seconds:.2f} s, {server.memory('VmHWM'):.0f} MiB at most, {before:.0f} before")
    pictures = photographs(PICTURES)
    print(f"pictures of 12 million pixels, {sum(map(len, pictures)) / len(pictures) / (1 << 20):.1f} MiB each")
    for picture in pictures:
        server.upload(picture)
    places = filed(server, pictures)
    server.forget()
    for name in ("made", "kept"):
        seconds = at_once(4, lambda place: server.ask("GET", place), [place + "/thumbnail" for place in places])
        print(f"thumbnails {name}: {len(places) / seconds:.1f} a second, {server.memory('VmHWM'):.0f} MiB at most")


if __name__ == "__main__":
    main()
