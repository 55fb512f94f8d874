import Compliance
import Postgres

extension Bindable where Self: RawRepresentable<String> {
    var bound: Bound { .text(rawValue) }
}

extension Readable where Self: RawRepresentable<String> {
    init?(column text: String) { self.init(rawValue: text) }
}

extension SiteKind: Bindable, Readable {}
extension InspectionKind: Bindable, Readable {}
extension Severity: Bindable, Readable {}
extension Responsible: Bindable, Readable {}
extension Outcome.Status: Bindable, Readable {}
