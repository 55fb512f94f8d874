import Compliance
import HTTPServer
import StrictJSON

/// The form to sign in with.
struct LoginPage: Page {
    static let template = "login"

    let csrf: String
    let next: String
    let name: String
    let problem: String?
    /// Where the OpenID provider's login begins; nil where there is no provider.
    let openID: String?

    /// What the form is shown with.
    struct State: Sendable {
        /// Where to go on to.
        var next: String
        var name = ""
        /// The key of what went wrong.
        var problem: String?
        /// Why the provider's login did not lead in.
        var failure: Text?
        /// Seconds until the next try.
        var wait: Int?
    }

    init(_ state: State, csrf: String, hasOpenID: Bool, _ texts: Texts) {
        self.csrf = csrf
        next = state.next
        name = state.name
        openID = hasOpenID ? Link.openID.path + "?next=\(FormText.encode(state.next))" : nil
        problem =
            state.wait.map { texts("login.wait", "\($0)") } ?? state.problem.map { texts($0) }
            ?? state.failure.map { texts($0) }
    }

    func windowTitle(_ texts: Texts) -> String { texts("login.title") }
}
