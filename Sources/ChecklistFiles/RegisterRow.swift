import Compliance

/// Makes a site and its duties of one row of a register, and notes everything that keeps it from being one.
struct RegisterRow {
    private let row: TableRow<RegisterColumn>
    private let context: RegisterContext
    private(set) var problems: [Problem] = []
    private var unsaid: Set<RegisterField> = []
    /// Whether a cell waits for the answer to a question about the file.
    private var isAsked = false

    init(_ row: TableRow<RegisterColumn>, _ context: RegisterContext) {
        self.row = row
        self.context = context
    }

    /// The entry; nil when anything was noted or asked.
    mutating func entry() -> RegisterEntry? {
        let code = code(.code, required: true)
        let kind = kind()
        let name = name(.name, .nameEnglish, .nameEn)
        let opened = day(.opened, required: true)
        let closed = day(.closed)
        if row.cells[.closed] == nil { unsaid.insert(.closed) }
        let township = township(kind)
        let capacity = capacity()
        let address = sayable(.address, .address, longest: 200)
        let changedOn = day(.changedOn)
        let (predecessor, place) = (predecessor(), place())
        let duties = duties(kind, closed)
        if let opened, let closed, closed < opened {
            note(
                "closedBeforeOpened",
                .closed,
                zh: "早于启用日期 \(opened)。",
                en: "this is before it opened, \(opened)."
            )
        }
        guard problems.isEmpty, !isAsked, let code, let kind, let name, let opened else { return nil }
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
            changedOn: changedOn,
            predecessor: predecessor,
            place: place,
            unsaid: unsaid,
            row: row.number
        )
    }

    mutating func note(_ code: String, _ column: RegisterColumn, zh: String, en: String) {
        problems.append(row.problem(code, column, zh: zh, en: en))
    }

    /// The cell's text, nil where it is blank; a blank that must not be is noted.
    mutating func text(_ column: RegisterColumn, longest: Int, required: Bool = false) -> String? {
        guard let cell = row.cells[column] else {
            if required { note("missing", column, zh: "不能为空。", en: "this must not be blank.") }
            return nil
        }
        if let fault = CellFault(cell, isDay: column.isDay) {
            note(fault.code, column, zh: fault.message.zh, en: fault.message.en)
            return nil
        }
        let text = cell.text
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

    /// The same of a field of which a blank says nothing, and a dash that there is none.
    private mutating func sayable(_ column: RegisterColumn, _ field: RegisterField, longest: Int) -> String? {
        guard let text = text(column, longest: longest) else {
            unsaid.insert(field)
            return nil
        }
        return text.isDash ? nil : text
    }

    mutating func code(_ column: RegisterColumn, required: Bool) -> String? {
        guard let text = text(column, longest: 32, required: required)?.asCode else { return nil }
        guard !text.isScientific, row.cells[column]?.kind != .number || text.utf8.allSatisfy(\.isDigit) else {
            note(
                "scientific",
                column,
                zh: "“\(text.shown)”已被表格软件改成数字，原来的编号认不出来：请把此列设为文本后重新填写。",
                en:
                    "the spreadsheet made a number of it, '\(text.shown)', and the code is lost: make the column text and "
                    + "write it again."
            )
            return nil
        }
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
    private mutating func name(
        _ column: RegisterColumn,
        _ english: RegisterColumn,
        _ field: RegisterField
    ) -> Text? {
        let zh = text(column, longest: 100, required: true)
        let en = sayable(english, field, longest: 100)
        return zh.map { Text(zh: $0, en: en ?? $0) }
    }

    /// The township; every site lies in one but those of the county.
    private mutating func township(_ kind: SiteKind?) -> Township? {
        guard row.isTownshipSaid || (kind != nil && kind != .countyIsolation) else {
            unsaid.formUnion([.township, .townshipEn])
            return nil
        }
        if !row.isTownshipSaid, context.asksTownships {
            isAsked = true
            return nil
        }
        let known = row.cells[.townshipCode] == nil ? context.code(ofTownship: row.text(.township)) : nil
        let code = known ?? code(.townshipCode, required: true)
        let name = name(.township, .townshipEnglish, .townshipEn)
        guard let code, let name else { return nil }
        return Township(code: code, name: name)
    }

    private mutating func day(_ column: RegisterColumn, required: Bool = false) -> Day? {
        guard let text = text(column, longest: 40, required: required), let cell = row.cells[column],
            !(text.isDash && !required)
        else { return nil }
        switch WrittenDay(cell, countsFrom1904: context.countsFrom1904) {
        case .day(let day):
            return day
        case .eitherOrder(let first, let second, let year) where context.monthFirst != nil:
            let (month, day) = context.monthFirst == true ? (first, second) : (second, first)
            if let day = Day(year: year, month: month, day: day) { return day }
        case .month(let year, let month) where context.takesMonths:
            return Day(year: year, month: month, day: 1)
        case .eitherOrder where context.asksOrder, .month:
            isAsked = true
            return nil
        default:
            break
        }
        note(
            "badDate",
            column,
            zh: "“\(text.shown)”不是日期，应写作 2021-08-01。",
            en: "'\(text.shown)' is not a date; write 2021-08-01."
        )
        return nil
    }

    private mutating func capacity() -> Int? {
        guard let text = sayable(.capacity, .capacity, longest: 40)?.asCode else { return nil }
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

    /// A duty with an empty cell is not mentioned; a dash says that nobody holds it.
    private mutating func duties(_ kind: SiteKind?, _ closed: Day?) -> [DutyEntry] {
        let rowSince = day(.rowSince)
        if let rowSince, let closed, rowSince > closed {
            note(
                "afterClosing",
                .rowSince,
                zh: "晚于停用日期 \(closed)。",
                en: "this is after it closed, \(closed)."
            )
        }
        return Responsible.allCases.compactMap { duty in
            let since = day(.since(duty))
            guard let person = text(.duty(duty), longest: 60) else {
                if since != nil {
                    note(
                        "nobody",
                        .since(duty),
                        zh: "写了任职日期，却没有写是谁；空缺请写“-”。",
                        en: "there is a day and nobody to hold the duty; write '-' where it is vacant."
                    )
                }
                return nil
            }
            if duty.isDepartment, let kind, kind != .countyIsolation {
                note(
                    "departmentElsewhere",
                    .duty(duty),
                    zh: "部门只派驻县集中隔离点。",
                    en: "departments are posted at county isolation sites only."
                )
            }
            return DutyEntry(
                duty,
                person.isDash ? nil : person,
                since: since ?? rowSince,
                isRowsDay: since == nil
            )
        }
    }
}

/// What a cell may not hold, whatever column it stands in.
private struct CellFault {
    let code: String
    let message: Text

    init?(_ cell: TableCell, isDay: Bool) {
        switch cell.kind {
        case .error:
            code = "errorCell"
            message = Text(
                zh: "单元格是错误值“\(cell.text.shown)”。",
                en: "the cell is an error, '\(cell.text.shown)'."
            )
        case .unresolved:
            code = "errorCell"
            message = Text(
                zh: "公式没有结果：请用表格软件打开并保存一次。",
                en: "the formula has no result: open the file in its program and save it."
            )
        case .boolean:
            code = "wrongType"
            message = Text(zh: "不应是逻辑值。", en: "this is no place for true or false.")
        case .day where !isDay, .month where !isDay, .moment, .time:
            code = "madeADay"
            message = Text(
                zh: isDay
                    ? "“\(cell.text.shown)”带有时刻，应只写日期。" : "已被表格软件改成日期或时间“\(cell.text.shown)”：请把此列设为文本后重新填写。",
                en: isDay
                    ? "'\(cell.text.shown)' has a time of day; write the day alone."
                    : "the spreadsheet made a day of it, '\(cell.text.shown)': make the column text and write it again."
            )
        case .text, .number, .day, .month:
            return nil
        }
    }
}

extension String {
    /// Whether it is a dash by itself, of whichever length.
    var isDash: Bool {
        unicodeScalars.count <= 2 && !isEmpty && asCode.utf8.allSatisfy { $0 == 0x2D }
    }

    /// Whether it is a number as spreadsheets shorten it: `1.2E+05`.
    fileprivate var isScientific: Bool {
        isShortASCII && wholeMatch(of: /[+-]?[0-9]+(\.[0-9]*[eE][+-]?|[eE][+-])[0-9]+/) != nil
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
