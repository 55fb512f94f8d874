import NIOCore
import StrictJSON
import Testing

@testable import AuditLog
@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// The record as people read it.
@Suite struct AuditPageTests {
    @Test func anEntryIsSaidInWordsWithLinks() async throws {
        try await Server.running { client in
            let filed = try await client.post(
                "/api/v1/inspections",
                json: JSON.write(Samples.filing(901, at: "T-01"))
            )
            try #require(filed.status == 201, "\(filed.text)")
            let auditor = client.browser(of: "auditor")
            let list = try await client.stranger.get("/audit?kind=inspection&lang=en", auditor).text
            let site = try #require(list.firstMatch(of: /<a href="\/sites\/T-01">([^<]+)<\/a>/)).1
            #expect(
                !site.isEmpty
                    && list.contains("<a href=\"/inspections/\(Samples.id(901))\">inspection 2021-08-18</a>")
            )
            #expect(list.contains("<a href=\"/weeks/2021-W33\">week 33 of 2021</a>"))
            #expect(!list.contains(">inspection/") && !list.contains("\(Samples.id(901))<"))
            #expect(list.contains("keeper"))
            let number = try #require(list.firstMatch(of: /<a href="\/audit\/(\d+)">/)).1
            let entry = try await client.stranger.get("/audit/\(number)?lang=zh", auditor).text
            #expect(entry.contains("第 \(number) 号记录在案，还没有封存") && entry.contains("提交检查"))
            #expect(entry.contains("北京时间"))
            #expect(entry.contains("<code class=\"as-kept\">inspection/\(Samples.id(901))</code>"))
        }
    }

    @Test func whatCannotBeAskedIsSaid() async throws {
        try await Server.running { client in
            let answer = try await client.stranger.get(
                "/api/v1/audit?kind=x&page=after~x&lang=en",
                client.browser(of: "auditor")
            )
            #expect(answer.status == 422 && answer.text.contains("lost-key"))
            let place = try await client.stranger.get(
                "/api/v1/audit?page=after~x",
                client.browser(of: "auditor")
            )
            #expect(place.status == 400)
        }
    }

    @Test(arguments: Language.allCases) func everythingThatCanBeAskedForHasAName(language: Language) throws {
        let texts = try #require(try Resources().texts[language])
        let keys =
            EntryKind.allCases.map { "entryKind.\($0.rawValue)" }
            + ["site", "actor", "kind", "verb", "object", "from", "to"].map { "auditFilter.\($0)" }
            + ["password", "openid", "another-login", "restored", "carried-over"].map { "entryReason.\($0)" }
        #expect(keys.filter { texts.all[$0]?.isEmpty != false } == [])
        let schema = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))["components"]?[
            "schemas"
        ]?["EntryKind"]
        #expect(schema?["enum"]?.array?.compactMap(\.string) == EntryKind.allCases.map(\.rawValue))
    }

    private static func head(_ size: Int, at time: Instant, of key: SealKey) -> TreeHead {
        TreeHead(
            county: "demo",
            size: size,
            root: .zero,
            previous: .zero,
            time: time,
            key: key.publicKey.id
        )
    }

    /// The words on entry 12 under a head of one key, with three more heads up to one of another; either's signature
    /// may be forged.
    private static func said(
        own: SealKey,
        last: SealKey,
        forgingOwn: Bool = false,
        forgingLast: Bool = false,
        isUnbroken: Bool = true,
        knowing keys: Set<PublicSealKey>
    ) throws -> EntryStandingWords {
        func stored(_ head: TreeHead, _ key: SealKey, isForged: Bool) throws -> StoredHead {
            let signature = try isForged ? [UInt8](repeating: 1, count: 64) : key.sign(head)
            return StoredHead(size: head.size, text: head.text, signature: signature)
        }
        let proof = EntryProof(
            entry: Samples().entry,
            proof: InclusionProof(position: 0, size: 2, path: [.zero]),
            head: try stored(head(2, at: Samples.now, of: own), own, isForged: forgingOwn)
        )
        let end = try stored(head(9, at: Samples.now, of: last), last, isForged: forgingLast)
        let chain = HeadChain(count: 3, isUnbroken: isUnbroken, last: end)
        return EntryStandingWords(12, .sealed(proof, chain), keys: keys)
    }

    @Test func theVerdictComesFirstAndIsRight() throws {
        let key = SealKey()
        let good = try Self.said(own: key, last: key, knowing: [key.publicKey])
        #expect(good.verdict == .well && good.isWell)
        #expect(good.sentences[0].zh == "第 12 号记录在案，自 2021-08-18 10:00 封存以来没有被改动。")
        #expect(
            good.sentences[1].en
                == "3 heads after its own each go on from the one before, to that of 2021-08-18 10:00."
        )
        #expect(good.sentences[2].zh == "它的树头和最后看到的树头，签名都核对无误。")
        let torn = try Self.said(own: key, last: key, isUnbroken: false, knowing: [key.publicKey])
        #expect(torn.verdict == .changed && !torn.isWell)
        #expect(torn.sentences[0].zh.contains("其后的记录被改动过"))
        #expect(torn.sentences[1].zh == "它的树头之后的 3 个树头没有逐一接续。")
        let changed = EntryStandingWords(12, .changed, keys: [])
        #expect(changed.verdict == .changed && !changed.isWell)
        #expect(changed.sentences[0].zh.hasPrefix("第 12 号记录与封存时不一致"))
        let waits = EntryStandingWords(12, .waits, keys: [])
        #expect(waits.verdict == .unproven && waits.sentences[0].en.contains("not sealed yet"))
    }

    @Test func whatWasNotCheckedIsNeitherWellNorChanged() throws {
        let (old, new) = (SealKey(), SealKey())
        for known in [[], [new.publicKey], [old.publicKey]] as [Set<PublicSealKey>] {
            let said = try Self.said(own: old, last: new, knowing: known)
            #expect(said.verdict == .unproven && said.isWell)
            let first = said.sentences[0]
            #expect(first.zh.hasPrefix("第 12 号记录与 2021-08-18 10:00 的树头相符；"))
            #expect(first.en.hasPrefix("Entry 12 leads to the head of 2021-08-18 10:00; whose signature "))
            #expect(first.zh.contains("没有在这里核对") && first.en.contains("not checked here"))
            #expect(first.zh.contains("lazaret audit verify") && first.en.contains("with the public key"))
            #expect(!first.zh.contains("改动") && !first.en.contains("changed"))
            #expect(first.en.contains("the last head looked at") == known.contains(old.publicKey))
            #expect(said.sentences[2].zh.contains("没有在这里核对"))
        }
        #expect(try Self.said(own: old, last: new, knowing: [old.publicKey, new.publicKey]).verdict == .well)
        // What is known to be wrong counts more.
        let torn = try Self.said(own: old, last: new, isUnbroken: false, knowing: [])
        #expect(torn.verdict == .changed)
    }

    @Test func aForgedHeadIsBlamedOnWhatItCovers() throws {
        let (own, last) = (SealKey(), SealKey())
        let keys: Set = [own.publicKey, last.publicKey]
        let changed = EntryStandingWords(12, .changed, keys: []).sentences[0]
        let forged = try Self.said(own: own, last: last, forgingOwn: true, knowing: keys)
        #expect(forged.verdict == .changed && !forged.isWell)
        #expect(forged.sentences[0] == changed && !changed.zh.contains("其后") && !changed.en.contains("after"))
        #expect(forged.sentences[2].zh == "它的树头的签名不对。")
        let lone = try Self.said(own: own, last: last, forgingOwn: true, knowing: [own.publicKey])
        #expect(lone.sentences[0] == changed)
        let later = try Self.said(own: own, last: last, forgingLast: true, knowing: keys)
        #expect(later.verdict == .changed && !later.isWell)
        #expect(later.sentences[0].zh.contains("其后的记录被改动过"))
        #expect(later.sentences[0].en.contains("the record after it was changed"))
        #expect(later.sentences[2].en == "The signature of the last head looked at is wrong.")
    }

    @Test func anEntryWhoseSealIsGoneIsNotSaidToWait() throws {
        let listed = [Seal.under(40), .waits, .missing].map { ListedEntry(entry: Samples().entry, seal: $0) }
        for (language, words) in [
            (Language.zh, ["已封存", "等候封存", "封存记录缺失"]),
            (.en, ["sealed", "waits", "its seal is missing"]),
        ] {
            let pages = try EveryPage(language)
            let page = AuditPage(Samples().page(listed), EntryFilter(), nil, rights: [], pages.texts)
            #expect(page.entries.map(\.seal) == words)
            #expect(pages.render(page).contains("<strong class=\"overdue\">\(words[2])</strong>"))
        }
        #expect(listed.map { $0.json["seal"]?.string } == ["sealed", "waits", "missing"])
    }

    @Test func whatIsKeptIsSaidInWordsBesideIt() throws {
        var entry = Samples().entry
        entry.duty = "administrator; director T-03"
        let texts = try #require(try Resources().texts[.zh])
        let page = AuditEntryPage(ListedEntry(entry: entry, seal: .waits), .waits, rights: [], texts)
        let fields = Dictionary(page.fields.map { ($0.name, $0) }) { first, _ in first }
        #expect(fields["职责"]?.value == "administrator; director T-03")
        #expect(fields["职责"]?.words == "卫健委管理员、隔离点负责人 T-03")
        #expect(fields["做了什么"]?.words == "更改" && fields["会话或令牌"]?.words == "会话 1f00ab42")
        #expect(fields["原因"]?.words == nil)
        let html = try EveryPage(.zh).render(page)
        #expect(
            html.contains("卫健委管理员、隔离点负责人 T-03<br><code class=\"as-kept\">administrator; director T-03</code>")
        )
    }

    @Test func whatProgramsWroteIsSaidInWords() throws {
        let texts = try #require(try Resources().texts[.zh])
        func words(_ verb: String, _ reason: String, duty: String = "", actor: String = "a") -> EntryWords {
            var entry = Samples().entry
            (entry.verb, entry.reason, entry.duty, entry.actor) = (verb, reason, duty, actor)
            return EntryWords(ListedEntry(entry: entry, seal: .waits), rights: [], texts)
        }
        #expect(words("login", "password").reason == "用密码")
        #expect(words("logout", "another login").reason == "在同一浏览器另行登录")
        #expect(words("read", "site=%E4%B8%89%E5%8F%B7&verb=file").reason == "点位 三号、做了什么 提交检查")
        #expect(words("withdraw", "another login").reason == "another login")
        let duty = words("file", "", duty: "administrator, auditor; director T-03").role
        #expect(duty == "卫健委管理员、审计、隔离点负责人 T-03")
        #expect(words("file", "", duty: "operator", actor: "shell:root").who == "命令行操作员（root）")
        #expect(
            EntryWords.via("token:phone app", texts) == "令牌“phone app”"
                && EntryWords.via("shell", texts) == "命令行"
        )
    }
}
