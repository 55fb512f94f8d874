@testable import AuditLog
@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    var noticeContent: Notice.Content {
        let content = Notice.Content(
            record.filing,
            at: record.site,
            receivedAt: record.receivedAt,
            record.standard,
            record.result,
            director: twist("柳河乡卫生院院长"),
            deadline: { _ in Self.now.adding(seconds: -86_400) }
        )
        guard let content else { fatalError("the sample has no gap to mend") }
        return content
    }

    func noticeRecord(_ arrival: Arrival? = nil, isWithdrawn: Bool = false) -> NoticeRecord {
        let notice = Notice(
            number: twist("豫宁隔检整〔2021〕12号"),
            year: 2021,
            serial: 12,
            issuedAt: Self.now,
            office: text("豫宁县卫生健康委员会", "Yuning Health Commission"),
            redHead: twist("豫宁县卫生健康委员会文件"),
            content: noticeContent
        )
        return NoticeRecord(
            notice: notice,
            document: "",
            digest: String(repeating: "a", count: 64),
            issuedBy: twist("admin"),
            arrival: arrival,
            isWithdrawn: isWithdrawn
        )
    }

    var handedOver: Arrival { handedOver() }

    /// With the photograph of the signed paper: to come, from whoever reads or from another, or here.
    func handedOver(
        _ picture: EvidenceFile.Picture? = nil,
        isHere: Bool = false,
        isOwn: Bool = false
    ) -> Arrival {
        Arrival(
            how: .handedOver,
            reachedAt: Self.now,
            receivedBy: twist("柳河乡卫生院副院长"),
            witness: twist("县疾控中心检查员"),
            photograph: String(repeating: "b", count: 64),
            file: isHere
                ? EvidenceFile(
                    digest: Hash(of: []),
                    size: 1200,
                    kind: .jpeg,
                    receivedAt: Self.now,
                    entry: 99,
                    picture: picture
                ) : nil,
            isOwn: isOwn,
            recordedAt: Self.now.adding(seconds: 600),
            recordedBy: twist("li")
        )
    }

    private var acknowledged: Arrival {
        Arrival(
            how: .acknowledged,
            reachedAt: Self.now,
            receivedBy: twist("director3"),
            receiver: twist("三号乡镇隔离点负责人"),
            recordedAt: Self.now,
            recordedBy: twist("director3")
        )
    }

    /// The page of a notice in each of its states, by name.
    func noticePages(_ texts: Texts) -> [(String, any Page)] {
        let all = ArrivalPart.Reader(rights: Set(Right.allCases), isDirector: true)
        func page(
            _ record: InspectionRecord,
            _ notice: NoticeRecord?,
            _ content: Notice.Content? = nil,
            _ problems: [Problem] = [],
            closed: [String: Instant] = [:],
            hasLetterhead: Bool = true
        ) -> NoticePage {
            let standing = NoticePage.Standing(
                record: record,
                notice: notice,
                content: content,
                closed: closed,
                hasLetterhead: hasLetterhead
            )
            return NoticePage(standing, all, nil, problems, texts)
        }
        return [
            ("notice-before", page(standing, nil, noticeContent)),
            ("notice-none", page(standing, nil, closed: ["A-04": Self.now])),
            ("notice-headless", page(standing, nil, noticeContent, hasLetterhead: false)),
            ("notice-corrected", page(record, nil, noticeContent)),
            ("notice-of-withdrawn", page(withdrawn, noticeRecord(isWithdrawn: true))),
            ("notice-issued", page(standing, noticeRecord(), nil, problems)),
            ("notice-handed-over", page(record, noticeRecord(handedOver))),
            ("notice-to-send", page(record, noticeRecord(handedOver(isOwn: true)), nil, problems)),
            ("notice-shown", page(record, noticeRecord(handedOver(isHere: true)))),
            ("notice-unreadable", page(record, noticeRecord(handedOver(.refused("damaged"), isHere: true)))),
            ("notice-acknowledged", page(standing, noticeRecord(acknowledged))),
        ]
    }

    /// The register of notices, full and empty, by name.
    func noticesPages(_ texts: Texts) -> [(String, any Page)] {
        let filter = NoticeFilter(state: .onTheWay, year: 2021, words: twist("柳河"))
        let records = [
            noticeRecord(), noticeRecord(handedOver, isWithdrawn: true), noticeRecord(acknowledged),
        ]
        let form = LetterheadForm(nil, nil, problems, rights: Set(Right.allCases), texts)
        let letterhead = try? Letterhead(short: "豫宁隔检", office: "豫宁县卫生健康委员会", english: nil, redHead: nil)
        let known = LetterheadForm(letterhead, rights: Set(Right.allCases), texts)
        return [
            ("notices", NoticesPage(page(records), filter, pager, tables: tables(texts), known, texts)),
            (
                "notices-none",
                NoticesPage(page([NoticeRecord]()), NoticeFilter(), nil, tables: [], form, texts)
            ),
        ]
    }
}
