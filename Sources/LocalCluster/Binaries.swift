import Foundation

/// An installed PostgreSQL: the folder of its programs, and its major version.
struct Binaries: Sendable, Hashable {
    let folder: String
    let major: Int

    /// The oldest version that Lazaret runs on.
    static let oldestMajor = 15

    func program(_ name: String) -> String { folder + "/" + name }

    /// The installed PostgreSQL of that version, or the newest one when any will do.
    static func find(major wanted: Int?) async throws(ClusterError) -> Binaries {
        var found: [Binaries] = []
        for folder in folders(with: ["initdb", "pg_ctl", "postgres"]) {
            if let major = await major(of: folder + "/postgres") {
                found.append(Binaries(folder: folder, major: major))
            }
        }
        if let wanted {
            if let match = found.first(where: { $0.major == wanted }) { return match }
            throw ClusterError(
                zh: "数据是 PostgreSQL \(wanted) 的，但本机没有安装这个版本。请安装 postgresql-\(wanted)。",
                en:
                    "The data belongs to PostgreSQL \(wanted), which is not installed; install postgresql-\(wanted)."
            )
        }
        guard let newest = found.max(by: { $0.major < $1.major }), newest.major >= oldestMajor else {
            throw ClusterError(
                zh: "本机没有 PostgreSQL \(oldestMajor) 或更新的版本（需要 initdb 和 pg_ctl）。"
                    + "请安装 postgresql 软件包，或设置 DATABASE_URL。",
                en: "No PostgreSQL \(oldestMajor) or later is installed here (initdb and pg_ctl are needed); "
                    + "install the package postgresql, or set DATABASE_URL."
            )
        }
        return newest
    }

    /// Folders that hold all of the programs: where packages put them, then the search path.
    static func folders(with programs: [String]) -> [String] {
        var folders: [String] = []
        for (base, suffix) in [("/usr/lib/postgresql", "/bin"), ("/usr/local/pgsql", ""), ("/usr", "/bin")] {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
            let versions = base == "/usr" ? entries.filter { $0.hasPrefix("pgsql-") } : entries
            folders += versions.map { "\(base)/\($0)\(suffix)" }
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        folders += path.split(separator: ":").map(String.init)
        return folders.filter { folder in
            programs.allSatisfy { FileManager.default.isExecutableFile(atPath: folder + "/" + $0) }
        }
    }

    /// What the program says to `--version`: `postgres (PostgreSQL) 15.18 (Debian …)`.
    static func major(of program: String) async -> Int? {
        let said = try? await Program(program, account: nil).run(["--version"])
        return said?.output.firstMatch(of: /\) (\d+)/).flatMap { Int($0.1) }
    }
}
