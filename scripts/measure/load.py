"""The two that put load on: pgbench for the SQL alone, wrk for the whole."""

import re
import subprocess

WRK = """
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


def pgbench(cluster, database, scripts, defines, connections, seconds):
    arguments = ["-n", "-M", "prepared", "-c", connections, "-j", min(2, connections), "-T", seconds]
    for script, _ in scripts:
        arguments += ["-f", script]
    for name, value in defines.items():
        arguments += ["-D", f"{name}={value}"]
    output = cluster.run("pgbench", *arguments, cluster.server_url(database))
    return float(re.search(r"tps = ([0-9.]+)", output).group(1))


def wrk(server, body, sites, connections, seconds, folder, seed):
    script = folder / f"wrk-{seed}.lua"
    quoted = ", ".join(f'"{site}"' for site in sites)
    script.write_text(WRK.format(body=body, sites=quoted, seed=seed, token=server.token))
    output = subprocess.run(
        ["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "--latency", "-s", script,
         f"http://127.0.0.1:{server.port}"], check=True, text=True, stdout=subprocess.PIPE).stdout
    if "Non-2xx" in output:
        raise SystemExit("some filings were refused:\n" + output)
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))
    tail = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output)
    return rate, float(tail.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[tail.group(2)]
