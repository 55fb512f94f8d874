import Foundation
import Testing

@testable import Confinement
@testable import Pictures

@Suite("How a confined program ends, and whether the same bytes are tried again")
struct ConfinedProgramTests {
    /// Ends as its input says.
    private static let program = """
        import os, resource, signal, sys, time
        said = sys.stdin.buffer.read().decode()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if said == "spin":
            resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
            while True: pass
        if said == "much": sys.stdout.write("x" * 2_000_000)
        if said == "exit": sys.exit(3)
        if said == "sleep": time.sleep(60)
        if said.isdigit(): os.kill(os.getpid(), int(said))
        if said == "escape":
            sys.path.insert(0, sys.argv[1])
            import confinement, socket, threading
            confinement.forbid()
            tries = {
                "open": lambda: open("/etc/passwd"), "stat": lambda: os.stat("/etc/passwd"),
                "socket": socket.socket, "fork": os.fork,
                "exec": lambda: os.execv("/bin/true", ["true"]), "pipe": os.pipe, "kill": lambda: os.kill(os.getppid(), 0),
                "rename": lambda: os.rename("/etc/a", "/etc/b"), "chdir": lambda: os.chdir("/tmp"),
                "limits": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9)),
            }
            said = ""
            for name, attempt in tries.items():
                try: attempt()
                except (OSError, ValueError): said += name + " "
            thread = threading.Thread(target=time.sleep, args=(0.01,))
            thread.start()
            thread.join()
        sys.stdout.write(said)
        """

    @Test("Once it is confined it reads, says, and has threads and memory; nothing else")
    func confined() async throws {
        try await Self.with { program in
            let said = try await program.said { Array("escape".utf8) }
            #expect(
                String(decoding: said, as: UTF8.self)
                    == "open stat socket fork exec pipe kill rename chdir limits "
            )
        }
    }

    @Test(
        "By what its own limits and the bytes do it ends for good, by all else for now",
        arguments: [
            ("spin", .exhausted), ("much", .tooMuchSaid), ("\(SIGABRT)", .gaveUp), ("\(SIGTRAP)", .gaveUp),
            ("\(SIGSEGV)", .fell), ("\(SIGSYS)", .fell), ("exit", .interrupted), ("\(SIGKILL)", .interrupted),
            ("\(SIGTERM)", .interrupted),
        ] as [(String, ConfinedProgram.Failure)]
    )
    func ends(input: String, wanted: ConfinedProgram.Failure) async throws {
        try await Self.with { program in
            await #expect(throws: wanted) { try await program.said { Array(input.utf8) } }
            let said = try await program.said { Array("well".utf8) }
            #expect(said == Array("well".utf8))
        }
        #expect(wanted.isPassing == (wanted == .interrupted))
    }

    @Test("The clock running out, and nobody waiting any more, are passing")
    func clock() async throws {
        try await Self.with(longest: .milliseconds(200)) { program in
            await #expect(throws: ConfinedProgram.Failure.outOfTime) {
                try await program.said { Array("sleep".utf8) }
            }
        }
        try await Self.with { program in
            let waiting = Task { try await program.said { Array("sleep".utf8) } }
            waiting.cancel()
            let failure = await #expect(throws: ConfinedProgram.Failure.self) { try await waiting.value }
            #expect(failure?.isPassing == true)
        }
        #expect(ConfinedProgram.Failure.outOfTime.isPassing)
    }

    @Test("A picture is refused for good by its own cause alone")
    func pictures() {
        let refusals: [(ConfinedProgram.Failure, PictureRefusal)] = [
            (.exhausted, .outOfTime), (.tooMuchSaid, .tooLarge), (.gaveUp, .tooLarge), (.fell, .damaged),
            (.outOfTime, .interrupted), (.interrupted, .interrupted), (.busy, .busy), (.noPython, .noReader),
        ]
        for (failure, refusal) in refusals {
            #expect(PictureRefusal(failure) == refusal)
            #expect(refusal.isPassing == failure.isPassing)
        }
    }

    @Test("What failed may be tried again at once, after a minute, after ten, and every hour")
    func tries() {
        let (tries, start) = (PictureTries(), ContinuousClock.now)
        var at = start
        for wait in [0, 60, 600, 3_600, 3_600] {
            #expect(tries.mayTry("a", at: at))
            tries.note("a", at: at)
            if wait > 0 { #expect(!tries.mayTry("a", at: at + .seconds(wait - 1))) }
            at += .seconds(wait)
        }
        #expect(tries.mayTry("b", at: start))
        tries.forget("a")
        #expect(tries.mayTry("a", at: start))
    }

    /// A program of our own in a folder of its own.
    private static func with(
        longest: Duration = .seconds(60),
        _ body: (ConfinedProgram) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "confined-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(program.utf8).write(to: folder.appending(path: "__main__.py"))
        try await body(ConfinedProgram(folder, longest: longest, mostSaid: 1_000_000, mostAtOnce: 2))
    }
}
