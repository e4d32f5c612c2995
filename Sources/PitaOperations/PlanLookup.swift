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

    /// The last statement of a kind, as it was kept; its signature is not verified here.
    func statement(_ kind: Decision.Kind) throws -> SignedDecision? {
        try decisions.map { try $0.signed() }.last { $0.decision.kind == kind }
    }
}

extension KnownPlan {
    /// What people have said to break the glass for the plan, oldest first: what was in force when it was applied, else
    /// what is in force at `now`.
    ///
    /// - Parameter now: in Unix milliseconds.
    public func breakGlass(at now: Int64) throws -> [Decision] {
        let moment = decisions.first { $0.kind == .execution }?.at ?? now
        return try decisions.filter { $0.kind == .breakGlass && $0.at <= moment && $0.expiresAt ?? .max > moment }
            .map { try $0.statement }
    }
}

extension StoredDecision {
    /// What was said, as it was kept; its signature is not verified here.
    public var statement: Decision { get throws { try Decision(json: try JSONValue(parsing: bytes)) } }
}

extension Workplace {
    /// Says that a plan is under break-glass.
    public nonisolated func announce(_ decisions: [Decision], of known: KnownPlan, to events: @escaping EventSink) {
        Emergencies(workplace: self, events: events).announce(decisions, of: known.digest)
    }

    /// Finds a plan by its digest, by the beginning of its digest (8 digits or more), or by a file that holds it.
    public func plan(_ name: String) async throws -> KnownPlan {
        let store = try store()
        let stored: StoredPlan
        // What looks like a digest is one: a file of that name in the working directory must not take its place.
        if let digits = Self.digits(of: name) {
            stored = try await planOfDigest(digits, store: store)
        } else if FileManager.default.fileExists(atPath: name) {
            stored = try await planOfFile(name, store: store)
        } else {
            throw Diagnostics("`\(name)` is neither a plan's digest nor a file", hint: "`pita plan` prints the digest")
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

    /// The hexadecimal digits of a digest or of its beginning, 8 or more; `nil` for anything else.
    private static func digits(of name: String) -> String? {
        let digits = (name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name).lowercased()
        let isDigest = (8...64).contains(digits.utf8.count) && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
        return isDigest ? digits : nil
    }

    private func planOfDigest(_ wanted: String, store: any RecordStore) async throws -> StoredPlan {
        if let digest = Digest("sha256:" + wanted), let stored = try await store.plan(digest) {
            return stored
        }
        var page: Page? = Page(limit: 1000)
        var found: [StoredPlan] = []
        while let current = page {
            let plans = try await store.plans(status: nil, subject: nil, page: current)
            found += plans.items.filter { $0.digest.hex.hasPrefix(wanted) }
            page = plans.next.map { Page(after: $0, limit: 1000) }
        }
        guard let first = found.first else {
            throw Diagnostics("there is no plan \(wanted)", hint: "list them with `pita show`")
        }
        guard found.count == 1 else {
            throw Diagnostics("\(found.count) plans begin with \(wanted)", hint: "give more digits")
        }
        return first
    }

    /// The plans, newest first.
    public func plans(limit: Int) async throws -> [StoredPlan] {
        try await store().plans(status: nil, subject: nil, page: Page(limit: limit)).items
    }
}
