extension ActRows {
    /// What was done about gaps.
    static let gaps = [
        ActRows(
            table: "submission",
            verb: "submit",
            object: ("gap", "site/item"),
            form: "lazaret submission v1",
            columns: [
                "id", "site", "item", "inspection", "words", "evidence", "submitted_at", "submitted_by",
                "duty",
            ],
            moments: ["submitted_at"],
            doneAt: "submitted_at",
            doneBy: "submitted_by",
            digestLists: ["evidence"]
        ),
        ActRows(
            table: "verification",
            verb: "verify",
            object: ("gap", "site/item"),
            form: "lazaret verification v1",
            columns: [
                "site", "item", "submission", "inspection", "verdict", "reason", "verified_at", "verified_by",
            ],
            moments: ["verified_at"],
            doneAt: "verified_at",
            doneBy: "verified_by",
            orVerbs: ["return"]
        ),
        ActRows(
            table: "deadline_change",
            verb: "move",
            object: ("gap", "site/item"),
            form: "lazaret deadline v1",
            columns: [
                "site", "item", "inspection", "was", "deadline", "reason", "changed_at", "changed_by",
            ],
            moments: ["was", "deadline", "changed_at"],
            doneAt: "changed_at",
            doneBy: "changed_by"
        ),
    ]

    /// How notices and orders arrived, and how papers begin.
    static let notices = [
        ActRows(
            table: "notice_arrival",
            verb: "acknowledge",
            object: ("notice", "inspection"),
            form: "lazaret notice arrival v1",
            columns: ["inspection", "how", "reached_at", "received_by", "witness", "photograph"],
            moments: ["reached_at"],
            doneAt: "recorded_at",
            doneBy: "recorded_by",
            orVerbs: ["deliver"],
            digests: ["photograph"]
        ),
        ActRows(
            table: "order_arrival",
            verb: "acknowledge",
            object: ("order", "id"),
            form: "lazaret order arrival v1",
            columns: ["id", "how", "reached_at", "received_by", "witness", "photograph"],
            moments: ["reached_at"],
            doneAt: "recorded_at",
            doneBy: "recorded_by",
            orVerbs: ["deliver"],
            digests: ["photograph"]
        ),
        ActRows(
            table: "letterhead",
            verb: "change",
            object: ("letterhead", ""),
            form: "lazaret letterhead v1",
            columns: ["short", "office_zh", "office_en", "red_head"],
            moments: [],
            doneAt: "set_at",
            doneBy: "set_by"
        ),
    ]
}
