import Compliance

extension StepPaper {
    /// A reminder or a circular about gaps that are open. A reminder goes to those who answer for the site on that day, by
    /// duty.
    init(
        _ rung: Rung,
        _ standing: SiteAccountability,
        _ gaps: [SiteGap],
        numbered: StepNumber,
        words: String,
        head: Head
    ) {
        let lines = gaps.map { gap in
            Line(
                Text(
                    zh:
                        "\(gap.item) \(gap.text.zh)：自 \(gap.since.shanghai) 起不符合，期限 \(gap.deadline.shanghai)，尚未整改。",
                    en:
                        "\(gap.item) \(gap.text.en): not met since \(gap.since.shanghai), due \(gap.deadline.shanghai), and open."
                ),
                source: Address.inspection(gap.found)
            )
        }
        let expected =
            rung == .reminder
            ? Text(zh: "期望与期限", en: "What is expected, and by when")
            : Text(zh: "对各乡镇的要求", en: "What is required of all")
        self.init(
            rung: rung,
            year: numbered.year,
            number: numbered.number,
            issuedOn: numbered.day,
            head: head,
            to: rung == .reminder
                ? Named.of(
                    standing.site.kind == .countyIsolation ? Named.departments : Named.duties,
                    in: standing.terms.map(\.posting),
                    from: numbered.day,
                    to: numbered.day
                )
                .flatMap(\.holders)
                .map {
                    Text(zh: "\($0.duty.title.zh)\($0.person)", en: "\($0.duty.title.en) \($0.person)")
                }
                : [Text(zh: "各乡镇", en: "All townships")],
            site: Addressed(standing.site),
            parts: [
                Part(Text(zh: "仍未整改的问题", en: "Gaps that are open"), lines),
                Part(expected, [Line(Text(zh: words, en: words))]),
            ],
            signatures: rung == .reminder ? [Text(zh: "收到人签字", en: "Received by")] : []
        )
    }

    /// The call of an interview of a case, with what is put.
    init(callOf file: CaseFile, at site: Site, numbered: StepNumber, points: String, head: Head) {
        let persons = file.record.persons.map { Person($0, in: file.record) }
        self.init(
            rung: .interview,
            year: numbered.year,
            number: numbered.number,
            issuedOn: numbered.day,
            head: head,
            to: persons.map { Text(zh: "\($0.duty.zh)\($0.person)", en: "\($0.duty.en) \($0.person)") },
            site: Addressed(site),
            parts: Self.interview(
                persons,
                ground: CaseBasis(sealed: file.record.basis)?.lines ?? [],
                points: points
            ),
            signatures: [Text(zh: "约谈人", en: "For supervision")] + persons.map(\.duty)
        )
    }

    /// The proposal of a case: for each whom it names what is proposed, by the terms of duty, and who held which duty in its
    /// period.
    init(
        proposalOf file: CaseFile,
        at site: Site,
        numbered: StepNumber,
        for proposed: [String: String],
        holders: [Named],
        owed: [Line],
        head: Head
    ) {
        let record = file.record
        let held = record.acts.filter { [.interviewHeld, .interviewRefused].contains($0.kind) }
            .map { act in
                Line(
                    Text(
                        zh: "\(act.at.shanghai) \(act.kind.title.zh)：\(act.words)",
                        en: "\(act.at.shanghai), \(act.kind.title.en): \(act.words)"
                    )
                )
            }
        let persons = record.persons.map { Person($0, in: record, proposed: proposed[$0.term]) }
        self.init(
            rung: .proposal,
            year: numbered.year,
            number: numbered.number,
            issuedOn: numbered.day,
            head: head,
            to: [Text(zh: "县纪委监委", en: "Discipline commission")],
            site: Addressed(site),
            parts: Self.proposal(
                persons,
                holders: holders,
                ground: CaseBasis(sealed: record.basis)?.lines ?? [],
                interview: held,
                dossier: Address.dossier(record.id),
                owed: owed
            ),
            signatures: [Text(zh: "督查", en: "Supervision"), Text(zh: "负责人", en: "Head of the office")]
        )
    }
}

/// The number that a document is to have, with its day.
struct StepNumber: Sendable, Hashable {
    let year: Int
    let number: Int
    let day: Day
}

extension StepPaper.Addressed {
    init(_ site: Site) {
        self.init(code: site.code, name: site.name, township: site.township?.name)
    }
}

extension StepPaper.Head {
    /// As the county's papers begin; where nobody has said how, under the county's name.
    init(_ letterhead: Letterhead?, _ county: Text) {
        self.init(
            office: letterhead?.office ?? county,
            short: letterhead?.short,
            redHead: letterhead?.redHead
        )
    }
}

extension StepPaper.Person {
    fileprivate init(_ person: CaseRecord.Person, in record: CaseRecord, proposed: String? = nil) {
        self.init(
            duty: person.duty.title,
            person: person.person,
            asked: record.acts.first { $0.kind == .statementAsked && $0.term == person.term }?.at,
            statements: record.acts.filter { $0.kind == .statement && $0.term == person.term }
                .map { Statement(at: $0.at, words: $0.words, entry: $0.entry) },
            proposed: proposed
        )
    }
}
