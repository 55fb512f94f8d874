import Compliance

/// The form to sign in with.
struct LoginPage: Sendable {
    let seal: String
    let next: String
    let name: String
    let problem: String?

    /// What the form is shown with.
    struct State: Sendable {
        /// Where to go on to.
        var next: String
        var name = ""
        /// The key of what went wrong.
        var problem: String?
        /// Seconds until the next try.
        var wait: Int?
    }

    init(_ state: State, seal: String, _ texts: Texts) {
        self.seal = seal
        next = state.next
        name = state.name
        problem = state.wait.map { texts("login.wait", "\($0)") } ?? state.problem.map { texts($0) }
    }
}
