/// What a session has prepared, by text; when it is full, all of it is forgotten.
struct PreparedStatements {
    static let capacity = 256

    private var names: [Statement.Key: String] = [:]
    private var made = 0

    var isFull: Bool { names.count >= Self.capacity }

    func name(of statement: Statement) -> String? {
        names[statement.key]
    }

    /// A name that this session has not used yet.
    mutating func freshName() -> String {
        made += 1
        return "s\(made)"
    }

    mutating func remember(_ statement: Statement, as name: String) {
        names[statement.key] = name
    }

    mutating func forgetAll() {
        names = [:]
    }
}
