import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// People who act for others (Plt, Plh), and the keys that people sign with.
    @Suite struct Delegates {
        /// Runs `body` while `pelaksana` is Plt. Kepala Seksi, by a letter that ended or begins so many days from now.
        private func acting(from: Int, until: Int, in office: LabOffice, _ body: () async throws -> Void) async throws {
            func day(_ offset: Int) -> String {
                var calendar = Calendar(identifier: .iso8601)
                calendar.timeZone = TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt
                let date = calendar.dateComponents([.year, .month, .day], from: Date() + Double(offset) * 86_400)
                return String(format: "%04d-%02d-%02d", date.year ?? 0, date.month ?? 0, date.day ?? 0)
            }
            let block = """
                title: Staf Pelaksana Jaringan
                    acting:
                      - {as: Plt, role: kasi, title: Kepala Seksi Infrastruktur, letter: 800/21/2026, valid_from: \(day(from)), valid_until: \(day(until))}
                """
            try await office.edited(
                "Inventory/users.yaml", { $0.replacing("title: Staf Pelaksana Jaringan", with: block) }, body)
        }

        private func approve(_ change: PlannedChange, in office: LabOffice) async throws -> Child.Ended {
            try await office.pita(as: "pelaksana", "approve", change.digest, "--reason", "sesuai disposisi")
        }

        @Test func `a delegate approves within the days of the letter, and the record names office and letter`()
            async throws
        {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", await Allocations.shared.next())
            for (from, until) in [(-9, -1), (1, 9)] {
                try await acting(from: from, until: until, in: office) {
                    let refused = try await approve(change, in: office)
                    #expect(refused.status == 3, "\(refused.all)")
                    #expect(
                        refused.errors.contains("is Plt. Kepala Seksi Infrastruktur by letter 800/21/2026 from"),
                        "\(refused.all)")
                }
            }
            try await acting(from: -1, until: 0, in: office) {
                let approved = try await approve(change, in: office)
                #expect(approved.status == 0, "\(approved.all)")
                let shown = try await office.pita("show", change.digest)
                #expect(
                    shown.output.contains("(kasi, Plt. Kepala Seksi Infrastruktur, letter 800/21/2026)"), "\(shown.all)"
                )
            }
            // The delegation has gone: so has what was approved by it.
            let ended = try await office.pita(as: "kabid", "apply", change.digest)
            #expect(ended.status == 3 && ended.errors.contains("is not that today"), "\(ended.all)")
            try await acting(from: -1, until: 0, in: office) {
                let applied = try await office.pita(as: "kabid", "apply", change.digest)
                #expect(applied.status == 0, "\(applied.all)")
            }
            try await office.expectOldOrNew(change, "approved by a delegate")
            let shown = try await office.pita("records", "show", try await office.newestNumber())
            let record = try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any]
            let approver = (record?["parties"] as? [[String: Any]])?.first { $0["role"] as? String == "penyetuju" }
            #expect(approver?["title"] as? String == "Plt. Kepala Seksi Infrastruktur")
            #expect(approver?["acting_letter"] as? String == "800/21/2026")
            #expect(approver?["name"] as? String == "Staf Pelaksana Jaringan")
        }

        @Test func `the agent signs with whichever of the person's keys it holds, and an empty PITA_KEY is none`()
            async throws
        {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", await Allocations.shared.next())
            let second = "\(office.directory)/kasi-token"
            let made = try await Child.run([
                "/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "token", "-f", second,
            ])
            try #require(made.status == 0, "\(made.all)")
            let line = try String(contentsOfFile: second + ".pub", encoding: .utf8)
            let agent = try await TestAgent(in: office)
            try await agent.add(office.key("kabid"))
            func approve(as person: String) async throws -> Child.Ended {
                let environment = ["PITA_USER": person, "PITA_KEY": "", "SSH_AUTH_SOCK": agent.socket]
                return try await office.startPita(
                    ["approve", change.digest, "--reason", "sesuai"], adding: environment
                ).end()
            }
            func keys(_ text: String) -> String {
                text.split(separator: "\n", omittingEmptySubsequences: false).map { old in
                    old.hasPrefix("      - ssh-") && old.hasSuffix(" kasi") ? "\(old)\n      - \(line)" : String(old)
                }.joined(separator: "\n")
            }
            try await office.edited("Inventory/users.yaml", keys) {
                let none = try await approve(as: "kasi")
                #expect(none.status == 1 && none.errors.contains("the SSH agent holds no key of `kasi`"), "\(none.all)")
                let nobody = try await approve(as: "")
                #expect(nobody.status == 64 && nobody.errors.contains("say who you are"), "\(nobody.all)")
                try await agent.add(second)
                let approved = try await approve(as: "kasi")
                #expect(approved.status == 0, "\(approved.all)")
            }
            try await agent.stop()
        }
    }
}
