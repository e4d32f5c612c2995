import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaJinja
import PitaPlatforms
import Testing

@testable import PitaPlanning

@Suite struct TemplateVariableTests {
    let example: ExampleOffice

    init() throws { example = try ExampleOffice() }

    /// What a template makes for the first target of a segment's router.
    func render(
        _ source: String, in example: ExampleOffice? = nil, segment: String = "disdik",
        place: String = "segment, role: router",
        more: [(name: String, text: String)] = [], parameters: String = ""
    ) throws -> String {
        var example = example ?? self.example
        example.files["Templates/uji.j2"] = source
        let text = """
            name: uji
            title: Uji
            parameters: {segment: {type: segment}\(parameters)}
            targets: [{devices: \(place), templates: {routeros: uji.j2, linux: uji.j2, openvswitch: uji.j2}}]
            """
        let renderer = try example.renderer(
            try Playbook.parse(Array(text.utf8), file: "p.yaml"), [("segment", segment)] + more)
        return try renderer.render(try renderer.targets()[0]).text
    }

    @Test func `a template sees the merged variables, the built-in names and the parameters`() throws {
        let source = """
            {{ domain }} {{ dns.servers[0] }} {{ queue.default }} {{ wan.interface }}
            {{ device.name }} {{ device.platform }} {{ device.role }} {{ device.management }}
            {{ segment.name }} {{ segment.vlan + 1 }} {{ segment.allocation.download }} {{ segment.prefixes | join(",") }}
            {{ office.short_name }} {{ links | map(attribute="name") | join(" ") }}
            {{ parameters.segment }}
            """
        #expect(
            try render(source) == """
                contoh.example 10.0.0.53 default-small/default-small ether1
                rtr-disdik routeros router 127.20.11.1
                disdik 111 20M 10.11.0.0/24
                Diskominfo access-disdik trunk-utara isp-utama
                disdik
                """)
    }

    @Test func `the plan's segment and links are seen on devices that belong to no segment`() throws {
        let text = try render("{{ device.name }} {{ segment.name }} {{ links[0].name }}", place: "path, role: core")
        #expect(text == "rtr-inti disdik access-disdik")
    }

    @Test func `parameters keep their types`() throws {
        let text = try render(
            "{{ parameters.v + 1 }} {{ parameters.n * 2 }} {{ 'ya' if parameters.b else 'tidak' }} {{ parameters.t }}",
            more: [("v", "110"), ("n", "-4"), ("b", "false"), ("t", "{{ domain }}")],
            parameters: ", v: {type: vlan}, n: {type: integer}, b: {type: boolean}, t: {type: text}")
        #expect(text == "111 -8 tidak {{ domain }}")
    }

    @Test func `an undefined name is an error with the template's place, the device and the segment`() throws {
        let found = faults { _ = try render("a\n  {{ wan.gatewy }}\n") }
        #expect(found.count == 1)
        #expect(found.first?.mark?.file == "uji.j2")
        #expect(found.first?.mark?.line == 2)
        #expect(found.first?.context.contains("device rtr-disdik") == true)
        #expect(found.first?.context.contains("segment disdik") == true)
    }

    @Test func `an error in a value names the place of the inventory that it came from`() throws {
        let changed = try example.replacing(
            "wan: {interface: ether1, address: 10.11.255.2/30", with: "wan: {interface: ether1, address: bukan-alamat",
            in: "Inventory/segments/disdik.yaml")
        let found = faults { _ = try render("{{ wan.address | host(1) }}", in: changed) }
        #expect(
            found.first?.context.contains { $0.contains("value from Inventory/segments/disdik.yaml:27:") } == true,
            "\(found)")
    }

    @Test(arguments: [
        ("routeros", "\"; /system reset", "\"\\\"; /system reset\""), ("routeros", "$x [a]", "\"\\$x [a]\""),
        ("routeros", "a\nb", "\"a\\nb\""), ("linux", "eth0; reboot", "'eth0; reboot'"), ("linux", "lan0", "lan0"),
        ("linux", "a'b", "'a'\\''b'"), ("openvswitch", "p-disdik", "p-disdik"), ("openvswitch", "a b", "'\"a b\"'"),
    ])
    func `a quoting filter makes any text one token`(_ platform: String, _ text: String, _ quoted: String) throws {
        let environment = example.library.environment(platforms: PlatformCatalogue.all)
        let template = try environment.template(source: "{{ x | \(platform)_quote }}", name: "uji")
        #expect(try template.render(["x": .string(text)]) == quoted)
    }

    @Test func `what cannot be delivered as data is refused at its place in the template`() throws {
        let environment = example.library.environment(platforms: PlatformCatalogue.all)
        let template = try environment.template(source: "a\n{{ x | linux_quote }}", name: "uji.j2")
        #expect(throws: Diagnostic.self) { _ = try template.render(["x": .string("a\nb")]) }
        do { _ = try template.render(["x": .string("a\0b")]) } catch { #expect(error.mark?.line == 2) }
    }

    @Test func `the library keeps which templates were used, includes too, and their digests`() throws {
        let library = example.library
        #expect(library.usedDigests.isEmpty)
        let environment = library.environment(platforms: PlatformCatalogue.all)
        _ = try environment.template(named: "routeros/bandwidth.j2")
        #expect(Set(library.usedDigests.keys) == ["routeros/bandwidth.j2"])
        let text = try #require(example.files["Templates/routeros/bandwidth.j2"])
        #expect(library.usedDigests["routeros/bandwidth.j2"] == Digest(of: text))
        #expect(library.digest(of: "routeros/segment.j2") != nil)
        #expect(library.digest(of: "tidak-ada.j2") == nil)
    }

    @Test(arguments: ["../users.yaml", "/etc/passwd", "a/../../b", "", "."])
    func `a template cannot include what lies outside of the library`(_ name: String) throws {
        #expect(faults { _ = try render("{% include \"\(name)\" %}") }.count == 1)
    }

    @Test func `an included template counts as used by the plan`() throws {
        let library = example.library
        let renderer = PlaybookRenderer(
            playbook: try example.playbook("segmen-baru"),
            parameters: try ParameterValues(
                [("segment", "disdik"), ("bandwidth", "5M/5M")], for: try example.playbook("segmen-baru"),
                office: try example.office()),
            office: try example.office(), library: library, platforms: PlatformCatalogue.all)
        for target in try renderer.targets() { _ = try renderer.render(target) }
        #expect(
            Set(library.usedDigests.keys) == [
                "routeros/segment.j2", "routeros/bandwidth.j2", "openvswitch/segment.j2", "openvswitch/bandwidth.j2",
            ])
    }
}
