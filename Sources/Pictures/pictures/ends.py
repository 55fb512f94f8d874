"""What a picture's file is by its beginning, and where the picture in it ends, told without unpacking any of it."""

HEIC = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]


def kind(data):
    """jpeg, png, webp or heic; None for anything else, so that no other reader ever sees it."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        return "heic"
    return None


def end(kind, data):
    """The place behind the picture; the length of the file where its end is not there."""
    if kind == "png":
        place = 8
        while place + 12 <= len(data):
            length = int.from_bytes(data[place:place + 4], "big")
            name, place = data[place + 4:place + 8], place + 12 + length
            if name == b"IEND":
                return min(place, len(data))
    elif kind == "webp":
        return min(8 + int.from_bytes(data[4:8], "little") + int.from_bytes(data[4:8], "little") % 2, len(data))
    elif kind == "jpeg":
        # The last end of a picture: telephones put a smaller one, or a second view, behind the first.
        place = data.rfind(b"\xff\xd9")
        return len(data) if place < 0 else place + 2
    elif kind == "heic":
        place = 0
        while place + 8 <= len(data):
            length = int.from_bytes(data[place:place + 4], "big")
            if length == 1:
                length = int.from_bytes(data[place + 8:place + 16], "big")
            elif length == 0:
                return len(data)
            name = data[place + 4:place + 8]
            if length < 8 or place + length > len(data) or not all(0x20 <= letter < 0x7F for letter in name):
                return place
            place += length
        return place
    return len(data)


def beyond(kind, data):
    """How many bytes lie behind the picture."""
    return len(data) - end(kind, data)


def is_cut(kind, data):
    """Whether the file ends before the picture does."""
    if kind == "webp":
        return len(data) < 8 + int.from_bytes(data[4:8], "little")
    if kind == "png":
        return b"IEND" not in data[-(1 << 16):] and end(kind, data) == len(data)
    return kind == "jpeg" and b"\xff\xd9" not in data


def why(data, failed):
    """Why libvips did not read it, as far as that can be told."""
    text = str(failed).lower()
    if "memory" in text or "too large" in text or "exceeds" in text:
        return "tooLarge"
    cut = ["premature", "truncated", "end of stream", "not enough", "end of file", "insufficient", "outside of file"]
    if is_cut(kind(data), data) or any(word in text for word in cut):
        return "cutOff"
    return "damaged"
