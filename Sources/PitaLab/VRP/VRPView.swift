/// Where a session stands.
struct VRPView: Equatable {
    enum Kind: CaseIterable {
        case user, system, interface, vlan, classifier, behavior, policy, accessList
        case pool, routePolicy, ospf, area, bgp, bgpFamily, instance, instanceFamily, probe

        var parent: Kind? {
            switch self {
            case .user: nil
            case .system: .user
            case .area: .ospf
            case .bgpFamily: .bgp
            case .instanceFamily: .instance
            default: .system
            }
        }
    }

    var kind: Kind
    /// The keys of the block that is edited.
    var path: [String] = []
    /// What stands behind the name in the prompt.
    var title = ""
    var vlan = 0

    static let user = VRPView(kind: .user)
    static let system = VRPView(kind: .system)

    var interface: String { String(path.first?.dropFirst("interface ".count) ?? "") }
}
