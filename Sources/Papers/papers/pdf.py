"""PDF by Typst: the page is `paper.typ`, which gets what the paper says as data, never as markup."""

import json
import pathlib

import typst

from rows import kept
from warming import WARMING

SIZE, FINE = 9, 7
FAMILIES = {"Noto Serif CJK SC", "Noto Sans CJK SC"}


def has_fonts():
    return FAMILIES <= set(typst.Fonts(include_embedded_fonts=False).families())


class Maker:
    """Makes a PDF of what a paper says; the same bytes of the same."""

    def __init__(self):
        self.page = (pathlib.Path(__file__).parent / "paper.typ").read_bytes()
        self.compiler = typst.Compiler(input=self.page)
        self(WARMING)

    def __call__(self, paper):
        for part in paper["parts"]:
            if part["kind"] == "table":
                part["size"] = FINE if part["isFine"] else SIZE
                part["kept"] = [kept(part["columns"], row, part["size"]) for row in part["rows"]]
        return self.compiler.compile(input=self.page, format="pdf", sys_inputs={"paper": json.dumps(paper)})
