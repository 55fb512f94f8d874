"""What the readers share: bounds, the archive that a workbook is, dates, and how a format shows a number."""

import datetime
import io
import re
import zipfile
import zlib
from xml.parsers import expat

MOST_BYTES = 16 << 20
MOST_CELLS = 1_000_000
MOST_SHEETS = 200
MOST_UNPACKED = 1 << 30
# Of the parts that are kept in memory: shared strings and styles.
MOST_KEPT = 64 << 20


class Refused(Exception):
    """Why a file is not read, in one word."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class Archive:
    """The parts of a workbook, by their names; unpacks no more than `MOST_UNPACKED` in all."""

    def __init__(self, data):
        try:
            self.file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Refused("damaged") from error
        self.parts = {}
        for part in self.file.infolist():
            if part.filename in self.parts:
                raise Refused("damaged")
            if part.flag_bits & 1:
                raise Refused("password")
            self.parts[part.filename] = part
        self.left = MOST_UNPACKED

    def has(self, name):
        return name in self.parts

    def names(self):
        return self.parts.keys()

    def chunks(self, name, most=MOST_UNPACKED):
        """The bytes of a part, a piece at a time."""
        if name not in self.parts:
            raise Refused("damaged")
        try:
            with self.file.open(self.parts[name]) as part:
                while piece := part.read(1 << 18):
                    self.left -= len(piece)
                    most -= len(piece)
                    if self.left < 0 or most < 0:
                        raise Refused("tooLarge")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Refused("damaged") from error

    def parse(self, name, start=None, end=None, text=None, most=MOST_UNPACKED, after=lambda: ()):
        """Parses a part; yields what `after` has to say behind every piece."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        parser.StartDoctypeDeclHandler = forbid
        try:
            for piece in self.chunks(name, most):
                parser.Parse(piece, False)
                yield from after()
            parser.Parse(b"", True)
            yield from after()
        except expat.ExpatError as error:
            raise Refused("damaged") from error


def forbid(*_):
    """No workbook declares a document type; who does, means to have entities expanded."""
    raise Refused("damaged")


class LocalNames(dict):
    """What to do at an element, by its name without the prefix; None where there is nothing to do."""

    def __missing__(self, name):
        found = self[name] = self.get(name.rpartition(":")[2])
        return found


def day_of(serial, date1904):
    """The moment that a serial number stands for; None where there is none."""
    if date1904:
        begin = datetime.datetime(1904, 1, 1)
    elif 1 <= serial < 60:
        begin = datetime.datetime(1899, 12, 31)
    elif serial >= 61:
        begin = datetime.datetime(1899, 12, 30)
    else:
        return None
    try:
        return begin + datetime.timedelta(seconds=round(serial * 86400))
    except OverflowError:
        return None


# The numbers of formats that every program knows without their text; 27 and above are those of Chinese offices.
KNOWN = {number: "d" for number in [14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58, 22]}
KNOWN |= {number: "h" for number in [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]}
KNOWN |= {number: "m" for number in [17, 27, 36, 50, 52, 57]}


class Shape:
    """A format that shows text around digits or words: `"T-"00` shows 7 as T-07, `"T-"@` shows 07 so."""

    def __init__(self, before, digits, after):
        self.before, self.digits, self.after = before, digits, after

    def of_number(self, text):
        return self.before + text.zfill(self.digits) + self.after if self.digits and text.isdigit() else None

    def of_text(self, text):
        return text if self.digits else self.before + text + self.after


# Text in a format: in quotes, behind a backslash, and signs that stand for themselves.
LITERAL = r'(?:"[^"]*"|\\.|[-+() ]|[^\x00-\x7f])*'
SHAPE = re.compile(rf"({LITERAL})(#*0+|#+|@|General|G/通用格式)({LITERAL})", re.IGNORECASE)


def shape_of(code):
    """How a format shows text around what it holds; None where it does not, or only a unit behind a number."""
    found = SHAPE.fullmatch(re.sub(r"_.|\*.|\[[^\]]*\]", "", code).split(";")[0])
    if not found:
        return None
    before, digits, after = (re.sub(r'"|\\(.)', r"\1", part) for part in found.groups())
    zeros = digits.count("0")
    if not any(sign.isalnum() for sign in before) and (digits != "@" and zeros < 2 or not after.strip()):
        return None
    return Shape(before, 0 if digits == "@" else max(1, zeros), after)


def kind_of(code):
    """How a format shows a number: d day, m month, h time, a count of digits to fill with zeros, a shape, or None."""
    if (shape := shape_of(code)) is not None:
        return shape
    shown = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', "", code).split(";")[0].lower()
    if re.fullmatch(r"0{2,}", shown):
        return len(shown)
    shown = shown.replace("general", "").replace("e+", "").replace("e-", "")
    if "y" in shown or "d" in shown or (shown.startswith("e") and "m" in shown):
        return "d" if "d" in shown else "m"
    if "h" in shown or "s" in shown:
        return "h"
    return "m" if "m" in shown else None


# No two parts of it can take the same digits: a cell of a million is looked through once.
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
# The last row and the last column that any of the programs has.
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14


def plain(text):
    """A whole number without the point and exponent that some programs store it with: 60.0, 1.2E5."""
    if text.isdigit() or not NUMBER.fullmatch(text):
        return text
    value = float(text)
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else text


def number(text, kind, date1904):
    """Kind and text of a cell that holds a number."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        return ("e", text)
    text = plain(text)
    if isinstance(kind, Shape):
        shown = kind.of_number(text)
        return ("n", text) if shown is None else ("s", shown)
    if isinstance(kind, int):
        return ("s", text.zfill(kind)) if text.isdigit() else ("n", text)
    if kind is None:
        return ("n", text)
    if kind == "h" and abs(float(text)) < 1:
        return ("h", text)
    moment = day_of(float(text), date1904)
    if moment is None:
        return ("e", text)
    if kind == "m":
        return ("m", moment.strftime("%Y-%m"))
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return ("d", moment.date().isoformat())
    return ("t", moment.isoformat(" ", "seconds" if moment.second else "minutes"))


def column(letters):
    """The column's place, from 1, of its letters."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place


def letters(place):
    """The letters of a column by its place, from 1."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
