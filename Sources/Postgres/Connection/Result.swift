import CLibPQ

/// What the server answered to one statement; never changed once it is here.
@safe final class Result: @unchecked Sendable {
    enum Status {
        /// Carried out, with rows or without.
        case done
        /// Refused; `error` says why.
        case refused
        /// Passed over, since an earlier statement of the same pipeline was refused.
        case skipped
        /// The end of a pipeline.
        case sync
        /// Something that was not asked for, such as COPY.
        case unexpected
    }

    private let result: OpaquePointer
    /// The columns' names in their order.
    let columns: [String]

    init(_ result: OpaquePointer) {
        unsafe self.result = result
        // COPY has columns without names.
        columns = unsafe (0..<PQnfields(result))
            .compactMap { column in
                unsafe PQfname(result, column).map { unsafe String(cString: $0) }
            }
    }

    deinit {
        unsafe PQclear(result)
    }

    var status: Status {
        switch unsafe PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE: .refused
        case PGRES_PIPELINE_ABORTED: .skipped
        case PGRES_PIPELINE_SYNC: .sync
        default: .unexpected
        }
    }

    var rowCount: Int { Int(unsafe PQntuples(result)) }

    /// The rows inserted, updated, deleted or selected.
    var affected: Int { Int(unsafe String(cString: PQcmdTuples(result))) ?? 0 }

    /// What was carried out, such as `INSERT 0 1`.
    var command: String { unsafe String(cString: PQcmdStatus(result)) }

    /// The column's text; nil for NULL.
    func text(row: Int, column: Int) -> String? {
        let (row, column) = (Int32(row), Int32(column))
        guard unsafe PQgetisnull(result, row, column) == 0 else { return nil }
        let length = Int(unsafe PQgetlength(result, row, column))
        guard let start = unsafe PQgetvalue(result, row, column) else { return nil }
        return unsafe UnsafeRawPointer(start)
            .withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
            }
    }

    /// The server's error, with the query it concerns.
    func error(of query: String) -> PostgresError {
        // Without a class the error is libpq's own: the connection broke.
        var error = PostgresError(field("C") == nil ? .connectionLost : .server, query: query)
        error.sqlState = field("C")
        error.constraint = field("n")
        error.schema = field("s")
        error.table = field("t")
        error.column = field("c")
        let wholeMessage = unsafe String(cString: PQresultErrorMessage(result))
        error.message = field("M") ?? wholeMessage
        error.detail = field("D")
        error.hint = field("H")
        error.position = field("P").flatMap { Int($0) }
        error.routine = field("R")
        return error
    }

    /// A field of the error, by the letter that the protocol gives it (PG_DIAG_… in libpq's header).
    private func field(_ code: Unicode.Scalar) -> String? {
        unsafe PQresultErrorField(result, Int32(code.value)).map { unsafe String(cString: $0) }
    }
}
