import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import NIOCore
import Papers
import Store
import StrictJSON

extension Service {
    /// Answers with the register as a file, of all that the closure gives. The file is whole before any of it is sent: what is the
    /// matter is said in place of it, and whoever gets fewer bytes than the answer's head says knows that they lack some. A
    /// reader who goes away meanwhile ends the query.
    func file<Element>(
        _ register: RegisterTable<Element>,
        as format: TableFormat,
        _ request: Request,
        _ context: RequestContext,
        _ rows: @escaping @Sendable (_ take: ([Element]) async throws -> Void) async throws -> Void
    ) async throws -> Response {
        let (day, language) = (Day(now()), context.language)
        let file = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await register.file(format, in: language, of: day, rows)
        }
        var response = Response(
            status: .ok,
            headers: [.contentType: format.mediaType],
            body: ResponseBody(contentLength: file.size) { writer in
                var sent = 0
                while sent < file.size {
                    let piece = try file.piece(from: sent)
                    guard !piece.isEmpty else { throw PaperRefusal.interrupted }
                    try await writer.write(ByteBuffer(bytes: piece))
                    sent += piece.count
                }
                try await writer.finish(nil)
            }
        )
        response.headers[.contentDisposition] =
            "attachment; filename=\"\(register.name)-\(day).\(format.rawValue)\""
        // Nothing more is heard on it, since it was listened to for the reader's going away.
        response.headers[.connection] = "close"
        return response
    }
}

extension FileLink {
    /// One for each format of the register that the list at that address is, as it is asked for.
    static func all<Element>(
        _ register: RegisterTable<Element>,
        of list: Link,
        _ query: [(name: String, value: String)] = [],
        _ texts: Texts
    ) -> [FileLink] {
        TableFormat.allCases.map { format in
            let path = list.table(format).api
            return FileLink(
                wording: "\(texts(register.title)) \(format.rawValue.uppercased())",
                address: query.isEmpty ? path : path + "?" + FormText.write(query.map { ($0.name, $0.value) })
            )
        }
    }

    /// The visits that are asked for, who made them, and all that they found.
    static func ofVisits(_ query: [(name: String, value: String)], _ texts: Texts) -> [FileLink] {
        all(Registers.inspections, of: Link("/inspections"), query, texts)
            + all(Registers.inspectors, of: Link("/inspectors"), query, texts)
            + all(Registers.answers, of: Link("/answers"), query, texts)
    }
}

extension Request {
    /// What was asked of the list, wherever in it: with the language.
    var asked: [(name: String, value: String)] {
        get throws { try query().filter { $0.name != "page" } }
    }
}

extension Link {
    /// The list as a file; in the API alone.
    func table(_ format: TableFormat) -> Link { Link(path + ".\(format.rawValue)") }
}
