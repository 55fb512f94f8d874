import CLibPQ
import Glibc

/// A connection of libpq, set to never block, in pipeline mode: C on one side, Swift on the other.
///
/// Only one task may use it at a time; the actor that owns it sees to that.
@safe final class LibPQConnection: @unchecked Sendable {
    private let connection: OpaquePointer

    /// Connects and blocks until that has succeeded or failed.
    ///
    /// Later keywords win over earlier ones; `dbname` may be a whole connection string.
    init(connectingTo keywords: [(String, String)]) throws(PostgresError) {
        let opened = unsafe withCStrings(keywords.map(\.0)) { names in
            unsafe withCStrings(keywords.map(\.1)) { values in
                unsafe PQconnectdbParams(names, values, 1)
            }
        }
        guard let opened = unsafe opened else {
            throw PostgresError(.cannotConnect, message: "out of memory")
        }
        unsafe connection = opened
        guard isSound else { throw PostgresError(.cannotConnect, message: errorMessage) }
        unsafe PQsetNoticeProcessor(connection, { _, _ in }, nil)
        guard unsafe PQsetnonblocking(connection, 1) == 0, enterPipeline() else {
            throw PostgresError(.cannotConnect, message: errorMessage)
        }
    }

    deinit {
        unsafe PQfinish(connection)
    }

    /// Whether libpq understands the connection string.
    static func understands(_ connectionString: String) -> Bool {
        guard !connectionString.utf8.contains(0) else { return false }
        guard let options = unsafe PQconninfoParse(connectionString, nil) else { return false }
        unsafe PQconninfoFree(options)
        return true
    }

    // MARK: State

    var isSound: Bool { unsafe PQstatus(connection) == CONNECTION_OK }

    var isIdle: Bool { unsafe PQtransactionStatus(connection) == PQTRANS_IDLE }

    var isInTransaction: Bool {
        let status = unsafe PQtransactionStatus(connection)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    var socket: Int32 { unsafe PQsocket(connection) }

    var errorMessage: String {
        let message = unsafe String(cString: PQerrorMessage(connection))
        let end = message.unicodeScalars.lastIndex { !$0.properties.isWhitespace }
        return end.map { String(message.unicodeScalars[...$0]) } ?? ""
    }

    /// Whether something unasked has arrived; on an idle connection that is the end of it.
    var hasUnaskedInput: Bool {
        var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return unsafe Glibc.poll(&poll, 1, 0) != 0
    }

    // MARK: Sending

    func enterPipeline() -> Bool { unsafe PQenterPipelineMode(connection) == 1 }
    func leavePipeline() -> Bool { unsafe PQexitPipelineMode(connection) == 1 }

    func prepare(_ statement: Statement, as name: String) -> Bool {
        unsafe statement.sendPrepare(name, to: connection)
    }

    func execute(_ statement: Statement, preparedAs name: String) -> Bool {
        unsafe statement.sendExecute(name, to: connection)
    }

    /// Marks the end of a pipeline; what it did becomes permanent unless a transaction was begun.
    func sync() -> Bool { unsafe PQpipelineSync(connection) == 1 }

    /// Sends several statements in one text, outside pipeline mode.
    func send(script: String) -> Bool { unsafe PQsendQuery(connection, script) == 1 }

    enum Flush {
        case done, more, broken
    }

    /// Sends as much as the socket takes.
    func flush() -> Flush {
        switch unsafe PQflush(connection) {
        case 0: .done
        case 1: .more
        default: .broken
        }
    }

    // MARK: Receiving

    /// Takes in what has arrived; false where the connection is broken.
    func consumeInput() -> Bool { unsafe PQconsumeInput(connection) == 1 }

    /// Whether `nextResult` would have to wait.
    var isBusy: Bool { unsafe PQisBusy(connection) == 1 }

    /// The next result; nil at the end of each statement's.
    func nextResult() -> Result? {
        guard let result = unsafe PQgetResult(connection) else { return nil }
        return unsafe Result(result)
    }

    func nextNotification() -> (channel: String, payload: String)? {
        guard let notify = unsafe PQnotifies(connection) else { return nil }
        defer { unsafe PQfreemem(notify) }
        return unsafe (String(cString: notify.pointee.relname), String(cString: notify.pointee.extra))
    }

    // MARK: Cancelling

    /// A call that asks the server to cancel what is running and blocks until it has been told; safe to make
    /// from any thread, also after the connection is gone.
    func cancellation() -> @Sendable () -> Bool {
        let request = unsafe CancelRequest(connection)
        return { request.send() }
    }

    @safe private final class CancelRequest: @unchecked Sendable {
        private let cancel: OpaquePointer?

        init(_ connection: OpaquePointer) { unsafe cancel = PQgetCancel(connection) }
        deinit { unsafe PQfreeCancel(cancel) }

        func send() -> Bool {
            var reason = [CChar](repeating: 0, count: 256)
            return unsafe PQcancel(cancel, &reason, Int32(reason.count)) == 1
        }
    }
}

/// Calls `body` with the texts as a C array of C strings that ends with a null pointer.
private func withCStrings<Value>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies.map { unsafe UnsafePointer($0) } + [nil])
}
