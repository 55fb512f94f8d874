/// What an account's holder is to the county (domain §9).
package enum Role: String, Sendable, Hashable, CaseIterable {
    case inspector
    case administrator
    case supervision
    case director
    case holder
    case leader
    case auditor

    /// What the role may do. The database holds the same table, `rights_of`, and decides by that.
    package var rights: Set<Right> {
        switch self {
        case .inspector: [.read, .county, .file]
        case .administrator: [.read, .county, .file, .manage, .cases]
        case .supervision: [.read, .county, .audit, .cases, .supervise]
        case .auditor: [.read, .county, .audit, .cases]
        case .director, .holder: [.read, .respond]
        case .leader: [.read, .county, .cases]
        }
    }

    /// As the domain names it.
    package var title: Text {
        switch self {
        case .inspector: Text(zh: "检查员", en: "inspector")
        case .administrator: Text(zh: "卫健委管理员", en: "administrator")
        case .supervision: Text(zh: "督查", en: "supervision")
        case .director: Text(zh: "隔离点负责人", en: "director")
        case .holder: Text(zh: "其他责任人", en: "other duty holder")
        case .leader: Text(zh: "县领导", en: "leader")
        case .auditor: Text(zh: "审计", en: "auditor")
        }
    }
}

/// Something that an account or a token may do.
package enum Right: String, Sendable, Hashable, CaseIterable, Comparable {
    /// See sites, inspections and standards: directors and other duty holders of the own sites, others of all.
    case read
    /// See the whole county at once: all sites side by side, the weekly report, what-if.
    case county
    /// File inspections and keep drafts.
    case file
    /// Keep the register, the standards and the accounts.
    case manage
    /// Read the record.
    case audit
    /// Read accountability cases.
    case cases
    /// Open, lead and decide accountability cases, in person.
    case supervise
    /// Answer for the own site: acknowledge what is issued to it, submit what was mended, put a statement on record.
    case respond

    /// What it rests on: without that, what it opens would be empty, so it opens nothing.
    package var basis: Right? {
        switch self {
        case .county, .file, .manage, .cases, .respond: .read
        case .supervise: .cases
        case .read, .audit: nil
        }
    }

    /// Whether a token may have it: what is led and decided in person, it may not.
    package var isForTokens: Bool { self != .supervise }

    package static func < (one: Right, other: Right) -> Bool { one.rawValue < other.rawValue }

    /// In words, as forms and refusals name it.
    package var title: Text {
        switch self {
        case .read: Text(zh: "查看点位、检查和标准", en: "see sites, inspections and standards")
        case .county: Text(zh: "查看全县情况和周报", en: "see the whole county and its weekly reports")
        case .file: Text(zh: "提交检查", en: "file inspections")
        case .manage:
            Text(
                zh: "维护名册和标准，本人登录时也维护账号",
                en: "keep the register, the standards and, in person, the accounts"
            )
        case .audit: Text(zh: "查阅审计记录", en: "read the audit record")
        case .cases: Text(zh: "查看问责案卷", en: "read accountability cases")
        case .supervise: Text(zh: "本人登录时办理问责", en: "lead accountability cases, in person")
        case .respond:
            Text(zh: "为本点位答复：签收、报整改、申辩", en: "answer for the own site: acknowledge, submit, state")
        }
    }
}
