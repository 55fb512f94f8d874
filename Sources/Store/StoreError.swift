package import Compliance

/// Why the store did not do what was asked; problems with the content itself are thrown as `Problems`.
package enum StoreError: Error, Sendable, Hashable {
    case noCounty(String)
    case noSite(String)
    case noInspection(String)
    case noChecklist(String)
    case noBaseline(String)
    case noDraft(String)
    case noEntry(Int)
    /// The entry of the record still waits to be sealed.
    case notSealed(Int)
    /// What is kept of the hash tree does not lead to its head.
    case recordDamaged
    /// No sealed entry announces the key to the record, whose last head another one signed; nil where another
    /// county's record is sealed with it.
    case keyDoesNotFollow(String, last: String?)
    /// Entries wait to be sealed for longer than they ever should.
    case sealingStopped(seconds: Int, why: Text?)
    /// The id is on record with other content.
    case conflict(InspectionID)
    /// A draft was to be kept under the id of an inspection that has been filed.
    case alreadyFiled(InspectionID)
    /// The inspection has been revised already, by that one; only the latest can be revised.
    case alreadyRevised(InspectionID, by: InspectionID)
    /// Somebody else published or imported while this was judged; nothing was written.
    case changedMeanwhile
    /// The version label is published with other content.
    case versionTaken(code: String, version: String)
    /// The session or token that was shown opens nothing, or nothing any more.
    case notSignedIn
    /// The account may not do that.
    case forbidden
    /// More sign in at once than can be judged.
    case busy
    case noAccount(String)
    /// The name is taken, or the OpenID subject is linked to another account.
    case accountTaken(String)
    case noSession(String)
    /// The database's schema is not the one this release knows.
    case schema(Text)
    /// The database did not answer: it may have been written, or not. The same may be sent again, and is written
    /// once.
    case unavailable

    /// In words, for the person or program that asked.
    package var message: Text {
        switch self {
        case .noCounty(let code):
            Text(zh: "数据库里没有县“\(code)”。", en: "There is no county '\(code)' in the database.")
        case .noSite(let code): Text(zh: "没有编号为“\(code)”的点位。", en: "There is no site '\(code)'.")
        case .noInspection(let id): Text(zh: "没有检查“\(id)”。", en: "There is no inspection '\(id)'.")
        case .noChecklist(let code): Text(zh: "没有检查表“\(code)”。", en: "There is no checklist '\(code)'.")
        case .noBaseline(let code): Text(zh: "没有基准“\(code)”。", en: "There is no baseline '\(code)'.")
        case .noDraft(let id): Text(zh: "没有草稿“\(id)”。", en: "There is no draft '\(id)'.")
        case .noEntry(let number): Text(zh: "没有第 \(number) 号记录。", en: "There is no entry \(number).")
        case .notSealed(let number):
            Text(
                zh: "第 \(number) 号记录尚未封存;请稍后再试。",
                en: "Entry \(number) is not sealed yet; try again shortly."
            )
        case .recordDamaged:
            Text(
                zh: "已封存的记录与其树头不符,没有在其上继续;请运行 lazaret audit verify 查明。",
                en:
                    "The sealed record is not what its head says, and nothing was built on it; lazaret audit verify says where."
            )
        case .keyDoesNotFollow(let key, let last?):
            Text(
                zh:
                    "密钥 \(key) 没有被宣布过,没有用它签名:记录由密钥 \(last) 封存。请放回 \(last) 的密钥文件;如确已遗失,见 lazaret audit key --lost。",
                en:
                    "Nothing announces the key \(key), and nothing was signed with it: the record is sealed with \(last). Put the file of \(last) back; if it is lost for good, see 'lazaret audit key --lost'."
            )
        case .keyDoesNotFollow(let key, nil):
            Text(
                zh: "密钥 \(key) 封存的是另一个县的记录,没有用它签名;每个县须有自己的密钥。",
                en:
                    "The key \(key) seals another county's record, and nothing was signed with it; each county has its own."
            )
        case .sealingStopped(let seconds, let why):
            Text(
                zh: "审计记录已 \(seconds) 秒没有封存。\(why?.zh ?? "")",
                en: "The record has not been sealed for \(seconds) s. \(why?.en ?? "")"
            )
        case .conflict(let id):
            Text(
                zh: "检查 \(id) 已经提交过,内容与这次不同;原来的没有改动。如需更正,请另建一份更正。",
                en:
                    "Inspection \(id) is on record with other content, and was left as it is. File a revision to correct it."
            )
        case .alreadyFiled(let id):
            Text(
                zh: "检查 \(id) 已经提交,草稿没有保存。如需更正,请另建一份更正。",
                en:
                    "Inspection \(id) has been filed, and the draft was not kept. File a revision to correct it."
            )
        case .alreadyRevised(let id, let by):
            Text(
                zh: "检查 \(id) 已被 \(by) 更正;请对最新的一份提出更正。",
                en: "Inspection \(id) was revised by \(by); revise the latest one instead."
            )
        case .versionTaken(let code, let version):
            Text(
                zh: "“\(code)”的版本“\(version)”已发布且内容不同;请换一个版本号。",
                en:
                    "Version '\(version)' of '\(code)' is published with other content; give it another version."
            )
        case .changedMeanwhile:
            Text(
                zh: "与此同时,别人发布了标准或导入了名册,没有写入任何内容;请重试。",
                en: "Somebody else published or imported meanwhile, and nothing was written; try again."
            )
        case .notSignedIn:
            Text(
                zh: "登录已失效，或令牌无效；请重新登录。",
                en: "The session has ended, or the token opens nothing; sign in again."
            )
        case .forbidden:
            Text(zh: "这个账号没有这项权限，没有写入任何内容。", en: "The account may not do that; nothing was written.")
        case .busy:
            Text(zh: "同时登录的人太多，请稍后再试。", en: "Too many are signing in at once; try again shortly.")
        case .noAccount(let name): Text(zh: "没有账号“\(name)”。", en: "There is no account '\(name)'.")
        case .accountTaken(let name):
            Text(
                zh: "账号名“\(name)”或它的 OpenID 标识已被使用。",
                en: "The account name '\(name)', or its OpenID subject, is in use."
            )
        case .noSession(let id):
            Text(zh: "没有登录或令牌“\(id)”。", en: "There is no session or token '\(id)'.")
        case .schema(let message): message
        case .unavailable:
            Text(
                zh: "数据库暂时没有应答,可能已写入,也可能没有;请稍后原样重试,不会重复记录。",
                en:
                    "The database did not answer; this may have been written or not. Send the same again shortly: it is never recorded twice."
            )
        }
    }
}
