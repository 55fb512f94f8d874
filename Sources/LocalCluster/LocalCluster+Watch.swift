import Logging

extension LocalCluster {
    /// Between two looks at the server.
    private static let rest = Duration.milliseconds(250)
    /// The longest rest between two starts that fail.
    private static let longestRest = Duration.seconds(10)
    /// For how long programs that were replaced may still be being installed.
    private static let installing = Duration.seconds(10)

    /// Starts the server again whenever it has died, or its programs were replaced, until the task is cancelled.
    ///
    /// It is said once that it died and once that it is back, and each new reason why it does not start.
    package func watch() async {
        var (rest, said) = (Self.rest, "")
        var replaced: ContinuousClock.Instant?
        while (try? await Task.sleep(for: rest)) != nil {
            let postmaster = PostmasterFile.ofData(installation.layout)
            replaced = postmaster.isOfReplacedPrograms ? replaced ?? .now : nil
            let isOutdated = replaced.map { ContinuousClock.now - $0 > Self.installing } ?? false
            guard postmaster.process == nil || isOutdated else {
                rest = Self.rest
                continue
            }
            if said.isEmpty, !isOutdated {
                logger.error("the local database has died and is started again")
            }
            do {
                try await revive(isOutdated: isOutdated)
                (rest, said, replaced) = (Self.rest, "", nil)
            } catch {
                if error.en != said {
                    logger.error("the local database does not start", metadata: ["why": "\(error.en)"])
                }
                (rest, said) = (min(rest * 2, Self.longestRest), error.en)
            }
        }
    }

    /// Brings the server up where it has died, and up anew where its programs were replaced and nobody else uses it.
    private func revive(isOutdated: Bool) async throws(ClusterError) {
        try await starting.take(within: .seconds(60))
        defer { starting.release() }
        // As they are now: those of the start may have been replaced.
        let installation = try await installation.asInstalledNow
        // Another process may have started it anew meanwhile.
        if isOutdated, PostmasterFile.ofData(installation.layout).isOfReplacedPrograms {
            // Sharing is given up in the attempt to have it alone.
            defer { _ = users.share() }
            guard users.take() else { throw .inUse }
            logger.notice("PostgreSQL's programs were replaced; the local database is started anew")
            try await installation.shutDown(logger)
        }
        _ = try await installation.bringUp(logger)
        logger.notice("the local database answers again")
    }
}

extension ClusterError {
    fileprivate static let inUse = ClusterError(
        zh: "PostgreSQL 的程序已更新，但另有进程正在使用这个数据库：请停止所有 lazaret 进程后再启动。",
        en:
            "PostgreSQL's programs were replaced, but another process uses the database: stop every lazaret, and start it again."
    )
}
