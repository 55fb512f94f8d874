import Compliance
import Store

extension StepPaper {
    /// A reminder or a circular about gaps that are open.
    init(
        _ rung: Rung,
        _ standing: SiteAccountability,
        _ items: [String],
        number: Int,
        on day: Day,
        words: String,
        office: Text
    ) {
        let file = standing.file
        let gaps = items.sorted()
            .map { item in
                let first =
                    file.visits.last { $0.met.contains(item) }
                    .flatMap { met in
                        file.visits.first { $0.startedAt > met.startedAt && $0.notMet.contains(item) }
                    }
                    ?? file.visits.first { $0.notMet.contains(item) }
                let since = first.map { $0.startedAt.shanghai } ?? ""
                return Line(
                    Text(
                        zh: "\(item)：自 \(since) 起不符合，尚未整改。",
                        en: "\(item): not met since \(since), and open."
                    ),
                    source: first.map { Link.inspection("\($0.id)").path }
                )
            }
        let title =
            rung == .reminder
            ? Text(zh: "期望与期限", en: "What is expected, and by when")
            : Text(zh: "对各乡镇的要求", en: "What is required of all")
        self.init(
            rung: rung,
            year: day.components.year,
            number: number,
            issuedOn: day,
            office: office,
            to: rung == .reminder
                ? standing.named.flatMap(\.holders)
                    .map {
                        Text(zh: "\($0.duty.title.zh)\($0.person)", en: "\($0.duty.title.en) \($0.person)")
                    }
                : [Text(zh: "各乡镇", en: "All townships")],
            site: Addressed(
                code: standing.site.code,
                name: standing.site.name,
                township: standing.site.township?.name
            ),
            parts: [Part(Text(zh: "仍未整改的问题", en: "Gaps that are open"), gaps)]
                + (words.isBlank ? [] : [Part(title, [Line(Text(zh: words, en: words))])]),
            signatures: rung == .reminder ? [Text(zh: "收到人签字", en: "Received by")] : []
        )
    }

    /// The call of an interview, or the proposal, of a case.
    init(
        _ rung: Rung,
        _ file: CaseFile,
        _ site: Site,
        number: Int,
        on day: Day,
        words: String,
        office: Text
    ) {
        let record = file.record
        let persons = record.persons.map { person in
            Person(
                duty: person.duty.title,
                person: person.person,
                asked: record.acts.first { $0.kind == .statementAsked && $0.term == person.term }?.at,
                statements: record.acts.filter { $0.kind == .statement && $0.term == person.term }
                    .map { Person.Statement(at: $0.at, words: $0.words) }
            )
        }
        let ground = CaseBasis(sealed: record.basis)?.lines ?? []
        let held = record.acts.filter { [.interviewHeld, .interviewRefused].contains($0.kind) }
            .map { act in
                Line(
                    Text(
                        zh: "\(act.at.shanghai) \(act.kind.title.zh)：\(act.words)",
                        en: "\(act.at.shanghai), \(act.kind.title.en): \(act.words)"
                    )
                )
            }
        self.init(
            rung: rung,
            year: day.components.year,
            number: number,
            issuedOn: day,
            office: office,
            to: persons.map { Text(zh: "\($0.duty.zh)\($0.person)", en: "\($0.duty.en) \($0.person)") },
            site: Addressed(code: site.code, name: site.name, township: site.township?.name),
            parts: rung == .interview
                ? Self.interview(persons, ground: ground, points: words)
                : Self.proposal(persons, ground: ground, interview: held, proposed: words, owed: []),
            signatures: [Text(zh: "约谈人", en: "For supervision")] + persons.map(\.duty)
        )
    }
}
