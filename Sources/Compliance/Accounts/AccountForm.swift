import StrictJSON

/// What somebody says of an account to be made, read leniently, so that all that is wrong with it can be said at
/// once.
package struct AccountForm: Sendable, Hashable {
    /// The name to sign in with.
    package var name: String
    /// How pages name the holder: by duty, never by a person's name.
    package var display: String
    package var roles: [String]
    /// Each a duty and a site, such as `director@T-03`.
    package var duties: [String]
    /// What the OpenID provider calls the holder; empty where it does not know them.
    package var openID: String
    /// The provider that calls them so; empty for the one that the county has, whichever it is.
    package var issuer: String

    package init(
        name: String,
        display: String,
        roles: [String],
        duties: [String] = [],
        openID: String = "",
        issuer: String = ""
    ) {
        self.name = name
        self.display = display
        self.roles = roles
        self.duties = duties
        self.openID = openID
        self.issuer = issuer
    }

    /// The account that this says; throws everything that is wrong with it.
    package func account() throws(Problems) -> NewAccount {
        var problems: [Problem] = []
        let display = display.asTyped
        if name.wholeMatch(of: /[a-z0-9][a-z0-9._-]{1,39}/) == nil {
            problems.append(.accountName)
        }
        if display.isBlank || !display.isLine(atMost: 100) {
            problems.append(.accountDisplay)
        }
        let known = roles.compactMap(Role.init)
        if known.isEmpty || known.count != roles.count {
            problems.append(.accountRoles(unknown: roles.filter { Role(rawValue: $0) == nil }))
        }
        var links: [NewAccount.Link] = []
        for duty in duties {
            if let link = NewAccount.Link(duty) {
                links.append(link)
            } else {
                problems.append(.accountDuty(duty))
            }
        }
        var link: OpenIDLink?
        do throws(Problems) {
            if !openID.isEmpty { link = try OpenIDLink(subject: openID, issuer: issuer) }
        } catch {
            problems += error.all
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return NewAccount(
            name: name,
            display: display,
            roles: Set(known),
            duties: links,
            openID: link
        )
    }
}

/// An account to be made.
package struct NewAccount: Sendable, Hashable {
    package let name: String
    package let display: String
    package let roles: Set<Role>
    package let duties: [Link]
    package let openID: OpenIDLink?

    /// A duty at a site that the holder has.
    package struct Link: Sendable, Hashable, CustomStringConvertible {
        package let duty: Responsible
        package let site: String
        /// The first day of the term that is meant, where several hold the duty at once.
        package let since: Day?

        /// Reads `director@T-03`, and `medical@C-01@2021-08-01`.
        package init?(_ text: String) {
            let parts = text.split(at: "@", keepingEmpty: true).map(String.init)
            guard (2...3).contains(parts.count), let duty = Responsible(rawValue: parts[0]),
                parts[1].wholeMatch(of: /[A-Za-z0-9-]{1,32}/) != nil
            else { return nil }
            self.duty = duty
            site = parts[1]
            since = parts.count == 3 ? Day(parts[2]) : nil
            if parts.count == 3, since == nil { return nil }
        }

        package var description: String {
            "\(duty.rawValue)@\(site)" + (since.map { "@\($0)" } ?? "")
        }
    }
}

extension Problem {
    fileprivate static let accountName = Problem(
        "accountName",
        at: "/name",
        Text(
            zh: "账号名用 2 至 40 个小写字母、数字、点、横线或下划线，以字母或数字开头。",
            en:
                "An account's name has 2 to 40 lower-case letters, digits, dots, dashes or underscores, and begins "
                + "with a letter or digit."
        )
    )

    static let accountDisplay = Problem(
        "accountDisplay",
        at: "/display",
        Text(zh: "称呼写职务，1 至 100 字，一行。", en: "The display name is the duty, 1 to 100 characters on one line.")
    )

    package static func accountRoles(unknown: [String]) -> Problem {
        let known = Role.allCases.map(\.rawValue).joined(separator: ", ")
        let named = unknown.prefix(10).map(\.shown).joined(separator: ", ")
        return Problem(
            "accountRoles",
            at: "/roles",
            Text(
                zh: unknown.isEmpty ? "至少选一个角色：\(known)。" : "不认识角色“\(named)”；可用：\(known)。",
                en: unknown.isEmpty
                    ? "Give at least one role of \(known)."
                    : "There is no role '\(named)'; known are \(known)."
            )
        )
    }

    static func accountDuty(_ duty: String) -> Problem {
        Problem(
            "accountDuty",
            at: "/duties",
            Text(
                zh:
                    "“\(duty.shown)”应写成“职责@点位编号”，如 director@T-03；同时有几人任此职责的，再写明任职首日，如 medical@C-01@2021-08-01。",
                en:
                    "'\(duty.shown)' should be a duty and a site's code, such as director@T-03; where several hold the duty at "
                    + "once, with the first day of the term that is meant, such as medical@C-01@2021-08-01."
            )
        )
    }
}
