import ArgumentParser
import Compliance
import Demo
import Logging
import Store
import StrictJSON

/// Makes the demo county.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: Wording.both("Load a made-up county with ten weeks of inspections.", "装入虚构的演示县。"),
        discussion: Wording.about(
            """
            一个县集中隔离点、十五个乡镇隔离点、四十户居家隔离、二十个卡点、五个战
            区，以及截至现在十周里查到的情况。已经装入的，保持不变。
            """,
            """
            One county site, fifteen township sites, forty homes, twenty checkpoints
            and five zones, and what was found there over the ten weeks up to now. A
            county that is loaded already is left as it is.
            """
        )
    )

    /// The code of the demo county.
    static let county = DemoCounty.code

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard options.county ?? Self.county == Self.county else {
            throw CommandError(
                zh: "演示数据只能装入县“\(Self.county)”，以免与真实记录混在一起。",
                en:
                    "The demo goes into the county '\(Self.county)' only, so that it never mixes with real records."
            )
        }
        let settings = try Settings()
        let loaded: DemoCounty.Loaded
        do {
            loaded = try await CommandDatabase.with(settings) { try await Self.load(into: $0) }
        } catch StoreError.forbidden {
            throw CommandError.notTheOwner
        }
        try options.say(
            .object([
                ("county", .string(Self.county)), ("sites", .number(loaded.sites)),
                ("inspections", .number(loaded.inspections)), ("wasThere", .bool(loaded.wasThere)),
            ]),
            or: loaded.wasThere
                ? Text(zh: "演示县已经装入过，没有改动。", en: "The demo county was there already, and was left as it is.")[
                    .ofShell
                ]
                : Text(
                    zh: "已装入演示县：\(loaded.sites) 个点位，\(loaded.inspections) 次检查。",
                    en: "Loaded the demo county: \(loaded.sites) sites, \(loaded.inspections) inspections."
                )[.ofShell],
            else: .doneAllTheSame
        )
    }

    /// Makes the county where it is not there, and loads it with the standards of August 2021 that come with the
    /// program, drawing progress on a terminal.
    static func load(into database: CommandDatabase) async throws -> DemoCounty.Loaded {
        try await database.prepare(migrating: true)
        try await Store.createCounty(county, name: DemoCounty.name, in: database.owner)
        let store = try await database.operatorStore(of: county)
        let (baselines, checklists) = try standards()
        let progress = Progress(Text(zh: "正在装入演示县", en: "loading the demo county")[.ofShell])
        defer { progress.finish() }
        // Several programs may start at the same time.
        return try await Store.withSetupLock(in: database.owner) {
            let loaded = try await DemoCounty.load(
                into: store,
                baselines: baselines,
                checklists: checklists,
                now: .now,
                progress: { count, total in progress.update(count, of: total) }
            )
            if !loaded.wasThere { try await Store.gatherStatistics(in: database.owner) }
            return loaded
        }
    }

    private static func standards() throws -> ([Baseline], [Checklist]) {
        let files = try StandardFiles.shipped().filter { !$0.contains("-2022-07") }
        var baselines: [Baseline] = []
        var checklists: [Checklist] = []
        for file in files {
            let document = try DocumentFile.read(file)
            switch StandardFiles.Kind(document) {
            case .baseline: baselines.append(try Baseline(document))
            case .checklist: checklists.append(try Checklist(document))
            case .amendment:
                checklists.append(try Checklist(StandardFiles.checklistDocument(document, file)))
            default: continue
            }
        }
        return (baselines, checklists)
    }
}
