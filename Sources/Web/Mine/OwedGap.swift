import Compliance
import Store

/// An open gap as whoever has to mend it reads it.
struct OwedGap: Sendable {
    let gapAddress: String
    /// Where it is answered; nil while an inspector has the word, or where the site goes on under another code.
    let answerAddress: String?
    let code: String
    let text: String
    let severity: String
    let severityCode: String
    let state: String
    let colour: StandingColour?
    let deadline: String
    /// How long there is, or how long it is over; nil while it waits for an inspector.
    let left: String?
    let isOverdue: Bool
    /// Whether the site has the word.
    let isToMend: Bool
    /// What an answer needs: words, and what the requirement asks for.
    let proof: String
    let responsible: String
    let found: String
    /// Why the last answer was sent back.
    let returnedFor: String?
    /// What happens next, in a sentence or two.
    let next: String

    /// nil where nothing of it is open.
    init?(_ record: GapRecord, now: Instant, _ texts: Texts) {
        guard let run = record.openRun else { return nil }
        let standing = run.standing(at: now)
        gapAddress = Link.gap(record.site.code, record.item.code).path
        code = record.item.code
        text = texts(record.item.text)
        severity = texts(run.severity)
        severityCode = run.severity.rawValue
        state = texts(run.state.word.title)
        colour = standing.colour.map { StandingColour($0, texts) }
        deadline = run.deadline.shanghai
        isOverdue = standing.isOverdue
        isToMend = run.pending == nil
        left = isToMend ? texts.time(until: run.deadline, from: now) : nil
        answerAddress = isToMend && record.goesOnAs == nil ? gapAddress + "#answer-heading" : nil
        proof = texts.list([texts("mine.inWords")] + record.item.evidence.map { texts($0) })
        responsible = texts(run.responsible)
        found =
            run.repeats > 0
            ? texts("mine.foundAgain", run.since.shanghai, "\(run.repeats)")
            : texts("mine.found", run.since.shanghai)
        if case .returned(let verdict) = run.state { returnedFor = verdict.reason } else { returnedFor = nil }
        next =
            record.goesOnAs.map { texts("mine.goesOnAs", $0) } ?? Self.next(run, standing, texts)
    }

    private static func next(_ run: GapRun, _ standing: GapStanding, _ texts: Texts) -> String {
        if case .returned(let verdict) = run.state, case .visit = verdict.of {
            return texts(standing.isOverdue ? "mine.nextSentBackLate" : "mine.nextSentBack")
        }
        return switch run.state.word {
        case .open where standing.isOverdue: texts("mine.nextOverdue")
        case .open: texts(run.repeats > 0 ? "mine.nextAgain" : "mine.nextOpen")
        case .returned: texts(standing.isOverdue ? "mine.nextReturnedLate" : "mine.nextReturned")
        case .submitted: texts(standing.isOverdue ? "mine.nextSubmittedLate" : "mine.nextSubmitted")
        case .waiting: texts("mine.nextWaiting")
        case .verified, .mended, .fixedOnSpot: ""
        }
    }
}

extension Texts {
    /// How long it is until then, or how long then is past: whole days, and hours within two days.
    fileprivate func time(until moment: Instant, from now: Instant) -> String {
        let seconds = (moment.microseconds - now.microseconds) / 1_000_000
        let hours = abs(seconds) / 3600
        let span = hours < 48 ? self("mine.hours", "\(hours)") : self("mine.days", "\(hours / 24)")
        return self(seconds < 0 ? "mine.over" : "mine.left", span)
    }
}
