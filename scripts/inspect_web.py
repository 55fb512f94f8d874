"""What scripts/check asks of the subjects of Sources/Web, one question a command: do they keep to themselves, and is
anything unused."""

import json
import pathlib
import re
import sys

WEB = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "Web"
# What every subject may use.
SHARED = {"Design", "API"}
# Groups whose words are those of the rules: a test holds them to be all there, and no more is asked of each.
COMPUTED = {"entryMessages", "webhookShape", "gapFilter", "gapOrder", "gapEvent", "verb", "colour", "change", "entryKind", "entryReason", "auditFilter", "guidanceDone", "owedKind",
    "owedAbout", "owedSince"}


def without_comments(text):
    return re.sub(r"^\s*//[^\n]*|/\*.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)


class Folder:
    """What one folder of Sources/Web declares and uses."""

    def __init__(self, path):
        self.name = path.name
        files = {file: without_comments(file.read_text(encoding="utf-8")) for file in sorted(path.rglob("*.*"))}
        self.swift = {file: text for file, text in files.items() if file.suffix == ".swift"}
        self.templates = {file: text for file, text in files.items() if file.suffix == ".mustache"}
        self.styles = {file: text for file, text in files.items() if file.suffix == ".css"}
        self.texts = {
            group: set(words)
            for file in files if file.name.endswith(".zh.json")
            for group, words in json.loads(file.read_text(encoding="utf-8")).items()}
        code = "\n".join(self.swift.values())
        self.types = set(re.findall(r"^(?:package )?(?:struct|enum|final class|actor) (\w+)", code, re.MULTILINE))
        self.pages = set(re.findall(r'static let template = "([\w-]+)"', code))

    def classes(self):
        """The classes that the styles speak of."""
        return {name for text in self.styles.values() for name in re.findall(r"\.([a-z][\w-]*)(?![^{]*;)", text)}


def folders():
    every = [Folder(path) for path in sorted(WEB.iterdir()) if path.is_dir()]
    if len(every) < 8 or not all(folder.swift for folder in every) or sum(len(f.templates) for f in every) < 20:
        raise SystemExit(f"{WEB} does not hold what this looks at")
    return every


def place(file):
    return file.relative_to(WEB.parent.parent)


def classes_used(text):
    """The classes of a template; one that ends in a value ends in `*`."""
    for value in re.findall(r'class="([^"]*)"', text):
        yield from re.sub(r"\{\{[^#/^].*?\}\}", "*", re.sub(r"\{\{[#/^].*?\}\}", " ", value)).split()


def fits(name, used):
    return name == used or used.endswith("*") and name.startswith(used[:-1])


def subjects():
    """What a subject takes from another one: types, templates, wordings, styles."""
    every = folders()
    for home in every:
        allowed = [folder for folder in every if folder is home or folder.name in SHARED]
        others = [folder for folder in every if folder not in allowed]
        for other in others:
            for file, text in home.swift.items():
                for name in sorted(other.types):
                    if re.search(rf"\b{name}\b", text):
                        yield f"{place(file)}: {name} belongs to {other.name}"
                for group in sorted(other.texts):
                    if re.search(rf'"{group}\.(?:\w+"|\\\(|" \+)', text):
                        yield f"{place(file)}: the wordings '{group}' belong to {other.name}"
            for file, text in home.templates.items():
                for group in sorted(set(re.findall(r"\{\{[#^]?t\.(\w+)\.", text)) & set(other.texts)):
                    yield f"{place(file)}: the wordings '{group}' belong to {other.name}"
                for name in sorted(set(re.findall(r"\{\{[>#<]([\w-]+)\}\}", text)) & {f.stem for f in other.templates}):
                    if f"{{{{>{name}}}}}" in text:
                        yield f"{place(file)}: the template '{name}' belongs to {other.name}"
        styled = set().union(*(folder.classes() for folder in allowed))
        foreign = set().union(*(folder.classes() for folder in others)) - styled
        for file, text in home.templates.items():
            used = set(classes_used(text))
            for name in sorted(name for name in foreign if any(fits(name, one) for one in used)):
                yield f"{place(file)}: the style '.{name}' belongs to another subject"


def unused():
    """Wordings, templates and styles that nothing uses, and wordings that are used and not there."""
    every = folders()
    root = [without_comments(file.read_text(encoding="utf-8")) for file in sorted(WEB.glob("*.swift"))]
    code = "\n".join(root + [text for folder in every for text in folder.swift.values()])
    templates = {file: text for folder in every for file, text in folder.templates.items()}
    markup = "\n".join(templates.values())
    used_classes = set(classes_used(markup))
    pages = set().union(*(folder.pages for folder in every))
    there = {group: words for folder in every for group, words in folder.texts.items()}
    asked = re.findall(r'(?:texts|self|orElse:|NavigationLink)\(?\s*(?:\.\w+, )?"(\w+)\.(\w+)"', code)
    known = [(group, word) for group, word in re.findall(r'"(\w+)\.(\w+)"', code) if group in there]
    for group, word in sorted(set(asked + known)):
        if word not in there.get(group, {}):
            yield f"Sources/Web: there is no wording '{group}.{word}'"
    for folder in every:
        for group, words in folder.texts.items():
            for word in sorted(words if group not in COMPUTED else []):
                if not (f'"{group}.{word}"' in code or re.search(rf"\{{\{{[#^]?t\.{group}\.{word}\}}\}}", markup)):
                    yield f"Sources/Web/{folder.name}: nothing says the wording '{group}.{word}'"
        for file in folder.templates:
            if file.stem not in pages and not re.search(rf"\{{\{{[><]{file.stem}\}}\}}", markup):
                yield f"{place(file)}: no page and no template uses it"
        for name in sorted(folder.classes()):
            if not any(fits(name, used) for used in used_classes):
                yield f"Sources/Web/{folder.name}: nothing has the style '.{name}'"


def main():
    questions = {"subjects": subjects, "unused": unused}
    if len(sys.argv) != 2 or sys.argv[1] not in questions:
        raise SystemExit(f"usage: inspect_web.py {'|'.join(questions)}")
    answers = list(questions[sys.argv[1]]())
    for answer in answers:
        print(answer)
    sys.exit(1 if answers else 0)


main()
