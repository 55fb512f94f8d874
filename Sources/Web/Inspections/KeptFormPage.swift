import Compliance
import HTTPServer
import StrictJSON

/// What somebody entered and sent, where it could not be taken: all of it, and the way on from here.
struct KeptFormPage: Page {
    static let template = "kept-form"

    let title: String
    let detail: String
    /// Where what was entered is sent next.
    let address: String
    let csrf: String
    let fields: [HiddenField]
    /// How many of them are answers, in words; nil where none is.
    let count: String?
    /// Whether it asks who this is, since nobody has signed in any more.
    let asksWho: Bool
    /// Files that were chosen and are to be chosen again, by what their owner calls them; nil where there are none.
    let lostFiles: String?
    let name: String
    let problem: String?
    /// What the form was sent for.
    let action: String
    /// Where the OpenID provider's login begins, in a window of its own; nil where there is no provider.
    let openID: String?
    /// Where it is sent by whoever has signed in meanwhile, in another window.
    let elsewhere: String?
    /// Where a first password is changed, in a window of its own.
    let account: String?
    let requestID: String

    struct State: Sendable {
        let refusal: Refusal
        /// Why it was refused, in words.
        let detail: String
        let fields: [HiddenField]
        let action: String
        /// Where a form is sent, as it was.
        let site: String
        let csrf: String
        var asksWho = false
        /// What the files were called that the form brought.
        var files: [String] = []
        var name = ""
        var problem: String?
        var hasOpenID = false
        var requestID = ""
    }

    init(_ state: State, _ texts: Texts) {
        title = texts(state.asksWho ? "keptForm.signIn" : "keptForm.title")
        detail = state.asksWho ? texts("keptForm.ended") : state.detail
        address = state.asksWho ? Link.resume(state.site).path : Link.inspect(state.site).path
        csrf = state.csrf
        fields = state.fields
        let answers = state.fields.count { Self.isAnswer($0.name) }
        count = answers == 0 ? nil : texts("keptForm.count", "\(answers)")
        asksWho = state.asksWho
        lostFiles =
            state.files.isEmpty
            ? nil : texts("keptForm.files", texts.list(state.files.map { $0.shown }))
        name = state.name
        problem = state.problem
        action = state.action
        openID =
            state.asksWho && state.hasOpenID
            ? Link.openID.path + "?next=\(FormText.encode(Link.account.path))" : nil
        elsewhere = state.asksWho ? Link.inspect(state.site).path : nil
        account = state.refusal.mustChangePassword ? Link.account.path : nil
        requestID = state.requestID
    }

    /// Whether what stands under that name is an answer, and no part of the form itself.
    private static func isAnswer(_ name: String) -> Bool {
        ["fact.", "answer.", "deduct.", "na."].contains { name.begins(with: $0) }
    }

    var form: FormInFrame? { FormInFrame(action: action, isSavedOnLeaving: false) }

    func windowTitle(_ texts: Texts) -> String { title }
}
