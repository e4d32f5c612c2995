/// What names what in a config of Junos: a table that can be read.
///
///     kind NOUN     things of one kind, by the word that people call them
///     in P          where they are defined: the words that lead to the name, without the names on the way
///     must P        where they are named, and the commit fails if they are not there
///     may P         where they are named, and what the device does without them is not known: a warning
///     free NAMES    names that the device knows by itself
///
/// `a|b` is one word or the other. Of `in` and `must` the last words count: what stands before them may be a routing
/// instance or a group. Words of `must` and `may` may stand apart.
///
/// Sources: the words of refusals in public reports ("Policy X referenced but not defined", "route-filter-list referenced
/// (in term T) but not defined", "application or application-set must be defined", "Security zone must be defined"), and
/// knowledge of the trade for the others that must be.
struct JunosReferenceTable: Sendable {
    /// A place where something is defined or named.
    struct Place: Sendable {
        let kind: Int
        let words: [Set<String>]
        /// Whether a commit is known to fail without it.
        var isCertain = true
    }

    /// The words for the kinds.
    private(set) var nouns: [String] = []
    /// The names that need no definition, by kind.
    private(set) var free: [Set<String>] = []
    /// The places of definitions, by their last words.
    private(set) var definitions: [String: [Place]] = [:]
    /// The places of names, by their last words.
    private(set) var uses: [String: [Place]] = [:]

    /// The kind of units of interfaces. A port may be there without having been said.
    static let unit = "unit"

    /// The table of Junos.
    static let junos = JunosReferenceTable(outline)

    init(_ outline: String) {
        for line in outline.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            let rest = words.dropFirst()
            if first == "kind" {
                nouns.append(rest.joined(separator: " "))
                free.append([])
                continue
            }
            let pattern = rest.map { Set($0.split(separator: "|").map(String.init)) }
            guard let ends = pattern.last, !nouns.isEmpty else { continue }
            let place = Place(kind: nouns.count - 1, words: pattern, isCertain: first == "must")
            switch first {
            case "free": free[nouns.count - 1].formUnion(rest)
            case "in": for end in ends { definitions[end, default: []].append(place) }
            default: for end in ends { uses[end, default: []].append(place) }
            }
        }
    }

    private static let outline = """
        kind policy-statement
          in policy-options policy-statement
          must protocols import|export|egress-policy|inter-area-prefix-export|inter-area-prefix-import
          must protocols network-summary-export|network-summary-import
          must routing-options import|export|import-policy|instance-import|instance-export|policy
          must routing-instances vrf-import|vrf-export
          must switch-options vrf-import|vrf-export
          must policy-options from|to policy
        kind prefix-list
          in policy-options prefix-list
          must policy-options from|to prefix-list|prefix-list-filter
          must firewall from source-prefix-list|destination-prefix-list|prefix-list
        kind community
          in policy-options community
          must policy-options from|to|then community
        kind as-path
          in policy-options as-path
          must policy-options from|to as-path
        kind as-path-group
          in policy-options as-path-group
          must policy-options from|to as-path-group
        kind condition
          in policy-options condition
          must policy-options from condition
        kind route-filter-list
          in policy-options route-filter-list
          must policy-options from route-filter-list
        kind damping
          in policy-options damping
          may policy-options then damping
        kind filter of family inet
          in firewall filter
          in firewall family inet filter|fast-update-filter
          must interfaces unit family inet filter input|output|input-list|output-list
          must interfaces unit family inet rpf-check fail-filter
          must firewall inet filter term filter
          must forwarding-options family inet filter input|output
        kind filter of family inet6
          in firewall family inet6 filter|fast-update-filter
          must interfaces unit family inet6 filter input|output|input-list|output-list
          must interfaces unit family inet6 rpf-check fail-filter
          must firewall inet6 filter term filter
          must forwarding-options family inet6 filter input|output
        kind filter of family ethernet-switching
          in firewall family ethernet-switching filter
          must interfaces unit family ethernet-switching filter input|output|input-list|output-list
        kind filter of family mpls
          in firewall family mpls filter
          must interfaces unit family mpls filter input|output|input-list|output-list
        kind filter
          in firewall family inet|inet6|ethernet-switching|bridge|mpls|any|vpls|ccc filter
          in firewall filter
          may vlans filter input|output
          may bridge-domains filter input|output
        kind policer
          in firewall policer
          must firewall then policer
          must interfaces unit policer input|output|arp
        kind three-color-policer
          in firewall three-color-policer
          must firewall then three-color-policer single-rate|two-rate
        kind hierarchical-policer
          in firewall hierarchical-policer
          must firewall then hierarchical-policer
        kind interface-set
          in firewall interface-set
          may firewall from interface-set
        kind group
          in groups
          must apply-groups
          free junos-defaults re0 re1 node0 node1
        kind VLAN
          in vlans
          must interfaces unit ethernet-switching vlan members
          may voip interface vlan
          may protocols vstp vlan
          may igmp-snooping vlan
          free all default untagged
        kind routing instance
          in routing-instances
          may firewall then routing-instance
          may routing-options static route next-table
          may routing-options rib-groups import-rib|export-rib
          free default master mgmt_junos
        kind rib-group
          in routing-options rib-groups
          may routing-options interface-routes rib-group inet|inet6
          may protocols rib-group inet|inet6
        kind unit
          in interfaces unit
          may routing-instances interface
          may security zones interfaces
          may vlans l3-interface
        kind zone
          in security zones security-zone
          must security policies from-zone|to-zone
          may security nat from|to zone
          free junos-host junos-global
        kind address
          in address-book address|address-set
          in dynamic-address address-name
          must security policies match source-address|destination-address
          must address-book address-set address|address-set
          may security nat source-address-name|destination-address-name
          free any any-ipv4 any-ipv6
        kind application
          in applications application|application-set
          must security policies match application
          must applications application-set application
          free any
        kind pool
          in security nat source|destination pool
          may security nat then source-nat|destination-nat pool
        kind screen
          in security screen ids-option
          may security zones security-zone screen
        kind IKE policy
          in security ike policy
          may security ike gateway ike-policy
        kind IKE gateway
          in security ike gateway
          may security ipsec vpn ike gateway
        kind IPsec policy
          in security ipsec policy
          may security ipsec vpn ike ipsec-policy
        kind scheduler-map
          in class-of-service scheduler-maps
          may class-of-service interfaces scheduler-map
          may class-of-service traffic-control-profiles scheduler-map
        kind scheduler
          in class-of-service schedulers
          may class-of-service scheduler-maps scheduler
        kind traffic-control-profile
          in class-of-service traffic-control-profiles
          may class-of-service interfaces output-traffic-control-profile|input-traffic-control-profile
        kind login class
          in system login class
          may system login user class
          free operator read-only super-user superuser unauthorized
        kind path
          in protocols mpls path
          may protocols mpls label-switched-path primary|secondary
        kind server-group
          in dhcp-relay server-group
          may dhcp-relay active-server-group
        kind storm-control profile
          in storm-control-profiles
          may interfaces unit ethernet-switching storm-control
          free default
        """
}
