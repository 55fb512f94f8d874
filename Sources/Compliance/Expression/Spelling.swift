/// The known word closest to a misspelt one; nil when none is close.
func nearest(to word: String, among known: [String]) -> String? {
    // A longer word is no slip of the fingers, and comparing it would take time that a hostile file could ask for.
    // Of one or two letters nearly every short name is near.
    let lengths = 3...60
    guard lengths.contains(word.unicodeScalars.prefix(61).count) else { return nil }
    let written = letters(of: word)
    let limit = max(1, written.count / 3)
    return known.filter { abs($0.unicodeScalars.count - written.count) <= limit }
        .map { (word: $0, distance: editDistance(written, letters(of: $0))) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?
        .word
}

private func letters(of word: String) -> [Unicode.Scalar] { Array(word.lowercased().unicodeScalars) }

/// How many letters must be changed, added or dropped to make one word of the other (Levenshtein).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let changed = diagonal + (x == y ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
