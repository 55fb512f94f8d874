package import Compliance

/// Why nothing was done about a gap; the words are those of the acts.
package enum GapRefusal: String, Sendable, Hashable, CaseIterable {
    /// Nothing is open.
    case closed
    /// Something came after what whoever asks had before them.
    case outdated
    /// Somebody else judged it first.
    case decided
    /// It is another duty's.
    case others
    /// Who sent it, or held a duty at the site since it was found, may neither judge it nor give it another deadline.
    case barred
    /// Files that the answer names have not come.
    case pending
    /// The site goes on under another code.
    case moved
    /// The deadline was another by then.
    case changed
    /// A hundred answers came since it was found.
    case many

    /// Whether it is about who asks.
    package var isAboutWho: Bool { self == .others || self == .barred }

    package var message: Text {
        switch self {
        case .closed:
            Text(
                zh: "这个问题目前没有待办的整改（已销号、正待确认，或相关检查已撤销），没有写入。",
                en:
                    "Nothing is open about this gap (it is closed, waits to be confirmed, or its visit was withdrawn); nothing was written."
            )
        case .outdated:
            Text(
                zh: "其间又有新的检查或新的报送，没有写入；请看最新情况后再办。",
                en:
                    "Another visit or answer came in meanwhile, and nothing was written; look at what is there now."
            )
        case .decided:
            Text(
                zh: "已有人先作出核验结论，没有写入；每次报送只核验一次。",
                en: "Somebody else judged it first, and nothing was written; each answer is judged once."
            )
        case .others:
            Text(
                zh: "这个问题由其他责任人负责，没有写入；点位负责人可报送全部问题。",
                en:
                    "This gap is another duty's, and nothing was written; the site's director may answer for every gap."
            )
        case .barred:
            Text(
                zh: "报送整改的人，以及发现问题后曾在该点位任职的人，不能核验，也不能调整期限；请由其他人办理。没有写入。",
                en:
                    "Whoever sent an answer, or held a duty at the site since the gap was found, may neither verify it nor move its deadline; somebody else has to. Nothing was written."
            )
        case .pending:
            Text(
                zh: "这次报送引用的文件还没有收齐，不能核验通过；请等报送人发来，或写明理由退回。没有写入。",
                en:
                    "Files that the answer names have not come, so that it cannot be verified; wait for whoever sent it, or send it back with a reason. Nothing was written."
            )
        case .moved:
            Text(
                zh: "点位已迁址换号，请在新编号下办理；没有写入。",
                en: "The site has moved and goes on under another code; do this there. Nothing was written."
            )
        case .many:
            Text(
                zh: "这个问题查到以来已报送 100 次，不再接收；请等检查员核验或复查。没有写入。",
                en:
                    "A hundred answers came since this gap was found, and no other is taken: an inspector has to judge it, or visit. Nothing was written."
            )
        case .changed:
            Text(
                zh: "整改期限其间已被改动，没有写入；请看最新期限后再改。",
                en: "The deadline was changed meanwhile, and nothing was written; look at what it is now."
            )
        }
    }
}
