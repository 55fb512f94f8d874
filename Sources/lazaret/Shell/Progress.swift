import Synchronization

/// A count that is drawn on a terminal while something takes longer than a second; silent elsewhere.
final class Progress: Sendable {
    private let what: String
    private let started = ContinuousClock.now
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)

    init(_ what: String) {
        self.what = what
    }

    /// Draws the count at most five times a second, once a second has gone by.
    func update(_ count: Int, of total: Int? = nil) {
        let now = ContinuousClock.now
        guard Terminal.showsProgress, now - started > .seconds(1) else { return }
        let isDue = lastDrawn.withLock { last in
            if let last, now - last < .milliseconds(200) { return false }
            last = now
            return true
        }
        if isDue { draw("\r\(what) \(count)\(total.map { " / \($0)" } ?? "")") }
    }

    /// Clears the line.
    func finish() {
        guard lastDrawn.withLock({ $0 }) != nil else { return }
        draw("\r\u{1B}[2K")
    }

    private func draw(_ text: String) {
        Terminal.draw(text)
    }
}
