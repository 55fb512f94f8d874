import Compliance
import StrictJSON

/// What stood around a visit, kept beside what was filed and outside of what a retry is compared by: what the register
/// said, when it was filed, of the site on the day of the visit. No later name shows in an inspection that has it; what earlier releases filed has none.
struct Circumstances: Sendable, Hashable {
    let site: Site

    init(site: Site) {
        self.site = site
    }

    /// `{"site": {"code", "kind", "name": {"zh", "en"}, "township": {"code", "name"}, "openedOn", "closedOn", "address",
    /// "capacity"}}`, without what the site has not.
    var node: Node {
        .object([
            (
                "site",
                .object([
                    ("code", .string(site.code)),
                    ("kind", .string(site.kind.rawValue)),
                    ("name", Self.node(site.name)),
                    (
                        "township",
                        site.township.map {
                            .object([("code", .string($0.code)), ("name", Self.node($0.name))])
                        }
                    ),
                    ("openedOn", .string(site.openedOn.description)),
                    ("closedOn", site.closedOn.map { .string($0.description) }),
                    ("address", .string(site.address)),
                    ("capacity", site.capacity.map { .number($0) }),
                ])
            )
        ])
    }

    /// Reads what this program wrote; nil where that is something else.
    init?(_ node: Node) {
        guard let site = node["site"], let code = site["code"]?.string,
            let kind = site["kind"]?.string.flatMap(SiteKind.init),
            let name = site["name"].flatMap(Self.text),
            let openedOn = site["openedOn"]?.string.flatMap({ Day($0) }),
            let address = site["address"]?.string
        else { return nil }
        let township = site["township"]
            .flatMap { node in
                node["code"]?.string
                    .flatMap { code in
                        node["name"].flatMap(Self.text).map { Township(code: code, name: $0) }
                    }
            }
        self.site = Site(
            code: code,
            kind: kind,
            name: name,
            township: township,
            openedOn: openedOn,
            closedOn: site["closedOn"]?.string.flatMap { Day($0) },
            address: address,
            capacity: site["capacity"]?.number.flatMap { Int($0) }
        )
    }

    private static func node(_ text: Text) -> Node {
        .object([("zh", .string(text.zh)), ("en", .string(text.en))])
    }

    private static func text(_ node: Node) -> Text? {
        guard let zh = node["zh"]?.string, let en = node["en"]?.string else { return nil }
        return Text(zh: zh, en: en)
    }
}
