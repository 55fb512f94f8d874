extension ActRows {
    /// Every table that is held so, but for those of gaps and notices (`ActRows+Gaps.swift`) and of weeks (`ActRows+Weeks.swift`).
    static let all = [
        ActRows(
            table: "issuance",
            verb: "issue",
            object: ("issuance", "site"),
            form: "lazaret issuance v1",
            columns: ["site", "checklist_digest", "baseline_digest", "issued_at", "issued_by"],
            moments: ["issued_at"],
            doneAt: "issued_at",
            doneBy: "issued_by"
        ),
        ActRows(
            table: "issuance_receipt",
            verb: "acknowledge",
            object: ("issuance", "site"),
            form: "lazaret receipt v1",
            columns: ["issuance", "site", "received_at", "received_by", "duty"],
            moments: ["received_at"],
            doneAt: "received_at",
            doneBy: "received_by"
        ),
        ActRows(
            table: "guidance",
            verb: "guide",
            object: ("guidance", "id"),
            form: "lazaret guidance v1",
            columns: [
                "id", "site", "checklist_digest", "baseline_digest", "given_at", "recorded_at",
                "given_by",
                "shown",
                "attended",
            ],
            moments: ["given_at", "recorded_at"],
            doneAt: "recorded_at",
            doneBy: nil
        ),
        ActRows(
            table: "guidance_withdrawal",
            verb: "withdraw",
            object: ("guidance", "guidance"),
            form: "lazaret guidance withdrawal v1",
            columns: ["guidance", "site", "withdrawn_at", "withdrawn_by", "reason"],
            moments: ["withdrawn_at"],
            doneAt: "withdrawn_at",
            doneBy: "withdrawn_by"
        ),
        ActRows(
            table: "cadence",
            verb: "change",
            object: ("cadence", "site_kind"),
            form: "lazaret cadence v1",
            columns: ["site_kind", "days", "days_below", "valid_from", "reason", "set_at", "set_by"],
            moments: ["set_at"],
            doneAt: "set_at",
            doneBy: "set_by"
        ),
        ActRows(
            table: "draw",
            verb: "draw",
            object: ("draw", "id"),
            form: "lazaret draw v1",
            columns: [
                "id", "first_day", "last_day", "frame_digest", "seed_digest", "drawn_at", "drawn_by",
            ],
            moments: ["drawn_at"],
            doneAt: "drawn_at",
            doneBy: "drawn_by"
        ),
        ActRows(
            table: "draw_discard",
            verb: "discard",
            object: ("draw", "draw"),
            form: "lazaret draw discard v1",
            columns: ["draw", "reason", "discarded_at", "discarded_by"],
            moments: ["discarded_at"],
            doneAt: "discarded_at",
            doneBy: "discarded_by"
        ),
    ]
}

extension EvidenceCheck {
    /// Holds the rows of acts against the entries that put them on record, and the other way round.
    mutating func holdActs() async throws {
        for one in ActRows.all + ActRows.gaps + ActRows.notices + ActRows.weeks { try await hold(one) }
    }
}
