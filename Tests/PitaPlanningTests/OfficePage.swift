import Testing

/// What the devices of the example office run, written down once more from its table: the templates and the inventory
/// must lead to the same.
struct OfficePage: Sendable, CustomTestStringConvertible {
    let segment: String
    let number: Int
    let vlan: Int
    /// Download and upload in Mbit/s.
    let download: Int
    let upload: Int
    /// The access link in Mbit/s, the same in both directions.
    let access: Int
    let agency: String
    let isNorth: Bool
    /// The RouterOS version of the router; `nil` for a Linux router.
    let router: String?
    var hasOpenSwitch = false
    var switches = 1

    var testDescription: String { segment }
    var bandwidth: String { "\(download)M/\(upload)M" }
    var distribution: String { isNorth ? "sw-dist-utara" : "sw-dist-selatan" }

    init(
        _ segment: String, _ number: Int, _ vlan: Int, _ rates: (Int, Int), _ access: Int, _ agency: String,
        north: Bool,
        router: String?, hasOpenSwitch: Bool = false, switches: Int = 1
    ) {
        (self.segment, self.number, self.vlan, self.access, self.agency) = (segment, number, vlan, access, agency)
        (download, upload) = rates
        (isNorth, self.router, self.hasOpenSwitch, self.switches) = (north, router, hasOpenSwitch, switches)
    }

    static let all = [
        OfficePage("disdik", 11, 110, (20, 10), 100, "Dinas Pendidikan", north: true, router: "7.16.1", switches: 2),
        OfficePage("dinkes", 12, 120, (20, 10), 100, "Dinas Kesehatan", north: true, router: nil, hasOpenSwitch: true),
        OfficePage(
            "dpupr", 13, 130, (15, 5), 50, "Dinas Pekerjaan Umum dan Penataan Ruang", north: true, router: "6.49.17"),
        OfficePage(
            "bappeda", 14, 140, (20, 10), 100, "Badan Perencanaan Pembangunan Daerah", north: true, router: "7.16.1"),
        OfficePage(
            "bkpsdm", 15, 150, (10, 5), 100, "Badan Kepegawaian dan Pengembangan SDM", north: true, router: "7.10.2"),
        OfficePage(
            "disdukcapil", 16, 160, (30, 15), 100, "Dinas Kependudukan dan Pencatatan Sipil", north: true,
            router: "7.16.1"),
        OfficePage("dishub", 21, 210, (10, 5), 50, "Dinas Perhubungan", north: false, router: "7.16.1"),
        OfficePage("satpolpp", 22, 220, (5, 2), 50, "Satuan Polisi Pamong Praja", north: false, router: "7.16.1"),
        OfficePage("dispora", 23, 230, (5, 2), 50, "Dinas Kepemudaan dan Olahraga", north: false, router: "7.16.1"),
        OfficePage("dlh", 24, 240, (10, 5), 50, "Dinas Lingkungan Hidup", north: false, router: "6.49.17"),
        OfficePage("setda", 25, 250, (50, 25), 200, "Sekretariat Daerah", north: false, router: nil, switches: 2),
        OfficePage("inspektorat", 26, 260, (10, 5), 50, "Inspektorat", north: false, router: "7.16.1"),
    ]

    /// The devices that a new segment touches, in their order, with what each runs for it.
    var running: [(device: String, platform: String, version: String, config: String)] {
        let switchNames = (1...switches).map { "sw-\(segment)" + ($0 == 1 ? "" : "-\($0)") }
        let switchPlatform = hasOpenSwitch ? ("openvswitch", "3.1.0") : ("routeros", "7.16.1")
        return [
            ("rtr-inti", "routeros", "7.16.1", core), (distribution, "openvswitch", "3.1.0", distributionPort),
            (
                "rtr-\(segment)", router == nil ? "linux" : "routeros", router ?? "6.1.0",
                router == nil ? linux : segmentRouter
            ),
        ] + switchNames.map { ($0, switchPlatform.0, switchPlatform.1, hasOpenSwitch ? desks : accessSwitch) }
            + shapingSwitches
    }

    /// Its switches of makers whose switches shape: they hold the segment at their uplink.
    var shapingSwitches: [(device: String, platform: String, version: String, config: String)] {
        if segment == "disdukcapil" {
            return [
                ("sw-disdukcapil-2", "eos", "4.29.2F", eosSwitch),
                ("sw-disdukcapil-3", "rgos", "11.4(1)B70P2", rgosSwitch),
            ]
        }
        guard segment == "bkpsdm" else { return [] }
        return [
            ("sw-bkpsdm-2", "ios", "17.09.04a", iosSwitch), ("sw-bkpsdm-3", "vrp", "V200R020C10SPC600", vrpSwitch),
            ("sw-bkpsdm-4", "junos", "22.4R3-S2.11", junosSwitch),
        ]
    }

    private var iosSwitch: String {
        let ports = (1...7).map {
            "interface GigabitEthernet1/0/\($0)\n switchport mode access\n switchport access vlan \(vlan)\n"
        }
        return """
            policy-map PM-\(segment)-OUT
             class class-default
              shape average \(upload)000000
            policy-map PM-\(segment)-IN
             class class-default
              police cir \(download)000000 bc \(download * 31250) conform-action transmit exceed-action drop
            vlan \(vlan)
             name \(segment)
            interface GigabitEthernet1/1/1
             service-policy output PM-\(segment)-OUT
             service-policy input PM-\(segment)-IN

            """ + ports.joined()
    }

    private func ports(_ kind: String) -> String {
        (1...7).map { "interface \(kind)\($0)\n switchport mode access\n switchport access vlan \(vlan)\n" }.joined()
    }

    private var eosSwitch: String {
        """
        policy-map type quality-of-service PM-\(segment)-IN
         class class-default
          police rate \(download)000 kbps burst-size \(download * 1000 / 32) kbytes
        vlan \(vlan)
         name \(segment)
        interface Ethernet25
         shape rate \(upload)000 kbps
         service-policy type qos input PM-\(segment)-IN

        """ + ports("Ethernet")
    }

    private var rgosSwitch: String {
        """
        vlan \(vlan)
         name \(segment)
        interface TenGigabitEthernet0/25
         rate-limit input \(download)000 \(download * 1000 / 32)
         rate-limit output \(upload)000 \(upload * 1000 / 32)

        """ + ports("GigabitEthernet0/")
    }

    private var junosSwitch: String {
        let limits = [("download", "input", download), ("upload", "output", upload)].flatMap { word, way, rate in
            let name = "pita-\(segment)-\(word)"
            return [
                "firewall policer \(name) if-exceeding bandwidth-limit \(rate)000000",
                "firewall policer \(name) if-exceeding burst-size-limit 15000", "firewall policer \(name) then discard",
                "firewall family ethernet-switching filter \(name) term all then policer \(name)",
                "firewall family ethernet-switching filter \(name) term all then accept",
                "interfaces xe-0/1/0 unit 0 family ethernet-switching filter \(way) \(name)",
            ]
        }
        let ports = (0...6).flatMap { port in
            [
                "interfaces ge-0/0/\(port) description \"\(agency)\"",
                "interfaces ge-0/0/\(port) unit 0 family ethernet-switching interface-mode access",
                "interfaces ge-0/0/\(port) unit 0 family ethernet-switching vlan members \(segment)",
            ]
        }
        let vlans = ["vlans \(segment) vlan-id \(vlan)", "vlans \(segment) description \"\(agency)\""]
        return (vlans + limits + ports).map { "set \($0)\n" }.joined()
    }

    private var vrpSwitch: String {
        let ports = (1...7).map {
            "interface 10GE1/0/\($0)\n description \(agency)\n port link-type access\n port default vlan \(vlan)\n"
        }
        return """
            vlan batch \(vlan)
            vlan \(vlan)
             description \(agency)
            traffic classifier pita-any operator or
             if-match any
            traffic behavior pita-\(segment)
             car cir \(download)000
            traffic policy pita-\(segment)
             classifier pita-any behavior pita-\(segment)
            interface 10GE1/0/48
             qos lr outbound cir \(upload)000
             traffic-policy pita-\(segment) inbound

            """ + ports.joined()
    }

    private var queue: String {
        "/queue simple\nadd comment=\"pita:\(segment)\" max-limit=\(upload)M/\(download)M name=pita-\(segment) target=10.\(number).0.0/24\n"
    }

    private var core: String {
        """
        /interface vlan
        add comment="\(agency)" interface=\(isNorth ? "sfp-sfpplus1" : "sfp-sfpplus2") name=vlan\(vlan)-\(segment) vlan-id=\(vlan)
        /ip address
        add address=203.0.113.2/30 interface=ether1
        add address=10.\(number).255.1/30 interface=vlan\(vlan)-\(segment)
        /ip route
        add dst-address=0.0.0.0/0 gateway=203.0.113.1
        add dst-address=10.\(number).0.0/24 gateway=10.\(number).255.2

        """ + queue
    }

    private var segmentRouter: String {
        """
        /ip address
        add address=10.\(number).255.2/30 interface=ether1
        add address=10.\(number).0.1/24 interface=ether2
        /ip route
        add dst-address=0.0.0.0/0 gateway=10.\(number).255.1

        """ + queue
    }

    private var accessSwitch: String {
        let ports = (2...8).map { "ether\($0)" }
        return """
            /interface bridge
            add name=bridge vlan-filtering=yes
            /interface vlan
            add interface=bridge name=vlan\(vlan) vlan-id=\(vlan)
            /interface bridge port
            add bridge=bridge frame-types=admit-only-vlan-tagged interface=ether1
            \(ports.map { "add bridge=bridge frame-types=admit-only-untagged-and-priority-tagged interface=\($0) pvid=\(vlan)" }
                .joined(separator: "\n"))
            /interface bridge vlan
            add bridge=bridge tagged=bridge,ether1 untagged=\(ports.joined(separator: ",")) vlan-ids=\(vlan)

            """
    }

    private var linux: String {
        let shaped = [("lan0", download), ("wan0", upload)].flatMap { port, rate in
            [
                "qdisc add dev \(port) root handle 1: htb default 0x10",
                "class add dev \(port) parent 1: classid 1:1 htb rate \(access)Mbit ceil \(access)Mbit",
                "class add dev \(port) parent 1:1 classid 1:10 htb rate \(rate)Mbit ceil \(rate)Mbit",
            ]
        }
        return
            ([
                "ip address add 10.\(number).255.2/30 dev wan0", "ip address add 10.\(number).0.1/24 dev lan0",
                "ip route add default via 10.\(number).255.1 dev wan0",
            ] + shaped).joined(separator: "\n") + "\n"
    }

    private var distributionPort: String {
        let (link, rate) = (access * 1_000_000, download * 1_000_000)
        let tag = "external_ids:pita='\"pita:\(segment)\"'"
        return """
            add-br br0
            add-port br0 uplink
            add-port br0 p-\(segment) -- set port p-\(segment) tag=\(vlan) qos=@q \
            -- --id=@q create qos type=linux-htb other_config:max-rate=\(link) \(tag) queues:0=@q0 \
            -- --id=@q0 create queue other_config:min-rate=\(rate) other_config:max-rate=\(rate) \(tag)

            """
    }

    private var desks: String {
        "add-br br0\nadd-port br0 uplink\n"
            + (1...4).map { "add-port br0 p\($0) -- set port p\($0) tag=\(vlan)\n" }.joined()
    }
}
