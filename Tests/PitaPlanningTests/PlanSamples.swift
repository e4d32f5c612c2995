import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlatforms

@testable import PitaPlanning

/// Plans of one small device, for the rules about plans.
enum PlanSamples {
    static let time = LocalTime(unixMilliseconds: 1_795_000_000_000, zone: .wib, clockSynchronised: true)
    static let facts = DeviceFacts(name: "rtr-disdik", model: "RB4011iGS+", serial: "HF01", version: "7.16.1")
    static let platform = RouterOSPlatform()

    static func tree(_ text: String) throws -> ConfigTree { try platform.parse(text, file: "uji") }

    /// What the device runs: the segment's queue, and one that is somebody else's.
    static func running(limit: String = "10M/20M", other: String = "1M/1M") throws -> ConfigTree {
        try tree(
            """
            /queue simple
            add name=pita-disdik target=10.11.0.0/24 max-limit=\(limit) comment="pita:disdik"
            add name=lain target=10.99.0.0/24 max-limit=\(other)
            """)
    }

    static func device(mode: ChangeMode = .merge, running: ConfigTree? = nil) throws -> DevicePlan {
        let running = try running ?? Self.running()
        let intended = try tree(
            "/queue simple\nadd name=pita-disdik target=10.11.0.0/24 max-limit=20M/50M comment=\"pita:disdik\"\n")
        let change = try platform.change(from: running, to: intended, mode: mode, facts: facts)
        return DevicePlan(
            device: "rtr-disdik", address: "127.20.11.1", platform: "routeros", role: "router",
            template: "routeros/bandwidth.j2",
            facts: facts, mode: mode,
            managedDigest: ManagedPart.digest(ManagedPart.of(running, touching: change, mode: mode), on: platform),
            change: change, rollbackGuard: platform.rollbackGuard(for: change, facts: facts), saving: [])
    }

    static func inputs() -> PlanInputs {
        PlanInputs(
            playbook: "kenaikan-bandwidth", title: "Kenaikan bandwidth", playbookDigest: Digest(of: "playbook"),
            parameters: ["segment": "disdik"], limit: nil,
            templates: ["a.j2": Digest(of: "a"), "b.j2": Digest(of: "b")],
            variables: ["device rtr-disdik": Digest(of: "d"), "segment disdik": Digest(of: "s")],
            hostKeys: ["rtr-disdik": "ssh-ed25519 SHA256:satu", "jump host lompat:22": "ssh-ed25519 SHA256:dua"])
    }

    static func capacity(_ verdict: CapacityRecord.Verdict) -> CapacityRecord {
        CapacityRecord(
            verdict: verdict, requested: "50M/20M", allocated: "20M/10M", grantable: nil, tightestLink: nil,
            policy: "p",
            measuredAt: time,
            links: [
                CapacityLinkRecord(
                    link: "isp-utama", direction: .download, contract: 300_000_000, allocated: 205_000_000,
                    added: 30_000_000,
                    percentile: verdict == .tooLittleData ? nil : 90_000_000,
                    coveragePerMille: verdict == .tooLittleData ? 300 : 950,
                    committed: verdict == .unavailable ? .failed : .passed,
                    measured: verdict == .tooLittleData ? .undecided : .passed, source: "snmp")
            ])
    }

    static func plan(
        planner: String = "perencana", to new: String = "50M/20M", capacity: CapacityRecord? = capacity(.available)
    ) throws -> Plan {
        let pairs = (BandwidthPair("20M/10M"), BandwidthPair(new))
        guard case (let old?, let new?) = pairs else { throw EvidenceError(.malformed, "no bandwidth") }
        return Plan(
            madeAt: time, pitaVersion: "1", planner: planner, request: nil, inputs: inputs(), devices: [try device()],
            allocation: PlannedAllocation(
                segment: "disdik", file: "Inventory/segments/disdik.yaml", old: old, new: new, weight: "1"),
            capacity: capacity, rollbackSeconds: nil, verifiesBySNMP: true,
            rollout: .oneByOne(["rtr-disdik"]))
    }
}
