import Compliance
import StrictJSON
import Testing

@testable import ChecklistFiles

@Suite("Accounts in a CSV file")
struct AccountTableTests {
    @Test("A row is an account; the last two columns may be left out")
    func rows() throws {
        let whole = try AccountTable.read(
            "name,display,roles,duties,openid\nt03,城关镇卫生院院长,director inspector,director@T-03 expert@T-04,sub-1\n"
        )
        #expect(
            whole == [
                AccountForm(
                    name: "t03",
                    display: "城关镇卫生院院长",
                    roles: ["director", "inspector"],
                    duties: ["director@T-03", "expert@T-04"],
                    openID: "sub-1"
                )
            ]
        )
        let short = try AccountTable.read("name,display,roles\noffice,值班管理员,administrator\n")
        #expect(short == [AccountForm(name: "office", display: "值班管理员", roles: ["administrator"])])
    }

    @Test("Every wrong row is named with its line")
    func problems() {
        do {
            _ = try AccountTable.read(
                "name,display,roles,duties\nok,好,leader,\nBAD NAME,,king,director\nagain,好,,x@y\n"
            )
            Issue.record("it was taken")
        } catch {
            #expect(
                error.all.map { "\($0.mark.line) \($0.code)" } == [
                    "3 accountName", "3 accountDisplay", "3 accountRoles", "3 accountDuty", "4 accountRoles",
                    "4 accountDuty",
                ]
            )
        }
    }

    @Test("Another heading is refused", arguments: ["", "name,roles,display\na,b,c\n", "账号,称呼,角色\n"])
    func headings(text: String) {
        #expect(throws: Problems.self) { try AccountTable.read(text) }
    }
}
