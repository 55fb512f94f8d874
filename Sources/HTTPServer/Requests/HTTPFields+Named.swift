import HTTPTypes

extension HTTPFields {
    /// The field of that name; a name that HTTP does not allow has no value and takes none.
    subscript(named name: String) -> String? {
        get { HTTPField.Name(name).flatMap { self[$0] } }
        set {
            if let name = HTTPField.Name(name) { self[name] = newValue }
        }
    }
}
