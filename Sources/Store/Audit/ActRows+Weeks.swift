extension ActRows {
    /// Standing orders for closing weeks, their ends, and who has read a week.
    static let weeks = [
        ActRows(
            table: "closing_order",
            verb: "issue",
            object: ("closing-order", "number"),
            form: "lazaret closing order v1",
            columns: ["number", "weekday", "minute", "accounts", "given_at", "given_by"],
            moments: ["given_at"],
            doneAt: "given_at",
            doneBy: "given_by"
        ),
        ActRows(
            table: "closing_order_end",
            verb: "revoke",
            object: ("closing-order", "number"),
            form: "lazaret closing order end v1",
            columns: ["number", "ended_at", "ended_by"],
            moments: ["ended_at"],
            doneAt: "ended_at",
            doneBy: "ended_by"
        ),
        ActRows(
            table: "week_mark",
            verb: "acknowledge",
            object: ("week", "week/revision"),
            form: "lazaret week mark v1",
            columns: ["week", "revision", "report_digest", "read_at", "account"],
            moments: ["read_at"],
            doneAt: "read_at",
            doneBy: "account",
            weeks: ["week"]
        ),
    ]
}
