import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaYAML
import TestSupport
import Testing

@testable import PitaPlanning

/// An inventory from devices that run today.
@Suite struct AdoptionTests {
    private static let core = """
        /interface vlan
        add name=vlan120-dinkes interface=sfp-sfpplus1 vlan-id=120 comment="Dinas Kesehatan"
        /ip address
        add address=10.12.255.1/30 interface=vlan120-dinkes
        /ip route
        add dst-address=10.12.0.0/24 gateway=10.12.255.2
        /queue simple
        add name=pita-dinkes target=10.12.0.0/24 max-limit=10M/20M comment=pita:dinkes
        /ip firewall filter
        add chain=input action=drop comment=tutup
        """
    private static let distribution = """
        --may-exist add-port br0 p-dinkes -- set port p-dinkes tag=120
        set port p-dinkes qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 \
          external_ids:pita=pita:dinkes queues:0=@a -- --id=@a create queue other_config:max-rate=20000000 \
          other_config:min-rate=20000000 external_ids:pita=pita:dinkes
        """
    private static let router = """
        qdisc replace dev lan0 root handle 1: htb default 0x10
        class replace dev lan0 parent 1: classid 1:1 htb rate 100000000bit ceil 100000000bit
        class replace dev lan0 parent 1:1 classid 1:10 htb rate 20000000bit ceil 20000000bit
        qdisc replace dev wan0 root handle 1: htb default 0x10
        class replace dev wan0 parent 1: classid 1:1 htb rate 100000000bit ceil 100000000bit
        class replace dev wan0 parent 1:1 classid 1:10 htb rate 10000000bit ceil 10000000bit
        ip address add 10.12.255.2/30 dev wan0
        ip address add 10.12.0.1/24 dev lan0
        ip route add default via 10.12.255.1 dev wan0
        """
    private static let names = PlatformCatalogue.names

    @Test func `the inventory knows each platform that there is, and no other`() {
        #expect(Office.standardPlatforms == Set(PlatformCatalogue.names))
    }

    /// The example office without the segment and its devices, and what three of its devices say.
    private struct Site {
        var example: ExampleOffice
        var texts = ["rtr-inti": AdoptionTests.core, "sw-dist-utara": AdoptionTests.distribution]
        var router = AdoptionTests.router

        init() throws {
            example = try ExampleOffice()
            example.files["Inventory/segments/dinkes.yaml"] = nil
        }

        var present: [InventoryFile] {
            example.files.filter { $0.key.hasPrefix("Inventory/") }.sorted { $0.key < $1.key }
                .map { InventoryFile(name: $0.key, text: $0.value) }
        }

        func tree(_ device: Device) throws -> ConfigTree {
            try PlatformCatalogue.platform(named: device.platform).parse(
                texts[device.name.text] ?? router, file: device.name.text)
        }

        func device(_ device: Device, isNew: Bool, calls name: String? = nil) throws -> AdoptedDevice {
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let facts = DeviceFacts(name: name ?? device.name.text, model: "x86_64", serial: nil, version: "6.1.0")
            return AdoptedDevice(device: device, isNew: isNew, facts: facts, view: platform.view(of: try tree(device)))
        }

        func adopt(_ known: [String] = ["rtr-inti", "sw-dist-utara"], calls name: String? = nil) throws -> Adoption {
            let office = try Office.parse(files: present)
            let entry = "devices:\n  rtr-dinkes: {platform: linux, role: router, management: 127.20.12.1}\n"
            let more = try Office.parse(
                files: present + [InventoryFile(name: "Inventory/backbone/rtr-dinkes.yaml", text: entry)])
            let new = try #require(more.device("rtr-dinkes"))
            let devices = try known.map { try device(try #require(office.device($0)), isNew: false) }
            return Adoption(
                devices + [try device(new, isNew: true, calls: name)], in: office, present: present,
                shaping: try example.allocationPlaces(), knownPlatforms: Set(AdoptionTests.names))
        }
    }

    @Test func `the core, the distribution switch and the router together give the segment that the office had`() throws
    {
        let site = try Site()
        let adoption = try site.adopt()
        let file = try #require(adoption.files.first)
        #expect(file.name == "Inventory/segments/dinkes.yaml" && file.isInventory)
        let office = try Office.parse(files: site.present + [InventoryFile(name: file.name, text: file.text)])
        let adopted = try #require(office.segment("dinkes"))
        let original = try #require(try ExampleOffice().office().segment("dinkes"))
        #expect(adopted.agency == original.agency && adopted.vlan == original.vlan)
        #expect(adopted.prefixes == original.prefixes && adopted.transfer == original.transfer)
        #expect(adopted.allocation == original.allocation && adopted.path == original.path)
        let (link, was) = (office.link("access-dinkes"), try ExampleOffice().office().link("access-dinkes"))
        #expect(link?.from == was?.from && link?.to == was?.to && link?.capacity == was?.capacity)
        #expect(link?.counters == was?.counters)
        #expect(file.text.contains("allocation: 20M/10M  # from rtr-"), "\(file.text)")
        #expect(!file.text.contains(AdoptedSegment.fillIn), "\(file.text)")
    }

    @Test func `the next plan on an adopted segment is empty`() throws {
        var site = try Site()
        let file = try #require(try site.adopt().files.first)
        site.example.files[file.name] = file.text
        let renderer = try site.example.renderer(
            "kenaikan-bandwidth", [("segment", "dinkes"), ("bandwidth", "20M/10M")])
        let targets = try renderer.targets()
        #expect(targets.count == 3)
        for target in targets {
            let platform = try PlatformCatalogue.platform(named: target.device.platform)
            let facts = DeviceFacts(name: "x", model: "x", serial: nil, version: "7.16.1")
            let intended = try platform.parse(try renderer.render(target).text, file: "t")
            let change = try platform.change(
                from: try site.tree(target.device), to: intended, mode: .merge, facts: facts)
            #expect(change.isEmpty, "\(target.device.name): \(change.commands)")
        }
    }

    @Test func `what is in the inventory is compared and not written, and what has no place is told`() throws {
        var site = try Site()
        let before = try site.adopt()
        site.example.files[before.files[0].name] = before.files[0].text
        let office = try Office.parse(files: site.present)
        let device = try site.device(try #require(office.device("rtr-inti")), isNew: false)
        let again = Adoption(
            [device], in: office, present: site.present, shaping: try site.example.allocationPlaces(),
            knownPlatforms: Set(Self.names))
        #expect(again.files.map(\.name) == ["Inventory/adopted/rtr-inti.report.yaml"])
        #expect(again.files[0].text.contains("/ip firewall filter chain=input comment=tutup"))
        let compared = try #require(again.reports.first?.compared.first { $0.segment == "dinkes" })
        #expect(compared.rows.allSatisfy { $0.verdict == .same } && compared.rows.count == 4)
    }

    @Test func `a part of the devices gives a draft outside the inventory that says what to fill in`() throws {
        let adoption = try Site().adopt(["rtr-inti"])
        let draft = try #require(adoption.files.first { $0.name == "Inventory/adopted/dinkes.yaml" })
        #expect(!draft.isInventory && draft.text.contains("# FILL IN to: "), "\(draft.text)")
        let node = try YAML.parse(Array(draft.text.utf8), file: "f")
        #expect(node["vlan"]?.text == "120" && node["allocation"]?.text == "20M/10M" && node["path"] == nil)
        // Its router waits with it, so that it can still become the segment's own.
        #expect(node["devices"]?["rtr-dinkes"]?["platform"]?.text == "linux")
        #expect(!adoption.files.contains { $0.isInventory })
    }

    @Test func `a queue at an interface that others stand in is the link's, and a figure in a comment is only shown`()
        throws
    {
        let (example, names) = (try ExampleOffice(), Set(Self.names))
        let site = try Site()
        let office = try Office.parse(files: site.present)
        let entry = "devices:\n  rtr-lain: {platform: routeros, role: router, management: 127.20.90.1}\n"
        let more = try Office.parse(
            files: site.present + [InventoryFile(name: "Inventory/backbone/rtr-lain.yaml", text: entry)])
        func draft(_ queues: String, comment: String = "FO 100M/50M ke Diskominfo") throws -> String {
            let said = try RouterOSPlatform().quoted(comment)
            let running = try RouterOSPlatform().parse(
                """
                /interface ethernet
                set [ find default-name=ether1 ] name=ether1 comment=\(said)
                /ip address
                add address=10.90.255.2/30 interface=ether1
                add address=10.90.0.1/24 interface=ether2
                /ip route
                add dst-address=0.0.0.0/0 gateway=10.90.255.1
                /queue simple
                \(queues)
                """, file: "f")
            let facts = DeviceFacts(name: "rtr-lain", model: "x", serial: nil, version: "7.16.1")
            let device = AdoptedDevice(
                device: try #require(more.device("rtr-lain")), isNew: true, facts: facts,
                view: RouterOSPlatform().view(of: running))
            let adoption = Adoption(
                [device], in: office, present: site.present, shaping: try example.allocationPlaces(),
                knownPlatforms: names)
            return try #require(adoption.files.first { $0.name.hasPrefix("Inventory/adopted/") }).text
        }
        let share = "add name=opd target=10.90.0.0/24 max-limit=10M/20M"
        let whole = try draft("add name=fo target=ether2 max-limit=50M/100M\n\(share) parent=fo")
        #expect(whole.contains("capacity: 100M/50M  # from rtr-lain: /queue simple"), "\(whole)")
        #expect(whole.contains("allocation: 20M/10M  # "), "\(whole)")
        let none = try draft(share)
        #expect(
            none.contains("# FILL IN capacity: of the contract; known is ?/?; at rtr-lain:ether1 stands `FO 100M/50M"),
            "\(none)")
        // What a person wrote there stays in its comment.
        for text in [
            "50M \n  capacity: 10G/10G #", "50M \u{2028}  capacity: 10G/10G #", "50M \u{85}  capacity: 10G/10G #",
        ] {
            let hostile = try draft(share, comment: text)
            #expect(hostile.contains("stands `50M"), "\(hostile)")
            #expect(!hostile.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("  capacity") }, "\(hostile)")
        }
    }

    @Test func `devices that limit a network differently are told in its file`() throws {
        var site = try Site()
        site.router = Self.router.replacing("20000000bit", with: "15000000bit")
        let file = try #require(try site.adopt().files.first)
        #expect(
            file.text.contains("# CHECK allocation: another device says download 20M from rtr-inti: "), "\(file.text)")
        #expect(file.text.contains("allocation: 15M/10M  # "))
    }

    @Test func `a device that routes for no network of its own is written beside the backbone`() throws {
        var site = try Site()
        site.router = "ip address add 127.20.12.1/8 dev mgmt0"
        let file = try #require(try site.adopt([]).files.first)
        #expect(file.name == "Inventory/backbone/rtr-dinkes.yaml" && file.isInventory)
        let office = try Office.parse(files: site.present + [InventoryFile(name: file.name, text: file.text)])
        #expect(office.device("rtr-dinkes")?.interfaces == ["mgmt0"] && office.device("rtr-dinkes")?.segment == nil)
    }

    @Test func `a device that claims more networks than an office has is told so`() throws {
        var site = try Site()
        let queues = (0..<3000).map { "add name=q\($0) target=11.\($0 / 250).\($0 % 250).0/24 max-limit=1M/2M" }
        site.texts["rtr-inti"] = "/queue simple\n" + queues.joined(separator: "\n")
        let office = try Office.parse(files: site.present)
        let device = try site.device(try #require(office.device("rtr-inti")), isNew: false)
        let finder = SiteFinder([device], in: office)
        #expect(finder.sites.count == SiteFinder.most)
        #expect(finder.left["rtr-inti"]?.count == 3000 - SiteFinder.most)
    }

    @Test func `names and comments of devices are data: the file says the same values and nothing else`() throws {
        let hostile = [
            "a: b", "x\nallocation: 1G/1G", "\"]}", "# FILL IN", "\u{1B}[2J", "- {{ x }}", "'; rm -rf /", "é\u{202E}x",
            "&anchor *alias !tag", "\u{2028}name: lain", "   ", String(repeating: "n", count: 5000), "true", "../../x",
        ]
        for text in hostile {
            var site = try Site()
            let quoted = try RouterOSPlatform().quoted(text)
            site.texts["rtr-inti"] = Self.core.replacing("\"Dinas Kesehatan\"", with: quoted)
                .replacing("name=pita-dinkes", with: "name=\(quoted)").replacing(" comment=pita:dinkes", with: "")
                .replacing("vlan120-dinkes", with: quoted)
            let adoption = try site.adopt(calls: text)
            let file = try #require(adoption.files.first)
            #expect(file.isInventory, "\(text): \(file.text)")
            let office = try Office.parse(files: site.present + [InventoryFile(name: file.name, text: file.text)])
            let segment = try #require(office.segments.values.first { $0.file == file.name })
            #expect(segment.allocation == BandwidthPair("20M/10M") && segment.vlan.number == 120)
            #expect(segment.agency == AdoptedNames.line(text) ?? segment.name)
            for other in adoption.files { _ = try YAML.parse(Array(other.text.utf8), file: other.name) }
        }
    }

    @Test func `every name is made one that an inventory takes, once`() {
        var damage = Damage(seed: 3)
        let seeds = ["vlan110-disdik", "Rtr Inti (lama)", "", "---", "10.1.1.1", "Ünïcödé"].map { Array($0.utf8) }
        var (segments, hosts): (Set<String>, Set<String>) = ([], [])
        for _ in 0..<Trial.cases(300) {
            let text = String(decoding: damage.damaged(seeds, pieces: seeds), as: UTF8.self)
            let (segment, host) = (AdoptedNames.segment(text, taken: segments), AdoptedNames.host(text, taken: hosts))
            #expect(segments.insert(segment).inserted && hosts.insert(host).inserted)
            #expect(HostName(host) != nil && HostName(segment) != nil && segment.first?.isLetter == true)
        }
    }
}
