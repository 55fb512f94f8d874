/// A minute of a day, 0 to 1439, as people write it: `08:30`.
enum DayMinute {
    /// nil for what is no such time.
    static func read(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = digits(bytes[0..<2]),
            let minute = digits(bytes[3..<5]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    static func word(_ minute: Int) -> String {
        "\(padded(minute / 60, to: 2)):\(padded(minute % 60, to: 2))"
    }
}
