import ArgumentParser

/// The accounts of the county.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: Wording.both("Add, list, change, link, disable and reset accounts.", "账号管理。"),
        discussion: Wording.about(
            """
            不设 LAZARET_TOKEN 时，以数据库所有者的身份办理，第一个管理员就这样新增。
            初始密码只显示一次，首次登录时须更换。
            """,
            """
            Without LAZARET_TOKEN these act with the owner's login of the database: so
            the first administrator is made. A first password is shown once and has to
            be changed at the first login.
            """,
            examples: """
                lazaret user add wang-office --display 值班管理员 --role administrator
                lazaret user add t03 --display 城关镇卫生院院长 --role director \\
                    --duty director@T-03
                lazaret user import accounts.csv
                """
        ),
        subcommands: [
            UserAdd.self, UserList.self, UserChange.self, UserDisable.self, UserEnable.self, UserReset.self,
            UserLink.self, UserUnlink.self, UserImport.self, UserToken.self, UserWaits.self, UserClear.self,
        ]
    )
}
