package import Compliance

/// Why the store did not do what was asked; problems with the content itself are thrown as `Problems`.
package enum StoreError: Error, Sendable, Hashable {
    /// `known` are the counties that there are, as far as the login may see them.
    case noCounty(String, known: [String])
    case noSite(String)
    case noTownship(String)
    case noInspection(String)
    /// Nothing of that number was issued to a site that the account directs.
    case noIssuance(Int)
    case noGuidance(String)
    /// The id is on record with other guidance.
    case guidanceTaken(InspectionID)
    /// The item never fell short at the site.
    case noGap(site: String, item: String)
    /// Nothing was done about a gap.
    case gap(GapRefusal)
    case noChecklist(String)
    case noBaseline(String)
    case noDraft(String)
    case noCase(String)
    case noEntry(Int)
    /// A place that was asked for is none of that list.
    case noPlace
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
    /// The draft was kept from elsewhere meanwhile, or discarded: what is there is another version.
    case draftChanged(InspectionID)
    /// Another account keeps the draft, and it was not said to be taken over.
    case draftHeld(InspectionID)
    /// The inspection has been revised already, by that one; only the latest can be revised.
    case alreadyRevised(InspectionID, by: InspectionID)
    /// Somebody else published or imported while this was judged; nothing was written.
    case changedMeanwhile
    /// The version label is published with other content.
    case versionTaken(code: String, version: String)
    /// A week that is not over is not closed.
    case weekOpen(ISOWeek)
    /// The week is closed already; it can be revised.
    case weekClosed(ISOWeek)
    /// The week is not closed, or has no report of that revision.
    case weekNotClosed(ISOWeek, revision: Int?)
    /// Nothing is otherwise than the last report of the week says.
    case nothingToRevise(ISOWeek, revision: Int)
    /// No standing order for closing weeks is in force.
    case noClosingOrder
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
    /// The account has no password that could be reset.
    case noPassword(String)
    /// The account is linked to nobody at the OpenID provider.
    case noLink(String)
    /// Another account is linked to that person.
    case linkTaken
    /// Without the account nobody in use would be an administrator.
    case lastAdministrator(String)
    /// No wrong tries count against that account or address.
    case noWait(String)
    /// No notice was issued of that visit.
    case noNotice(String)
    /// No notice can be issued of that visit.
    case noNoticeOf(InspectionID, NoticeObstacle)
    case noOrder(String)
    /// No order is issued of that gap.
    case noOrderOf(OrderObstacle)
    /// Nobody has said yet how the county's papers begin.
    case noLetterhead
    /// The paper had reached the director before, otherwise than said.
    case arrived(ServedPaper)
    /// Only whoever directs the site may do that.
    case notDirector
    /// Nothing was done about a draw.
    case draw(DrawRefusal)
    /// The database's schema is not the one this release knows.
    case schema(Text)
    /// The database did not answer: it may have been written, or not. The same may be sent again, and is written
    /// once. The cause is for the log.
    case unavailable(cause: String)
    /// PostgreSQL's own programs were replaced or taken away while it ran. The cause is for the log.
    case programsReplaced(cause: String)
    /// The database took longer than allowed, and undid what it had begun. The cause is for the log.
    case outOfTime(cause: String)

    /// In words, for the person or program that asked.
    package var message: Text {
        switch self {
        case .noCounty(let code, let known): Self.noCounty(code, known)
        case .noSite(let code):
            Text(zh: "没有编号为“\(code.quoted)”的点位。", en: "There is no site '\(code.quoted)'.")
        case .noTownship(let code):
            Text(zh: "没有编号为“\(code.quoted)”的乡镇。", en: "There is no township '\(code.quoted)'.")
        case .noCase(let id):
            Text(zh: "没有问责案卷“\(id.quoted)”。", en: "There is no case '\(id.quoted)'.")
        case .noInspection(let id):
            Text(zh: "没有检查“\(id.quoted)”。", en: "There is no inspection '\(id.quoted)'.")
        case .noIssuance(let number):
            Text(
                zh: "没有向您负责的点位下发过第 \(number) 号。",
                en: "Nothing of number \(number) was issued to a site that you direct."
            )
        case .noGuidance(let id):
            Text(zh: "没有指导记录“\(id.quoted)”。", en: "There is no guidance '\(id.quoted)' on record.")
        case .guidanceTaken(let id):
            Text(
                zh: "编号 \(id) 下已有内容不同的指导记录；请换一个新编号。",
                en: "Other guidance is on record under \(id); take a new id."
            )
        case .noGap(let site, let item):
            Text(
                zh: "点位“\(site.quoted)”没有发现过检查项“\(item.quoted)”的问题。",
                en: "No gap of the item '\(item.quoted)' is on record at the site '\(site.quoted)'."
            )
        case .gap(let refusal): refusal.message
        case .draw(let refusal): refusal.message
        case .noChecklist(let code):
            Text(zh: "没有检查表“\(code.quoted)”。", en: "There is no checklist '\(code.quoted)'.")
        case .noBaseline(let code):
            Text(zh: "没有基准“\(code.quoted)”。", en: "There is no baseline '\(code.quoted)'.")
        case .noDraft(let id): Text(zh: "没有草稿“\(id.quoted)”。", en: "There is no draft '\(id.quoted)'.")
        case .noEntry(let number): Text(zh: "没有第 \(number) 号记录。", en: "There is no entry \(number).")
        case .noPlace:
            Text(
                zh: "参数 page 不是这个列表里的位置；请从列表的第一页重新打开。",
                en: "The parameter page names no place in this list; begin again at its first page."
            )
        case .notSealed(let number):
            Text(
                zh: "第 \(number) 号记录尚未封存；请稍后再试。",
                en: "Entry \(number) is not sealed yet; try again shortly."
            )
        case .recordDamaged:
            Text(
                zh: "已封存的记录与其树头不符，没有在其上继续；请运行 lazaret audit verify 查明。",
                en:
                    "The sealed record is not what its head says, and nothing was built on it; lazaret audit verify says where."
            )
        case .keyDoesNotFollow(let key, let last?):
            Text(
                zh:
                    "密钥 \(key) 没有被宣布过，没有用它签名：记录由密钥 \(last) 封存。请放回 \(last) 的密钥文件；如确已遗失，见 lazaret audit key --lost。",
                en:
                    "Nothing announces the key \(key), and nothing was signed with it: the record is sealed with \(last). Put the file of \(last) back; if it is lost for good, see 'lazaret audit key --lost'."
            )
        case .keyDoesNotFollow(let key, nil):
            Text(
                zh: "密钥 \(key) 封存的是另一个县的记录，没有用它签名；每个县须有自己的密钥。",
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
                zh: "检查 \(id) 已经提交过，内容与这次不同；原来的没有改动。如需更正，请另建一份更正。",
                en:
                    "Inspection \(id) is on record with other content, and was left as it is. File a revision to correct it."
            )
        case .alreadyFiled(let id):
            Text(
                zh: "检查 \(id) 已经提交，草稿没有保存。如需更正，请另建一份更正。",
                en:
                    "Inspection \(id) has been filed, and the draft was not kept. File a revision to correct it."
            )
        case .draftChanged:
            Text(
                zh: "这份草稿同时在别处存过或删除了，这一次没有保存；请看过两份后选一份。",
                en:
                    "The draft was kept or discarded elsewhere meanwhile, and this was not kept; look at both and choose one."
            )
        case .draftHeld:
            Text(
                zh: "这份草稿由另一个账号保管，没有改动；要接着填，请先接手。",
                en:
                    "Another account keeps the draft, and it was left as it is; take it over to go on with it."
            )
        case .alreadyRevised(let id, let by):
            Text(
                zh: "检查 \(id) 已被 \(by) 更正；请对最新的一份提出更正。",
                en: "Inspection \(id) was revised by \(by); revise the latest one instead."
            )
        case .versionTaken(let code, let version):
            Text(
                zh: "“\(code)”的版本“\(version)”已发布且内容不同；请换一个版本号。",
                en:
                    "Version '\(version)' of '\(code)' is published with other content; give it another version."
            )
        case .changedMeanwhile:
            Text(
                zh: "与此同时，别人发布了标准或导入了名册，没有写入任何内容；请重试。",
                en: "Somebody else published or imported meanwhile, and nothing was written; try again."
            )
        case .weekOpen, .weekClosed, .weekNotClosed, .nothingToRevise, .noClosingOrder: weekMessage
        case .notSignedIn:
            Text(
                zh: "登录已失效，或令牌无效；请重新登录。",
                en: "The session has ended, or the token opens nothing; sign in again."
            )
        case .forbidden:
            Text(zh: "这个账号没有这项权限，没有写入任何内容。", en: "The account may not do that; nothing was written.")
        case .busy:
            Text(zh: "同时登录的人太多，请稍后再试。", en: "Too many are signing in at once; try again shortly.")
        case .noAccount(let name):
            Text(zh: "没有账号“\(name.quoted)”。", en: "There is no account '\(name.quoted)'.")
        case .accountTaken(let name):
            Text(
                zh: "账号名“\(name.quoted)”或它的 OpenID 标识已被使用。",
                en: "The account name '\(name.quoted)', or its OpenID subject, is in use."
            )
        case .noSession(let id):
            Text(zh: "没有登录或令牌“\(id.quoted)”。", en: "There is no session or token '\(id.quoted)'.")
        case .noPassword(let name):
            Text(
                zh: "账号“\(name.quoted)”没有密码，只能经统一身份认证或令牌使用；没有改动。要给它一个密码，须另外明说。",
                en:
                    "The account '\(name.quoted)' has no password: the identity service or tokens alone lead in. Nothing was changed; giving it one has to be asked for as such."
            )
        case .noLink(let name):
            Text(
                zh: "账号“\(name.quoted)”没有关联统一身份认证。",
                en: "The account '\(name.quoted)' is not linked to the identity service."
            )
        case .linkTaken:
            Text(
                zh: "这个统一身份认证标识已关联另一个使用中的账号，没有改动；请先解除那一处关联，或停用那个账号。",
                en:
                    "Another account in use is linked to that OpenID subject, and nothing was changed; unlink or disable that one first."
            )
        case .lastAdministrator(let name):
            Text(
                zh: "“\(name.quoted)”是最后一位在用的管理员，没有改动；请先让另一个账号担任管理员。",
                en:
                    "'\(name.quoted)' is the last administrator in use, and nothing was changed; make another account one first."
            )
        case .noWait(let name):
            Text(zh: "“\(name.quoted)”没有计着的错误尝试。", en: "No wrong tries count against '\(name.quoted)'.")
        case .noOrder, .noOrderOf, .noNotice, .noNoticeOf, .noLetterhead, .arrived, .notDirector:
            noticeMessage
        case .schema(let message): message
        case .outOfTime:
            Text(
                zh: "数据库太忙，没有在限定时间内完成；已经撤销，没有写入任何内容。请稍后再试。",
                en:
                    "The database was too busy to finish in time; it was undone, and nothing was written. Try again shortly."
            )
        case .programsReplaced:
            Text(
                zh:
                    "PostgreSQL 的程序文件在运行中被更新或移走，它必须重新启动：自带的数据库，请停止所有 lazaret 进程后再启动；DATABASE_URL 指定的数据库，请重启那个 PostgreSQL。",
                en:
                    "PostgreSQL's own files were replaced or taken away while it ran, and it must be restarted: for the private one stop every lazaret and start it again; otherwise restart the PostgreSQL that DATABASE_URL names."
            )
        case .unavailable:
            Text(
                zh: "数据库暂时没有应答，可能已写入，也可能没有；请稍后原样重试，不会重复记录。",
                en:
                    "The database did not answer; this may have been written or not. Send the same again shortly: it is never recorded twice."
            )
        }
    }
}
