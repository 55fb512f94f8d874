package import Compliance
import HTTPTypes
package import Hummingbird
import StrictJSON

extension Language {
    /// What the reader asked for: by `?lang=`, by the cookie an earlier `?lang=` left, by `Accept-Language`;
    /// Chinese when nothing is said.
    package init(of request: Request) {
        self =
            Self.chosen(by: request)
            ?? request.cookie("lang").flatMap { Language(rawValue: $0) }
            ?? request.headers[.acceptLanguage].flatMap(Self.preferred(among:))
            ?? .zh
    }

    /// The language named in the address.
    static func chosen(by request: Request) -> Language? {
        request.queryValue("lang").flatMap(Language.init)
    }

    /// Remembers the choice for a year.
    var cookie: String { "lang=\(rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly" }

    /// The first of ours by weight in a header such as `en-GB,zh;q=0.8`.
    package static func preferred(among header: String) -> Language? {
        header.split(at: ",")
            .compactMap { entry -> (language: Language, weight: Double)? in
                let parts = entry.split(at: ";").map { $0.escaping { $0 == " " ? "" : nil } }
                let weight = parts.dropFirst().first { $0.begins(with: "q=") }
                    .flatMap { Double($0.dropFirst(2)) }
                guard let name = parts.first, let language = Language(rawValue: name.cut(to: 2)) else {
                    return nil
                }
                return (language, weight ?? 1)
            }
            .max { $0.weight < $1.weight }?
            .language
    }
}
