import Foundation
import Glibc
import Logging

/// What it takes to bring a cluster up: made once, then started, by whoever holds the lock.
struct Installation: Sendable {
    let layout: Layout
    let binaries: Binaries
    let account: SystemAccount?
    let durable: Bool

    func program(_ name: String) -> Program { Program(binaries.program(name), account: account) }

    /// The folder of the socket, once the server answers there; one that dies meanwhile is started again.
    func bringUp(_ logger: Logger) async throws(ClusterError) -> String {
        let postmaster = PostmasterFile.ofData(layout)
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if postmaster.process == nil {
                if layout.dataMajor == nil { try await make(logger) }
                try await start(logger)
            } else {
                logger.info("joining the local database, which runs already")
            }
            let socketFolder = postmaster.socketFolder ?? layout.socketFolder
            if try await isReady(socketFolder, by: deadline) { return socketFolder }
        }
    }

    /// Makes the data folder beside its place first, so that an interrupted start leaves no half one.
    private func make(_ logger: Logger) async throws(ClusterError) {
        logger.info("making a local database", metadata: ["folder": "\(layout.folder)"])
        let unfinished = layout.data + ".unfinished"
        try? FileManager.default.removeItem(atPath: unfinished)
        let arguments = [
            "-D", unfinished, "-U", LocalCluster.owner, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust",
            "--data-checksums",
        ]
        let initdb = program("initdb")
        let made = try await initdb.run(arguments + (durable ? [] : ["--no-sync"]))
        guard made.succeeded else {
            throw ClusterError(
                zh: "无法建立数据库（运行数据库的账户也要能进入上层文件夹）：\(made.output)",
                en:
                    "The database cannot be made (its account must be able to enter the folders above it, too): \(made.output)"
            )
        }
        try write("local all all trust\n", to: unfinished + "/pg_hba.conf")
        try include(in: unfinished + "/postgresql.conf")
        do {
            try FileManager.default.moveItem(atPath: unfinished, toPath: layout.data)
        } catch {
            throw ClusterError(
                zh: "无法建立 \(layout.data):\(error)",
                en: "\(layout.data) cannot be made: \(error)"
            )
        }
    }

    private func include(in path: String) throws(ClusterError) {
        guard let standard = FileManager.default.contents(atPath: path) else {
            throw ClusterError(zh: "无法读取 \(path)。", en: "\(path) cannot be read.")
        }
        try write(String(decoding: standard, as: UTF8.self) + "\ninclude 'lazaret.conf'\n", to: path)
    }

    private func start(_ logger: Logger) async throws(ClusterError) {
        guard !PostmasterFile.ofData(layout).isRepaired else {
            throw ClusterError(
                zh: "有人正在用 postgres --single 维护 \(layout.data)，没有启动；请等它结束。",
                en:
                    "Somebody works on \(layout.data) by postgres --single, so nothing was started; wait until that ends."
            )
        }
        try makePrivateFolder(layout.socketFolder, for: account)
        try write(settings, to: layout.settings)
        try PostmasterFile.ofData(layout).replaceStaleProcessID()
        try PostmasterFile.ofSocket(layout).replaceStaleProcessID()
        try await endOrphans(logger)
        let control = program("pg_ctl")
        let arguments = ["start", "-D", layout.data, "-l", layout.log, "-w", "-t", "60"]
        // The kernel may need a moment to give back what the orphans held.
        for attempt in 1...5 {
            let started = try await control.run(arguments)
            if started.succeeded { return logger.info("the local database has started") }
            guard attempt < 5 else { throw notStarted(started.output) }
            do { try await Task.sleep(for: .milliseconds(300)) } catch { throw .cancelled }
        }
    }

    /// Waits until nothing of a server that was killed is left.
    ///
    /// Its processes notice at their next rest and end; one that computes does not for as long as it computes, and is
    /// told to end after two seconds, as PostgreSQL tells it after a crash, and made to after five. Nothing that was
    /// acknowledged depends on them.
    private func endOrphans(_ logger: Logger) async throws(ClusterError) {
        let (postmaster, began) = (PostmasterFile.ofData(layout), ContinuousClock.now)
        var last: Int32?
        while case let orphans = postmaster.orphans, !orphans.isEmpty {
            let waited = ContinuousClock.now - began
            guard waited < .seconds(20) else { throw notStarted("orphans: \(orphans)") }
            let signal = waited < .seconds(2) ? 0 : waited < .seconds(5) ? SIGQUIT : SIGKILL
            if signal != last {
                last = signal
                logger.info(
                    "waiting for processes of the local database that was killed",
                    metadata: ["left": "\(orphans.count)"]
                )
            }
            for orphan in orphans { kill(orphan, signal) }
            do { try await Task.sleep(for: .milliseconds(100)) } catch { throw .cancelled }
        }
    }

    /// Stops the server, if it runs.
    func shutDown(_ logger: Logger) async throws(ClusterError) {
        let postmaster = PostmasterFile.ofData(layout)
        guard postmaster.process != nil else { return }
        let arguments = ["stop", "-D", layout.data, "-m", "fast", "-w", "-t", "60"]
        let stopped = try await program("pg_ctl").run(arguments)
        guard stopped.succeeded || postmaster.process == nil else {
            throw ClusterError(
                zh: "数据库没有停下来：\(stopped.output)",
                en: "The database did not stop: \(stopped.output)"
            )
        }
        logger.info("the local database has stopped")
    }

    private var settings: String {
        let socketFolder = layout.socketFolder.unicodeScalars.map { $0 == "'" ? "''" : "\($0)" }.joined()
        let fast = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        return """
            # Written anew at every start.
            listen_addresses = ''
            port = \(Layout.port)
            unix_socket_directories = '\(socketFolder)'
            unix_socket_permissions = 0700
            timezone = 'UTC'
            log_timezone = 'UTC'
            max_connections = \(durable ? LocalCluster.connections : 300)
            \(durable ? "" : fast)
            """
    }

    /// Whether the server answers; false where it has died.
    private func isReady(
        _ socketFolder: String,
        by deadline: ContinuousClock.Instant
    ) async throws(ClusterError) -> Bool {
        let ready = program("pg_isready")
        while try await !ready.run(["-h", socketFolder, "-p", String(Layout.port)]).succeeded {
            guard PostmasterFile.ofData(layout).process != nil else { return false }
            guard .now < deadline else { throw notStarted("pg_isready") }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { throw .cancelled }
        }
        return true
    }

    /// The reason is in the server's own log, whose end is shown.
    private func notStarted(_ output: String) -> ClusterError {
        let log =
            FileManager.default.contents(atPath: layout.log).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let end = log.unicodeScalars.split(separator: "\n").suffix(5).map { String($0) }
            .joined(separator: "\n")
        return ClusterError(
            zh: "数据库没有启动，日志见 \(layout.log)：\n\(output)\n\(end)",
            en: "The database did not start; its log is \(layout.log):\n\(output)\n\(end)"
        )
    }

    /// Writes a file that belongs to the account.
    private func write(_ text: String, to path: String) throws(ClusterError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
            if let account {
                try FileManager.default.setAttributes(
                    [
                        .ownerAccountID: NSNumber(value: account.user),
                        .groupOwnerAccountID: NSNumber(value: account.group),
                    ],
                    ofItemAtPath: path
                )
            }
        } catch {
            throw ClusterError(zh: "无法写入 \(path):\(error)", en: "\(path) cannot be written: \(error)")
        }
    }
}

extension Layout {
    /// The major version that the data belongs to; nil where there is none yet.
    var dataMajor: Int? {
        FileManager.default.contents(atPath: data + "/PG_VERSION")
            .flatMap { Int(String(decoding: $0.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)) }
    }
}

extension Installation {
    /// The same with the programs that are installed at this moment.
    var asInstalledNow: Installation {
        get async throws(ClusterError) {
            let binaries = try await Binaries.find(major: layout.dataMajor)
            return Installation(layout: layout, binaries: binaries, account: account, durable: durable)
        }
    }
}
