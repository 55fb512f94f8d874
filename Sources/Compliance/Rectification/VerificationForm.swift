import StrictJSON

/// What an inspector says of what waits, checked: all that is wrong with it is said at once.
package struct VerificationForm: Sendable, Hashable {
    package let subject: GapVerification.Subject
    package let verdict: GapVerification.Verdict
    package let reason: String?

    /// Takes the id of the answer or of the visit that waits, one of them; a reason is needed where it is sent back.
    package init(submission: String?, inspection: String?, verdict: String, reason: String?) throws(Problems)
    {
        var problems: [Problem] = []
        var subject: GapVerification.Subject?
        switch (submission, inspection) {
        case (let id?, nil): subject = InspectionID(id).map { .submission($0) }
        case (nil, let id?): subject = InspectionID(id).map { .visit($0) }
        default: break
        }
        if subject == nil {
            problems.append(
                Problem(
                    "subject",
                    at: "/submission",
                    Text(
                        zh: "须以 submission 或 inspection 之一（第 7 版 UUID）指明核验的是哪一项。",
                        en: "Say what is judged by one of 'submission' and 'inspection', a UUID of version 7."
                    )
                )
            )
        }
        let known = GapVerification.Verdict(rawValue: verdict)
        if known == nil {
            problems.append(
                Problem(
                    "verdict",
                    at: "/verdict",
                    Text(
                        zh: "结论须为 verified（通过）或 returned（退回）。",
                        en: "The verdict is 'verified' or 'returned'."
                    )
                )
            )
        }
        let said = reason.flatMap { $0.isBlank ? nil : $0 }
        let why = said?.asReason
        if said != nil && why == nil || said == nil && known == .returned {
            problems.append(
                Problem(
                    "reason",
                    at: "/reason",
                    Text(zh: "退回须写明理由：1 至 2000 个字。", en: "Say why it is sent back: 1 to 2000 characters.")
                )
            )
        }
        guard problems.isEmpty, let subject, let known else { throw Problems(problems) }
        (self.subject, self.verdict, self.reason) = (subject, known, why)
    }
}

/// Another deadline for a gap, checked.
package struct DeadlineForm: Sendable, Hashable {
    package let was: Instant
    package let deadline: Instant
    package let reason: String

    /// Takes moments as RFC 3339 with an offset. A deadline lies within a year from now.
    package init(was: String, deadline: String, reason: String, now: Instant) throws(Problems) {
        var problems: [Problem] = []
        let (before, after, why) = (Instant(was), Instant(deadline), reason.asReason)
        if before == nil {
            problems.append(
                Problem(
                    "moment",
                    at: "/was",
                    Text(zh: "须写明原期限。", en: "Say the deadline that it has, as a moment.")
                )
            )
        }
        let bounds = Instant(microseconds: 946_684_800_000_000)...now.adding(seconds: 365 * 86_400)
        if after.map({ !bounds.contains($0) }) ?? true {
            problems.append(
                Problem(
                    "moment",
                    at: "/deadline",
                    Text(
                        zh: "请写明新的期限（日期和时间），最迟一年之内。",
                        en: "Say the new deadline as a date and a time, within a year at most."
                    )
                )
            )
        }
        if why == nil {
            problems.append(
                Problem(
                    "reason",
                    at: "/reason",
                    Text(zh: "请写明理由：1 至 2000 个字。", en: "Say why: 1 to 2000 characters.")
                )
            )
        }
        guard problems.isEmpty, let before, let after, let why else { throw Problems(problems) }
        (self.was, self.deadline, self.reason) = (before, after, why)
    }
}
