import Compliance
import Store

/// Who has read a revision of a closed week, as they said themselves, and who has not.
struct WeekReaderLines: Sendable {
    /// To whom it went.
    let sentTo: String
    let readers: [Line]
    let hasReaders: Bool
    /// Where the reader says that they have read it; nil where they have, and for programs.
    let markAddress: String?

    struct Line: Sendable {
        let who: String
        /// Since when, or that they have not.
        let wording: String
        let isRead: Bool
    }

    init(_ report: WeeklyReport, _ readers: WeekReaders, reader: Identity?, _ texts: Texts) {
        let read = readers.all.count { $0.readAt != nil }
        sentTo = texts(
            readers.list.isEmpty ? "week.sentToReaders" : "week.sentToList",
            "\(readers.all.count)",
            "\(read)"
        )
        self.readers =
            readers.all.filter { $0.readAt == nil }.map { Line($0, texts) }
            + readers.all.filter { $0.readAt != nil }.map { Line($0, texts) }
        hasReaders = !readers.all.isEmpty
        let has = readers.all.contains { $0.account == reader?.account && $0.readAt != nil }
        let may = reader.map { !$0.isToken && $0.rights.contains(.county) } ?? false
        markAddress =
            may && !has ? Link.readWeek(report.week).path + "?revision=\(report.revision)" : nil
    }
}

extension WeekReaderLines.Line {
    init(_ reader: WeekReader, _ texts: Texts) {
        who = texts("week.reader", reader.display, reader.account)
        isRead = reader.readAt != nil
        wording =
            reader.readAt.map { texts("week.readAt", $0.shanghai) }
            ?? texts(reader.mayRead ? "week.notRead" : "week.mayNotRead")
    }
}
