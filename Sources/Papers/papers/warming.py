"""A paper with every kind of part once: made before the process may open nothing, it has all opened that papers need."""

WARMING = {
    "language": "zh", "office": "县", "redHead": "县", "number": "1", "title": "题", "about": ["文"], "date": "2021-08-23",
    "dateShown": "2021", "copies": "文", "signatures": ["签"],
    "parts": [
        {"kind": "heading", "text": "文 Aa1"}, {"kind": "paragraph", "text": "文 Aa1"}, {"kind": "note", "text": "文"},
        {"kind": "sentences", "items": ["文"]},
        {"kind": "table", "title": "文", "none": "无", "isFine": True, "columns": [{"title": "文", "share": 1, "isFigure": True}], "rows": [["1"]]},
        {"kind": "bars", "title": "文", "bars": [
            {"label": "文", "value": "1", "parts": [{"colour": "blue", "share": 50}]}]},
    ],
}
