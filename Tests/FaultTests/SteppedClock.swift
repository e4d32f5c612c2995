import Foundation
import TestSupport
import Testing

@testable import LabSupport

/// A wall clock that a test steps while a program runs. Nobody can step a monotonic one.
struct SteppedClock: Sendable {
    /// What a program is started with to go by it.
    let environment: [String: String]
    private let file: String

    /// A clock that goes right until it is stepped.
    static func make(in office: LabOffice) async throws -> SteppedClock {
        let library = office.directory + "/stepped-clock.so"
        let source = Programs.checkout + "/Tests/FaultTests/Fixtures/stepped-clock.c"
        let built = try await Child.run(
            ["/usr/bin/env", "clang", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
        try #require(built.status == 0, "\(built.all)")
        let file = office.directory + "/clock"
        let clock = SteppedClock(environment: ["LD_PRELOAD": library, "STEPPED_CLOCK": file], file: file)
        try clock.step(by: 0)
        return clock
    }

    /// Shows so many seconds more than it is, from now on.
    func step(by seconds: Int) throws { try "\(seconds)\n".write(toFile: file, atomically: true, encoding: .utf8) }

    /// What is said where libssh2 gave up.
    static let libSSH2GaveUp = "no reply for 60 s by the wall clock, or that clock was stepped"

    /// Whether the step fell into a wait of libssh2, which counts 60 s by the wall clock: then the device is brought back,
    /// and the error names the clock (`Documentation/reliability.md`, "What is not promised").
    static func struckLibSSH2(_ ended: Child.Ended) -> Bool {
        ended.errors.contains(libSSH2GaveUp)
    }

    /// Steps the clock of a push once its first device is armed. A push whose step fell into a wait of libssh2 leaves the
    /// device as it was, and is made again, with a change of its own.
    func stepInMidPush(
        by seconds: Int, in office: LabOffice, plan: () async throws -> PlannedChange
    ) async throws -> Pushed {
        for _ in 0..<4 {
            try step(by: 0)
            let change = try await plan()
            let first = try #require(change.devices.first)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(
                ["apply", "--no-documents", change.digest], as: "pelaksana", adding: environment)
            try await reader.wait(after: begin, while: child) { all in
                all.contains { $0.device == first && $0.name == "armed" }
            }
            try step(by: seconds)
            let ended = try await child.end()
            let record = try await office.expectOldOrNew(change, ended.all)
            guard Self.struckLibSSH2(ended) else {
                return Pushed(change: change, ended: ended, record: record, steps: try reader.steps(after: begin))
            }
            #expect(record.devices.contains { $0.outcome == "dikembalikan" }, "\(ended.all)")
        }
        throw NothingElse()
    }

    /// A push in which the clock was stepped.
    struct Pushed {
        var change: PlannedChange
        var ended: Child.Ended
        var record: WrittenRecord
        var steps: [Step]
    }

    /// Every step of the clock fell into a wait of libssh2.
    struct NothingElse: Error {}
}
