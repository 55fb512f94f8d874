import Compliance
package import Store
package import StrictJSON

extension PublishedChecklist {
    package var json: Node {
        .object([
            ("code", .string(code)),
            ("version", .string(version)),
            ("title", title.json),
            ("siteKind", .string(siteKind.rawValue)),
            ("effectiveFrom", effectiveFrom.json),
            ("items", .number(items)),
            ("digest", .string(digest)),
            ("baseline", .object([("code", .string(baseline)), ("version", .string(baselineVersion))])),
        ])
    }
}

extension PublishedBaseline {
    package var json: Node {
        .object([
            ("code", .string(code)),
            ("version", .string(version)),
            ("title", title.json),
            ("effectiveFrom", effectiveFrom.json),
            ("effectiveTo", effectiveTo?.json),
            ("parameters", .number(parameters)),
            ("digest", .string(digest)),
        ])
    }
}
