import CLibPQ

/// A statement made ready to be sent: its text and its values in the layout libpq wants.
struct Statement: Sendable {
    let text: String
    /// The values one after another, each with a NUL after it.
    private let buffer: [UInt8]
    /// Where each value starts in the buffer; nil for NULL.
    private let offsets: [Int?]
    private let lengths: [Int32]
    private let formats: [Int32]
    /// The type of each value; 0 where the server infers it.
    private let types: [Oid]

    private static let inferred: Oid = 0
    private static let bytea: Oid = 17

    init(_ sql: SQL) throws(PostgresError) {
        text = sql.text
        guard !text.utf8.contains(0), sql.values.count <= Int(UInt16.max) else {
            throw PostgresError(.unsendable, message: "NUL in a statement, or more than 65535 values")
        }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(sql.values.reduce(0) { $0 + $1.size + 1 })
        var offsets: [Int?] = []
        offsets.reserveCapacity(sql.values.count)
        for value in sql.values {
            offsets.append(value == .null ? nil : buffer.count)
            switch value {
            case .null: continue
            case .bytes(let bytes): buffer.append(contentsOf: bytes)
            case .text(let text):
                let start = buffer.count
                buffer.append(contentsOf: text.utf8)
                guard !buffer[start...].contains(0) else {
                    throw PostgresError(
                        .unsendable,
                        message: "parameter $\(offsets.count): PostgreSQL keeps no NUL character in text",
                        query: self.text
                    )
                }
            }
            buffer.append(0)
        }
        let values = sql.values
        self.buffer = buffer
        self.offsets = offsets
        lengths = values.map { if case .bytes(let bytes) = $0 { Int32(clamping: bytes.count) } else { 0 } }
        formats = values.map { if case .bytes = $0 { 1 } else { 0 } }
        types = values.map { if case .bytes = $0 { Self.bytea } else { Self.inferred } }
    }

    /// What tells prepared statements apart: the text and which values have a type of their own.
    var key: Key { Key(text: text, types: types) }

    struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    /// Sends the statement to be prepared under the name.
    func sendPrepare(_ name: String, to connection: OpaquePointer) -> Bool {
        unsafe PQsendPrepare(connection, name, text, Int32(types.count), types) == 1
    }

    /// Sends the values to the statement prepared under the name; results come as text.
    func sendExecute(_ name: String, to connection: OpaquePointer) -> Bool {
        unsafe buffer.withUnsafeBufferPointer { buffer in
            let base = unsafe UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let pointers = unsafe offsets.map { offset in
                unsafe offset.flatMap { offset in unsafe base.map { unsafe $0 + offset } }
            }
            return unsafe PQsendQueryPrepared(
                connection,
                name,
                Int32(offsets.count),
                pointers,
                lengths,
                formats,
                0
            ) == 1
        }
    }
}

extension Statement: CustomDebugStringConvertible, CustomReflectable {
    /// The text, without the values.
    var debugDescription: String { text }
    var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}
