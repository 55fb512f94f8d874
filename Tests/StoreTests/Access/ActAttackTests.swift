import Postgres
import Testing

@testable import Store

/// Every function of the owner's that the server may call, by whoever can run any SQL as the server: with others' keys
/// (`Caller`), for other counties, and with whatever arguments (`Hostility`). What there is to attack it reads from the
/// catalogue, so that it holds for acts that nobody has written yet.
@Suite("Attacks on acts, as the server's role")
struct ActAttackTests {
    /// Acts that whoever has signed in may call, each for what is the own: those without rights are no strangers there.
    static let forWhoeverSignedIn: [String: String] = [
        "acknowledge_standard": "what was issued to the own site, by whoever directs it",
        "acknowledge_notice": "a notice to the own site, by whoever directs it",
        "acknowledge_order": "an order to the own site, by whoever directs it",
        "append_evidence": "the own uploads, for whoever files, answers for a site or leads a case",
        "begin_change": "the own password",
        "begin_evidence": "the same",
        "change_password": "the own password, where the old one is right",
        "discard_evidence": "the same",
        "end_session": "the own sessions; others' by whoever manages",
        "keep_copy": "for whoever looks at a picture first; no evidence",
        "mark_week_read": "that one has read it oneself, for whoever reads weeks",
        "read_messages": "the own messages",
        "set_message_route": "the own mail",
        "note": "says that something was read or exported, whoever did it",
        "submit_rectification": "the own site's gaps, where a duty is held there",
        "revoke_token": "the own tokens; others' by whoever manages",
    ]

    /// Tables that an act may change without an entry, and why nobody misses it.
    static let withoutEntry: [String: String] = [
        "login_failure": "counts tries, and forgets them in a day",
        "evidence_upload": "nothing of it is evidence before it is received",
        "evidence_piece": "the same",
        "evidence_copy": "no evidence",
        "message": "that its recipient read it, or that it waits no more",
    ]

    /// Acts that want more than an attack can make up, and what: they are done in tests of their own.
    static let outOfReach: [String: String] = [
        "act_in_case": "a case that is open",
        "acknowledge_standard": "a director, and the number of what was issued to the own site",
        "add_account": "a name that is free, with a password or a link that go together",
        "append_evidence": "an own upload that goes on: `UploadTests`",
        "change_password": "the old password, stretched, of a try that was begun",
        "close_week": "a report that says of itself what it is",
        "end_closing_order": "an order in force: `ClosingOrderTests`",
        "mark_week_read": "a week that is closed: `WeekReaderTests`",
        "discard_draw": "a draw that goes on: `DrawActTests`",
        "discard_evidence": "the same",
        "keep_copy": "a file that is here",
        "keep_week_paper": "a week that is closed",
        "filed_lately": "nothing: it changes nothing for anybody",
        "name_in_case": "a case that is open",
        "take_step": "a gap of the site that is open: `CaseActTests`",
        "open_case": "two visits that found the same items not met",
        "acknowledge_notice": "a notice of the site",
        "acknowledge_order": "an order to the site",
        "hand_over_notice": "a notice that was issued",
        "hand_over_order": "an order that was issued",
        "issue_notice": "what a notice says, item for item",
        "issue_order": "a gap that is near its deadline or behind, and what an order says of it",
        "move_deadline": "a gap that is open, with the deadline that it has",
        "submit_rectification": "a gap that is open, and the visit that found it last",
        "verify_rectification": "a gap that was answered, by somebody else",
        "import_register": "a whole site: periods, descriptions and terms that go together",
        "read_messages": "an own message that was not read: `InboxTests`",
        "put_aside": "a dead letter: `SendingTests`",
        "send_again": "a dead letter: `SendingTests`",
        "set_message_route": "a language of two: `SendingTests`",
        "set_webhook": "an address that takes messages: `SendingTests`",
        "revise_week": "a report that says of itself what it is, of a week that is closed",
        "week_cut_off": "nothing: it changes nothing for anybody",
    ]

    /// Functions that take no key: why they are safe for anybody, and the tables that they may change for whoever asks.
    static let forAnybody: [String: (why: String, changes: Set<String>)] = [
        "acting_past": ("reads the sealed context, and the codes that its own sites go on from", []),
        "acting_named": (
            "reads the sealed context, and the cases that name whom it ever stood for", []
        ),
        "acting_cases": ("reads the sealed context, and the cases that name the own terms of duty", []),
        "acting_posts": ("reads the sealed context, and the own terms of duty", []),
        "acting_posts_past": ("reads the sealed context, and the codes that the own sites go on from", []),
        "acting_terms": ("reads the sealed context, and the own terms of duty", []),
        "answer_copy_at": ("asks the context for the answer", []),
        "answer_piece_at": ("asks the context for the answer", []),
        "files_of_answers": ("asks the context for the answers", []),
        "acting_at_township": ("reads the sealed context, and the own terms of duty", []),
        "case_copy_at": ("asks the context for the act of a case", []),
        "case_piece_at": ("asks the context for the act of a case", []),
        "files_of_case": ("asks the context for the acts of the case", []),
        "begin_login": ("counts a try before anybody is known", ["login_failure"]),
        "closing_orders": ("asks the context for the right to the county", []),
        "week_readers": ("asks the context for the right to the county", []),
        "context": ("reads the sealed context", []),
        "dead_letters": ("asks the context for the right to manage", []),
        "draw_given": ("asks the context for the right to the county, and what is open", []),
        "draw_opened": ("the same", []),
        "draw_seeds_unfit": ("asks the context for the right to the county", []),
        "drawn_today": ("asks the context for the right to file, and whose visits", []),
        "duty_accounts": ("asks the context for the right to read, and for the sites", []),
        "county_named": ("names a county to whoever knows its code", []),
        "evidence_copy_at": ("asks the context for the visit", []),
        "evidence_of": ("asks the context for the visit", []),
        "evidence_own": ("asks the context for the account", []),
        "photographs_pending": ("asks the context for the right to the county", []),
        "photograph_copy_at": ("asks the context for the notice's or the order's site", []),
        "photograph_of": ("the same", []),
        "photograph_piece_at": ("the same", []),
        "evidence_pending": ("asks the context for the visit", []),
        "evidence_piece_at": ("asks the context for the visit", []),
        "finish_login": ("wants the password, stretched, of a try that was begun", ["login_failure"]),
        "key_follows": ("says whether a public key may seal", []),
        "message_evidence": ("asks the context for the right to audit", []),
        "named_why": ("asks the context for the case, and whom it names", []),
        "last_head": ("what is signed is for everybody to verify", []),
        "login_waits": ("asks the context for the right to manage", []),
        "openid_login": ("believes the server for accounts that are linked", ["openid_answer"]),
        "said_why": ("asks the context for the right to read, and for the site", []),
        "seal": ("takes what waits under a head that follows, and nothing else", []),
        "sealing_state": ("says how long entries wait", []),
        "shared_documents": ("asks the context for the county", []),
        "shared_site": ("asks the context for the county", []),
        "shared_versions": ("asks the context for the county", []),
        "site_left": ("asks the context for the right to read", []),
        "touch": ("notes the use of a key that opens something", ["session", "api_token"]),
        "try_writing": ("writes down the time", ["readiness"]),
        "unsealed": ("numbers and digests that wait, which say nothing", []),
        "unsealed_count": ("counts what waits", []),
        "week_cases": ("asks the context for the right to the county", []),
        "week_steps": ("asks the context for the right to the county", []),
    ]

    /// Functions that are given who acts, and answer where nobody does, in place of refusing.
    static let answeringAnyKey: [String: (why: String, changes: Set<String>)] = [
        "enter": ("gives a context for a key, and no row for none", [])
    ]

    @Test("Each function of the owner's is an act with a key, or is known to be safe for anybody")
    func known() async throws {
        try await TestCounty.with { _, database in
            let functions = try await OwnersFunction.all(in: database)
            let keyed = Set(functions.filter(\.takesKey).map(\.name))
            expectSame(functions.map(\.name).filter { !keyed.contains($0) }, as: Self.forAnybody.keys)
            #expect(keyed.contains("note"))
            #expect(keyed.isSuperset(of: Self.answeringAnyKey.keys))
            #expect(keyed.isSuperset(of: Self.forWhoeverSignedIn.keys))
            #expect(keyed.isSuperset(of: Self.outOfReach.keys))
        }
    }

    @Test("Whoever may not is refused by every act, whatever the arguments, and nothing is changed")
    func strangers() async throws {
        try await AttackedCounty.with { county in
            for attack in try await Self.attacks(county) {
                let found = try await attack.byStrangers()
                #expect(found == [])
            }
        }
    }

    @Test("Whoever may is refused whole, or changes the own county alone, on the record and within bounds")
    func holders() async throws {
        for name in try await AttackedCounty.with({ try await Self.attacks($0).map(\.act.name) }) {
            // Each act in a county as it was: one may have locked out whoever calls the next.
            try await AttackedCounty.with { county in
                for attack in try await Self.attacks(county) where attack.act.name == name {
                    let found = try await attack.byHolders()
                    #expect(found == [])
                }
            }
        }
    }

    @Test("What anybody may call changes nothing but what it says, and never breaks")
    func anybody() async throws {
        try await AttackedCounty.with { county in
            for function in try await OwnersFunction.all(in: county.owner) {
                let known = Self.forAnybody[function.name] ?? Self.answeringAnyKey[function.name]
                guard let known else { continue }
                let before = try await county.fingerprint()
                for prelude in [[], [Caller.forgeOperator], [Caller.enterAsAdministrator]] {
                    for hostility in Hostility.pure + Hostility.mixtures(24) {
                        let call = function.call(try hostility.values(for: function))
                        let error = await Attack.run(prelude + [call], in: county)
                        let wrong = error.flatMap { Attack.broken($0) }
                        #expect(wrong == nil, "\(function.name), \(hostility)")
                    }
                }
                let after = try await county.fingerprint()
                let changes = before.changes(to: after).filter { !known.changes.contains($0.table) }
                #expect(changes == [], "\(function.name)")
                #expect(before.growth(to: after) < Attack.mostBytes, "\(function.name)")
            }
        }
    }

    @Test("The attack finds what is wrong with an act", arguments: FaultyAct.all)
    func finds(fault: FaultyAct) async throws {
        try await AttackedCounty.with { county in
            try await county.owner.run(fault.script)
            let act = try await OwnersFunction.all(in: county.owner).first { $0.name == fault.name }
            let attack = Attack(act: try #require(act), county: county)
            let found = try await fault.isOpen ? attack.byStrangers() : attack.byHolders()
            #expect(found.contains { $0.contains(fault.finding) })
        }
    }

    private static func attacks(_ county: AttackedCounty) async throws -> [Attack] {
        try await OwnersFunction.all(in: county.owner)
            .filter { $0.takesKey && answeringAnyKey[$0.name] == nil }
            .map { act in
                Attack(
                    act: act,
                    county: county,
                    isForWhoeverSignedIn: forWhoeverSignedIn[act.name] != nil,
                    isOutOfReach: outOfReach[act.name] != nil,
                    withoutEntry: Set(withoutEntry.keys)
                )
            }
    }
}
