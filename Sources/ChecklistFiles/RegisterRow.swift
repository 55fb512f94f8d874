import Compliance

/// Makes a site and its duties of one row of a register, and notes everything that keeps it from being one.
struct RegisterRow {
    private let row: RegisterTable.Row
    private(set) var problems: [Problem] = []

    init(_ row: RegisterTable.Row) {
        self.row = row
    }

    /// The entry; nil when anything was noted.
    mutating func entry() -> RegisterEntry? {
        let code = code(.code, required: true)
        let kind = kind()
        let name = name(.name, .nameEnglish)
        let opened = day(.opened, required: true)
        let closed = day(.closed)
        let township = township(kind)
        let capacity = capacity()
        let address = text(.address, longest: 200)
        let duties = duties(kind, closed)
        if let opened, let closed, closed < opened {
            note(
                "closedBeforeOpened",
                .closed,
                zh: "早于启用日期 \(opened)。",
                en: "this is before it opened, \(opened)."
            )
        }
        guard problems.isEmpty, let code, let kind, let name, let opened else { return nil }
        return RegisterEntry(
            site: Site(
                code: code,
                kind: kind,
                name: name,
                township: township,
                openedOn: opened,
                closedOn: closed,
                address: address ?? "",
                capacity: capacity
            ),
            duties: duties,
            row: row.number
        )
    }

    private mutating func note(_ code: String, _ column: RegisterColumn, zh: String, en: String) {
        problems.append(row.problem(code, column, zh: zh, en: en))
    }

    /// The cell's text, nil where it is blank; a blank that must not be is noted.
    private mutating func text(_ column: RegisterColumn, longest: Int, required: Bool = false) -> String? {
        guard let text = row.cells[column]?.text, !text.isEmpty else {
            if required { note("missing", column, zh: "不能为空。", en: "this must not be blank.") }
            return nil
        }
        if text.unicodeScalars.count > longest {
            note("tooLong", column, zh: "最多 \(longest) 个字。", en: "at most \(longest) characters.")
        }
        if text.unicodeScalars.contains(where: \.isControl) {
            note(
                "controlCharacter",
                column,
                zh: "含有换行或看不见的控制字符。",
                en: "it holds a line break or an invisible character."
            )
        }
        return text
    }

    private mutating func code(_ column: RegisterColumn, required: Bool) -> String? {
        guard let text = text(column, longest: 32, required: required) else { return nil }
        guard text.isShortASCII, text.wholeMatch(of: /[A-Za-z0-9]+(-[A-Za-z0-9]+)*/) != nil else {
            note(
                "badCode",
                column,
                zh: "“\(text.shown)”应由字母、数字和连字符组成，如 T-03。",
                en: "'\(text.shown)' must be letters, digits and hyphens, as in T-03."
            )
            return nil
        }
        return text
    }

    private mutating func kind() -> SiteKind? {
        guard let text = text(.kind, longest: 40, required: true) else { return nil }
        if let kind = SiteKind(word: text) { return kind }
        let (zh, en) = (SiteKind.allCases.map { $0.words[0] }, SiteKind.allCases.map(\.rawValue))
        note(
            "unknownKind",
            .kind,
            zh: "没有“\(text.shown)”这种点位；可用：\(zh.joined(separator: "、"))。",
            en: "there is no kind '\(text.shown)'; use \(en.joined(separator: ", "))."
        )
        return nil
    }

    /// A name in both languages; the Chinese one serves for both where there is no other.
    private mutating func name(_ column: RegisterColumn, _ english: RegisterColumn) -> Text? {
        let zh = text(column, longest: 100, required: true)
        let en = text(english, longest: 100)
        return zh.map { Text(zh: $0, en: en ?? $0) }
    }

    /// The township; every site lies in one but those of the county.
    private mutating func township(_ kind: SiteKind?) -> Township? {
        let hasName = row.cells[.township]?.text.isEmpty == false
        let hasCode = row.cells[.townshipCode]?.text.isEmpty == false
        guard hasName || hasCode || (kind != nil && kind != .countyIsolation) else { return nil }
        let code = code(.townshipCode, required: true)
        let name = name(.township, .townshipEnglish)
        guard let code, let name else { return nil }
        return Township(code: code, name: name)
    }

    private mutating func day(_ column: RegisterColumn, required: Bool = false) -> Day? {
        guard let text = text(column, longest: 40, required: required) else { return nil }
        if let day = Day(written: text) { return day }
        note(
            "badDate",
            column,
            zh: "“\(text.shown)”不是日期，应写作 2021-08-01。",
            en: "'\(text.shown)' is not a date; write 2021-08-01."
        )
        return nil
    }

    private mutating func capacity() -> Int? {
        guard let text = text(.capacity, longest: 40) else { return nil }
        if text.isShortASCII, let match = text.wholeMatch(of: /[0-9]{1,6}/), let number = Int(match.0),
            number <= 100_000
        {
            return number
        }
        note(
            "badNumber",
            .capacity,
            zh: "“\(text.shown)”应为 0 到 100000 的整数。",
            en: "'\(text.shown)' must be a whole number from 0 to 100000."
        )
        return nil
    }

    private mutating func duties(_ kind: SiteKind?, _ closed: Day?) -> [DutyEntry] {
        let since = day(.since)
        if let since, let closed, since > closed {
            note("afterClosing", .since, zh: "晚于停用日期 \(closed)。", en: "this is after it closed, \(closed).")
        }
        return Responsible.allCases.compactMap { duty in
            guard let person = text(.duty(duty), longest: 60) else { return nil }
            if duty.isDepartment, let kind, kind != .countyIsolation {
                note(
                    "departmentElsewhere",
                    .duty(duty),
                    zh: "部门只派驻县集中隔离点。",
                    en: "departments are posted at county isolation sites only."
                )
            }
            return DutyEntry(duty, person == "-" ? nil : person, since: since, isRowsDay: true)
        }
    }
}

extension Day {
    /// Reads the ways a spreadsheet writes a day: `2021-08-01`, `2021/8/1`, `2021.8.1`, `2021年8月1日`.
    fileprivate init?(written text: String) {
        guard
            let match = text.wholeMatch(
                of: /([0-9]{4})(?:[-\/.]([0-9]{1,2})[-\/.]([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)/
            ),
            let year = Int(match.1), let month = (match.2 ?? match.4).flatMap({ Int($0) }),
            let day = (match.3 ?? match.5).flatMap({ Int($0) })
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
