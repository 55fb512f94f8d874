import Compliance

extension StoreError {
    /// What is said of weeks and of closing them.
    var weekMessage: Text {
        switch self {
        case .weekOpen(let week):
            Text(
                zh: "\(week) 还没有过完，没有封存；周日 24 点以后才能封存。",
                en: "\(week) is not over, and was not closed: it can be once its Sunday has ended."
            )
        case .weekClosed(let week):
            Text(
                zh: "\(week) 已经封存，没有改动；如有出入，请修订。",
                en: "\(week) is closed already, and nothing was changed; revise it where it differs."
            )
        case .weekNotClosed(let week, nil):
            Text(zh: "\(week) 还没有封存。", en: "\(week) is not closed.")
        case .weekNotClosed(let week, let revision?):
            Text(zh: "\(week) 没有第 \(revision) 版周报。", en: "\(week) has no report of revision \(revision).")
        case .nothingToRevise(let week, let revision):
            Text(
                zh: "\(week) 与已封存的第 \(revision) 版没有出入，没有修订。",
                en: "\(week) is as the sealed revision \(revision) says, and nothing was revised."
            )
        default:
            Text(zh: "没有生效的定时封存指令。", en: "No standing order for closing weeks is in force.")
        }
    }
}
