package import Compliance

/// What is held against the record.
package enum RecordedKind: String, Sendable, CaseIterable {
    case inspections, gaps, standards, sites, accounts, tokens, weeks, files
}

/// What cannot be proved by digests, because no entry carries one of it.
package enum UnprovenEvidence: String, Sendable, CaseIterable {
    /// Entries of filings that have a digest of the document alone: the result was held against a fresh score, the time
    /// of receipt against nothing.
    case results
    /// Inspections whose standard is not what was published: they could not be scored anew.
    case standards
    /// Sites whose township was written anew by another site's entry since.
    case sites
    /// Accounts of earlier releases whose first link is no more: their entry has a digest of that too.
    case accounts
    /// Entries of tokens that have no digest: scope and end are held against nothing.
    case tokens
    /// Passwords: no entry says anything of one.
    case passwords

    /// In words: of how many, and up to which entry.
    package func message(_ extent: EvidenceFindings.Extent) -> Text {
        let until =
            extent.lastEntry.map { Text(zh: "（至第 \($0) 号记录）", en: " (up to entry \($0))") }
            ?? Text(zh: "", en: "")
        let (zh, en) = words(extent.count)
        return Text(zh: "无法证明：\(zh)\(until.zh)。", en: "Not provable: \(en)\(until.en).")
    }

    private func words(_ count: Int) -> (zh: String, en: String) {
        switch self {
        case .results:
            (
                "\(count) 次检查的记录只含提交内容的摘要；结论已重新计算核对，收到时间没有摘要",
                "the entries of \(count) inspections have a digest of the document alone; the result was worked out anew, the time of receipt stands on nothing"
            )
        case .standards:
            (
                "\(count) 次检查所依据的标准已被改动，未能重新计算",
                "\(count) inspections whose standard was changed could not be scored anew"
            )
        case .sites:
            (
                "\(count) 个点位的乡镇名称后来由另一点位的导入改写",
                "\(count) sites, whose township another site's import has written anew since"
            )
        case .accounts:
            (
                "\(count) 个账号的记录含有已更换的登录关联",
                "\(count) accounts, whose entry covers a link that was replaced since"
            )
        case .tokens:
            ("\(count) 个令牌的权限和期限没有摘要", "scope and end of \(count) tokens, whose entries have no digest")
        case .passwords: ("\(count) 个账号的密码没有摘要", "the passwords of \(count) accounts, which no entry covers")
        }
    }
}
