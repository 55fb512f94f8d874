import ArgumentParser
import ChecklistFiles
import Compliance
import Store
import StrictJSON

/// Makes accounts from a file.
struct UserImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Wording.both("Make accounts from CSV.", "从 CSV 导入账号。"),
        discussion: Wording.about(
            """
            各列为 name、display、roles、duties、openid；几个角色或职务以空格隔开。
            已有的账号保持不变，所以同一份文件可以再导。要么全部导入，要么一个不
            导。有统一身份认证 subject 的没有密码，认证服务为 LAZARET_OPENID_ISSUER。
            文件如：

              name,display,roles,duties,openid
              t03,城关镇卫生院院长,director,director@T-03,
            """,
            """
            Columns: name, display, roles, duties, openid; several roles or duties are
            separated by spaces. An account that is there already is left as it is, so
            the same file can be imported again. All or nothing. One with an OpenID
            subject has no password, and its provider is LAZARET_OPENID_ISSUER. A file:

              name,display,roles,duties,openid
              t03,城关镇卫生院院长,director,director@T-03,
            """
        )
    )

    @Argument(help: .both("The file; - for standard input.", "文件；- 表示标准输入。", value: "file"))
    var file: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let forms = try AccountTable.read(FileText.decode(FileBytes.read(file)))
        let issuer = try Settings().issuer
        let accounts = try forms.map { form in
            var form = form
            form.issuer = issuer
            let account = try form.account()
            return (account, account.openID == nil ? FirstPassword.fresh() : nil)
        }
        let made = try await options.withStore { store in try await store.add(accounts) }
        let given = accounts.filter { made.contains($0.0.name) }
            .map { FirstPasswordText(account: $0.0.name, password: $0.1.map(Confidential.init)) }
        try options.say(
            .object([
                ("added", .array(given.map(\.node))), ("there", .number(accounts.count - given.count)),
            ]),
            or: Terminal.table(given.map { [$0.account, $0.password?.text ?? "–"] }),
            else: Text(
                zh: "新增了 \(given.count) 个账号，但没有人知道它们的初始密码；lazaret user list 列出它们，lazaret user reset 逐个重置。",
                en:
                    "\(given.count) accounts were made, and nobody knows their first passwords: 'lazaret user list' shows them, 'lazaret user reset' gives each another."
            )
        )
    }
}
