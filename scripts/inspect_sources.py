"""What scripts/check asks of the source files, one question a command: imports, leftovers, text by Character, sizes,
punctuation; `punctuation --mend` writes the marks as they should be."""

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
    "StrictJSON/", "Messengers/", "Papers/", "Postgres/", "OpenID/", "HTTPServer/", "Web/", "Compliance/Wire/", "Compliance/Accounts/AccountForm.swift",
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


# Chinese has full-width marks. One that is half-width beside a Han character, or beside a Chinese quotation mark, is a slip.
HAN = "\u3400-\u9fff\uf900-\ufaff"
BESIDE = HAN + "“”（）《》「」、。，；：！？"
HALF = re.compile(
    rf"(?<=[{BESIDE}])[,;:?!()](?! ?值|”)|[,;:?!(](?=[{HAN}“（《])|(?<!\()\)(?=[{HAN}“（《。，；：、])")
FULL = str.maketrans(",;:?!()", "，；：？！（）")
# What a program reads, and what quotes it.
WRITTEN_FOR_PROGRAMS = re.compile(r"^(?:编号,类型|账号,显示|[\w-]+,[^，。]*,)|^\s*//")


def literals(line):
    """The string literals of a line that say something in Chinese, each as the places of its letters: what is
    interpolated is left out, literals in it are literals of their own."""
    found, open_ones, depths, depth, place = [], [], [], 0, 0
    inside = False
    while place < len(line):
        letter = line[place]
        if inside:
            if letter == "\\" and line[place + 1:place + 2] == "(":
                depths.append(depth)
                inside, depth, place = False, 1, place + 2
                continue
            if letter == '"':
                found.append(open_ones.pop())
                inside = False
            else:
                open_ones[-1].append(place)
                if letter == "\\":
                    place += 1
        elif letter == '"':
            open_ones.append([])
            inside = True
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depths and depth == 0:
                depth, inside = depths.pop(), True
        place += 1
    return [places for places in found if any(re.match(f"[{HAN}]", line[place]) for place in places)]


def mended(line, whole):
    """The line with its marks as they should be; `whole` says that all of it is text."""
    text = '"' + line.replace('"', " ") + '"' if whole else line
    letters = list(line)
    for places in literals(text):
        shown = [place - whole for place in places]
        before = None
        while before != letters:
            before = list(letters)
            for mark in HALF.finditer("".join(letters)):
                if mark.start() in shown:
                    letters[mark.start()] = mark.group().translate(FULL)
            pair(letters, shown)
    return "".join(letters)


def pair(letters, shown):
    """Where one bracket of two is full-width, so is the other."""
    opened = []
    for place in shown:
        if letters[place] in "(（":
            opened.append(place)
        elif letters[place] in ")）" and opened:
            first = opened.pop()
            if "（" == letters[first] or "）" == letters[place]:
                letters[first], letters[place] = "（", "）"


def punctuation():
    """Half-width marks beside Chinese characters in what is shown."""
    mends = "--mend" in sys.argv
    for name, text in tracked():
        if not re.match(r"Sources/.*\.(?:swift|json)$", name):
            continue
        lines, inside = text.split("\n"), False
        for number, line in enumerate(lines):
            is_text = inside
            if name.endswith(".swift") and line.count('"""') % 2:
                inside = not inside
                continue
            if WRITTEN_FOR_PROGRAMS.search(line.strip()):
                continue
            right = mended(line, is_text)
            if right != line:
                lines[number] = right
                if not mends:
                    yield f"{name}:{number + 1}: half-width marks beside Chinese: {line.strip()}"
        if mends and lines != text.split("\n"):
            (ROOT / name).write_text("\n".join(lines), encoding="utf-8")


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
    questions = {"imports": imports, "leftovers": leftovers, "characters": characters, "sizes": sizes,
                 "punctuation": punctuation}
    if len(sys.argv) < 2 or sys.argv[1] not in questions:
        raise SystemExit(f"usage: inspect_sources.py {'|'.join(questions)}")
    answers = list(questions[sys.argv[1]]())
    for answer in answers:
        print(answer)
    sys.exit(1 if answers else 0)


main()
