import ChecklistFiles
package import Compliance
import Foundation

/// A real form with known outcomes: the 38-item restaurant form of Lexington-Fayette County (Kentucky) and every
/// inspection made with it in 2012, from public records without names or addresses.
///
/// It is a case for scoring, not a county checklist: a violated item loses its weight, and an inspection passes with
/// 85 points or more and no critical violation. The files stand beside the project, in `../shared/cases/lexington`.
package struct Lexington: Sendable {
    package let checklist: Checklist
    package let baseline: Baseline
    /// In the order of the records.
    package let inspections: [Inspection]

    /// One visit and what the health department made of it.
    package struct Inspection: Sendable {
        package let id: String
        package let day: Day
        /// The codes of the violated items.
        package let violated: Set<String>
        /// 100 less the weights of the violated items; nil for the five that carry no score.
        package let officialScore: Int?
        /// Whether the records call one of its violations critical.
        package let critical: Bool

        /// The official rule; nil where there is no official score.
        package var passes: Bool? { officialScore.map { $0 >= 85 && !critical } }
    }

    /// Reads the three files; throws where one is missing or does not say what it should.
    package init() throws {
        let form = try Table("checklist_38_items.csv")
        let rows = try Table("item_rows_2012.csv")
        let expected = try Table("expected_2012.csv")
        checklist = try Checklist(YAMLText.read(Self.form(form)))
        baseline = try Baseline(YAMLText.read(Self.minimum))

        var violated: [String: Set<String>] = [:]
        for row in rows.rows where try !row["item"].isEmpty {
            violated[try row["inspection_id"], default: []].insert(Self.code(try row.number("item")))
        }
        inspections = try expected.rows.map { row in
            Inspection(
                id: try row["Inspection Id"],
                day: try Self.day(row["date"]),
                violated: violated[try row["Inspection Id"]] ?? [],
                officialScore: try row["score"].isEmpty ? nil : row.number("score"),
                critical: try row["critical_any"] == "YES"
            )
        }
    }

    /// Every item answered, the violated ones with no.
    package func sheet(of inspection: Inspection) -> AnswerSheet {
        let answers = checklist.items.map { item in
            (item.code, Answer(inspection.violated.contains(item.code) ? .no : .yes))
        }
        return AnswerSheet(
            answers: Dictionary(uniqueKeysWithValues: answers),
            facts: [:],
            visitDate: inspection.day
        )
    }

    /// `A-07` for the form's item 7.
    private static func code(_ number: Int) -> String {
        number < 10 ? "A-0\(number)" : "A-\(number)"
    }

    /// A day written like `22-Feb-2012`.
    private static func day(_ text: String) throws -> Day {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split(separator: "-").map(String.init)
        guard parts.count == 3, let month = months.firstIndex(of: parts[1]), let date = Int(parts[0]),
            let year = Int(parts[2]), let day = Day(year: year, month: month + 1, day: date)
        else { throw Misread("not a day: \(text)") }
        return day
    }

    /// What was not as expected in the case files.
    struct Misread: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) {
            self.description = description
        }
    }
}

extension Lexington {
    /// The form as a checklist file. The format knows only the county's kinds of site, so it says `checkpoint`.
    private static func form(_ table: Table) throws -> String {
        let items = try table.rows.map { row in
            """
                  - code: \(code(try row.number("item_no")))
                    text: {zh: 第\(try row["item_no"])项, en: \(quoted(try row["description"]))}
                    check: [look]
                    severity: \(try row["critical"] == "YES" ? "critical" : "minor")
                    reason: {zh: 表上如此, en: As on the form}
                    points: \(try row.number("weight"))
                    answer: yesNo
                    source: FORM
                    clause: "\(try row["item_no"])"
                    verified: read
                    responsible: director
                    evidence: []
            """
        }
        return """
            checklist: lexington-food
            version: "2012"
            siteKind: checkpoint
            title: {zh: 餐饮检查表, en: Food service inspection form}
            effectiveFrom: 2012-01-01
            baseline: lexington
            facts: {}
            grades:
              - {grade: fail, colour: red, title: {zh: 不合格, en: Fail}, when: "\(failing)"}
              - {grade: pass, colour: blue, title: {zh: 合格, en: Pass}, when: "true()"}
            sections:
              - code: A
                title: {zh: 检查项, en: Items}
                items:
            \(items.joined(separator: "\n"))
            """
    }

    private static let failing = "${critical_gaps} > 0 or ${score} < ${pass_mark}"

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "''"))'"
    }

    /// The marks and deadlines that scoring needs; the deadlines are not the form's.
    private static let minimum = """
        baseline: lexington
        version: "2012"
        title: {zh: 餐饮检查合格线, en: Pass mark of the food form}
        effectiveFrom: 2012-01-01
        sources:
          FORM:
            title: {zh: 餐饮检查表, en: Food service inspection form}
            issuer: {zh: 列克星敦-费耶特县卫生局, en: Lexington-Fayette County health department}
        parameters:
        \(parameter("pass_mark", 85, "atLeast"))
        \(parameter("good_mark", 85, "atLeast"))
        \(parameter("critical_deadline_hours", 24, "atMost"))
        \(parameter("major_deadline_hours", 72, "atMost"))
        \(parameter("minor_deadline_hours", 168, "atMost"))
        """

    private static func parameter(_ name: String, _ value: Int, _ direction: String) -> String {
        """
          \(name):
            title: {zh: \(name), en: \(name)}
            value: \(value)
            unit: {zh: 分或小时, en: points or hours}
            direction: \(direction)
            source: FORM
            clause: ""
            verified: read
        """
    }
}

/// A CSV file of the cases, its columns by name.
private struct Table {
    let rows: [Row]

    struct Row {
        let fields: [String: String]
        let line: Int

        subscript(_ column: String) -> String {
            get throws {
                guard let field = fields[column] else { throw Lexington.Misread("no column \(column)") }
                return field
            }
        }

        func number(_ column: String) throws -> Int {
            guard let number = Int(try self[column]) else {
                throw Lexington.Misread("\(column), line \(line): not a number")
            }
            return number
        }
    }

    init(_ name: String) throws {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let file = project.appending(path: "../shared/cases/lexington").appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw Lexington.Misread(
                "\(name) is missing: these tests read real inspections, which are not part of the project but stand "
                    + "in shared/cases/lexington beside it; put that folder there to run them"
            )
        }
        let read = try CSV.read(String(contentsOf: file, encoding: .utf8))
        guard let header = read.first?.fields else { throw Lexington.Misread("\(name) is empty") }
        rows = read.dropFirst()
            .map { row in
                Row(fields: Dictionary(uniqueKeysWithValues: zip(header, row.fields)), line: row.line)
            }
    }
}
