extension AccessTable {
    /// One row of the table.
    struct Row: Sendable {
        let method: String
        let path: String
        /// What each is answered, by the heading of the column.
        let answers: [(who: String, answer: String)]
    }

    static let rows: [Row] = {
        let lines = (text + "\n" + papers + "\n" + weeks).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
        return lines.dropFirst()
            .map { words in
                Row(
                    method: words[0],
                    path: words[1],
                    answers: Array(zip(lines[0].dropFirst(), words.dropFirst(2)))
                )
            }
    }()
}
