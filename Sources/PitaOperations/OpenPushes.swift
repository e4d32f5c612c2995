import PitaPlanning
import PitaRecords

/// The pushes that were begun and have no end: their devices are nobody else's until they are recovered.
struct OpenPushes {
    let store: any RecordStore

    /// Refuses work on what a push holds that is under way or was interrupted.
    ///
    /// - Parameter names: devices, and `link:NAME` where allocations are counted.
    func refuse(_ names: [String]) async throws {
        for open in try await store.openPushes() {
            let held = Set(try await self.names(of: open.push)).intersection(names)
            guard held.isEmpty else {
                throw Refusal(
                    .busy, "the push \(open.push) on \(held.sorted().joined(separator: ", ")) has not ended",
                    hint: "wait for it; if it was interrupted, run `pita recover`")
            }
        }
    }

    /// The names that a push took its leases for.
    func names(of push: String) async throws -> [String] {
        let entries = try await store.journal(push: push, page: Page(limit: 100))
        for entry in entries.items where entry.step == .lock {
            if case .office(.lock(let names, _)) = try PushHistory.readStep(entry) { return names }
        }
        return []
    }
}
