import PitaDiagnostics
import PitaNetwork
import PitaYAML
import TestSupport
import Testing

@testable import PitaInventory

@Suite struct VariableTests {
    @Test func `nearer layers override, mappings are merged, and every leaf knows its line`() throws {
        let office = try SampleOffice.load()
        let values = office.resolvedVariables(for: try #require(office.device("rtr-satu")))
        let leaves = values.leaves().map { leaf in
            "\(leaf.path) = \(leaf.value.content) \(leaf.value.mark?.description ?? "-") \(leaf.value.layer)"
        }
        func scalar(_ text: String) -> String { "\(ResolvedValue.Content.scalar(.text(text)))" }
        #expect(
            leaves == [
                "ntp.servers[0] = \(scalar("10.11.0.9")) Inventory/segments/satu.yaml:18:19 segment satu",
                "ntp.zone = \(scalar("platform")) Inventory/platforms.yaml:4:29 platform routeros",
                "ntp.mode = \(scalar("unicast")) Inventory/platforms.yaml:4:45 platform routeros",
                "banner = \(scalar("alat")) Inventory/segments/satu.yaml:28:25 device rtr-satu",
            ])
    }

    @Test func `a device of the backbone has no segment's variables`() throws {
        let office = try SampleOffice.load()
        let core = office.resolvedVariables(for: try #require(office.device("rtr-inti")))
        #expect(core["banner"]?.layer == .office)
        #expect(core["ntp"]?["zone"]?.layer == .platform("routeros"))
        let dist = office.resolvedVariables(for: try #require(office.device("dist-a")))
        #expect(dist["ntp"]?["zone"]?.layer == .office)
        #expect(dist["ntp"]?["mode"] == nil)
    }

    @Test func `built-in values are the inventory's own`() throws {
        let office = try SampleOffice.load()
        let values = office.builtIns(for: try #require(office.device("rtr-satu")))
        var found: [String: Scalar] = [:]
        for leaf in values.leaves() { if case .scalar(let scalar) = leaf.value.content { found[leaf.path] = scalar } }
        #expect(found["device.name"] == .text("rtr-satu"))
        #expect(found["device.version"] == .text("7.16.1"))
        #expect(found["device.model"] == .null)
        #expect(found["segment.vlan"] == .int(110))
        #expect(found["segment.allocation.download"] == .text("20M"))
        #expect(found["segment.prefixes[1]"] == .text("10.11.1.0/24"))
        #expect(found["segment.side"] == .text("dist-a"))
        #expect(found["office.timezone"] == .text("WITA"))
        #expect(found["links[0].from.interface"] == .text("ether1"))
        #expect(found["links[2].to.device"] == .text("internet"))
        #expect(values["segment"]?["allocation"]?.mark == office.segment("satu")?.allocationMark)
        let core = office.builtIns(for: try #require(office.device("rtr-inti")))
        if case .scalar(.null)? = core["segment"]?.content {} else { Issue.record("a backbone device has no segment") }
    }

    @Test func `connections are merged from office, platform and device`() throws {
        let office = try SampleOffice.load()
        let own = try #require(office.device("rtr-satu")).connection
        #expect(own.ssh.port == 2222)
        #expect(own.ssh.user == .environment("U"))
        #expect(
            own.ssh.authentication == [.key(CredentialReference(.file("kunci")), passphrase: nil), .agent(key: nil)])
        #expect(own.snmp.access == .community(CredentialReference(.environment("C"))))
        #expect(own.snmp.timeout == .seconds(5))
        let linux = try #require(office.device("rtr-dua")).connection
        #expect(linux.ssh.port == 22)
        #expect(linux.snmp.timeout == .seconds(2))
        guard case .user(let user) = linux.snmp.access else {
            Issue.record("version 3 is the standard one")
            return
        }
        #expect(user.name == "pita" && user.privacy == nil && user.authentication?.algorithm == .sha256)
    }

    /// Random layers that agree on which names hold mappings: a layer that replaces a mapping by a text hides what
    /// lies below it, so that the order of merging would count.
    private static func layer(_ generator: inout SeededGenerator, depth: Int) -> String {
        var entries: [String] = []
        for key in ["teks", "daftar", "peta", "kotak"] where Int.random(in: 0..<3, using: &generator) > 0 {
            switch key {
            case "teks": entries.append("\(key): \(Int.random(in: 0..<100, using: &generator))")
            case "daftar": entries.append("\(key): [\(Int.random(in: 0..<9, using: &generator))]")
            default: if depth > 0 { entries.append("\(key): \(layer(&generator, depth: depth - 1))") }
            }
        }
        return "{" + entries.joined(separator: ", ") + "}"
    }

    @Test func `a text over a mapping, and a mapping over a text, replace it whole`() throws {
        func value(_ text: String) throws -> ResolvedValue {
            ResolvedValue(try YAML.parse(text, file: "a.yaml"), layer: .office)
        }
        let merged = try value("{a: {b: 1}}").overlaid(by: value("{a: 2}")).overlaid(by: value("{a: {c: 3}}"))
        #expect(merged.leaves().map(\.path) == ["a.c"])
        #expect(try value("{a: {b: 1}}").overlaid(by: value("{a: null}"))["a"]?["b"] == nil)
        #expect(try value("{a: [1, 2]}").overlaid(by: value("{a: [3]}")).leaves().map(\.path) == ["a[0]"])
    }

    private static func leaves(_ value: ResolvedValue) -> [String: String] {
        Dictionary(value.leaves().map { ($0.path, "\($0.value.content)") }) { first, _ in first }
    }

    @Test func `merging is associative, keeps what is nearest, and nothing is its neutral element`() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let layers = try (0..<3).map { place in
                ResolvedValue(
                    try YAML.parse(Self.layer(&generator, depth: 3), file: "\(place).yaml"), layer: .segment("\(place)")
                )
            }
            let left = layers[0].overlaid(by: layers[1]).overlaid(by: layers[2])
            let right = layers[0].overlaid(by: layers[1].overlaid(by: layers[2]))
            #expect(Self.leaves(left) == Self.leaves(right))
            let nothing = ResolvedValue(.mapping([]), mark: nil, layer: .builtIn)
            #expect(Self.leaves(layers[0].overlaid(by: nothing)) == Self.leaves(layers[0]))
            #expect(Self.leaves(layers[0].overlaid(by: layers[0])) == Self.leaves(layers[0]))
            let nearest = Self.leaves(layers[2])
            for (path, value) in Self.leaves(left) {
                if let own = nearest[path], !own.contains("mapping([])") { #expect(own == value, "\(path)") }
            }
            for leaf in left.leaves() { #expect(leaf.value.mark?.file == leaf.value.layerFile) }
        }
    }
}

extension ResolvedValue {
    fileprivate var layerFile: String? {
        if case .segment(let name) = layer { "\(name).yaml" } else { nil }
    }
}
