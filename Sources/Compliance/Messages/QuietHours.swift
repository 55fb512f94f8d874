/// The hours in which nothing is sent out of the house, by the county's day: what is composed then can be seen at once, and
/// is sent when they end.
package struct QuietHours: Sendable, Hashable {
    /// Minutes of the day, 0 to 1439; the end may be on the next day, and is the same as the beginning where there are none.
    package let from: Int
    package let to: Int

    /// Where the county has set none.
    package static let standing = QuietHours(from: 21 * 60, to: 8 * 60)

    package init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    /// `is_quiet` in `sql/acts/send_messages.sql` says the same.
    package func hold(at moment: Instant) -> Bool {
        let local = moment.microseconds + Instant.shanghaiOffset
        let minute = floorRemainder(local, Instant.microsecondsPerDay) / 60_000_000
        return from <= to ? minute >= from && minute < to : minute >= from || minute < to
    }

    /// Reads `21:00` and `08:00`; throws what is wrong with them.
    package init(typedFrom from: String, to: String) throws(Problems) {
        var problems: [Problem] = []
        func minute(_ text: String, _ name: String) -> Int {
            if let minute = DayMinute.read(text) { return minute }
            problems.append(
                Problem(
                    "badTime",
                    at: "/\(name)",
                    Text(zh: "时刻应写作 21:00。", en: "A time is written like 21:00.")
                )
            )
            return 0
        }
        self.init(from: minute(from, "from"), to: minute(to, "to"))
        guard problems.isEmpty else { throw Problems(problems) }
    }

    /// `21:00`, `08:00`.
    package var words: (from: String, to: String) { (DayMinute.word(from), DayMinute.word(to)) }
}
