package import Compliance

/// Why nothing was done about a draw.
package enum DrawRefusal: Sendable, Hashable {
    /// There is none of that id.
    case unknown(String)
    /// The id is on record with another draw.
    case taken(InspectionID)
    /// Its last day is over: it is open, and cannot be given up.
    case over(InspectionID)

    /// Whether there is nothing that it could be done about.
    package var isUnknown: Bool { if case .unknown = self { true } else { false } }

    package var message: Text {
        switch self {
        case .unknown(let id): Text(zh: "没有抽查“\(id.shown)”。", en: "There is no draw '\(id.shown)'.")
        case .taken(let id):
            Text(
                zh: "编号 \(id) 下已有另一次抽查；请换一个新编号。",
                en: "Another draw is on record under \(id); take a new id."
            )
        case .over(let id):
            Text(
                zh: "抽查 \(id) 的最后一天已过，结果已公开，不能再作废。",
                en: "The last day of draw \(id) is over; it is open, and cannot be given up any more."
            )
        }
    }
}
