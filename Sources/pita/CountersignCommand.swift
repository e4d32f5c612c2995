import ArgumentParser
import PitaEvidence
import PitaOperations

extension RecordsCommand {
    /// `pita records countersign`: what was done under break-glass is accepted afterwards.
    struct Countersign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Countersign the record of a change under break-glass, with your key.",
            discussion: "By a person who may approve and took no part. The sealed record stays as it is.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "NUMBER/YEAR.") var number: String
        @Option(help: "Why.") var reason: String

        func validate() throws { try Reason.check(reason, of: "--reason") }

        func run() async throws {
            try await perform {
                let signed = try await CountersignOperation(workplace: try common.workplace())
                    .countersign(number, by: try person.acting(), reason: reason)
                common.console.result(
                    signed.decision.json, text: ["countersigned \(number) by \(signed.decision.person)"])
            }
        }
    }
}
