import PitaDiagnostics
import PitaEvidence
import PitaNetwork
import Testing

@testable import PitaPlanning

@Suite struct PlanJSONTests {
    @Test func `any plan is read back as it was written, with the same digest`() throws {
        var plans = RandomPlan(seed: 1)
        for _ in 0..<300 {
            let plan = plans.next()
            let read = try Plan(json: try JSONValue(parsing: plan.json.canonical))
            #expect(read == plan)
            #expect(read.digest == plan.digest)
            #expect(read.json.canonical == plan.json.canonical)
        }
    }

    @Test func `any change of one place is refused, or is another plan with another digest`() throws {
        var plans = RandomPlan(seed: 2)
        var count = 0
        for _ in 0..<12 {
            let plan = plans.next()
            let digest = plan.digest
            for changed in JSONMutation.all(of: plan.json) {
                count += 1
                guard let read = try? Plan(json: changed) else { continue }
                #expect(read.digest != digest, "\(changed.canonicalText)")
                #expect(read.json == changed)
            }
        }
        #expect(count > 2000)
    }

    @Test func `every part of the plan is in its digest`() {
        var plans = RandomPlan(seed: 3)
        var plan = plans.next()
        var digests: Set<Digest> = [plan.digest]
        func changed(_ edit: (inout Plan) -> Void) {
            edit(&plan)
            #expect(digests.insert(plan.digest).inserted)
        }
        changed { $0.planner += "x" }
        changed { $0.request = "001/R/2026" }
        changed { $0.pitaVersion += "x" }
        changed { $0.madeAt = LocalTime(unixMilliseconds: 1, zone: .wit, clockSynchronised: true) }
        changed { $0.madeAt = LocalTime(unixMilliseconds: 1, zone: .wit, clockSynchronised: false) }
        changed { $0.inputs.playbookDigest = Digest(of: "lain") }
        changed { $0.inputs.limit = [] }
        changed { $0.inputs.limit = ["rtr-inti"] }
        changed { $0.inputs.templates["t"] = Digest(of: "t") }
        changed { $0.inputs.variables["v"] = Digest(of: "v") }
        changed { $0.inputs.hostKeys["rtr-inti"] = "ssh-ed25519 SHA256:x" }
        changed { $0.rollbackSeconds = 121 }
        changed { $0.verifiesBySNMP.toggle() }
    }

    @Test(arguments: [#"{"kind":"pita-plan","format":2}"#, #"{"kind":"berita-acara"}"#, "[]", "null", #"{"format":1}"#])
    func `what is no plan of this form is refused`(_ text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(throws: EvidenceError.self) { _ = try Plan(json: value) }
    }

    @Test func `a plan is empty when no device has a command and the allocation stays`() {
        var plans = RandomPlan(seed: 5)
        var plan = plans.next()
        plan.devices = []
        plan.allocation = nil
        #expect(plan.isEmpty)
        guard let low = BandwidthPair("5M/5M"), let high = BandwidthPair("6M/5M"), let turned = BandwidthPair("4M/6M")
        else { return }
        plan.allocation = PlannedAllocation(segment: "s", file: "f", old: low, new: low, weight: "1")
        #expect(plan.isEmpty && plan.allocation?.grows == false)
        plan.allocation?.new = high
        #expect(!plan.isEmpty && plan.allocation?.grows == true)
        plan.allocation?.new = turned
        #expect(plan.allocation?.grows == true)
    }
}
