import PitaInventory

/// Which devices limit an allocation: those that every playbook which changes one touches.
public struct AllocationPlaces: Sendable {
    /// The targets of each playbook.
    private let playbooks: [[PlaybookTarget]]

    /// The places of all that change an allocation among some playbooks.
    public init(_ playbooks: some Sequence<Playbook>) {
        // Devices that whoever plans has to name are not touched by every plan.
        self.playbooks = playbooks.filter { $0.allocation != nil }.map { playbook in
            playbook.targets.filter { if case .parameter = $0.place { false } else { true } }
        }
    }

    /// Whether a limit is missed on the device where it has none.
    public func contains(_ device: Device) -> Bool {
        !playbooks.isEmpty && playbooks.allSatisfy { targets in targets.contains { $0.takes(device) } }
    }
}
