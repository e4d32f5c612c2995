import Foundation
import PitaPlatforms
import Testing

@Suite struct ShellTimerTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "pita-timer-\(UUID().uuidString)"
    ).path

    /// A way back that writes `undone` into a file, on a shell of this machine.
    private func timer() throws -> (RollbackGuard, DeviceFacts) {
        let facts = DeviceFacts(
            name: "x", model: "x86_64", serial: nil, version: "6.1.0",
            other: ["uid": "0", "has-systemd": "no", "run-directory": directory, "save-directory": directory])
        let reverse = [DeviceCommand("false"), DeviceCommand("echo undone > \(directory)/result")]
        let change = DeviceChange(
            commands: [DeviceCommand("true")], reverse: reverse, before: ConfigTree(), after: ConfigTree(),
            differences: [])
        return (try #require(LinuxPlatform().rollbackGuard(for: change, facts: facts)), facts)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(directory)/\(name)") }

    private func arm(_ rollbackGuard: RollbackGuard, push: String, seconds: Int) -> [Int?] {
        rollbackGuard.arm.map { DeviceShell().run($0, push: push, seconds: seconds).exitStatus }
    }

    @Test func anArmedTimerIsProvenAndDisarmsWithoutATrace() throws {
        let (rollbackGuard, _) = try timer()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(arm(rollbackGuard, push: "uji-a", seconds: 600) == [0, 0])
        #expect(
            DeviceShell().run(rollbackGuard.verification.command, push: "uji-a").output.contains(
                rollbackGuard.verification.mustContain))
        let pid = try String(contentsOfFile: "\(directory)/pita-back-uji-a.pid", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        for _ in 1...2 {
            let reply = DeviceShell().run(rollbackGuard.cancel.commands[0], push: "uji-a")
            #expect(reply.exitStatus == 0 && rollbackGuard.afterCancelling(reply.output) == .cancelled)
        }
        #expect(
            !DeviceShell().run(rollbackGuard.verification.command, push: "uji-a").output.contains(
                rollbackGuard.verification.mustContain))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
        #expect(DeviceShell().run("tr '\\0' ' ' < /proc/\(pid)/cmdline").output.contains("pita-back") == false)
        #expect(!exists("result"))
    }

    @Test func aTimerThatFiresRunsEveryLineLeavesARecordAndIsReportedByDisarm() throws {
        let (rollbackGuard, _) = try timer()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(arm(rollbackGuard, push: "uji-b", seconds: 0) == [0, 0])
        // The script holds its lock while it works, so that waiting for the lock is waiting for its end.
        let waiting =
            "i=0; until [ -e \(directory)/pita-back-uji-b.fired ]; do i=$((i+1)); [ $i -le 1200 ] || exit 1; sleep 0.05; done"
        #expect(DeviceShell().run(waiting).exitStatus == 0)
        #expect(exists("result"))
        let record = try String(contentsOfFile: "\(directory)/pita-back-uji-b.fired", encoding: .utf8)
        #expect(record.contains("exit 1\nexit 0"))
        let disarm = DeviceShell().run(rollbackGuard.cancel.commands[0], push: "uji-b")
        #expect(disarm.exitStatus == 3 && rollbackGuard.afterCancelling(disarm.output) != .cancelled)
        #expect(LinuxPlatform().rejection(in: disarm)?.contains("has fired") == true)
    }

    @Test func aScriptThatArrivesShortIsNotArmed() throws {
        let (rollbackGuard, _) = try timer()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let upload = rollbackGuard.arm[0]
        let short = DeviceCommand(upload.text, input: String((upload.input ?? "").dropLast(20)))
        #expect(DeviceShell().run(short, push: "uji-c").exitStatus != 0)
        #expect(!exists("pita-back-uji-c.sh"))
        #expect(DeviceShell().run(rollbackGuard.arm[1], push: "uji-c").exitStatus != 0)
    }

    @Test func aSecondTimerIsRefusedWhileOneIsArmed() throws {
        let (rollbackGuard, _) = try timer()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(arm(rollbackGuard, push: "uji-d", seconds: 600) == [0, 0])
        let second = DeviceShell().run(rollbackGuard.arm[0], push: "uji-e")
        #expect(second.exitStatus == 5)
        #expect(second.errorOutput.contains("another way back is armed"))
        #expect(DeviceShell().run(rollbackGuard.cancel.commands[0], push: "uji-d").exitStatus == 0)
        #expect(DeviceShell().run(rollbackGuard.arm[0], push: "uji-e").exitStatus == 0)
    }

    @Test func aSecondTimerOfTheSamePushIsItsOwnAfterTheFirstHasFired() throws {
        let (rollbackGuard, _) = try timer()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(arm(rollbackGuard, push: "uji-f", seconds: 0) == [0, 0])
        let waiting =
            "i=0; while [ -e \(directory)/pita-back-uji-f.sh ]; do i=$((i+1)); [ $i -le 1200 ] || exit 1; sleep 0.05; done"
        #expect(DeviceShell().run(waiting).exitStatus == 0)
        #expect(exists("pita-back-uji-f.fired"))
        for _ in 1...5 {
            #expect(arm(rollbackGuard, push: "uji-f", seconds: 600) == [0, 0])
            #expect(
                DeviceShell().run(rollbackGuard.verification.command, push: "uji-f").output.contains(
                    rollbackGuard.verification.mustContain))
            let disarm = DeviceShell().run(rollbackGuard.cancel.commands[0], push: "uji-f")
            #expect(disarm.exitStatus == 0 && rollbackGuard.afterCancelling(disarm.output) == .cancelled)
        }
        #expect(!exists("pita-back-uji-f.fired"))
    }

    @Test func noSlotStandsOutsideOfCommandText() throws {
        let (rollbackGuard, _) = try timer()
        #expect(rollbackGuard.arm.allSatisfy { $0.input?.contains("⟦") != true })
        #expect(!rollbackGuard.verification.mustContain.contains("⟦"))
        #expect(rollbackGuard.arm.contains { $0.text.contains(RuntimeSlot.seconds) })
    }
}
