"""The two that put load on: pgbench for the SQL alone, wrk for the whole. Both warm up for a second that does not
count: connections are made and statements planned in it."""

import re
import subprocess

from cluster import as_postgres

FILING = """
local template = [[{body}]]
local sites = {{{sites}}}
local thread = 0
function setup(t) thread = thread + 1; t:set("number", thread) end
function init() math.randomseed(os.time() * 1000 + number * 7919 + {seed}); count = 0 end
wrk.method = "POST"
wrk.path = "/api/v1/inspections"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {token}"
function request()
  count = count + 1
  local id = string.format("%08x-%04x-7%03x-8%03x-%06x%06x", {seed}, number, math.random(0, 4095),
    math.random(0, 4095), math.random(0, 16777215), count)
  local body = string.gsub(string.gsub(template, "THE%-ID", id), "THE%-SITE", sites[count % #sites + 1])
  return wrk.format(nil, nil, nil, body)
end
refused = 0
function response(status) if status ~= 201 then refused = refused + 1; wrk.thread:stop() end end
"""

READING = """
wrk.path = "{path}"
wrk.headers["Authorization"] = "Bearer {token}"
"""


def pgbench(cluster, database, script, connections, seconds):
    """Filings a second, and microseconds of the database's CPU for each."""
    command = as_postgres(cluster.bin / "pgbench", "-P", 1, "-c", connections, "-j", min(2, connections),
                          "-T", seconds + 2, *script.arguments(), script.url(cluster, database))
    process = subprocess.Popen(command, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    said, marks = [], []
    for line in process.stderr:
        if found := re.match(r"progress: ([0-9.]+) s, ([0-9.]+) tps", line):
            marks.append((float(found.group(1)), float(found.group(2)), cluster.cpu_seconds()))
        said.append(line)
    if process.wait() != 0 or len(marks) < 2:
        raise SystemExit(f"pgbench failed at '{script.name}':\n{''.join(said)[:2000]}")
    filed = sum(rate * (time - before) for (before, _, _), (time, rate, _) in zip(marks, marks[1:]))
    return filed / (marks[-1][0] - marks[0][0]), (marks[-1][2] - marks[0][2]) / filed * 1e6


def wrk(cluster, server, body, sites, connections, seconds, folder, seed):
    """Filings a second, milliseconds within which 99 of 100 were answered, and microseconds of CPU for each filing:
    the database's and the server's."""
    quoted = ", ".join(f'"{site}"' for site in sites)
    scripts = [FILING.format(body=body, sites=quoted, seed=2 * seed + half, token=server.token) for half in (0, 1)]
    return asked(cluster, server, scripts, connections, seconds, folder)


def read(cluster, server, path, connections, seconds, folder):
    """The same of asking for one page."""
    script = READING.format(path=path, token=server.token)
    return asked(cluster, server, [script, script], connections, seconds, folder)


def asked(cluster, server, scripts, connections, seconds, folder):
    """Requests a second, the 99th percentile in milliseconds, and microseconds of CPU a request: the database's and the
    server's; the first script warms up."""
    run_wrk(server, scripts[0], connections, 1, folder)
    before = cluster.cpu_seconds(), server.cpu_seconds()
    output = run_wrk(server, scripts[1], connections, seconds, folder)
    after = cluster.cpu_seconds(), server.cpu_seconds()
    done = int(re.search(r"(\d+) requests in", output).group(1))
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))
    tail = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output)
    return (rate, float(tail.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[tail.group(2)],
            *((end - begin) / done * 1e6 for begin, end in zip(before, after)))


def run_wrk(server, text, connections, seconds, folder):
    """What wrk says of asking as the script has it."""
    script = folder / "wrk.lua"
    script.write_text(text, encoding="utf-8")
    output = subprocess.run(
        ["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "--latency", "-s", script,
         f"http://127.0.0.1:{server.port}"], check=True, text=True, stdout=subprocess.PIPE).stdout
    if "Non-2xx" in output:
        raise SystemExit("some requests were refused:\n" + output)
    return output
