package import Compliance
import StrictJSON

/// Accounts as a comma-separated file lists them: `name,display,roles,duties,openid`.
package enum AccountTable {
    private static let columns = ["name", "display", "roles", "duties", "openid"]

    /// The forms in the order of the file; throws every row that does not stand for an account, with its line.
    package static func read(_ text: String) throws(Problems) -> [AccountForm] {
        var rows = try CSV.read(text)[...]
        let heading = rows.popFirst()?.fields.map { $0.lowercased() } ?? []
        guard heading == Array(columns.prefix(heading.count)), heading.count >= 3 else {
            throw Problems([Self.wrongHeading])
        }
        var problems: [Problem] = []
        var forms: [AccountForm] = []
        for row in rows {
            func words(_ place: Int) -> [String] {
                place < row.fields.count ? row.fields[place].split(at: " ").map(String.init) : []
            }
            let form = AccountForm(
                name: row.fields[0],
                display: row.fields[1],
                roles: words(2),
                duties: words(3),
                openID: words(4).first ?? ""
            )
            do throws(Problems) {
                _ = try form.account()
                forms.append(form)
            } catch {
                problems += error.all.map { problem in
                    Problem(
                        problem.code,
                        at: "/\(row.line)\(problem.pointer)",
                        mark: Mark(line: row.line, column: 1),
                        problem.message
                    )
                }
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return forms
    }

    private static let wrongHeading = Problem(
        "wrongHeading",
        at: "",
        mark: Mark(line: 1, column: 1),
        Text(
            zh: "首行应为 \(columns.joined(separator: ","))，后两列可省。",
            en: "The first line must be \(columns.joined(separator: ",")); the last two may be left out."
        )
    )
}
