"""What scripts/check asks of the source files, one question a command: imports, leftovers, text by Character, sizes."""

import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 300

# What must not be left behind, by where it is looked for. The words are put together here so that this file does
# not find itself.
LEFTOVERS = [
    ("a forced try", r"\btry!", r"\.swift$"),
    ("a forced cast", r"\bas!", r"\.swift$"),
    ("an end of the process", r"\b(?:fatal" + r"Error|precondition" + r"Failure)\(", r"^Sources/.*\.swift$"),
    ("an unfinished place", r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", r"\.(?:swift|py|sql|sh)$|^scripts/"),
    ("a print", r"(?<![\w.])print\(", r"^Sources/.*\.swift$"),
    ("a place of one machine", r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me)/", r""),
    ("a registry's host", r"(?:py" + r"pi\.org|pythonho" + r"sted|deb\.deb" + r"ian|npm" + r"js|crates\." + r"io)", r""),
]

# Where text is escaped, quoted, split or checked for a machine, which reads scalars: a `Character` is a scalar and all
# the marks behind it, so that `"` and a mark is no `"` to code that looks at those. Sources/StrictJSON/Scalars.swift
# has what to use instead.
FOR_MACHINES = (
    "StrictJSON/", "Postgres/", "OpenID/", "HTTPServer/", "Web/", "Compliance/Wire/", "Compliance/Accounts/AccountForm.swift",
    "LocalCluster/LocalCluster.swift", "LocalCluster/Installation.swift", "ChecklistFiles/CSV.swift",
    "ChecklistFiles/AccountTable.swift", "ChecklistFiles/SheetTable.swift",
    "ChecklistFiles/TableColumn.swift", "ChecklistFiles/WrittenDay.swift", "lazaret/Settings")
BY_CHARACTER = re.compile(
    r"\bCharacter\b(?!\()|(?<!\?)\.contains\(\"|\.has(?:Prefix|Suffix)\b|(?<!unicodeScalars)\.split\((?:separator: \"|whereSeparator)"
    r"|\.replacing\(|replacingOccurrences|trimmingCharacters|(?<!properties)\.is(?:Whitespace|Newline|Number|Letter)\b"
    r"|(?<!utf8)\.(?:first|last)(?:Index|Range)\(of: \"")


def tracked():
    """Every tracked text file, by its path in the project."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    for name in filter(None, names.decode().split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def allowed_imports():
    """The table of modules in docs/architecture.md: module → what it may import."""
    chapter = re.search(r"^## Modules .*?^## ", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$", chapter.group(), re.MULTILINE)
    return {module: set(re.findall(r"\w+", ours + others)) for module, ours, others in rows}


def imports():
    """Import lines that the table does not allow, and modules that it does not list."""
    allowed = allowed_imports()
    used = {module: set() for module in allowed}
    for folder in sorted(path for path in (ROOT / "Sources").iterdir() if path.is_dir()):
        if folder.name not in allowed:
            yield f"Sources/{folder.name}: docs/architecture.md does not list this module"
            continue
        for file in sorted(folder.rglob("*.swift")):
            lines = file.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, 1):
                found = re.match(r"\s*(?:@\w+ +)?(?:\w+ +)?import +(?:\w+ +(?=\w+\.))?(\w+)", line)
                if not found:
                    continue
                name = found.group(1)
                used[folder.name].add(name)
                if name not in allowed[folder.name]:
                    yield f"{file.relative_to(ROOT)}:{number}: {folder.name} may not import {name}"
    for module in sorted(allowed):
        for name in sorted(allowed[module] - used[module]):
            yield f"docs/architecture.md: {module} never imports {name}; take it out of the table"


def leftovers():
    """Lines that should not have been left behind."""
    for name, text in tracked():
        rules = [(what, re.compile(pattern)) for what, pattern, files in LEFTOVERS if re.search(files, name)]
        for number, line in enumerate(text.splitlines(), 1):
            for what, pattern in rules:
                if pattern.search(line):
                    yield f"{name}:{number}: {what}: {line.strip()[:100]}"


def characters():
    """Lines that look at text for a machine by `Character`, and places to look at that are not there."""
    seen = set()
    for name, text in tracked():
        place = next((place for place in FOR_MACHINES if name.startswith(f"Sources/{place}")), None)
        seen.add(place)
        for number, line in enumerate(text.splitlines() if place and name.endswith(".swift") else [], 1):
            if BY_CHARACTER.search(line) and not line.lstrip().startswith("//"):
                yield f"{name}:{number}: this goes by Character; take Scalars.swift: {line.strip()[:100]}"
    for place in FOR_MACHINES:
        if place not in seen:
            yield f"scripts/inspect_sources.py: there is no Sources/{place} to look at"


def sizes():
    """Source files that are too long; says how long they are in all."""
    code = {name: len(text.splitlines()) for name, text in tracked() if re.search(r"\.(swift|py|sql|js|css)$", name)}
    swift = sorted(lines for name, lines in code.items() if re.match(r"Sources/.*\.swift$", name))
    if swift:
        print(f"{len(swift)} Swift source files: {sum(swift)} lines, median {statistics.median(swift):g}, "
              f"nine in ten up to {swift[len(swift) * 9 // 10]}, longest {swift[-1]}")
    for name, lines in sorted(code.items()):
        if lines > LONGEST and name != "sql/schema.sql":
            yield f"{name}: {lines} lines; {LONGEST} is the most"


def main():
    questions = {"imports": imports, "leftovers": leftovers, "characters": characters, "sizes": sizes}
    if len(sys.argv) != 2 or sys.argv[1] not in questions:
        raise SystemExit(f"usage: inspect_sources.py {'|'.join(questions)}")
    answers = list(questions[sys.argv[1]]())
    for answer in answers:
        print(answer)
    sys.exit(1 if answers else 0)


main()
