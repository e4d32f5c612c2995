import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaYAML
import Testing

@testable import PitaPlanning

/// Switches of a segment, and what the next plan would send to devices that were adopted.
@Suite struct AdoptedSwitchTests {
    private static let known = Set(PlatformCatalogue.names)
    private static let file = "Inventory/segments/bkpsdm.yaml"

    /// A switch of the example office, and what its uplink says by hand.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let uplink: String
        let facts: DeviceFacts
        var testDescription: String { name }
    }
    private static let cases = [
        Case(
            name: "sw-bkpsdm-2",
            uplink: "interface GigabitEthernet1/1/1\n switchport mode trunk\n switchport trunk allowed vlan 150\n"
                + (1...7).map { "interface GigabitEthernet1/0/\($0)\n" }.joined(),
            facts: DeviceFacts(name: "sw-bkpsdm-2", model: "C9200L", serial: "FOC1", version: "17.09.04a")),
        Case(
            name: "sw-bkpsdm-3",
            uplink: "vlan batch 150\ninterface 10GE1/0/48\n port link-type trunk\n port trunk allow-pass vlan 150\n",
            facts: DeviceFacts(
                name: "sw-bkpsdm-3", model: "CE6881", serial: nil, version: "V200R020C10SPC600",
                other: ["commit": "two-stage"])),
        Case(
            name: "sw-bkpsdm-4",
            uplink: """
                set interfaces xe-0/1/0 unit 0 family ethernet-switching interface-mode trunk
                set interfaces xe-0/1/0 unit 0 family ethernet-switching vlan members bkpsdm
                """,
            facts: DeviceFacts(name: "sw-bkpsdm-4", model: "ex2300-24t", serial: nil, version: "22.4R3-S2.11")),
    ]

    /// The example office without a switch, and the config that the templates give it.
    private struct Scene {
        var example: ExampleOffice
        let device: Device
        let reading: DeviceReading

        init(_ test: Case) throws {
            example = try ExampleOffice()
            let original = try example.office()
            let device = try #require(original.device(test.name))
            self.device = device
            let platform = try PlatformCatalogue.platform(named: device.platform)
            var running = try platform.parse(test.uplink, file: "tangan")
            // An intended line adds; a running one says all.
            for var object in running.objects where object.properties["port trunk allow-pass vlan"] == "add 150" {
                object.properties["port trunk allow-pass vlan"] = "150"
                running[object.id] = object
            }
            for playbook in ["segmen-baru", "kenaikan-bandwidth"] {
                let renderer = try example.renderer(playbook, [("segment", "bkpsdm"), ("bandwidth", "10M/5M")])
                let target = try #require(try renderer.targets().first { $0.device.name == device.name })
                let intended = try platform.parse(try renderer.render(target).text, file: "t")
                // What comes after holds the managed part alone.
                let change = try platform.change(from: running, to: intended, mode: .merge, facts: test.facts)
                for object in change.after.objects { running[object.id] = object.isAbsent ? nil : object }
            }
            reading = DeviceReading(facts: test.facts, running: running)
            let text = try #require(example.files[AdoptedSwitchTests.file])
            var (lines, isInside): ([Substring], Bool) = ([], false)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("  "), !line.hasPrefix("   ") { isInside = line == "  \(test.name):" }
                if !isInside || line.isEmpty { lines.append(line) }
            }
            example.files[AdoptedSwitchTests.file] = lines.joined(separator: "\n")
        }

        var present: [InventoryFile] {
            example.files.filter { $0.key.hasPrefix("Inventory/") }.sorted { $0.key < $1.key }
                .map { InventoryFile(name: $0.key, text: $0.value) }
        }

        func adopt(_ running: ConfigTree? = nil) throws -> Adoption {
            let office = try Office.parse(files: present)
            #expect(office.device(device.name.text) == nil)
            let view = try PlatformCatalogue.platform(named: device.platform).view(of: running ?? reading.running)
            let bare = InventoryFile(
                name: "Inventory/backbone/\(device.name).yaml",
                text: """
                    devices:
                      \(device.name): {platform: \(device.platform), role: switch, management: \(device.management)}

                    """)
            let new = try #require(try Office.parse(files: present + [bare]).device(device.name.text))
            return Adoption(
                [AdoptedDevice(device: new, isNew: true, facts: reading.facts, view: view)], in: office,
                present: present, shaping: try example.allocationPlaces(), knownPlatforms: AdoptedSwitchTests.known)
        }

        /// What the office's plans would send next.
        func forecasts(_ adoption: Adoption, _ running: ConfigTree? = nil) throws -> [AdoptionForecast] {
            let files = adoption.files.filter(\.isInventory).map { InventoryFile(name: $0.name, text: $0.text) }
            return AdoptionForecast.all(
                adoption.segments, playbooks: try ["segmen-baru", "kenaikan-bandwidth"].map(example.playbook),
                in: try Office.parse(files: present + files), library: example.library,
                running: [device.name.text: DeviceReading(facts: reading.facts, running: running ?? reading.running)])
        }
    }

    @Test(arguments: cases) func `a segment's switch is its own again, and the next plans are empty`(_ test: Case)
        throws
    {
        let scene = try Scene(test)
        let adoption = try scene.adopt()
        let file = try #require(adoption.files.first)
        #expect(file.isInventory && file.name == "Inventory/backbone/\(test.name).yaml", "\(file.text)")
        #expect(file.openings.isEmpty, "\(file.text)")
        #expect(adoption.segments == ["bkpsdm"], "\(adoption.reports)")
        let office = try Office.parse(files: scene.present + [InventoryFile(name: file.name, text: file.text)])
        let device = try #require(office.device(test.name))
        #expect(device.segment == "bkpsdm" && office.segment("bkpsdm")?.deviceNames.contains(test.name) == true)
        let original = try ExampleOffice().office()
        for key in ["uplink", "access_ports"] {
            func value(_ office: Office, _ device: Device?) -> String {
                device.map { "\(office.resolvedVariables(for: $0)[key]?.leaves().map(\.value.content) ?? [])" } ?? ""
            }
            #expect(value(office, device) == value(original, original.device(test.name)), "\(file.text)")
        }
        let forecasts = try scene.forecasts(adoption)
        #expect(forecasts.map(\.device) == [test.name, test.name], "\(forecasts)")
        for forecast in forecasts { #expect(forecast.isEmpty, "\(forecast)") }
    }

    @Test func `what a device holds by other names than the templates' is told before a plan is made`() throws {
        let scene = try Scene(Self.cases[0])
        let byHand = try PlatformCatalogue.platform(named: "ios").parse(
            """
            interface GigabitEthernet1/1/1
             switchport mode trunk
             switchport trunk allowed vlan 150
             service-policy output BATAS-KELUAR
            vlan 150
             name KEPEGAWAIAN
            interface GigabitEthernet1/0/3
             switchport mode access
             switchport access vlan 150
            policy-map BATAS-KELUAR
             class class-default
              shape average 5000000
            """, file: "tangan")
        let adoption = try scene.adopt(byHand)
        #expect(
            adoption.files.first?.text.contains(#"access_ports: ["GigabitEthernet1/0/3"]"#) == true, "\(adoption.files)"
        )
        let forecasts = try scene.forecasts(adoption, byHand)
        #expect(forecasts.allSatisfy { !$0.isEmpty }, "\(forecasts)")
        #expect(forecasts.contains { $0.commands.contains { $0.contains("PM-bkpsdm-OUT") } }, "\(forecasts)")
    }

    @Test func `whose a switch is that carries the VLANs of two segments is not guessed`() throws {
        let scene = try Scene(Self.cases[0])
        let both = try PlatformCatalogue.platform(named: "ios").parse(
            "vlan 150\nvlan 140\ninterface GigabitEthernet1/1/1\n switchport mode trunk\n", file: "tangan")
        let adoption = try scene.adopt(both)
        let file = try #require(adoption.files.first)
        #expect(file.isInventory && !file.text.contains("segment:") && adoption.segments.isEmpty)
        let told = try #require(adoption.reports.first?.left.first { $0.reason.hasPrefix("whose it is") })
        #expect(told.reason.contains("VLAN 140 of `bappeda`") && told.reason.contains("VLAN 150 of `bkpsdm`"))
    }

    @Test func `a device outside of a segment's file names a segment that there is`() throws {
        let example = try ExampleOffice()
        let text = "devices:\n  sw-x: {platform: ios, role: switch, management: 127.20.15.99, segment: bkpsdn}\n"
        let present = example.files.filter { $0.key.hasPrefix("Inventory/") }
            .map { InventoryFile(name: $0.key, text: $0.value) }
        let found = faults {
            _ = try Office.parse(files: present + [InventoryFile(name: "Inventory/backbone/sw-x.yaml", text: text)])
        }
        #expect(found.map(\.message) == ["there is no segment `bkpsdn`"], "\(found)")
        #expect(found.first?.hint == "did you mean `bkpsdm`?")
    }

    @Test func `hundreds of queues with names that fall together give names that differ, and YAML that is read`() throws
    {
        let example = try ExampleOffice()
        let office = try example.office()
        let queues = (0..<400).map { number in
            let name = ["OPD: 'satu'", "opd \\\"satu\\\"", "OPD - satu", "{opd} #satu", "opd\\nsatu"][number % 5]
            return "add name=\"\(name)\" target=11.\(number / 250).\(number % 250).0/24 max-limit=1M/2M"
        }
        // Names of queues differ on a device; what they become here does not.
        let named = queues.enumerated().map { $1.replacing("satu", with: "satu" + String(repeating: "_", count: $0)) }
        let running = try RouterOSPlatform().parse("/queue simple\n" + named.joined(separator: "\n"), file: "f")
        let facts = DeviceFacts(name: "rtr-inti", model: "x", serial: nil, version: "7.16.1")
        let device = AdoptedDevice(
            device: try #require(office.device("rtr-inti")), isNew: false, facts: facts,
            view: RouterOSPlatform().view(of: running))
        let present = example.files.filter { $0.key.hasPrefix("Inventory/") }
            .map { InventoryFile(name: $0.key, text: $0.value) }
        let adoption = Adoption(
            [device], in: office, present: present, shaping: try example.allocationPlaces(),
            knownPlatforms: Self.known)
        let drafts = adoption.files.filter { !$0.name.hasSuffix(".report.yaml") }
        #expect(drafts.count == 400 && Set(drafts.map(\.name)).count == drafts.count)
        for file in drafts.prefix(100) {
            let node = try YAML.parse(Array(file.text.utf8), file: file.name)
            #expect(node["allocation"]?.text == "2M/1M" && file.openings.count >= 4, "\(file.text)")
        }
    }
}
