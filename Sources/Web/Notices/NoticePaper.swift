import Compliance
import Store

/// A notice as it is read and printed, in the order of `domain.md` §14; of one that is issued made from the sealed document
/// alone, of one that is not what it would say.
struct NoticePaper: Sendable {
    let redHead: String?
    /// Says that it has none yet, before it is issued.
    let number: String
    let site: String
    let director: String
    let opening: String
    let standards: [StandardLine]
    let lines: [Line]
    let values: [ValueLine]
    let hasValues: Bool
    let showing: String
    let otherwise: String
    let office: String
    let date: String
    /// Who issued it when, and the digest of the sealed document; nil before it is issued.
    let seal: String?

    struct StandardLine: Sendable {
        let label: String
        let title: String
        let digest: String
    }

    /// What has to be mended.
    struct Line: Sendable {
        let item: String
        let text: String
        let clause: String
        let verification: VerificationMark
        let required: String
        let found: String
        let severity: String
        let severityCode: String
        let responsible: String
        let proof: String?
        let deadline: String
        /// That an earlier visit's deadline binds.
        let earlier: String?
    }

    struct ValueLine: Sendable {
        let title: String
        let value: String
        let source: String
        let verification: VerificationMark
    }

    /// The sealed one.
    init(_ record: NoticeRecord, _ texts: Texts) {
        self.init(record.notice.content, record, texts)
    }

    /// What it would say.
    init(_ content: Notice.Content, _ texts: Texts) {
        self.init(content, nil, texts)
    }

    private init(_ content: Notice.Content, _ record: NoticeRecord?, _ texts: Texts) {
        let notice = record?.notice
        redHead = notice?.redHead
        number = notice?.number ?? texts("notice.unissued")
        let township = content.site.township.map { texts($0) + " " } ?? ""
        site = "\(township)\(texts(content.site.name)) (\(content.site.code))"
        let duty = texts(Responsible.director)
        director =
            content.director.map { texts("notice.addressee", duty, $0) } ?? texts("notice.vacant", duty)
        let visit = content.visit
        opening = texts(
            "notice.opening",
            visit.startedAt.shanghai,
            visit.finishedAt.shanghai,
            texts(visit.kind),
            texts.list(visit.inspectors),
            visit.escort
        )
        standards = [("notice.checklist", content.checklist), ("notice.baseline", content.baseline)]
            .map { label, version in
                StandardLine(
                    label: texts(label),
                    title: "\(texts(version.title)) \(version.version)",
                    digest: String(version.digest.prefix(16))
                )
            }
        lines = content.items.map { Line($0, texts) }
        values = content.values.map {
            ValueLine(
                title: texts($0.title),
                value: texts($0.value),
                source: [texts($0.source), $0.clause].filter { !$0.isEmpty }.joined(separator: " "),
                verification: VerificationMark($0.verified, texts)
            )
        }
        hasValues = !values.isEmpty
        showing = texts(content.showing)
        otherwise = texts(content.otherwise)
        office = notice.map { texts($0.office) } ?? ""
        date = notice.map { texts.date(Day($0.issuedAt)) } ?? ""
        seal = record.map {
            texts("notice.seal", texts.account($0.issuedBy), $0.notice.issuedAt.shanghai, $0.digest)
        }
    }
}

extension NoticePaper.Line {
    init(_ line: Notice.Line, _ texts: Texts) {
        item = line.item
        text = texts(line.text)
        clause = [texts(line.source), line.clause].filter { !$0.isEmpty }.joined(separator: " ")
        verification = VerificationMark(line.verified, texts)
        required = texts(line.required)
        found = texts(line.found)
        severity = texts(line.severity)
        severityCode = line.severity.rawValue
        responsible = texts(line.responsible)
        proof = line.evidence.isEmpty ? nil : texts.list(line.evidence.map { texts($0) })
        deadline = line.deadline.shanghai
        earlier = line.keepsEarlierDeadline ? texts("notice.earlier") : nil
    }
}

extension Texts {
    /// A day as papers write it: `2021年8月18日`.
    func date(_ day: Day) -> String {
        let (year, month, day) = day.components
        return self("notice.date", "\(year)", "\(month)", "\(day)")
    }
}
