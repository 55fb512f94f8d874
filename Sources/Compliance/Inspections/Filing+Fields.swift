import StrictJSON

extension Field {
    /// The id of an inspection; nil where it is none, which is noted.
    func inspectionID() -> InspectionID? {
        guard let node else { return nil }
        if let id = node.string.flatMap({ InspectionID($0) }) { return id }
        note(
            "badID",
            zh: "编号应为 UUID 第 7 版，如 01890a5d-ac96-774b-bcce-b302099a8057。",
            en: "An id is a UUID of version 7, like 01890a5d-ac96-774b-bcce-b302099a8057."
        )
        return nil
    }

    /// Words, or nil where there are none to go by, which is noted.
    func wordsIfAny(longest: Int) -> String? {
        let text = words(longest: longest)
        return text.isEmpty ? nil : text
    }

    /// A moment with its offset from UTC; nil where it is none, which is noted.
    func instant() -> Instant? {
        guard let node else { return nil }
        if let instant = node.string.flatMap({ Instant($0) }) { return instant }
        note(
            "badTime",
            zh: "时间应写作 2021-08-18T09:00:00+08:00 的形式，且历法里有这一刻。",
            en: "A time is written like 2021-08-18T09:00:00+08:00, and must be in the calendar."
        )
        return nil
    }

    /// One or two different people.
    func inspectors() -> [String] {
        var names: [String] = []
        for element in list(1...2) {
            let name = element.words(longest: 60)
            if names.contains(name), !name.isEmpty, !collector.areOfStored {
                element.noteRepeated(name.shown)
            }
            names.append(name)
        }
        return names
    }
}

extension Filing.Revises {
    /// Reads it; nil where the inspection it corrects is not named, which is noted.
    init?(_ field: Field) {
        let fields = field.fields("inspection", "reason", "by")
        let inspection = fields.require("inspection").inspectionID()
        reason = fields.require("reason").prose()
        by = fields.require("by").words(longest: 60)
        guard let inspection else { return nil }
        self.inspection = inspection
    }
}
