import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaLab

/// Pita's changes of a router of the lab, in memory: each knows RouterOS by itself.
struct PushBench {
    let bench: Bench
    let facts: DeviceFacts
    private let platform = RouterOSPlatform()

    init(version: String = "7.16.1", setup: [String] = []) {
        bench = Bench(version: version)
        facts = DeviceFacts(name: "rtr", model: "RB4011iGS+", serial: "HF0000000AA", version: version)
        for line in setup { #expect(bench.run(line).isEmpty, "\(line)") }
    }

    /// The config as it is read for a plan.
    func running() throws -> ConfigTree {
        var replies: [String: CommandReply] = [:]
        for command in platform.readCommands(for: facts) {
            replies[command.name] = CommandReply(output: bench.run(command.text))
        }
        return try platform.running(from: replies, facts: facts)
    }

    func change(to template: String) throws -> DeviceChange {
        let intended = try platform.parse(template, file: "t")
        try platform.check(intended, for: facts).throwIfErrors()
        return try platform.accountedChange(from: running(), to: intended, mode: .merge, facts: facts)
    }

    /// Sends commands; gives what the device answered that was no silence.
    func send(_ commands: some Sequence<PitaPlatforms.DeviceCommand>) -> [String] {
        commands.compactMap { command in
            let answer = bench.run(filled(command))
            return answer.isEmpty ? nil : "\(command.text): \(answer)"
        }
    }

    func filled(_ command: PitaPlatforms.DeviceCommand) -> String {
        RuntimeSlot.fill(command.text, push: "p1", seconds: 120)
    }

    /// Arms the way back; gives the answer to its proof.
    func arm(_ change: DeviceChange) throws -> String {
        let way = try #require(platform.rollbackGuard(for: change, facts: facts))
        #expect(send(way.arm).isEmpty)
        let answer = bench.run(filled(way.verification.command))
        let reply = CommandReply(output: answer)
        guard way.verification.isConfirmed(by: answer), platform.rejection(in: reply) == nil else {
            return "refused: \(answer)"
        }
        return answer
    }

    /// Lets the scheduler run what is due.
    func fire(after seconds: Double) -> [String] {
        bench.now += seconds
        return Scheduling(router: bench.router).takeDue().map {
            bench.run(ByteText.text(ByteText.bytes($0.values["on-event"] ?? "")))
        }
    }

    /// Makes a change and takes it back in both ways, from where the router is: by the commands of an undo, and by the
    /// scheduler alone.
    func roundTrip(_ template: String, _ note: String = "") throws {
        let before = bench.export()
        let change = try change(to: template)
        #expect(!change.isEmpty, "\(note)")
        for firesByItself in [false, true] {
            if firesByItself {
                let answer = try arm(change)
                #expect(answer.contains("armed"), "\(note): \(answer)")
            }
            #expect(send(change.commands).isEmpty, "\(note)")
            let after = try running()
            #expect(after.deviations(from: change.after, on: platform).isEmpty, "\(note)")
            #expect(try self.change(to: template).isEmpty, "\(note)")
            let said = firesByItself ? fire(after: 121).filter { !$0.isEmpty } : send(change.reverse)
            #expect(said.isEmpty, "\(note): \(said)")
            #expect(bench.export() == before, "\(note)")
        }
    }
}
