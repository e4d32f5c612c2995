import PitaPlatforms
import Testing

extension RollbackGuard {
    /// What the answer to the last command that cancels shows, without a question for the slot.
    func afterCancelling(_ output: String, isAccepted: Bool = true) -> State {
        state(afterCancelling: Answers(last: CommandReply(output: output), isAccepted: isAccepted))
    }

    /// The same of the last command that removes.
    func afterRemoving(_ output: String, isAccepted: Bool = true) -> State {
        state(afterRemoving: Answers(last: CommandReply(output: output), isAccepted: isAccepted))
    }
}

/// What the answers of each platform show of its automatic rollback: cancelled, gone, armed or unknown.
@Suite struct RollbackGuardTests {
    /// A device by platform and mechanism.
    enum Site: String, CaseIterable {
        case routeros, linux, frr, openvswitch
        case iosReplace, iosReload, eosOld, eosNew, vrpReload, vrpCommit, junos

        var guarding: RollbackGuard? {
            func facts(_ version: String, _ other: [String: String] = [:]) -> DeviceFacts {
                DeviceFacts(name: "d", model: "m", serial: nil, version: version, other: other)
            }
            let change = DeviceChange(
                commands: [DeviceCommand("c", input: "i\ncommit\n")], reverse: [DeviceCommand("r")],
                before: ConfigTree([]),
                after: ConfigTree([]), differences: [])
            return switch self {
            case .routeros: RouterOSPlatform().rollbackGuard(for: change, facts: facts("7.16.1"))
            case .linux: LinuxPlatform().rollbackGuard(for: change, facts: facts("6.1"))
            case .frr: FRRPlatform().rollbackGuard(for: change, facts: facts("8.4.4"))
            case .openvswitch: OpenVSwitchPlatform().rollbackGuard(for: change, facts: facts("3.1.0"))
            case .iosReplace:
                IOSPlatform().rollbackGuard(for: change, facts: facts("17.9.4a", ["revert-timer": "yes"]))
            case .iosReload: IOSPlatform().rollbackGuard(for: change, facts: facts("15.2", ["saved": "yes"]))
            case .eosOld: IOSPlatform(dialect: .eos).rollbackGuard(for: change, facts: facts("4.29.2F"))
            case .eosNew: IOSPlatform(dialect: .eos).rollbackGuard(for: change, facts: facts("4.32.0F"))
            case .vrpReload: VRPPlatform().rollbackGuard(for: change, facts: facts("V200R019", ["saved": "yes"]))
            case .vrpCommit: VRPPlatform().rollbackGuard(for: change, facts: facts("V200R020", ["commit": "two-stage"]))
            case .junos: JunosPlatform().rollbackGuard(for: change, facts: facts("22.4R3"))
            }
        }
    }

    /// An answer, and what it shows after each of the two ways to ask for it.
    struct Row: CustomTestStringConvertible {
        let site: Site
        let answer: String
        /// After what cancels was accepted, and after some of it was refused.
        let accepted: RollbackGuard.State
        let refused: RollbackGuard.State
        /// After what removes.
        let removed: RollbackGuard.State

        init(
            _ site: Site, _ answer: String, _ accepted: RollbackGuard.State, refused: RollbackGuard.State,
            removed: RollbackGuard.State
        ) {
            (self.site, self.answer) = (site, answer)
            (self.accepted, self.refused, self.removed) = (accepted, refused, removed)
        }

        var testDescription: String { "\(site.rawValue): \(answer)" }
    }

    private static let limits = "Maximum number of pending sessions: 5\n"

    static let rows: [Row] =
        [
            Row(.routeros, "pita-way-back-is-gone\n", .cancelled, refused: .unknown, removed: .cancelled),
            Row(
                .routeros, "failure: no way back is left: it has fired, or was taken away before\n", .gone,
                refused: .gone, removed: .gone),
            Row(
                .iosReplace, "Timer value: 2 minutes\nRollback Confirmed Change: confirmed\n", .cancelled,
                refused: .unknown, removed: .cancelled),
            Row(.iosReplace, "%No Rollback Confirmed Change pending\n", .gone, refused: .gone, removed: .gone),
            Row(.iosReload, "No reload is scheduled.\n", .cancelled, refused: .gone, removed: .cancelled),
            Row(
                .iosReload, "Reload scheduled for 10:01:00 UTC in 1 minute\n", .unknown, refused: .unknown,
                removed: .unknown),
            Row(
                .eosOld, limits + "  pita-1  pendingCommitTimer  0:01:59\n", .cancelled, refused: .unknown,
                removed: .armed),
            Row(
                .eosNew, limits + "Session with pending commit timer: pita-1\n", .cancelled, refused: .unknown,
                removed: .armed),
            Row(.eosOld, limits + "  pita-1  completed\n", .gone, refused: .gone, removed: .gone),
            Row(.eosNew, limits + "  pita-1  committed\n", .gone, refused: .gone, removed: .gone),
            Row(
                .vrpReload, "Info:System will reboot at 10:01:00 2026/12/04 (in 0 hours and 1 minutes).\n", .cancelled,
                refused: .unknown, removed: .cancelled),
            Row(.vrpReload, "Info: No reboot is scheduled.\n", .unknown, refused: .unknown, removed: .unknown),
            Row(.vrpCommit, "Trial status : INACTIVE\n", .cancelled, refused: .gone, removed: .gone),
            Row(
                .vrpCommit, "Trial status : ACTIVE\nRemaining time : 60 s\n", .unknown, refused: .unknown,
                removed: .unknown),
            Row(
                .junos, "0   2026-12-04 10:00:00 WIB by pita via cli commit confirmed, rollback in 2mins\n", .cancelled,
                refused: .unknown, removed: .gone),
            Row(.junos, "0   2026-12-04 10:00:00 WIB by pita via cli\n", .gone, refused: .gone, removed: .gone),
        ]
        + [Site.linux, .frr, .openvswitch].flatMap {
            [
                Row($0, "pita way back is gone\n", .cancelled, refused: .unknown, removed: .cancelled),
                Row($0, "the way back has fired\n", .gone, refused: .gone, removed: .gone),
            ]
        }
        // What says nothing shows nothing, of whatever device.
        + Site.allCases.flatMap { site in
            ["", "% Invalid input detected at '^' marker.\n", "\u{1b}[2J", "Error: Unrecognized command\n"].map {
                Row(site, $0, .unknown, refused: .unknown, removed: .unknown)
            }
        }

    @Test(arguments: rows) func `an answer shows what it shows`(row: Row) throws {
        let guarding = try #require(row.site.guarding)
        #expect(guarding.afterCancelling(row.answer) == row.accepted)
        #expect(guarding.afterCancelling(row.answer, isAccepted: false) == row.refused)
        #expect(guarding.afterRemoving(row.answer) == row.removed)
        #expect(guarding.state(afterCancelling: .init(last: nil, isAccepted: true)) == .unknown)
        #expect(guarding.state(afterRemoving: .init(last: nil, isAccepted: true)) == .unknown)
    }

    @Test(arguments: rows) func `what is in the one slot of a device would fire, whatever was answered`(row: Row) throws
    {
        let guarding = try #require(row.site.guarding)
        guard let slot = guarding.slot else { return }
        let last = CommandReply(output: row.answer)
        for (state, expected) in [(RollbackSlot.State.busy, RollbackGuard.State.armed), (.unclear, .unknown)] {
            let answers = RollbackGuard.Answers(last: last, isAccepted: true, slot: state)
            #expect(guarding.state(afterCancelling: answers) == expected)
            #expect(guarding.state(afterRemoving: answers) == expected)
        }
        // An idle slot is proof where the device has words for it, and none where it is silent.
        let answers = RollbackGuard.Answers(last: last, isAccepted: false, slot: .idle)
        if slot.idle.isEmpty {
            #expect(guarding.state(afterCancelling: answers) == row.refused)
        } else {
            #expect(guarding.state(afterCancelling: answers) == .gone)
            #expect(guarding.state(afterRemoving: answers).isOver)
        }
    }

    @Test func `each mechanism has what it needs, and nothing else`() throws {
        var mechanisms: Set<RollbackGuard.Mechanism> = []
        for site in Site.allCases {
            let guarding = try #require(site.guarding, "\(site)")
            mechanisms.insert(guarding.mechanism)
            #expect(guarding.arm.isEmpty != guarding.commitCommands.isEmpty)
            #expect(!guarding.cancel.commands.isEmpty && !guarding.removal.isEmpty)
            #expect(guarding.timing.restoreTime > 0)
            #expect(!guarding.verification.isConfirmed(by: ""))
        }
        #expect(mechanisms.count == RollbackGuard.Mechanism.allCases.count)
    }
}
