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
}
