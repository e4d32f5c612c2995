import PitaDiagnostics
import PitaPlatforms
import PitaSSH
import Testing

@testable import PitaDevices
@testable import PitaLab

/// Changes on the lab's devices while they speak as devices do: logs in every form, remarks, states in prompts, questions,
/// locks, and words that no table has.
@Suite struct LabDialogueTests {
    /// A device of each kind with a small change.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let platform: any Platform
        let kind: LabDevice.Kind
        let board: String
        let version: String
        let commands: [String]
        let intended: String

        var testDescription: String { name }

        var device: LabDevice {
            ExampleConsoles.device(
                "sw-uji", kind, "127.0.0.1", version: version, board: board, serial: "2102000001",
                ports: ExampleConsoles.ports(board: board), commands: commands)
        }

        /// A log-in with the faults of speech, and what the device was sent.
        func session(_ faults: [String]) async throws -> (session: DeviceSession, shell: LabShell) {
            let connection = try LabConnection(device, platform, faults: faults)
            let console = try #require(platform.console)
            let channel = try await ConsoleChannel(on: connection, platform: platform, console: console, enable: nil)
            return (DeviceSession(device: name, channel: channel), connection.shell)
        }
    }

    static let ios = Case(
        name: "ios", platform: IOSPlatform(), kind: .ios, board: "C9200L-24P-4G", version: "17.09.04a",
        commands: ["hostname sw-uji", "vlan 20", "name LAMA", "exit"],
        intended:
            "vlan 77\n name UJI\ninterface GigabitEthernet1/0/3\n description Gudang\n switchport access vlan 20\n")
    static let eos = Case(
        name: "eos", platform: IOSPlatform(dialect: .eos), kind: .eos, board: "CCS-720XP-24Y6", version: "4.29.2F",
        commands: ["hostname sw-uji", "vlan 20", "name LAMA", "interface Ethernet4", "switchport access vlan 20"],
        intended: "vlan 77\n   name UJI\ninterface Ethernet3\n   description Gudang\n   switchport access vlan 20\n")
    static let rgos = Case(
        name: "rgos", platform: IOSPlatform(dialect: .rgos), kind: .rgos, board: "S5760C-24GT/8XS-X",
        version: "11.4(1)B70P2",
        commands: [
            "hostname sw-uji", "vlan 20", "name LAMA", "interface GigabitEthernet0/4", "switchport access vlan 20",
        ],
        intended: "vlan 77\n name UJI\ninterface GigabitEthernet 0/3\n description Gudang\n switchport access vlan 20\n"
    )
    static let vrp5 = Case(
        name: "vrp5", platform: VRPPlatform(), kind: .vrp, board: "S5735-L24T4S-A", version: "V200R019C10SPC500",
        commands: ["sysname sw-uji", "vlan batch 10 20"],
        intended: "vlan batch 77\nundo vlan 20\ninterface GigabitEthernet0/0/3\n description Gudang\n")
    static let vrp8 = Case(
        name: "vrp8", platform: VRPPlatform(), kind: .vrp, board: "CE6881-48S6CQ", version: "V200R020C10SPC600",
        commands: ["sysname sw-uji", "vlan batch 10 20"],
        intended: "vlan batch 77\nundo vlan 20\ninterface 10GE1/0/3\n description Gudang\n")
    static let junos = Case(
        name: "junos", platform: JunosPlatform(), kind: .junos, board: "EX2300-24T", version: "22.4R3-S2.11",
        commands: ["set system host-name sw-uji", "set vlans LAMA vlan-id 20"],
        intended: "set vlans UJI vlan-id 77\nset interfaces ge-0/0/3 description Gudang\n")
    static let all = [ios, eos, rgos, vrp5, vrp8, junos]
    static let lines = [ios, eos, rgos, vrp5, vrp8]

    /// Makes the change; gives the first refusal, and what then differs from the prediction.
    private func push(_ test: Case, _ faults: [String]) async throws -> (
        refusal: String?, deviations: [ObjectDifference], change: DeviceChange, heard: [String]
    ) {
        let (session, shell) = try await test.session(faults)
        let reading = try await session.read(test.platform)
        let change = try test.platform.accountedChange(
            from: reading.running, to: try test.platform.parse(test.intended, file: "intended"), mode: .merge,
            facts: reading.facts)
        #expect(!change.isEmpty)
        var refusal: String?
        for command in change.commands where refusal == nil {
            refusal = test.platform.rejection(in: try await session.send(command, within: .seconds(60)))
        }
        let after = try await session.read(test.platform)
        return (refusal, after.running.deviations(from: change.after, on: test.platform), change, await shell.heard)
    }

    @Test(arguments: all, [[], ["chatter"], ["remarks"], ["prompt-state"], ["chatter", "remarks", "prompt-state"]])
    func `a change is made and read back, however much a device says beside it`(test: Case, faults: [String])
        async throws
    {
        let result = try await push(test, faults)
        #expect(result.refusal == nil)
        #expect(result.deviations.isEmpty)
    }

    @Test(arguments: [ios, eos, rgos]) func `a clock in the prompt is no part of its name`(test: Case) async throws {
        let result = try await push(test, ["prompt-clock"])
        #expect(result.refusal == nil)
        #expect(result.deviations.isEmpty)
    }

    @Test(arguments: all) func `words that are in no table stop the change and are shown`(test: Case) async throws {
        let result = try await push(test, ["murmur"])
        #expect(result.refusal?.contains("gudang-7 menunggu") == true)
        #expect(result.refusal?.contains("not known whether it refuses") == true)
    }

    @Test(arguments: [ios, rgos]) func `a locked config sends no line into the wrong mode`(test: Case) async throws {
        let result = try await push(test, ["locked"])
        #expect(result.refusal?.contains("locked") == true)
        #expect(!result.heard.contains { $0.hasPrefix("vlan ") || $0.hasPrefix("interface ") })
    }

    @Test(arguments: [vrp5, vrp8]) func `a question of the table is answered as the plan says`(test: Case) async throws
    {
        let result = try await push(test, ["asks"])
        #expect(result.refusal == nil && result.deviations.isEmpty)
        #expect(result.heard.contains("Y"))
        #expect(result.change.warnings.contains { $0.message.contains("may ask") })
    }

    @Test(arguments: [vrp5, vrp8]) func `a question that no row has is given up and stops the change`(test: Case)
        async throws
    {
        let result = try await push(test, ["asks-more"])
        #expect(result.refusal?.contains("gudang-7") == true && result.refusal?.contains("nothing answers") == true)
        #expect(!result.heard.contains("Y"))
    }

    @Test func `a log-in that lands in a shell of Junos goes on to the command line`() async throws {
        let result = try await push(Self.junos, ["shell"])
        #expect(result.refusal == nil && result.deviations.isEmpty)
        #expect(result.heard.first == "cli")
    }

    @Test func `a shell without a way to the command line is a clear error`() async throws {
        let platform = JunosPlatform()
        let console = try #require(platform.console)
        let session = try ScriptedSession(
            prompt: "root@rtr1:~ #",
            [("cli", [.init(text: "cli\r\ncli: Command not found.\r\nroot@rtr1:~ #")])])
        await #expect(throws: ConsoleChannel.NoRights.self) {
            _ = try await ConsoleChannel(on: session, platform: platform, console: console, enable: nil)
        }
        #expect(await session.heard == ["cli"])
    }
}
