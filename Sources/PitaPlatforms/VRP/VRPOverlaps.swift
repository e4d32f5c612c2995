import PitaDiagnostics

/// New addresses in networks of other interfaces. A device refuses them: "The specified address conflicts with another address".
struct VRPOverlaps {
    private let found: [LineOverlaps.Finding]
    private let change: LineConfig.Change

    init(_ change: LineConfig.Change, running: ConfigTree) {
        self.change = change
        found = LineOverlaps(
            running: running, target: change.target, bindings: ["ip binding vpn-instance"]
        ).all(change.differences)
    }

    /// What the device would refuse.
    var errors: [Diagnostic] {
        found.filter(Self.isRefused).map {
            Diagnostic(
                "\($0.text): the device refuses it", at: change.marks[$0.id],
                hint: "take the other one back in the same text, or say another address")
        }
    }

    /// What it may refuse.
    var warnings: [Diagnostic] {
        found.filter { !Self.isRefused($0) }.map {
            Diagnostic(
                "\($0.text) (whether the device refuses it is not known)", at: change.marks[$0.id],
                severity: .warning)
        }
    }

    /// Of a single address in another's network, and of interfaces that are down, it is not known.
    private static func isRefused(_ overlap: LineOverlaps.Finding) -> Bool {
        !overlap.isDown && overlap.address.prefix.length < 32 && overlap.other.address.prefix.length < 32
    }
}
