import TestSupport

/// Configs of an office's routers and switches, as lines; the same seed gives the same.
struct IOSOfficeGenerator {
    var random: SeededGenerator
    private var networks = Array(1...40)

    init(_ seed: Int) {
        random = SeededGenerator(case: seed)
        networks.shuffle(using: &random)
    }

    private mutating func some<Element>(_ elements: [Element]) -> [Element] {
        elements.filter { _ in !random.oneIn(2) }.shuffled(using: &random)
    }

    private mutating func address() -> String {
        "10.\(networks.removeLast()).0.\(random.pick([1, 2, 129])) 255.255.255.\(random.pick([0, 128]))"
    }

    /// The whole config of a device with the ports `GigabitEthernet0/0` to `0/3`.
    mutating func lines() -> [String] {
        var lines: [String] = []
        let vrfs = some(["TAMU", "KAMERA"])
        for vrf in vrfs { lines += ["vrf definition \(vrf)", " rd 1:\(vrf.utf8.count)"] }
        for vlan in some([10, 20, 21, 22, 30, 400]) {
            lines.append("vlan \(vlan)")
            if !random.oneIn(3) { lines.append(" name \(random.pick(["DINAS-A", "DINAS-B"]))") }
        }
        let lists = some(["MASUK", "KELUAR"])
        for list in lists {
            lines.append("ip access-list extended \(list)")
            for (index, host) in some([1, 2, 3, 4]).enumerated() {
                let number = (index + 1) * 10 + random.pick([0, 5])
                lines.append(" \(number) \(random.pick(["permit", "deny"])) ip host 10.0.0.\(host) any")
            }
        }
        let classes = some(["SUARA", "VIDEO", "DATA"])
        for name in classes {
            lines += ["class-map match-any \(name)", " match access-group name L-\(random.pick([1, 2]))"]
        }
        let policies = some(["PM-A", "PM-B", "PM-C"])
        for policy in policies {
            lines.append("policy-map \(policy)")
            for name in some(classes) + (random.oneIn(3) ? [] : ["class-default"]) {
                lines.append(" class \(name)")
                if !random.oneIn(3) { lines.append("  shape average \(random.pick([1, 5, 20]))000000") }
                if random.oneIn(2) { lines.append("  police cir \(random.pick([1, 8]))000000") }
            }
        }
        for port in 0...3 { lines += self.port("GigabitEthernet0/\(port)", vrfs, policies, lists) }
        for vlan in some([10, 20, 30]) { lines += ["interface Vlan\(vlan)"] + routed(vrfs, policies, lists) }
        if random.oneIn(2) {
            lines.append("router bgp 65001")
            for peer in some([2, 3]) {
                lines.append(" neighbor 192.168.1.\(peer) remote-as 6500\(random.pick([2, 3]))")
                if random.oneIn(2) {
                    lines.append(" neighbor 192.168.1.\(peer) description Tetangga \(random.pick(["A", "B"]))")
                }
            }
            if random.oneIn(2) { lines += [" address-family ipv4", "  neighbor 192.168.1.2 activate"] }
        }
        for network in some([1, 2, 3]) {
            let name = random.oneIn(2) ? " name kantor-\(random.pick([1, 2]))" : ""
            lines.append("ip route 172.16.\(network).0 255.255.255.0 10.99.0.\(random.pick([1, 2]))\(name)")
        }
        lines += some(["ntp server 10.0.0.5", "ntp server 10.0.0.6", "logging host 10.0.0.7", "no ip http server"])
        if random.oneIn(2) { lines.append("snmp-server location Lantai \(random.pick([1, 2]))") }
        return lines
    }

    private mutating func port(_ name: String, _ vrfs: [String], _ policies: [String], _ lists: [String]) -> [String] {
        var lines = ["interface \(name)"]
        switch Int.random(in: 0...3, using: &random) {
        case 0:
            let ids = some([10, 20, 21, 22, 23, 400]).sorted().map(String.init)
            lines.append(" switchport mode trunk")
            if random.oneIn(3) {
                lines.append(" switchport trunk allowed vlan \(ids.isEmpty ? "none" : ids.joined(separator: ","))")
            }
            if random.oneIn(4) {
                lines.append(" switchport trunk allowed vlan \(ids.isEmpty ? "9" : ids[0])")
                for start in [100, 180, 260] {
                    let list = stride(from: start, to: start + 80, by: random.pick([2, 3])).map(String.init)
                    lines.append(" switchport trunk allowed vlan add \(list.joined(separator: ","))")
                }
            }
        case 1: lines += [" switchport mode access", " switchport access vlan \(random.pick([10, 20, 30]))"]
        case 2:
            lines += [" no switchport"] + routed(vrfs, policies, lists)
        default:
            for sub in some([10, 20]) {
                lines += ["interface \(name).\(sub)", " encapsulation dot1Q \(random.pick([sub, sub + 1]))"]
                lines += routed(vrfs, policies, lists)
            }
        }
        return lines
    }

    private mutating func routed(_ vrfs: [String], _ policies: [String], _ lists: [String]) -> [String] {
        var lines: [String] = []
        if random.oneIn(3), let vrf = vrfs.first { lines.append(" vrf forwarding \(vrf)") }
        if random.oneIn(2) { lines.append(" description Ruang \(random.pick(["Rapat  1", "Arsip", "TIK"]))") }
        if !random.oneIn(4) {
            lines.append(" ip address \(address())")
            if random.oneIn(3) { lines.append(" ip address \(address()) secondary") }
        }
        if let policy = policies.first, random.oneIn(2) { lines.append(" service-policy output \(policy)") }
        if let policy = policies.last, random.oneIn(3) { lines.append(" service-policy input \(policy)") }
        if let list = lists.first, random.oneIn(3) { lines.append(" ip access-group \(list) in") }
        if random.oneIn(3) { lines.append(" ip helper-address 10.0.0.\(random.pick([8, 9]))") }
        if random.oneIn(4) { lines.append(" shutdown") }
        return lines
    }
}
