"""The figures as a table for people and as JSON for programs."""

import json


def row(what, figure, reach="", holds=None):
    """One line of the table."""
    return {"what": what, "figure": figure, "reach": reach, "holds": holds}


def as_table(rows):
    cells = [("measured", "figure", "to reach", "")]
    for entry in rows:
        mark = {True: "reached", False: "NOT reached", None: ""}[entry["holds"]]
        cells.append((entry["what"], entry["figure"], entry["reach"], mark))
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells)


def show(rows, figures, path):
    """Prints the table, and writes the JSON to the file, or to standard output where there is none."""
    print(as_table(rows))
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    if path:
        path.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
