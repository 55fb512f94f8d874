package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// Makes the account, with a first password that its holder has to change unless `isFinal`; without one, the
    /// OpenID provider or tokens alone lead in.
    ///
    /// Throws `StoreError.accountTaken`, and `Problems` where the password will not do or nobody holds a duty that
    /// the account is to be linked to.
    package func add(_ account: NewAccount, password: String?, isFinal: Bool = false) async throws {
        guard try await add([(account, password)], isFinal: isFinal) == [account.name] else {
            throw StoreError.accountTaken(account.name)
        }
    }

    /// Makes those of the accounts that are not there yet, all or none, and gives their names; else as `add` of one.
    package func add(
        _ accounts: [(account: NewAccount, password: String?)],
        isFinal: Bool = false
    ) async throws -> Set<String> {
        let problems = accounts.compactMap { account, password in
            password.flatMap { PasswordRule.problem(with: $0, of: account.name) }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let passwords = try await stretched(accounts.map(\.password))
        let new = zip(accounts, passwords).map { Self.row(of: $0.account, $1, isFinal: isFinal) }
        let rows: Rows
        do {
            rows = try await act { who in
                "SELECT made, vacant FROM add_account(\(who), \(new)::new_account[])"
            }
        } catch let error as PostgresError where error.constraint == "account_openid_once" {
            throw StoreError.accountTaken(accounts.count == 1 ? accounts[0].account.name : "")
        }
        let vacant = try rows.flatMap { row in try row["vacant"] as [String]? ?? [] }
        guard vacant.isEmpty else {
            throw Problems(vacant.compactMap(NewAccount.Link.init).map(Problem.noHolder))
        }
        return Set(try rows.map { row in try row["made"] as String })
    }

    /// What the act is given of it (`new_account`).
    private static func row(
        of account: NewAccount,
        _ password: StretchedPassword?,
        isFinal: Bool
    ) -> Composite {
        Composite([
            account.name, account.display, account.roles.map(\.rawValue).sorted(),
            account.duties.map(\.description),
            account.openID?.subject, account.openID?.issuer, password?.salt, password?.cost,
            password?.verifier,
            password != nil && !isFinal,
        ])
    }

    /// Changes how the account is shown, its roles, its duties, or where messages reach its holder; says whether that
    /// changed anything.
    ///
    /// Throws `StoreError.lastAdministrator` where nobody else in use would be one, and `Problems` where nobody holds a
    /// duty, or one would be taken off the account of whoever asks.
    package func change(_ name: String, to change: AccountChange) async throws -> Bool {
        let rows = try await act { who in
            """
            SELECT change_account(\(who), \(name), \(orNull: change.display),
                \(orNull: change.roles.map { $0.map(\.rawValue).sorted() }), \(orNull: change.messageAddress),
                \(orNull: change.duties.map { $0.map(\.description) })) AS outcome
            """
        }
        let outcome = try rows.first?["outcome"] as String?
        switch outcome {
        case "done": return true
        case "same": return false
        case "last": throw StoreError.lastAdministrator(name)
        case "own": throw Problems([.ownDuty])
        default:
            let words = (outcome ?? "").split(separator: " ").map(String.init)
            guard words.first == "vacant" else { throw StoreError.noAccount(name) }
            throw Problems(words.dropFirst().compactMap(NewAccount.Link.init).map(Problem.noHolder))
        }
    }

    /// Stretches those that there are, in a place of the queue if there are any.
    private func stretched(_ passwords: [String?]) async throws -> [StretchedPassword?] {
        guard passwords.contains(where: { $0 != nil }) else { return passwords.map { _ in nil } }
        return try await stretching.admitting { place in
            var stretched: [StretchedPassword?] = []
            for password in passwords {
                if let password {
                    stretched.append(try await place.new(password))
                } else {
                    stretched.append(nil)
                }
            }
            return stretched
        }
    }
}

extension Problem {
    fileprivate static let ownDuty = Problem(
        "ownDuty",
        at: "/duties",
        Text(
            zh: "您本人现任的职责不能由您自己从账号上解除，请由其他管理员办理。",
            en: "Nobody takes a duty that they hold off their own account; another administrator does."
        )
    )

    fileprivate static func noHolder(of link: NewAccount.Link) -> Problem {
        Problem(
            "noHolder",
            at: "/duties",
            Text(
                zh:
                    "名册里今天没有人（或不止一人）在点位“\(link.site)”任“\(link.duty.rawValue)”：没有人，请先登记任职；不止一人，请写明任职首日，如 \(link.duty.rawValue)@\(link.site)@2021-08-01。",
                en:
                    "Nobody, or more than one, holds the duty '\(link.duty.rawValue)' at site '\(link.site)' today: put the "
                    + "posting on record first, or say since when, such as \(link.duty.rawValue)@\(link.site)@2021-08-01."
            )
        )
    }
}
