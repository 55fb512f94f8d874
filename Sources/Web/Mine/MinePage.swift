import Compliance
import Store

/// What is open at the reader's own sites, by when, how to show that it was mended, and what follows if it was not.
struct MinePage: Page {
    static let template = "mine"

    let asOf: String
    let sites: [OwnSitePart]
    let hasSites: Bool
    /// Sites that are not shown in full.
    let others: [OtherSite]
    let hasOthers: Bool
    /// The addresses of further cases that name the reader.
    let otherCases: [String]
    let hasOtherCases: Bool
    let circularsAddress = Link.circulars.path

    struct OtherSite: Sendable {
        let address: String
        let wording: String
    }

    init(_ own: OwnSites, now: Instant, _ texts: Texts) {
        asOf = texts("mine.asOf", now.shanghai)
        sites = own.sites.enumerated()
            .map { place, site in OwnSitePart(site, id: "site-\(place + 1)", now: now, texts) }
        hasSites = !sites.isEmpty
        others = own.others.map {
            OtherSite(address: Link.site($0.code).path, wording: "\($0.code) \(texts($0.name))")
        }
        hasOthers = !others.isEmpty
        otherCases = own.cases.map { Link.accountabilityCase($0).path }
        hasOtherCases = !otherCases.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("mine.title") }
}

/// One site of the reader's.
struct OwnSitePart: Sendable {
    let id: String
    let siteName: String
    let siteAddress: String
    let duties: String
    /// What there is to do, and what waits for others, in one sentence.
    let summary: String
    let latest: VisitLine?
    /// Versions of the standard that the reader is asked to acknowledge.
    let toAcknowledge: [HandedLine]
    let hasToAcknowledge: Bool
    let notices: [WaitingNotice]
    let hasNotices: Bool
    /// Notices handed over on paper whose photograph has not come, for the director alone.
    let unshown: [UnshownNotice]
    let hasUnshown: Bool
    let orders: [WaitingOrder]
    let hasOrders: Bool
    let gaps: [OwedGap]
    let hasGaps: Bool
    /// Said where more is open that the reader may answer for than stands here.
    let moreGaps: String?
    /// Said where other duties answer for what is open.
    let otherGaps: String?
    let registerAddress: String
    let handed: [HandedLine]
    let guidance: [GuidanceReceived]
    let hasGuidance: Bool
    let guidanceAddress: String
    let accountability: OwnAccountability?
    /// Where its accountability stands, with its cases, in which whoever is named makes a statement.
    let accountabilityAddress: String
    /// The cases that name the reader and have not ended.
    let cases: [String]

    /// Guidance that was given here.
    struct GuidanceReceived: Sendable {
        let given: String
        let shown: String
    }

    init(_ own: OwnSite, id: String, now: Instant, _ texts: Texts) {
        self.id = id
        let (code, today) = (own.site.code, Day(now))
        siteName = texts(own.site.name)
        siteAddress = Link.site(code).path
        duties = texts.list(Responsible.allCases.filter(own.duties.contains).map { texts($0) })
        latest = own.latest.map { VisitLine($0, at: code, texts) }
        let isDirector = own.duties.contains(.director)
        let lines = own.standards.map {
            HandedLine($0, at: code, mayAcknowledge: isDirector, today: today, texts)
        }
        toAcknowledge = lines.filter { $0.receipt != nil }
        hasToAcknowledge = !toAcknowledge.isEmpty
        handed = lines.filter { $0.receipt == nil }
        notices = own.notices.map { WaitingNotice($0, mayAcknowledge: isDirector, texts) }
        hasNotices = !notices.isEmpty
        unshown = isDirector ? own.unshown.compactMap { UnshownNotice($0, texts) } : []
        hasUnshown = !unshown.isEmpty
        orders = own.orders.map { WaitingOrder($0, mayAcknowledge: isDirector, texts) }
        hasOrders = !orders.isEmpty
        gaps = own.gaps.compactMap { OwedGap($0, now: now, texts) }
        hasGaps = !gaps.isEmpty
        let more = max(own.ownGaps - gaps.count, 0)
        moreGaps = more > 0 ? texts("mine.moreGaps", "\(more)") : nil
        let others = own.openGaps - own.ownGaps
        otherGaps = others > 0 ? texts("mine.otherGaps", "\(others)") : nil
        registerAddress = Link.gaps(of: code).path
        guidance = own.guidance.map { GuidanceReceived(given: $0.givenAt.shanghai, shown: $0.shown) }
        hasGuidance = !guidance.isEmpty
        guidanceAddress = Link.siteGuidance(code).path
        accountability = own.accountability.map { OwnAccountability($0, texts) }
        accountabilityAddress = Link.accountability(code).path
        cases = own.cases.map { Link.accountabilityCase($0).path }
        let toMend = gaps.count { $0.isToMend }
        let counts = [
            ("mine.countStandards", toAcknowledge.count), ("mine.countNotices", notices.count),
            ("mine.countOrders", orders.count),
            ("mine.countToMend", toMend), ("mine.countOverdue", gaps.count { $0.isToMend && $0.isOverdue }),
            ("mine.countWaiting", gaps.count - toMend), ("mine.countMore", more),
        ]
        summary = texts.list(
            counts.filter { $0.1 > 0 }.map { texts($0.0, "\($0.1)") },
            orElse: "mine.nothing"
        )
    }
}

/// A notice that was handed over on paper, of which nothing shows that as yet.
struct UnshownNotice: Sendable {
    let noticeAddress: String
    let number: String
    let handedOver: String

    /// nil where the notice did not arrive on paper.
    init?(_ record: NoticeRecord, _ texts: Texts) {
        guard let arrival = record.arrival, arrival.how == .handedOver else { return nil }
        noticeAddress = Link.notice("\(record.visit)").path
        number = record.notice.number
        handedOver = texts("mine.handedOver", arrival.reachedAt.shanghai, arrival.receivedBy)
    }
}

/// A notice that has not reached the director.
struct WaitingNotice: Sendable {
    let noticeAddress: String
    let number: String
    let issued: String
    let items: String
    /// That the visit was corrected or withdrawn since.
    let remark: String?
    /// Where it is acknowledged; nil for others than the director.
    let acknowledgement: String?

    init(_ record: NoticeRecord, mayAcknowledge: Bool, _ texts: Texts) {
        let (visit, items) = ("\(record.visit)", record.notice.content.items)
        noticeAddress = Link.notice(visit).path
        number = record.notice.number
        issued = texts("mine.noticeIssued", record.notice.issuedAt.shanghai)
        self.items = texts(
            "mine.noticeItems",
            "\(items.count)",
            items.map(\.deadline).min().map(\.shanghai) ?? ""
        )
        remark =
            record.isWithdrawn
            ? texts("mine.withdrawn") : record.revisedBy.map { _ in texts("mine.revised") }
        acknowledgement = mayAcknowledge ? Link.acknowledgement(of: .notice(record.visit)).path : nil
    }
}

/// A three-colour order that has not reached the director.
struct WaitingOrder: Sendable {
    let orderAddress: String
    let number: String
    let name: String
    /// Ends a CSS class.
    let colour: String
    let issued: String
    let item: String
    let why: String
    /// Where it is acknowledged; nil for others than the director.
    let acknowledgement: String?

    init(_ record: OrderRecord, mayAcknowledge: Bool, _ texts: Texts) {
        let content = record.order.content
        orderAddress = Link.order("\(record.id)").path
        number = record.order.number
        name = texts(content.colour.order)
        colour = content.colour.rawValue
        issued = texts("mine.noticeIssued", record.order.issuedAt.shanghai)
        item = "\(content.line.item) \(texts(content.line.text))"
        why = texts(content.why)
        acknowledgement = mayAcknowledge ? Link.acknowledgement(of: .order(record.id)).path : nil
    }
}
