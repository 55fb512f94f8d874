package import Compliance

extension Destination {
    /// All that is wrong with what somebody typed, at `/address` and `/secret`; empty where messages can be sent there.
    ///
    /// A host name is not looked up: where it leads to is seen, each time, when it is connected to.
    package func problems(within reach: Reach) -> [Problem] {
        switch self {
        case .mail(let address):
            return MailAddress.problem(address).map { [$0] } ?? []
        case .webhook(let address, let shape, let secret):
            do throws(Problems) {
                _ = try Webhook(address: address, shape: shape, secret: secret, within: reach)
                return []
            } catch {
                return error.all
            }
        }
    }

    /// What may be shown of it: the mail address, or the host of the webhook; nil where it is no address.
    package var place: String? {
        switch self {
        case .mail(let address): MailAddress.problem(address) == nil ? address : nil
        case .webhook(let address, _, _): WebAddress(address)?.host.text
        }
    }
}
