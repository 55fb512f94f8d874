import Compliance
import StrictJSON

/// What rows of a register say against each other, and against the townships on record: codes that two sites have, and
/// townships with two names or two codes.
enum RegisterAgreement {
    static func problems(in rows: [TableRow<RegisterColumn>], townships: [Township]) -> [Problem] {
        var problems: [Problem] = []
        var sites: [String: Int] = [:]
        var names: [String: (name: String, row: Int)] = [:]
        var codes: [String: (code: String, row: Int?)] = [:]
        // Two townships on record may have one name: a row that names either by its code is right.
        let known = Dictionary(grouping: townships, by: \.name.zh).mapValues { Set($0.map(\.code)) }
        for (name, of) in known { codes[name] = of.min().map { ($0, nil) } }
        for row in rows where problems.count <= Problems.most {
            let code = row.text(.code).asCode
            if !code.isEmpty, let first = sites.updateValue(row.number, forKey: code.withoutZeros) {
                problems.append(
                    row.problem(
                        "repeated",
                        .code,
                        zh: "编号“\(code.shown)”第 \(first) 行已用。",
                        en: "the code '\(code.shown)' is used in row \(first) already."
                    )
                )
            }
            let (township, name) = (row.text(.townshipCode).asCode, row.text(.township))
            // What cannot be a code is refused by itself.
            guard township.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2E }), !township.isEmpty, !name.isEmpty
            else { continue }
            if let first = names[township], first.name != name {
                problems.append(.otherName(row, township, first))
            } else {
                names[township] = names[township] ?? (name, row.number)
            }
            if let first = codes[name], first.code != township, known[name]?.contains(township) != true {
                problems.append(.otherCode(row, name, township, first))
            } else {
                codes[name] = codes[name] ?? (township, row.number)
            }
        }
        return problems
    }
}

extension Problem {
    fileprivate static func otherName(
        _ row: TableRow<RegisterColumn>,
        _ code: String,
        _ first: (name: String, row: Int)
    ) -> Problem {
        row.problem(
            "otherName",
            .township,
            zh: "乡镇 \(code.shown) 在第 \(first.row) 行叫“\(first.name.shown)”，这里叫“\(row.text(.township).shown)”。",
            en: "township \(code.shown) is called '\(first.name.shown)' in row \(first.row) "
                + "and '\(row.text(.township).shown)' here."
        )
    }

    /// The same name under another code, which is what becomes of `01` where a spreadsheet takes it for a number.
    fileprivate static func otherCode(
        _ row: TableRow<RegisterColumn>,
        _ name: String,
        _ code: String,
        _ first: (code: String, row: Int?)
    ) -> Problem {
        let lost = code.withoutZeros == first.code.withoutZeros
        return row.problem(
            lost ? "lostZeros" : "otherCode",
            .townshipCode,
            zh:
                "“\(name.shown)”的编号\(first.row.map { "第 \($0) 行是" } ?? "在案是")“\(first.code.shown)”，这里是“\(code.shown)”"
                + (lost ? "：可能被表格软件去掉了开头的零。" : "。"),
            en: "the code of '\(name.shown)' is '\(first.code.shown)' "
                + (first.row.map { "in row \($0)" } ?? "on record") + " and '\(code.shown)' here"
                + (lost ? ": the spreadsheet may have dropped zeros at its beginning." : ".")
        )
    }
}

extension String {
    /// Without the zeros at the beginning of each of its numbers alone: `01` and `1` are one.
    fileprivate var withoutZeros: String {
        guard utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return self }
        let rest = utf8.drop { $0 == 0x30 }
        return rest.isEmpty ? "0" : String(Substring(rest))
    }
}
