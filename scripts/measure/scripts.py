"""Scripts for pgbench, each of which files one inspection."""

import re
import time

# The bits of a UUID of version 7 are 48 of the time, the version, 12 at random, the variant `10`, 62 at random. A round
# is over within the time that its first half stands for, near enough.
IDENTITY = "(lpad(to_hex(:high::bigint), 16, '0') || to_hex(:low::bigint))::uuid"
SITE = "((:sites::text[])[:place::integer])"


class Script:
    """A script and its variables; `role` is that of the server, which row security binds, or the tables' owner.

    The variables hold what was filed, as text that goes with each statement as its parameters, so that pgbench sends
    and PostgreSQL reads as much of it as of a filing of the server's."""

    def __init__(self, name, lines, defines, sites, folder, role="server"):
        self.name, self.role, self.lines = name, role, lines
        self.defines = defines | {"sites": "{" + ",".join(f'"{site}"' for site in sites) + "}"}
        first = (time.time_ns() // 1_000_000 << 16) | 0x7000
        head = [f"\\set high random({first}, {first + 0xfff})",
                f"\\set low random({-(1 << 63) + 1}, {-(1 << 62) - 1})", f"\\set place random(1, {len(sites)})"]
        self.file = folder / f"{name}.sql"
        self.file.write_text("\n".join(head + lines) + "\n", encoding="utf-8")

    def url(self, cluster, database):
        return cluster.server_url(database) if self.role == "server" else cluster.url(database)

    def arguments(self):
        """What pgbench is told of it."""
        used = set(re.findall(r"(?<!:):([a-z_0-9]+)", self.file.read_text(encoding="utf-8")))
        defined = [f"--define={name}={value}" for name, value in self.defines.items() if name in used]
        return ["-n", "-M", "prepared", "-f", self.file, *defined]

    def check(self, cluster, database, gaps):
        """Ends the measuring unless each run of the script files one inspection with so many rows of gaps: what files
        nothing is fast."""
        counted = "SELECT (SELECT count(*) FROM inspection), (SELECT count(*) FROM gap)"
        before = cluster.sql(database, counted)
        cluster.run("pgbench", "-t", 3, *self.arguments(), self.url(cluster, database))
        after = cluster.sql(database, counted)
        made = [int(b) - int(a) for a, b in zip(before.split("|"), after.split("|"))]
        if made != [3, 3 * gaps]:
            raise SystemExit(f"the script '{self.name}' filed {made[0]} inspections and {made[1]} gaps in three runs")
