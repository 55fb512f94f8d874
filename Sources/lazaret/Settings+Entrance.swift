import Configuration
import StrictJSON
import Web

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
                    throw Complaint(
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

    /// The files for TLS; nil where neither is named.
    static func certificate(_ config: ConfigReader) throws -> CertificateFiles? {
        let (certificate, key) = (path(.certificate, config), path(.certificateKey, config))
        if let certificate, let key { return CertificateFiles(certificate: certificate, key: key) }
        guard certificate == nil, key == nil else {
            throw Complaint(
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
