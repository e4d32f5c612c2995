import PitaDiagnostics
import PitaEvidence
import TestSupport
import Testing

@testable import PitaPlanning

/// Files that are handed to a planner or an approver: read, or refused in words; never a crash, never a hang.
@Suite struct DamagedFileTests {
    @Test func `a damaged playbook is a playbook or diagnostics with places`() {
        let pieces = [
            "parameters:", "type: ", "bandwidth", "choice", "default: ", "targets:", "- devices: path\n",
            "role: core\n",
            "templates: {", "scope:", "way_back: ", "mode: ", "&a ", "*a", "? ", "!!str ", "|\n", "<<: ",
        ]
        let trial = Trial.run([SpoiltPlaybook.sound], pieces: pieces, seed: 1, cases: 2500) { bytes in
            do throws(Diagnostics) {
                _ = try Playbook.parse(bytes, file: "Playbooks/contoh.yaml")
            } catch {
                #expect(!error.items.isEmpty && error.items.allSatisfy { $0.mark != nil }, "\(error)")
                throw error
            }
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
    }

    @Test func `a damaged plan is refused, or is another plan than the one that was approved`() throws {
        var plans = RandomPlan(seed: 11)
        let sound = (0..<8).map { _ in plans.next() }
        let digests = Set(sound.map(\.digest))
        let canonical = Set(sound.map(\.json.canonical))
        let pieces = ["\"kind\":", "\"devices\":[", "{\"", "null", "\"sha256:", "[[[[", "\"\\u0000\"", "true"]
        let trial = Trial.run(sound.map(\.json.canonicalText), pieces: pieces, seed: 2, cases: 1500) { bytes in
            let plan = try Plan(json: try JSONValue(parsing: bytes, file: "plan.json"))
            guard !canonical.contains(plan.json.canonical) else { return }
            #expect(!digests.contains(plan.digest))
        }
        #expect(trial.errors.isSubset(of: ["Diagnostic", "EvidenceError"]), "\(trial)")
        #expect(trial.refused > 500 && trial.isLinear && trial.longestMessage < 1 << 16, "\(trial)")
    }

    @Test func `a damaged decision is refused, or says something else than what was signed`() throws {
        let decision = Decision(
            .approve, plan: Digest(of: "p"), person: "kasi", role: "kasi", reason: "sesuai \"disposisi\"",
            capacityOverride: "darurat", at: LocalTime(unixMilliseconds: 1, zone: .wita, clockSynchronised: true),
            expires: 2)
        let sound = decision.json.canonicalText
        let trial = Trial.run([sound], pieces: ["\"reason\":", "approve", "reject", "sha256:"], seed: 3, cases: 3000) {
            let read = try Decision(json: try JSONValue(parsing: $0, file: "keputusan.json"))
            if read != decision { #expect(read.message != decision.message) }
        }
        #expect(trial.isSound(["Diagnostic", "EvidenceError"]), "\(trial)")
    }
}
