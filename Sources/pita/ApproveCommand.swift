import ArgumentParser
import PitaEvidence
import PitaOperations
import PitaPlanning

/// `pita approve`: the word of the one who may, signed.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a plan, byte for byte, with your key.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @Argument(help: "The plan's digest, its beginning, or a file.") var plan: String
    @Option(help: "Why.") var reason: String
    @Option(
        name: .customLong("override-capacity"),
        help: "Why it is approved although the bandwidth is not there, or not proven to be. It is recorded.")
    var overrideCapacity: String?
    @Option(
        name: .customLong("accept-irreversible"),
        help: "Why it is approved although it cannot be undone exactly. It is recorded.")
    var acceptIrreversible: String?
    @Flag(
        name: .customLong("break-glass"),
        help:
            "In an emergency, by two people: although the capacity, the window or the want of an approver speaks against it."
    )
    var breakGlass = false

    func validate() throws {
        try Reason.check(reason, of: "--reason")
        if breakGlass, overrideCapacity != nil {
            throw ValidationError("--break-glass lifts the capacity by itself: leave --override-capacity out")
        }
        try overrideCapacity.map { try Reason.check($0, of: "--override-capacity") }
        try acceptIrreversible.map { try Reason.check($0, of: "--accept-irreversible") }
    }

    func run() async throws {
        try await perform {
            let operation = ApprovalOperation(workplace: try common.workplace(), events: common.console.events)
            if breakGlass { return try await breakGlass(with: operation) }
            let signed = try await operation.approve(
                plan, by: try person.acting(), reason: reason, override: overrideCapacity,
                irreversible: acceptIrreversible)
            common.console.result(
                signed.decision.json, text: ["approved \(signed.decision.plan) by \(signed.decision.person)"])
        }
    }
}

extension ApproveCommand {
    private func breakGlass(with operation: ApprovalOperation) async throws {
        let (signed, people) = try await operation.breakGlass(
            plan, by: try person.acting(), reason: reason, irreversible: acceptIrreversible)
        let digest = signed.decision.plan
        let next =
            people < BreakGlass.people
            ? "another person must: pita approve \(digest.hex.prefix(12)) --break-glass --reason ..."
            : "a person who took no part applies it, another countersigns its berita acara"
        let done = "DARURAT: break-glass \(people) of \(BreakGlass.people) on \(digest) by \(signed.decision.person)"
        let console = common.console
        console.result(signed.decision.json, text: [console.coloured(done, .red), "Next: \(next)"])
    }
}

/// `pita reject`: the plan must not be applied, ever.
struct RejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "reject", abstract: "Reject a plan for good.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @Argument(help: "The plan's digest, its beginning, or a file.") var plan: String
    @Option(help: "Why.") var reason: String

    func validate() throws { try Reason.check(reason, of: "--reason") }

    func run() async throws {
        try await perform {
            let signed = try await ApprovalOperation(workplace: try common.workplace(), events: common.console.events)
                .reject(plan, by: try person.acting(), reason: reason)
            common.console.result(
                signed.decision.json, text: ["rejected \(signed.decision.plan) by \(signed.decision.person)"])
        }
    }
}

/// A reason that is recorded for good.
enum Reason {
    /// Refuses one that says nothing, or more than a record should hold.
    static func check(_ text: String, of option: String) throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("\(option) needs words: it is recorded for good")
        }
        guard text.utf8.count <= 2000 else { throw ValidationError("\(option) has more than 2,000 octets") }
    }
}
