extension Dossier.Kind {
    /// What happened, in words.
    package var title: Text {
        if let act = CaseAct.Kind(rawValue: rawValue) { return act.title }
        if let rung = Rung(rawValue: rawValue) { return rung.paperTitle }
        return switch self {
        case .opened: Text(zh: "启动问责程序", en: "Case opened")
        case .named: Text(zh: "列入案卷", en: "Named")
        case .visit: Text(zh: "检查", en: "Visit")
        case .notice: Text(zh: "签发整改通知书", en: "Notice issued")
        case .arrival: Text(zh: "整改通知书送达", en: "Notice reached the director")
        default: Text(zh: "登记点位内感染", en: "Infection put on record")
        }
    }
}

extension Dossier.Line {
    /// What happened, and whether supervision recorded it from a signed paper.
    package var title: Text {
        let kind = kind.title
        return onPaper
            ? Text(zh: "\(kind.zh)（签字原件，由督查录入）", en: "\(kind.en) (signed paper, recorded by supervision)")
            : kind
    }
}

extension Dossier.Line {
    /// Who put it on record, in words; nil where the line does not say.
    package var recorder: Text? { recordedBy.map { Text.account($0) } }
}

extension Dossier {
    package var title: Text { Text(zh: "\(site) 问责案卷", en: "Case file of \(site)") }

    /// When it was opened; nil where no line says so.
    private var opening: Instant? { lines.first { $0.kind == .opened }?.at }
    package var openedOn: Day? { opening.map { Day($0) } }

    /// What it is known by, having no number: its site, and the day on which it was opened.
    package var called: Text {
        guard let openedOn else { return Text(zh: "案卷 \(site)", en: "Case \(site)") }
        return Text(zh: "案卷 \(site)（\(openedOn) 启动）", en: "Case \(site), opened on \(openedOn)")
    }

    /// That it is not the whole, and what is kept from its reader; nil where it is.
    package var partial: Text? {
        isWhole
            ? nil
            : Text(
                zh: "这里只有读者可以看到的部分：他人的告知、申辩和决定，以及问责建议书，不在其中。",
                en:
                    "It has what its reader may read: what others were asked, stated and had decided, and the proposal, are not in it."
            )
    }

    /// Since when it is open, or how and when it ended.
    package var standing: Text {
        if let end {
            return Text(zh: "\(end.title.zh)，\(end.at.shanghai)", en: "\(end.title.en), \(end.at.shanghai)")
        }
        let opened = opening?.shanghai ?? ""
        return Text(zh: "自 \(opened) 起办理中", en: "Open since \(opened)")
    }

    /// Up to which entry of the record it goes.
    package var reach: Text {
        let (entry, moment) = (last?.entry ?? 0, last?.recordedAt.shanghai ?? "")
        return Text(
            zh: "截至第 \(entry) 号记录（\(moment)）；同样的记录得出同样的原文。",
            en: "Up to entry \(entry) (\(moment)); the same records give the same bytes."
        )
    }

    /// Whom a line is about, where it is about one of those that the case names.
    package func person(of line: Line) -> Text? {
        line.term.flatMap { term in persons.first { $0.term == term } }?.words
    }
}

extension Dossier.Person {
    /// The duty and who held it.
    package var words: Text {
        Text(zh: "\(duty.title.zh) \(person)", en: "\(duty.title.en) \(person)")
    }
}
