/// How a kind of name is spelt.
enum NameForm {
    /// A series: `township-isolation`.
    case series
    /// A version label: `2021-08`.
    case version
    /// A parameter or fact: `medics_per_50`.
    case snake
    /// A paper: `WS694-2020`.
    case source
    /// A section: `B`.
    case section
    /// An item: `B-03`.
    case item
    /// A choice or grade: `closedLoop`.
    case word
    /// A deduction: `no-log`.
    case deduction
    /// A condition: `within-capacity`.
    case condition
    /// A date as printed on a paper: `2020-07-20`, `2021-08` or `2020`.
    case printedDate

    func accepts(_ name: String) -> Bool {
        guard name.isShortASCII else { return false }
        return switch self {
        case .series, .deduction, .condition: name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
        case .version: name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._+-]*/) != nil
        case .snake: name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil
        case .source: name.wholeMatch(of: /[A-Z0-9]+(-[A-Z0-9]+)*/) != nil
        case .section: name.wholeMatch(of: /[A-Z]{1,2}/) != nil
        case .item: name.wholeMatch(of: /[A-Z]{1,2}-[0-9]{2,3}[a-z]?/) != nil
        case .word: name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*/) != nil
        case .printedDate: name.wholeMatch(of: /[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?/) != nil
        }
    }

    /// What a person should write.
    var wording: Text {
        switch self {
        case .series:
            Text(
                zh: "小写字母、数字和连字符，如 township-isolation",
                en: "lower-case letters, digits and hyphens, as in township-isolation"
            )
        case .version: Text(zh: "字母、数字和 . _ + -，如 2021-08", en: "letters, digits and . _ + -, as in 2021-08")
        case .snake:
            Text(
                zh: "小写字母、数字和下划线，如 medics_per_50",
                en: "lower-case letters, digits and underscores, as in medics_per_50"
            )
        case .source:
            Text(zh: "大写字母、数字和连字符，如 WS694-2020", en: "capitals, digits and hyphens, as in WS694-2020")
        case .section: Text(zh: "一两个大写字母，如 B", en: "one or two capitals, as in B")
        case .item:
            Text(
                zh: "一两个大写字母、连字符、两三位数字，如 B-03",
                en: "one or two capitals, a hyphen and two or three digits, as in B-03"
            )
        case .word:
            Text(zh: "字母、数字、“_”和“-”，如 closedLoop", en: "letters, digits, '_' and '-', as in closedLoop")
        case .deduction:
            Text(zh: "小写字母、数字和连字符，如 no-log", en: "lower-case letters, digits and hyphens, as in no-log")
        case .condition:
            Text(
                zh: "小写字母、数字和连字符，如 within-capacity",
                en: "lower-case letters, digits and hyphens, as in within-capacity"
            )
        case .printedDate:
            Text(zh: "2020-07-20、2021-08 或 2020 的形式", en: "a date like 2020-07-20, 2021-08 or 2020")
        }
    }
}

extension String {
    /// Whether it can be a name at all. What is matched against a pattern is this first: a pattern takes its time over
    /// a long text, and takes the sign for Kelvin for the letter K.
    package var isShortASCII: Bool { utf8.count <= 400 && utf8.allSatisfy { $0 < 0x80 } }

    /// The text as a message may repeat it: shortened, and without control characters.
    package var shown: String {
        let safe = String(String.UnicodeScalarView(unicodeScalars.prefix(60).filter { !$0.isControl }))
        return unicodeScalars.count > 60 ? safe + "…" : safe
    }

    /// Whether it is one line of at most so many characters, as the database counts them.
    package func isLine(atMost most: Int) -> Bool {
        unicodeScalars.count <= most && !unicodeScalars.contains(where: \.isControl)
    }
}

extension Unicode.Scalar {
    /// Whether it shows nothing and steers a terminal or the direction of writing.
    package var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}

extension Rational {
    /// Whether the value can be written with so many decimals.
    func hasDecimals(atMost decimals: Int) -> Bool {
        isInteger || (0..<decimals).reduce(self) { value, _ in value * 10 }.isInteger
    }
}
