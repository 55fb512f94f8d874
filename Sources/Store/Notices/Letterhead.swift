package import Compliance
import Postgres
import StrictJSON

/// How the county's own papers begin; what was issued under an earlier one keeps that.
package struct Letterhead: Sendable, Hashable {
    /// The short form in their numbers: `豫宁隔检`, of `豫宁隔检整〔2021〕12号`.
    package let short: String
    /// The issuing office.
    package let office: Text
    /// What stands in red above the number; nil where the county wants none.
    package let redHead: String?

    /// Takes what was typed; throws all that is wrong with it. An English name left out is the Chinese one.
    package init(short: String, office: String, english: String?, redHead: String?) throws(Problems) {
        var problems: [Problem] = []
        func checked(_ text: String?, _ name: String, _ longest: Int) -> String {
            let text = (text ?? "").asTyped.trimmed
            if text.isBlank || text.unicodeScalars.count > longest
                || text.unicodeScalars.contains(where: { $0.isControl || $0 == "\"" || $0 == "\\" })
            {
                problems.append(.badLetterhead(name, longest))
            }
            return text
        }
        self.short = checked(short, "short", 20)
        let office = checked(office, "office", 100)
        let english = english.flatMap { $0.isBlank ? nil : $0 }
        self.office = Text(zh: office, en: english.map { checked($0, "english", 100) } ?? office)
        self.redHead = redHead.flatMap { $0.isBlank ? nil : checked($0, "redHead", 60) }
        guard problems.isEmpty else { throw Problems(problems) }
    }

    fileprivate init(_ row: Row) throws {
        short = try row["short"]
        office = try row.text("office")
        redHead = try row["red_head"]
    }
}

extension Problem {
    fileprivate static func badLetterhead(_ name: String, _ longest: Int) -> Problem {
        let title =
            switch name {
            case "short": Text(zh: "文号简称", en: "The short form in numbers")
            case "redHead": Text(zh: "红头", en: "The red head")
            default: Text(zh: "发文机关", en: "The issuing office")
            }
        return Problem(
            "badLetterhead",
            at: "/\(name)",
            Text(
                zh: "\(title.zh)应为 1 到 \(longest) 个字符，不含引号、反斜杠和看不见的字符。",
                en:
                    "\(title.en) has 1 to \(longest) characters, without quotes, backslashes and what does not show."
            )
        )
    }
}

extension Store {
    /// How the county's papers begin; nil where nobody has said so yet.
    package func letterhead() async throws -> Letterhead? {
        try await query(
            """
            SELECT short, office_zh, office_en, red_head FROM letterhead
            WHERE county_id = \(county.id) ORDER BY entry DESC LIMIT 1
            """
        )
        .first.map { row in try Letterhead(row) }
    }

    /// Says how the county's papers begin from now on; the same again changes nothing.
    package func set(_ letterhead: Letterhead) async throws {
        _ = try await act { who in
            """
            SELECT set_letterhead(\(who), \(letterhead.short), \(letterhead.office.zh), \(letterhead.office.en),
                \(orNull: letterhead.redHead))
            """
        }
    }
}
