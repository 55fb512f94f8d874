import Configuration
import OpenID
import StrictJSON
import Web

extension Settings {
    /// The provider that links are to where nothing else is said; empty where the environment names none.
    var issuer: String { openID?.issuer ?? "" }

    /// The provider that the environment names; nil where it names none.
    static func openID(_ config: ConfigReader) throws -> OpenIDLogin? {
        func text(_ setting: Setting) -> String? {
            config.string(forKey: setting.key, isSecret: setting == .openIDSecret)
                .flatMap { $0.isEmpty ? nil : $0 }
        }
        let site = try site(config)
        guard let issuer = text(.openIDIssuer) else { return nil }
        guard let client = text(.openIDClient), let site else {
            throw CommandError(
                zh: "设了 LAZARET_OPENID_ISSUER，就还须设 LAZARET_OPENID_CLIENT 和 LAZARET_SITE（浏览器里看到的本站网址）。",
                en:
                    "With LAZARET_OPENID_ISSUER go LAZARET_OPENID_CLIENT and LAZARET_SITE, this site's address as browsers see it."
            )
        }
        let claim = text(.openIDClaim) ?? OpenIDSettings.AccountClaim.subject.rawValue
        guard let accountClaim = OpenIDSettings.AccountClaim(rawValue: claim) else {
            throw CommandError(
                zh: "LAZARET_OPENID_CLAIM 应为 sub、preferred_username 或 email，现为“\(claim)”。",
                en: "LAZARET_OPENID_CLAIM must be sub, preferred_username or email; it is '\(claim)'."
            )
        }
        do {
            let settings = try OpenIDSettings(
                issuer: issuer,
                clientID: client,
                clientSecret: text(.openIDSecret),
                accountClaim: accountClaim
            )
            return OpenIDLogin(Provider(settings), site: site)
        } catch {
            throw CommandError(
                zh: "LAZARET_OPENID_ISSUER 须是 https 网址，现为“\(issuer)”。",
                en: "LAZARET_OPENID_ISSUER must be an https address; it is '\(issuer)'."
            )
        }
    }
}
