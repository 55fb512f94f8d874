"""Which rows of a table stay on one sheet: those that take up little of it. The others go on to the next, so that nothing
that a cell says is ever cut off."""

WIDTH = 156 / 0.3528  # of the type area, in points
MOST_LINES = 20


def kept(columns, row, size):
    """Whether the row, set in letters of so many points, is no longer than that: letters of full width are reckoned with."""
    whole = sum(column["share"] for column in columns)
    for column, text in zip(columns, row, strict=True):
        in_a_line = max(1, int((WIDTH * column["share"] / whole - 7) / size))
        if sum(1 + len(piece) // in_a_line for piece in text.split("\n")) > MOST_LINES:
            return False
    return True
