import PitaEvidence
import PitaPlanning
import PitaRecords

/// The pushes that were begun and have no end: their devices are nobody else's until they are recovered.
struct OpenPushes {
    let store: any RecordStore

    /// Refuses work on devices of a push that is under way or was interrupted.
    ///
    /// - Parameter own: the push that may go on.
    func refuse(_ devices: [String], own: String? = nil) async throws {
        for open in try await store.openPushes() where open.push != own {
            let held = Set(try await self.devices(of: open.push)).intersection(devices)
            guard held.isEmpty else {
                throw Refusal(
                    .busy, "the push \(open.push) on \(held.sorted().joined(separator: ", ")) has not ended",
                    hint: "wait for it; if it was interrupted, run `pita recover`")
            }
        }
    }

    /// The devices that a push took its leases for.
    private func devices(of push: String) async throws -> [String] {
        let entries = try await store.journal(push: push, page: Page(limit: 100))
        let lock = try entries.items.first { $0.step == .lock }.map { try JSONValue(parsing: $0.payload) }
        return lock?["devices"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }
}
