import PitaDiagnostics
import PitaInventory
import Testing

@testable import PitaPlanning

@Suite struct TargetTests {
    let example: ExampleOffice

    init() throws { example = try ExampleOffice() }

    func playbook(_ targets: String, parameters: String = "{segment: {type: segment}}") throws -> Playbook {
        let text = "name: contoh\ntitle: Contoh\nparameters: \(parameters)\ntargets:\n\(targets)\n"
        return try Playbook.parse(Array(text.utf8), file: "Playbooks/contoh.yaml")
    }

    @Test func `the path leads from the internet to the agency, each device once`() throws {
        let office = try example.office()
        let segment = try #require(office.segment("dlh"))
        let names = PlaybookRenderer.pathDevices(of: segment, in: office).map(\.name.text)
        #expect(names == ["rtr-inti", "sw-dist-selatan", "rtr-dlh"])
    }

    @Test func `targets keep the playbook's order, and a device that two of them name comes once, in the first`() throws
    {
        let targets = """
              - {devices: segment, role: router, templates: {routeros: a.j2}}
              - {devices: path, templates: {routeros: b.j2, openvswitch: c.j2}}
            """
        let found = try example.renderer(try playbook(targets), [("segment", "disdik")]).targets()
        #expect(found.map(\.device.name.text) == ["rtr-disdik", "rtr-inti", "sw-dist-utara"])
        #expect(found.map(\.template) == ["a.j2", "b.j2", "c.j2"])
    }

    @Test func `a limit leaves only the devices that it names`() throws {
        let renderer = try example.renderer("segmen-baru", [("segment", "disdik"), ("bandwidth", "5M/5M")])
        #expect(
            try renderer.targets(limit: ["sw-disdik-2", "rtr-inti", "rtr-dlh"]).map(\.device.name.text) == [
                "rtr-inti", "sw-disdik-2",
            ])
        let none = faults { _ = try renderer.targets(limit: ["rtr-dlh"]) }
        #expect(none.map(\.message) == ["no device of `disdik` is left to change"])
        #expect(none.first?.hint?.contains("--limit") == true)
    }

    @Test func `a device whose platform has no template is told with the file to mend`() throws {
        let targets = "  - {devices: segment, role: router, templates: {routeros: a.j2}}"
        let found = faults { _ = try example.renderer(try playbook(targets), [("segment", "dinkes")]).targets() }
        #expect(found.first?.message == "`contoh` has no template for linux")
        #expect(found.first?.context == ["device rtr-dinkes", "segment dinkes"])
        #expect(found.first?.hint?.contains("Playbooks/contoh.yaml") == true)
    }

    @Test func `a playbook without a segment finds no devices and says what to declare`() throws {
        let book = try playbook(
            "  - {devices: segment, templates: {routeros: a.j2}}", parameters: "{vlan: {type: vlan}}")
        let found = faults { _ = try example.renderer(book, [("vlan", "5")]).targets() }
        #expect(found.first?.message.contains("no parameter of type segment") == true)
    }

    @Test func `a template that is not there is told with the nearest name, the device and the segment`() throws {
        let book = try playbook("  - {devices: segment, role: router, templates: {routeros: routeros/bandwith.j2}}")
        let renderer = try example.renderer(book, [("segment", "disdik")])
        let found = faults { _ = try renderer.render(try renderer.targets()[0]) }
        #expect(found.first?.message == "there is no template `Templates/routeros/bandwith.j2`")
        #expect(found.first?.hint?.contains("routeros/bandwidth.j2") == true)
        #expect(found.first?.context == ["device rtr-disdik", "segment disdik"])
    }
}
