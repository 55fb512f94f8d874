package import Compliance

/// Why no notice can be issued of a visit.
package enum NoticeObstacle: Sendable, Hashable {
    /// It was filed by mistake.
    case withdrawn
    /// A correction stands in its place.
    case revised
    /// It left nothing open that a director has to mend.
    case settled

    package var message: Text {
        switch self {
        case .withdrawn:
            Text(
                zh: "这次检查已经撤销，不能再据此签发整改通知书。",
                en: "The visit was withdrawn, and no notice can be issued of it any more."
            )
        case .revised:
            Text(
                zh: "这次检查已被更正，请按更正后的检查签发整改通知书。",
                en: "The visit was corrected; issue the notice of its correction."
            )
        case .settled:
            Text(
                zh: "这次检查没有留下需要整改的差距（现场已整改的、未检查的、其后已经销号的不在此列），不需要整改通知书。",
                en:
                    "The visit left no gap to be mended (what was mended on the spot, not checked, or closed since does not count), and needs no notice."
            )
        }
    }
}

extension StoreError {
    /// What is said of notices.
    var noticeMessage: Text {
        switch self {
        case .noNotice(let id):
            Text(zh: "没有检查“\(id)”的整改通知书。", en: "No notice was issued of inspection '\(id)'.")
        case .noOrder(let id):
            Text(zh: "没有督办单“\(id.quoted)”。", en: "There is no supervision order '\(id.quoted)'.")
        case .noOrderOf(let obstacle): obstacle.message
        case .noNoticeOf(_, let obstacle): obstacle.message
        case .arrived(let paper):
            switch paper {
            case .notice:
                Text(
                    zh: "这份通知书先前已经送达，送达记录没有改动。",
                    en:
                        "The notice had reached the director before; what is on record of that was left as it is."
                )
            case .order:
                Text(
                    zh: "这份督办单先前已经送达，送达记录没有改动。",
                    en:
                        "The order had reached the director before; what is on record of that was left as it is."
                )
            }
        case .notDirector:
            Text(
                zh: "只有现任隔离点负责人可以签收给本点位的通知书和督办单。",
                en: "Only whoever directs the site now can acknowledge what is addressed to it."
            )
        default:
            Text(
                zh: "还没有登记发文机关和文号简称，没有签发；请管理员先在“整改通知书”页登记。",
                en:
                    "Issuing office and short form of numbers are not set yet, and nothing was issued; an administrator sets them on the page of notices."
            )
        }
    }
}
