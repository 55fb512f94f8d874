package import HTTPTypes
package import Hummingbird
import StrictJSON

extension HTTPFields {
    /// The field of that name; a name that HTTP does not allow has no value and takes none.
    package subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}

extension Request {
    /// The last value of that name in the query, decoded.
    package func queryValue(_ name: String) -> String? {
        uri.query.flatMap { FormText.fields(Array($0.utf8)) }?.last { $0.name == name }?.value
    }

    /// The first cookie of exactly that name that the browser sent.
    func cookie(_ name: String) -> String? {
        headers[values: .cookie].lazy.flatMap { $0.split(at: ";") }
            .map { $0.trimming { $0 == " " || $0 == "\t" } }
            .first { $0.begins(with: name + "=") }
            .map { String($0.utf8.dropFirst(name.utf8.count + 1)) ?? "" }
    }
}
