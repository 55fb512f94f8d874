import Configuration
import Foundation
import StrictJSON
import HTTPServer

/// The PEM files that the server shows its certificate from.
struct CertificateFiles {
    let certificate: String
    let key: String
}

extension Settings {
    /// The proxies whose word about a client is taken: addresses and blocks of them between commas.
    static func proxies(_ config: ConfigReader) throws -> TrustedProxies {
        let text = config.string(forKey: Setting.trustedProxies.key) ?? ""
        let blocks = try text.split(at: ",")
            .map(\.trimmed)
            .map { word in
                guard let block = AddressBlock(word) else {
                    throw CommandError(
                        zh:
                            "环境变量 LAZARET_TRUSTED_PROXIES 应为以逗号分隔的地址或网段，例如 127.0.0.1,10.1.0.0/16；“\(word)”不是。",
                        en:
                            "LAZARET_TRUSTED_PROXIES takes addresses and blocks between commas, such as 127.0.0.1,10.1.0.0/16; '\(word)' is none."
                    )
                }
                return block
            }
        return TrustedProxies(blocks)
    }

    /// This site's address as browsers know it, such as `https://lazaret.example`: scheme, host and port, and nothing
    /// else; nil where it is not set.
    static func site(_ config: ConfigReader) throws -> String? {
        guard let text = path(.siteAddress, config) else { return nil }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme,
            ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.path.isEmpty || parts.path == "/",
            parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw CommandError(
                zh: "环境变量 LAZARET_SITE 应为浏览器里看到的本站网址，只含协议、主机和端口，例如 https://lazaret.example；现为“\(text)”。",
                en:
                    "LAZARET_SITE must be this site's address as browsers see it, with scheme, host and port alone, such as https://lazaret.example; it is '\(text)'."
            )
        }
        return parts.path.isEmpty ? text : String(text.dropLast())
    }

    /// The files for TLS; nil where neither is named.
    static func certificate(_ config: ConfigReader) throws -> CertificateFiles? {
        let (certificate, key) = (path(.certificate, config), path(.certificateKey, config))
        if let certificate, let key { return CertificateFiles(certificate: certificate, key: key) }
        guard certificate == nil, key == nil else {
            throw CommandError(
                zh: "环境变量 LAZARET_TLS_CERTIFICATE 和 LAZARET_TLS_KEY 要么都设置，要么都不设置。",
                en: "Set both LAZARET_TLS_CERTIFICATE and LAZARET_TLS_KEY, or neither."
            )
        }
        return nil
    }

    private static func path(_ setting: Setting, _ config: ConfigReader) -> String? {
        config.string(forKey: setting.key).flatMap { $0.isEmpty ? nil : $0 }
    }
}
