package import Compliance
package import HTTPTypes
package import Hummingbird
import StrictJSON

extension HTTPFields {
    /// The field of that name; a name that HTTP does not allow has no value and takes none.
    package subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}

extension Request {
    /// The last value of that name in the query, decoded.
    package func queryValue(_ name: String) -> String? {
        uri.query.flatMap { FormText.fields(Array($0.utf8)) }?.last { $0.name == name }?.value
    }

    /// Everything in the query, decoded.
    package func query() throws -> [(name: String, value: String)] {
        guard let fields = FormText.fields(Array((uri.query ?? "").utf8)) else {
            throw Refusal.malformed("网址里的参数不是有效的 UTF-8。", "The query is not valid UTF-8.")
        }
        return fields
    }

    /// The value of that name in the query as one of the words; nil where there is none, or where it is a problem.
    package func word<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        _ problems: inout [Problem]
    ) -> Word? {
        guard let text = queryValue(name), !text.isEmpty else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        let message = Text(
            zh: "参数 \(name) 应为 \(words) 之一，现为“\(text)”。",
            en: "\(name) must be one of \(words); it is '\(text)'."
        )
        problems.append(Problem("unknownWord", at: "?\(name)", message))
        return nil
    }

    /// The value of that name in the query as a day; nil where there is none, or where it is a problem.
    package func day(_ name: String, _ problems: inout [Problem]) -> Day? {
        let text = (queryValue(name) ?? "").trimmed.cut(to: 300)
        guard !text.isEmpty else { return nil }
        if let day = Day(text) { return day }
        let message = Text(
            zh: "参数 \(name) 应为日期，如 2021-08-18，现为“\(text)”。",
            en: "\(name) must be a day such as 2021-08-18; it is '\(text)'."
        )
        problems.append(Problem("badDay", at: "?\(name)", message))
        return nil
    }

    /// The first cookie of exactly that name that the browser sent.
    func cookie(_ name: String) -> String? {
        headers[values: .cookie].lazy.flatMap { $0.split(at: ";") }
            .map { $0.trimming { $0 == " " || $0 == "\t" } }
            .first { $0.begins(with: name + "=") }
            .map { String($0.utf8.dropFirst(name.utf8.count + 1)) ?? "" }
    }
}
