import Foundation
import Testing

/// A plan that was made in the office, and what its devices had before.
struct PlannedChange: Sendable {
    let digest: String
    let segment: String
    let allocation: Allocation
    let devices: [String]
    let before: [String: Shaping]
    let allocationBefore: String
}

/// A berita acara, as far as the tests read it.
struct WrittenRecord: Decodable, Sendable {
    struct Plan: Decodable, Sendable { let digest: String }

    struct Device: Decodable, Sendable {
        let name: String
        let outcome: String
        let explanation: String?
        let commands: [Command]
    }

    struct Command: Decodable, Sendable {
        let purpose: String
    }

    struct Renewal: Decodable, Sendable {
        let before: String
        let after: String
        let is_renewed: Bool
    }

    let kind: String
    let plan: Plan
    let outcome: String
    let devices: [Device]
    let allocation: Renewal?
}

extension LabOffice {
    /// The devices of a segment's plan, from the internet to the OPD.
    func path(of segment: String) -> [String] {
        ["rtr-inti"] + (hasPeers ? ["sw-dist-utara"] : []) + ["rtr-\(segment)"]
            + (segment == "bkpsdm" ? [Self.cisco, Self.huawei, Self.juniper] : [])
            + (segment == "disdukcapil" ? [Self.arista, Self.ruijie] : [])
    }

    /// The segment whose changes a device of these tests takes part in, as the last or nearly the last.
    static func segment(of device: String) -> String {
        switch device {
        case "rtr-dinkes": "dinkes"
        case cisco, huawei, juniper, "rtr-bkpsdm": "bkpsdm"
        case arista, ruijie, "rtr-disdukcapil": "disdukcapil"
        default: "disdik"
        }
    }

    /// The allocation that the inventory holds.
    func inventory(_ segment: String) throws -> String {
        let text = try String(contentsOfFile: "\(office)/Inventory/segments/\(segment).yaml", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("allocation:") }
        return String(try #require(line).dropFirst("allocation: ".count))
    }

    /// Plans an allocation as the planner.
    func plan(_ segment: String, _ allocation: Allocation, _ options: String...) async throws -> PlannedChange {
        var before: [String: Shaping] = [:]
        for device in path(of: segment) { before[device] = try await shaping(device, segment) }
        let words = [
            "plan", "kenaikan-bandwidth", "--set", "segment=\(segment)", "--set", "bandwidth=\(allocation)", "--output",
            "json",
        ]
        let made = try await startPita(words + options, as: "perencana").end()
        try #require(made.status == 0, "\(made.all)")
        let answer = try JSONDecoder().decode(Planned.self, from: Data(made.output.utf8))
        let devices = answer.plan.devices.map(\.device)
        try #require(Set(devices) == Set(before.keys), "\(made.all)")
        return PlannedChange(
            digest: answer.digest, segment: segment, allocation: allocation, devices: devices, before: before,
            allocationBefore: try inventory(segment))
    }

    /// What `plan --output json` says, as far as the tests read it.
    private struct Planned: Decodable {
        struct Plan: Decodable {
            struct Device: Decodable { let device: String }

            let devices: [Device]
        }

        let digest: String
        let plan: Plan
    }

    /// Plans and approves.
    func approvedPlan(_ segment: String, _ allocation: Allocation) async throws -> PlannedChange {
        let change = try await plan(segment, allocation)
        // One of its switches has no way back, which the approver has to accept.
        let words = segment == "disdukcapil" ? ["--accept-irreversible", "switch tanpa jalan kembali"] : []
        let approved = try await startPita(
            ["approve", change.digest, "--reason", "sesuai disposisi"] + words, as: "kasi"
        ).end()
        try #require(approved.status == 0, "\(approved.all)")
        return change
    }

    /// Applies as the executor; the files of the berita acara are left to `records export`.
    func apply(_ change: PlannedChange) async throws -> Child.Ended {
        try await pita(as: "pelaksana", "apply", "--no-documents", change.digest)
    }

    /// The number of the newest berita acara.
    func newestNumber() async throws -> String {
        let list = try await pita("records", "list", "--limit", "1", "--output", "json")
        let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
        return try #require(rows?.first?["number"] as? String, "\(list.all)")
    }

    /// The newest berita acara.
    func newestRecord() async throws -> WrittenRecord {
        let shown = try await pita("records", "show", try await newestNumber())
        return try JSONDecoder().decode(WrittenRecord.self, from: Data(shown.output.utf8))
    }

    /// The number of berita acara.
    func countRecords() async throws -> Int {
        let list = try await pita("records", "list", "--limit", "1000", "--output", "json")
        return (try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [Any])?.count ?? -1
    }

    /// Expects that every device is old or new by its own ground truth, that the newest berita acara says which, that the
    /// allocation was renewed exactly when all are new, that nothing is locked, and that the chain holds.
    @discardableResult
    func expectOldOrNew(_ change: PlannedChange, _ context: String) async throws -> WrittenRecord {
        let record = try await newestRecord()
        #expect(record.plan.digest == change.digest, "the push left no record: \(context)")
        #expect(record.devices.map(\.name) == change.devices, "\(context)")
        for device in record.devices {
            let now = try await shaping(device.name, change.segment)
            let what =
                "\(context): \(device.name) is \(now), recorded as \(device.outcome): \(device.explanation ?? "")"
            switch device.outcome {
            case "terkonfirmasi": #expect(now.matches(change.allocation), "\(what)")
            case "dikembalikan", "tidak-dimulai": #expect(now == change.before[device.name], "\(what)")
            default: Issue.record("\(what)")
            }
            if Self.savesApart(device.name) {
                let saved = try savedShaping(device.name, change.segment)
                #expect(saved == now, "\(what); a restart would bring \(saved?.description ?? "nothing")")
            }
        }
        let isNew = record.devices.allSatisfy { $0.outcome == "terkonfirmasi" }
        #expect((record.outcome == "berhasil") == isNew, "\(context)")
        #expect((record.allocation?.is_renewed ?? false) == isNew, "\(context)")
        #expect(
            try inventory(change.segment) == (isNew ? change.allocation.description : change.allocationBefore),
            "\(context)")
        #expect(try StoreReader(store).leases() == [], "\(context)")
        let verified = try await pita("records", "verify")
        #expect(verified.status == 0, "\(context): \(verified.all)")
        for device in record.devices {
            if device.explanation?.contains("its automatic rollback may be armed") == true {
                // Left standing, since a command may be late, it would keep the next test's push out until it fires.
                try await forgetWayBack(device.name)
            } else {
                #expect(try await leftovers(of: device.name) == [], "\(context): the push left it on \(device.name)")
            }
        }
        return record
    }

    /// Expects that no device of the plan has changed.
    func expectUntouched(_ change: PlannedChange) async throws {
        for device in change.devices {
            #expect(try await shaping(device, change.segment) == change.before[device], "\(device)")
        }
        #expect(try inventory(change.segment) == change.allocationBefore)
    }
}
