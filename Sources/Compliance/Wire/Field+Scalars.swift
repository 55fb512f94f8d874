import StrictJSON

extension Field {
    /// Words of a person: not blank, of bounded length, without control characters.
    func words(longest: Int = 300) -> String {
        guard let text = typed() else { return "" }
        noteBlank(text)
        return bounded(text, longest)
    }

    /// Words, or nothing.
    func wordsOrEmpty(longest: Int = 300) -> String {
        typed().map { bounded($0, longest) } ?? ""
    }

    /// Notes it when there is nothing to read in the text.
    func noteBlank(_ text: String) {
        guard text.isBlank, node != nil else { return }
        noteUnlessStored("blank", zh: "此处不能为空。", en: "This must not be blank.")
    }

    /// The text; noted are a length above the longest and what does not show.
    func bounded(_ text: String, _ longest: Int, lines: Bool = false) -> String {
        if text.unicodeScalars.count > longest {
            noteUnlessStored(
                "tooLong",
                zh: "文字有 \(text.unicodeScalars.count) 个字符，最多 \(longest) 个。",
                en: "The text has \(text.unicodeScalars.count) characters; at most \(longest) are kept."
            )
        }
        if let scalar = text.unicodeScalars.first(where: { $0.isControl && !(lines && $0 == "\n") }) {
            noteControl(scalar)
        }
        return text
    }

    /// Notes what does not show: a line break, where one line is wanted, by its name.
    private func noteControl(_ scalar: Unicode.Scalar) {
        if scalar == "\n" {
            noteUnlessStored(
                "controlCharacter",
                zh: "这里只能写一行，文字里有换行，请删去。",
                en: "This takes one line, and the text holds a line break; take it out."
            )
            return
        }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let name = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        noteUnlessStored(
            "controlCharacter",
            zh: "文字里有看不见的控制字符 U+\(name)，请删去。",
            en: "The text holds the invisible control character U+\(name); take it out."
        )
    }

    /// Text as its writer meant it, or as it stands where it is on record; nil where it is none, which is noted.
    func typed() -> String? { collector.areOfStored ? string() : string()?.asTyped }

    /// Any text; nil where it is none, which is noted.
    func string() -> String? {
        guard let node else { return nil }
        guard let text = node.string else {
            noteWrongType(zh: "文字（数字请加引号）", en: "text (put a number in quotes)")
            return nil
        }
        return text
    }

    /// A wording in both languages.
    func text(longest: Int = 300) -> Text {
        let fields = fields("zh", "en")
        return Text(
            zh: fields.require("zh").words(longest: longest),
            en: fields.require("en").words(longest: longest)
        )
    }

    /// A name of the given form.
    func name(_ form: NameForm) -> String {
        let name = words(longest: 60)
        check(name, form)
        return name
    }

    /// Notes it when a name is not of the given form.
    func check(_ name: String, _ form: NameForm) {
        guard node != nil, !form.accepts(name), !name.isEmpty else { return }
        note(
            "badName",
            zh: "“\(name.shown)”写法不对，应为\(form.wording.zh)。",
            en: "'\(name.shown)' is not written as it must be: \(form.wording.en)."
        )
    }

    func day() -> Day {
        guard let node else { return .first }
        guard let day = node.string.flatMap({ Day($0) }) else {
            note(
                "badDate",
                zh: "日期应写作 2021-08-01 的形式，且历法里有这一天。",
                en: "A date is written like 2021-08-01, and must be in the calendar."
            )
            return .first
        }
        return day
    }

    /// An exact number within the range, with at most so many decimals.
    func number(_ range: ClosedRange<Rational>, decimals: Int) -> Rational {
        guard let node else { return range.lowerBound }
        guard let number = node.number.flatMap({ Rational(decimal: $0) }) else {
            noteWrongType(zh: "数字（写小数，不写分数）", en: "a number (decimals, not fractions)")
            return range.lowerBound
        }
        if node.number?.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) == true {
            noteUnlessStored(
                "scientificNotation",
                zh: "“\(name ?? "")”请写出全部数位，不用科学记数法（1e1 请写 10）。",
                en: "'\(name ?? "")': write the number out, without an exponent (10 for 1e1)."
            )
        }
        if !range.contains(number), !collector.areOfStored {
            note(
                "outOfRange",
                zh: "\(number) 超出范围，应在 \(range.lowerBound) 到 \(range.upperBound) 之间。",
                en: "\(number) is out of range; it must lie from \(range.lowerBound) to \(range.upperBound)."
            )
            return range.lowerBound
        }
        if !number.hasDecimals(atMost: decimals) {
            noteUnlessStored(
                "tooManyDecimals",
                zh: "\(number) 的小数位太多，最多 \(decimals) 位。",
                en: "\(number) has too many decimals; at most \(decimals) are kept."
            )
        }
        return number
    }

    func flag() -> Bool {
        guard let flag = node?.bool else {
            noteWrongType(zh: "true 或 false", en: "true or false")
            return false
        }
        return flag
    }

    /// One of the words that the enumeration spells.
    func oneOf<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) -> T {
        let standIn = T.allCases[T.allCases.startIndex]
        guard let node else { return standIn }
        if let found = node.string.flatMap({ T(rawValue: $0) }) { return found }
        let known = T.allCases.map(\.rawValue)
        let near = node.string.flatMap { nearest(to: $0, among: collector.suggestions(known)) }
        note(
            "unknownWord",
            zh: "应为 \(known.joined(separator: "、")) 之一" + (near.map { "；是否指“\($0)”？" } ?? "。"),
            en: "This must be one of \(known.joined(separator: ", "))"
                + (near.map { "; did you mean '\($0)'?" } ?? ".")
        )
        return standIn
    }

    /// Several different ones of the words that the enumeration spells.
    func several<T: RawRepresentable<String> & CaseIterable & Equatable>(_ type: T.Type, least: Int) -> [T] {
        var found: [T] = []
        for element in list(least...T.allCases.count) {
            let (before, word) = (collector.count, element.oneOf(type))
            guard collector.count == before else { continue }
            if found.contains(word) { element.noteRepeated(word.rawValue) }
            found.append(word)
        }
        return found
    }

    /// Notes that the same thing was written before.
    func noteRepeated(_ name: String, line: Int32 = 0) {
        let (zh, en) = line > 0 ? ("（第 \(line) 行）", " (line \(line))") : ("", "")
        note("repeated", zh: "“\(name)”前面已经写过\(zh)。", en: "'\(name)' was written before\(en).")
    }

    /// An expression, or a plain number in the place of one.
    func formula() -> Formula {
        guard let text = node?.number ?? node?.string else {
            noteWrongType(zh: "公式或数字", en: "an expression or a number")
            return Formula("0")
        }
        return Formula(text, at: mark)
    }
}
