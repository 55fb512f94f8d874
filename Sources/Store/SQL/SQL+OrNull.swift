import Postgres

extension SQL.StringInterpolation {
    /// A value, or NULL where there is none.
    mutating func appendInterpolation(orNull value: (some Bindable)?) {
        appendInterpolation(value)
    }
}
