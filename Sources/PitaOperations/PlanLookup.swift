import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaRecords

/// A plan as it is kept, with everything that was said of it.
public struct KnownPlan: Sendable {
    /// The plan.
    public let plan: Plan
    /// Its digest.
    public let digest: Digest
    /// Where it stands.
    public let status: PlanStatus
    /// What was said of it, oldest first.
    public let decisions: [StoredDecision]
}

extension Workplace {
    /// Finds a plan by its digest, by the beginning of its digest (8 digits or more), or by a file that holds it.
    public func plan(_ name: String) async throws -> KnownPlan {
        let store = try store()
        let stored: StoredPlan
        if FileManager.default.fileExists(atPath: name) {
            stored = try await planOfFile(name, store: store)
        } else {
            stored = try await planOfDigest(name, store: store)
        }
        let plan = try Plan(json: try JSONValue(parsing: stored.bytes))
        return KnownPlan(
            plan: plan, digest: stored.digest, status: PlanStatus(rawValue: stored.status) ?? .failed,
            decisions: try await store.decisions(plan: stored.digest))
    }

    private func planOfFile(_ path: String, store: any RecordStore) async throws -> StoredPlan {
        let value = try JSONValue(parsing: try BoundedFile.bytes(path, limit: 64 << 20), file: path)
        let digest = try Plan(json: value).digest
        guard let stored = try await store.plan(digest) else {
            throw Refusal(
                .stale, "\(path) holds a plan that this office did not make, or that was edited (\(digest.short))",
                hint: "make a new plan with `pita plan`")
        }
        return stored
    }

    private func planOfDigest(_ name: String, store: any RecordStore) async throws -> StoredPlan {
        let wanted = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
        guard wanted.utf8.count >= 8, wanted.allSatisfy(\.isHexDigit) else {
            throw Diagnostics("`\(name)` is neither a plan's digest nor a file", hint: "`pita plan` prints the digest")
        }
        if let digest = Digest("sha256:" + wanted.lowercased()), let stored = try await store.plan(digest) {
            return stored
        }
        var page: Page? = Page(limit: 1000)
        var found: [StoredPlan] = []
        while let current = page {
            let plans = try await store.plans(status: nil, subject: nil, page: current)
            found += plans.items.filter { $0.digest.hex.hasPrefix(wanted.lowercased()) }
            page = plans.next.map { Page(after: $0, limit: 1000) }
        }
        guard let first = found.first else {
            throw Diagnostics("there is no plan \(name)", hint: "list them with `pita show`")
        }
        guard found.count == 1 else { throw Diagnostics("\(found.count) plans begin with \(name)", hint: "give more digits") }
        return first
    }

    /// The plans, newest first.
    public func plans(limit: Int) async throws -> [StoredPlan] {
        try await store().plans(status: nil, subject: nil, page: Page(limit: limit)).items
    }
}
