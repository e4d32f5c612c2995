import ArgumentParser
import PitaEvidence
import PitaOperations

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

    func validate() throws {
        try Reason.check(reason, of: "--reason")
        try overrideCapacity.map { try Reason.check($0, of: "--override-capacity") }
        try acceptIrreversible.map { try Reason.check($0, of: "--accept-irreversible") }
    }

    func run() async throws {
        try await perform {
            let signed = try await ApprovalOperation(workplace: try common.workplace())
                .approve(
                    plan, by: try person.acting(), reason: reason, override: overrideCapacity,
                    irreversible: acceptIrreversible)
            common.console.result(
                signed.decision.json, text: ["approved \(signed.decision.plan) by \(signed.decision.person)"])
        }
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
            let signed = try await ApprovalOperation(workplace: try common.workplace())
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
