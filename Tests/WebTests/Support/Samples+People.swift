@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

extension Samples {
    /// Somebody with every right.
    var identity: Identity {
        Identity(
            account: "keeper",
            display: twist("值班员"),
            roles: Set(Role.allCases),
            rights: Set(Right.allCases),
            sites: ["T-01"],
            via: "session:0123abcd",
            mustChange: true
        )
    }

    /// One's own account in every state that a part of it can have.
    func ownAccountPage(_ texts: Texts) -> OwnAccountPage {
        OwnAccountPage(
            identity,
            sessions: [session("0123abcd"), session("99999999")],
            tokens: [token("a", revoked: false), token("b", revoked: true)],
            hasPassword: true,
            OwnAccountPage.State(
                notice: "password",
                problems: problems,
                secret: twist("lzr_x"),
                tokenName: twist("phone"),
                kept: [twist("a")]
            ),
            now: Samples.now,
            texts
        )
    }

    func accountsPage(_ texts: Texts) -> AccountsPage {
        let state = AccountsPage.State(
            form: AccountForm(
                name: twist("n"),
                display: twist("d"),
                roles: ["leader"],
                duties: [twist("director@T-01")],
                openID: twist("o")
            ),
            withPassword: true,
            problems: problems,
            notice: "reset",
            given: .init(account: twist("n"), password: twist("p")),
            made: twist("m")
        )
        let waits = [
            Wait(kind: .account, name: twist("n"), tries: 7, seconds: 4),
            Wait(kind: .address, name: twist("192.0.2.1"), tries: 50, seconds: 180),
            Wait(kind: .session, name: twist("n"), tries: 1, seconds: 0),
        ]
        return AccountsPage(
            page([account("keeper"), account("other"), account("linked", hasPassword: false)]),
            waits,
            state,
            pager,
            own: "keeper",
            issuer: twist("https://id.example"),
            texts
        )
    }

    func accountPage(_ texts: Texts) -> AccountPage {
        let state = AccountRecord.State(
            since: Samples.now,
            display: twist("值班员"),
            roles: [.director],
            duties: [twist("director@T-01 院长")],
            messageAddress: twist("m@example"),
            openID: OpenIDLink(kept: twist("sub-1"), issuer: nil),
            isDisabled: true
        )
        let record = AccountRecord(
            account: Account(
                name: "open",
                display: twist("值班员"),
                roles: [.director],
                duties: [
                    .init(duty: .director, site: "T-01", person: twist("院长"), since: Self.day("2021-01-01"))
                ],
                mustChange: false,
                openID: nil,
                hasPassword: true,
                createdAt: Samples.now,
                disabledAt: nil
            ),
            messageAddress: twist("m@example"),
            states: [state],
            sessions: 2,
            tokens: [twist("phone")],
            drafts: 3
        )
        let entered = AccountPage.Entered(
            display: twist("d"),
            roles: ["leader"],
            duties: twist("director@T-01"),
            messageAddress: twist("a"),
            problems: problems
        )
        return AccountPage(record, entered, notice: "change", own: "keeper", texts)
    }

    private func session(_ id: String) -> Session {
        Session(
            id: id,
            startedAt: Samples.now,
            seenAt: Samples.now,
            address: twist("192.0.2.1"),
            agent: twist("phone")
        )
    }

    private func token(_ name: String, revoked: Bool) -> APIToken {
        APIToken(
            name: twist(name),
            scope: [.read, .file],
            madeAt: Samples.now,
            expiresAt: Samples.now.adding(seconds: 60),
            usedAt: revoked ? Samples.now : nil,
            revokedAt: revoked ? Samples.now : nil
        )
    }

    private func account(_ name: String, hasPassword: Bool = true) -> Account {
        Account(
            name: name,
            display: twist("值班员"),
            roles: [.director, .inspector],
            duties: [.init(duty: .director, site: "T-01", person: twist("院长"), since: nil)],
            mustChange: true,
            openID: OpenIDLink(kept: twist("sub-1"), issuer: twist("https://other.example")),
            hasPassword: hasPassword,
            createdAt: Samples.now,
            disabledAt: name == "keeper" ? nil : Samples.now
        )
    }
}
