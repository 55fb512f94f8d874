import Compliance
import FoundationEssentials
import StrictJSON

/// A message as mail: RFC 5322 and MIME, in ASCII.
struct Mail: Sendable {
    let to: String
    let bytes: [UInt8]

    /// The text may have so many bytes.
    private static let most = 20_000

    /// Both addresses were checked, so that they stand in the header as they are.
    init(_ message: OutgoingMessage, to: String, by relay: MailRelay) {
        self.to = to
        let domain = MailAddress.domain(of: relay.from) ?? "localhost"
        let header = [
            "Date: \(Self.date(message.composed))",
            "From: \(Self.phrase(relay.name))\r\n <\(relay.from)>",
            "To: <\(to)>",
            "Message-ID: <\(message.name)@\(domain)>",
            "Subject: \(Self.words(message.plainTitle))",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "Content-Language: \(message.language == .zh ? "zh-CN" : "en")",
        ]
        let lines = message.plainLines(atMost: Self.most) + (message.safeLink.map { ["", $0] } ?? [])
        let text = Array(lines.map { $0 + "\r\n" }.joined().utf8)
        let body = stride(from: 0, to: text.count, by: 57)
            .map { Data(text[$0..<min($0 + 57, text.count)]).base64EncodedString() + "\r\n" }
        bytes = Array((header.joined(separator: "\r\n") + "\r\n\r\n" + body.joined()).utf8)
    }

    /// RFC 5322 in Beijing time: `Wed, 18 Aug 2021 09:00:00 +0800`.
    static func date(_ moment: Instant) -> String {
        let day = Day(moment)
        let (year, month, date) = day.components
        let seconds = (moment.microseconds - Instant(startOf: day).microseconds) / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let years = String(repeating: "0", count: max(0, 4 - "\(year)".utf8.count)) + "\(year)"
        return "\(weekday), \(date) \(months[month - 1]) \(years) \(clock.joined(separator: ":")) +0800"
    }

    /// The text of a subject: as it is where it is short plain ASCII, else in encoded words.
    static func words(_ text: String) -> String {
        let isPlain =
            text.utf8.count <= 60 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.holds("=?")
        return isPlain ? text : encoded(text)
    }

    /// A name before an address, quoted or in encoded words.
    static func phrase(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
                || $0 == 0x20
        }
        return isPlain && text.utf8.count <= 60 ? "\"\(text)\"" : encoded(text)
    }

    /// RFC 2047: words of base 64, each of whole characters, each on a line of at most 76.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let word = String(rest).cut(toBytes: 39)
            words.append("=?UTF-8?B?\(Data(word.utf8).base64EncodedString())?=")
            rest = rest.dropFirst(word.unicodeScalars.count)
        }
        return words.joined(separator: "\r\n ")
    }
}
