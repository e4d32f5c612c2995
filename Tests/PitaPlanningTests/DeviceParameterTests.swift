import PitaDiagnostics
import Testing

@testable import PitaPlanning

/// Playbooks whose devices are named by whoever plans.
@Suite struct DeviceParameterTests {
    let example: ExampleOffice

    init() throws { example = try ExampleOffice() }

    private func playbook(_ parameters: String, _ targets: String) throws(Diagnostics) -> Playbook {
        let text = "name: contoh\ntitle: Contoh\nparameters: {\(parameters)}\ntargets:\n\(targets)\n"
        return try Playbook.parse(Array(text.utf8), file: "Playbooks/contoh.yaml")
    }

    private func names(_ parameters: String, _ targets: String, _ values: [(name: String, text: String)]) throws
        -> [String]
    {
        try example.renderer(try playbook(parameters, targets), values).targets().map(\.device.name.text)
    }

    @Test func `a parameter of type device selects the device that it names, and no other`() throws {
        let targets = "  - {devices: parameters.switch, role: switch, templates: {routeros: a.j2}}"
        #expect(try names("switch: {type: device}", targets, [("switch", "sw-dlh")]) == ["sw-dlh"])
    }

    @Test func `a parameter of type devices selects each that it names, in the order given`() throws {
        let targets = "  - {devices: parameters.pilih, templates: {routeros: a.j2, linux: b.j2}}"
        let found = try names("pilih: {type: devices}", targets, [("pilih", "sw-dlh,rtr-dinkes,rtr-dlh")])
        #expect(found == ["sw-dlh", "rtr-dinkes", "rtr-dlh"])
    }

    @Test func `a named device that no target takes is an error with what the targets take`() throws {
        let targets = """
              - {devices: parameters.alat, role: switch, templates: {routeros: a.j2}}
              - {devices: parameters.alat, role: core, platform: routeros, templates: {routeros: a.j2}}
            """
        let found = faults {
            _ = try names("alat: {type: devices}", targets, [("alat", "sw-dlh,rtr-dlh,rtr-inti")])
        }
        #expect(
            found.map(\.message) == [
                "parameter `alat`: rtr-dlh is of role router and platform routeros, and `contoh` takes only role switch, "
                    + "or role core, platform routeros"
            ])
    }

    @Test(arguments: ["device", "devices"])
    func `a parameter that names devices and that no target uses is an error at its place`(_ type: String) throws {
        let found = faults {
            _ = try playbook(
                "switch: {type: \(type)}", "  - {devices: office, role: switch, templates: {routeros: a.j2}}")
        }
        #expect(found.map(\.message) == ["the parameter `switch` selects nothing: no target takes its devices from it"])
        #expect(found.first?.mark?.description == "Playbooks/contoh.yaml:3:14")
        #expect(found.first?.excerpt != nil)
        #expect(found.first?.hint?.contains("devices: parameters.switch") == true)
    }

    @Test(arguments: [
        ("parameters.swich", "no parameter `swich` of type device or devices", "did you mean `parameters.switch`?"),
        ("parameters.vlan", "no parameter `vlan` of type device or devices", "declare it"),
        ("kantor", "`kantor` is none of `path`, `segment`, `office`, `parameters.switch`", ""),
        ("ofice", "is none of", "did you mean `office`?"),
    ])
    func `a target that names no devices is an error at its place`(_ word: String, _ message: String, _ hint: String) {
        let found = faults {
            _ = try playbook(
                "switch: {type: device}, vlan: {type: vlan}",
                "  - {devices: \(word), templates: {routeros: a.j2}}\n  - {devices: parameters.switch, templates: {routeros: a.j2}}"
            )
        }
        #expect(found.count == 1 && found.first?.message.contains(message) == true, "\(found)")
        #expect(hint.isEmpty || found.first?.hint?.contains(hint) == true, "\(found)")
        #expect(found.first?.mark?.description == "Playbooks/contoh.yaml:5:15")
    }

    @Test func `a template sees one device as a text, several as a list, and the segment of the device`() throws {
        var example = example
        example.files["Templates/uji.j2"] =
            "{{ parameters.satu }} {{ parameters.banyak | join('+') }} {{ device.name }} {{ segment.name }}"
        let book = try playbook(
            "satu: {type: device}, banyak: {type: devices}",
            "  - {devices: parameters.satu, templates: {routeros: uji.j2}}\n"
                + "  - {devices: parameters.banyak, templates: {routeros: uji.j2}}")
        let renderer = try example.renderer(book, [("satu", "sw-dlh"), ("banyak", "rtr-dlh,rtr-disdik")])
        #expect(
            try renderer.targets().map { try renderer.render($0).text } == [
                "sw-dlh rtr-dlh+rtr-disdik sw-dlh dlh", "sw-dlh rtr-dlh+rtr-disdik rtr-dlh dlh",
                "sw-dlh rtr-dlh+rtr-disdik rtr-disdik disdik",
            ])
    }

    @Test func `a device that is named by hand is no place where every plan limits an allocation`() throws {
        let text = """
            name: contoh
            title: Contoh
            parameters: {segment: {type: segment}, bandwidth: {type: bandwidth}, switch: {type: device}}
            allocation: {segment: segment, bandwidth: bandwidth}
            targets:
              - {devices: segment, role: router, templates: {routeros: a.j2}}
              - {devices: parameters.switch, role: switch, templates: {routeros: a.j2}}
            """
        let places = AllocationPlaces([try Playbook.parse(Array(text.utf8), file: "contoh.yaml")])
        let office = try example.office()
        let (router, access) = (try #require(office.device("rtr-dlh")), try #require(office.device("sw-dlh")))
        #expect(places.contains(router) && !places.contains(access))
    }

    @Test func `a parameter that looks like a credential is refused at its place, and its default is not shown`() {
        for name in ["password", "wifi_psk", "kata_sandi", "snmp_community"] {
            let found = faults {
                _ = try playbook(
                    "\(name): {type: text, default: hunter2}", "  - {devices: office, templates: {routeros: a.j2}}")
            }
            #expect(
                found.first?.message
                    == "the parameter `\(name)` looks like a credential, and a plan stores and shows its parameters")
            #expect(found.first?.mark?.description == "Playbooks/contoh.yaml:3:14")
            #expect(!Diagnostics(found).description.contains("hunter2"))
        }
    }

    @Test func `a value of a parameter whose name may be a credential's is not quoted when it is refused`() throws {
        let book = try playbook("kunci: {type: integer}", "  - {devices: office, templates: {routeros: a.j2}}")
        let found = faults { _ = try ParameterValues([("kunci", "hunter2")], for: book, office: try example.office()) }
        #expect(found.map(\.message) == ["parameter `kunci`: `********` is no whole number"])
    }
}
