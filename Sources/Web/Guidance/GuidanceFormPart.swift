import Compliance
import Store

/// The form that puts guidance on record, as a page shows it.
struct GuidanceFormPart: Sendable {
    let address: String
    let id: String
    let givenAt: String
    let shown: String
    let attended: String
    /// To choose from; none where the page is one site's.
    let sites: [Option]
    let choosesSite: Bool
    /// Open at once, where something of it is to be mended.
    let isOpen: Bool

    init(_ address: Link, _ entry: GuidanceEntry, sites: [Site], isOpen: Bool, _ texts: Texts) {
        self.address = address.path
        id = entry.id
        givenAt = entry.givenAt
        shown = entry.shown
        attended = entry.attended
        self.sites = sites.map {
            Option(value: $0.code, wording: "\($0.code) \(texts($0.name))", isChosen: $0.code == entry.site)
        }
        choosesSite = !sites.isEmpty
        self.isOpen = isOpen
    }
}

extension Instant {
    /// As a form's field takes it: `2021-08-18T09:00`, in Asia/Shanghai.
    var fieldTime: String { String(shanghai.map { $0 == " " ? "T" : $0 }) }
}
