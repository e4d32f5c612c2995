import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// The check of all playbooks on all devices, without a device.
@Suite struct OfficeTrialTests {
    let example: ExampleOffice

    init() throws { example = try ExampleOffice() }

    private static let shipped = ["kenaikan-bandwidth", "segmen-baru", "server-dns"]

    private func run(
        _ example: ExampleOffice, _ playbooks: [String] = shipped, limit: Int = OfficeTrial.most
    ) throws -> OfficeTrial.Result {
        OfficeTrial.run(
            try playbooks.map { try example.playbook($0) }, office: try example.office(), library: example.library,
            limit: limit)
    }

    /// The example office with a playbook `uji` of one template.
    private func trying(
        _ template: String,
        targets: String = "{devices: office, role: router, templates: {routeros: uji.j2, linux: uji.j2}}",
        more: String = ""
    ) -> ExampleOffice {
        var changed = example
        changed.files["Templates/uji.j2"] = template
        changed.files["Playbooks/uji.yaml"] = "name: uji\ntitle: Uji\n\(more)targets: [\(targets)]\n"
        return changed
    }

    @Test func `the shipped playbooks can be rendered for every device of the example office`() throws {
        let result = try run(example)
        #expect(result.errors.isEmpty && result.warnings.isEmpty, "\(Diagnostics(result.errors + result.warnings))")
        #expect(result.playbooks == 3)
        // 12 segments with the core, a distribution switch and a router in each; every device once more in the second.
        #expect(result.renderings > 100)
        #expect(result.unread.map(\.path) == ["domain", "ntp", "contact", "queue.default"])
        #expect(result.unread.first?.mark.file == "Inventory/pita.yaml")
    }

    @Test func `an office without what the shipped templates want is told each missing variable once, with devices`()
        throws
    {
        let office = try example.replacing(
            "      queue:\n        default: default-small/default-small\n", with: "      lain: 1\n",
            in: "Inventory/platforms.yaml"
        ).replacing("        root: \"1:\"\n", with: "", in: "Inventory/platforms.yaml")
        let errors = try run(office).errors
        #expect(
            errors.map(\.message) == ["'queue' is undefined", "'dict object' has no attribute 'root'"],
            "\(Diagnostics(errors))")
        let queue = try #require(errors.first)
        #expect(queue.mark?.file == "routeros/bandwidth.j2")
        #expect(queue.context.contains("device rtr-inti") && queue.context.contains { $0.hasPrefix("segment ") })
        #expect(queue.context.contains("playbooks kenaikan-bandwidth, segmen-baru"))
        #expect(queue.context.contains { $0.hasPrefix("and on 10 more devices: ") })
    }

    @Test func `all missing variables of a template are found in one run, also behind one that is missing`() throws {
        let office = trying(
            "{{ satu }}\n{{ dua.tiga }} {{ dua.empat }}\n{{ wan.lima }}\n{{ enam | default(1) }}\n{% for p in tujuh %}{{ p }}{% endfor %}"
        )
        let errors = try run(office, ["uji"]).errors
        #expect(
            errors.map(\.message) == [
                "'satu' is undefined", "'dua' is undefined", "'dict object' has no attribute 'lima'",
                "'tujuh' is undefined",
            ], "\(Diagnostics(errors))")
        #expect(errors.map { $0.mark?.line } == [1, 2, 3, 5])
    }

    @Test func `what only some devices miss names these devices`() throws {
        let office = try trying("{{ wan.gateway }}").replacing(
            ", gateway: 10.24.255.1}", with: "}", in: "Inventory/segments/dlh.yaml")
        let errors = try run(office, ["uji"]).errors
        #expect(errors.count == 1)
        #expect(errors.first?.context.suffix(2) == ["device rtr-dlh", "playbook uji"])
    }

    @Test func `a branch that no device takes is not held against an office`() throws {
        let office = trying("{% if device.role == 'core' %}{{ tidak.ada }}{% endif %}")
        #expect(try run(office, ["uji"]).errors.isEmpty)
    }

    @Test func `a device whose platform has no template is found without a plan`() throws {
        let office = trying("x", targets: "{devices: office, role: router, templates: {routeros: uji.j2}}")
        let errors = try run(office, ["uji"]).errors
        #expect(errors.map(\.message) == ["`uji` has no template for linux"])
        #expect(errors.first?.context.contains("and on 1 more device: rtr-setda") == true, "\(errors)")
    }

    @Test func `a canary that the office does not have is told at its place in the playbook`() throws {
        let office = try example.replacing(
            "canary: rtr-bappeda", with: "canary: rtr-bapeda", in: "Playbooks/server-dns.yaml")
        let found = try #require(try run(office).errors.first)
        #expect(
            found.description.hasPrefix("Playbooks/server-dns.yaml:6:19: error: canary: `rtr-bapeda` matches no device")
        )
        #expect(found.hint == "did you mean `rtr-bappeda`?")
    }

    @Test func `a template that is not there, or none, is found once`() throws {
        var office = trying("{% if %}")
        #expect(try run(office, ["uji"]).errors.count == 1)
        office.files["Templates/uji.j2"] = nil
        #expect(try run(office, ["uji"]).errors.map(\.message) == ["there is no template `Templates/uji.j2`"])
        // Whatever the parameters are.
        office.files["Playbooks/uji.yaml"]?.append("parameters: {vlan: {type: vlan}}\n")
        #expect(try run(office, ["uji"]).errors.map(\.message) == ["there is no template `Templates/uji.j2`"])
    }

    @Test func `parameters of every type are made up, and what only they make wrong is no finding`() throws {
        let types = [
            "vlan", "prefix", "address", "integer", "boolean", "text", "bandwidth", "device", "devices", "segment",
        ]
        let more = "parameters: {" + types.map { "\($0): {type: \($0)}" }.joined(separator: ", ") + "}\n"
        let uses = types.map { "{{ parameters.\($0) }}" }.joined()
        let targets =
            "{devices: parameters.device, role: switch, templates: {routeros: uji.j2, openvswitch: uji.j2, ios: uji.j2, "
            + "eos: uji.j2, rgos: uji.j2, vrp: uji.j2, junos: uji.j2}}, "
            + "{devices: parameters.devices, role: router, templates: {routeros: uji.j2, linux: uji.j2}}, "
            + "{devices: segment, role: core, templates: {routeros: uji.j2}}"
        let office = trying(
            uses + "{{ [1, 2][parameters.integer + 5] }}{% if parameters.boolean %}{{ a }}{% else %}{{ b }}{% endif %}",
            targets: targets, more: more)
        // The list's missing element hides what comes after it; without it both branches are seen.
        #expect(try run(office, ["uji"]).errors.isEmpty)
        let both = trying(
            uses + "{% if parameters.boolean %}{{ a }}{% else %}{{ b }}{% endif %}", targets: targets, more: more)
        #expect(try run(both, ["uji"]).errors.map(\.message) == ["'a' is undefined", "'b' is undefined"])
    }

    @Test func `the check ends after a number of renderings, and says how many are left out`() throws {
        let result = try run(example, limit: 10)
        #expect(result.renderings == 10)
        #expect(result.warnings.count == 1)
        #expect(result.warnings.first?.message.contains("renderings were left out: after 10") == true)
    }

    @Test(arguments: [
        ("{{ parameters.lain }}", "vlan: {type: vlan}", "nothing reads the parameter `vlan`", "read it as"),
        ("{{ parameters.vlann }}", "vlan: {type: vlan}", "nothing reads the parameter `vlan`", "`parameters.vlann`"),
        ("x", "segment: {type: segment}", "nothing reads the parameter `segment`", "leave it out"),
    ])
    func `a parameter that nothing reads is an error at its place`(
        _ template: String, _ parameter: String, _ message: String, _ hint: String
    ) throws {
        let office = trying(template, more: "parameters: {\(parameter)}\n")
        let found = faults { try office.library.checkParameters(of: try office.playbook("uji")) }
        #expect(found.count == 1 && found.first?.message.hasPrefix(message) == true, "\(found)")
        #expect(found.first?.hint?.contains(hint) == true, "\(found)")
        #expect(found.first?.mark?.description == "Playbooks/uji.yaml:3:14" && found.first?.excerpt != nil)
        #expect(try run(office, ["uji"]).errors.contains { $0.message.hasPrefix(message) })
    }

    @Test(arguments: [
        "{{ parameters.vlan }}", "{{ parameters['vlan'] }}", "{{ parameters | tojson }}",
        "{% set p = parameters %}{{ p.vlan }}",
        "{% for k in parameters %}{% endfor %}", "{{ parameters.get('vlan') }}", "{% include 'dalam.j2' %}",
        "{% include device.platform ~ '.j2' %}", "{% if %}",
    ])
    func `a parameter that may be read is none that nothing reads`(_ template: String) throws {
        var office = trying(template, more: "parameters: {vlan: {type: vlan}}\n")
        office.files["Templates/dalam.j2"] = "{{ parameters.vlan }}"
        #expect(faults { try office.library.checkParameters(of: try office.playbook("uji")) }.isEmpty)
    }

    @Test func `a parameter that only a check of the playbook reads is read`() throws {
        let office = trying(
            "x",
            more: "parameters: {alamat: {type: address}}\nverify: {checks: [{ping: \"{{ parameters.alamat }}\"}]}\n")
        #expect(faults { try office.library.checkParameters(of: try office.playbook("uji")) }.isEmpty)
    }

    @Test(arguments: [
        ("access_ports: [ether2]", "acces_ports: [ether2]", "acces_ports", "access_ports"),
        ("gateway: 10.24.255.1", "gatway: 10.24.255.1", "wan.gatway", "wan.gateway"),
    ])
    func `a variable whose name is a slip is a warning at its place, also where a default hides it`(
        _ right: String, _ wrong: String, _ name: String, _ near: String
    ) throws {
        let text = "    variables:\n      \(wrong)\n      wan:"
        let file = "Inventory/segments/dlh.yaml"
        let office =
            wrong.hasPrefix("gat")
            ? try example.replacing(right, with: wrong, in: file)
            : try example.replacing("    variables:\n      wan:", with: text, in: file)
        let warnings = try run(office).warnings
        #expect(warnings.map(\.message) == ["no template reads the variable `\(name)`"], "\(Diagnostics(warnings))")
        #expect(warnings.first?.hint == "did you mean `\(near)`?")
        #expect(warnings.first?.mark?.file == file && warnings.first?.severity == .warning)
    }

    @Test func `a variable that nobody reads and that is no slip is listed once, wherever it stands`() throws {
        var office = example
        for segment in ["dlh", "dishub"] {
            office = try office.replacing(
                "    variables:\n", with: "    variables:\n      catatan: {satu: 1}\n",
                in: "Inventory/segments/\(segment).yaml")
        }
        let result = try run(office)
        #expect(result.warnings.isEmpty, "\(Diagnostics(result.warnings))")
        #expect(result.unread.map(\.path).filter { $0 == "catatan" }.count == 1)
    }

    @Test func `a variable that only its own device lacks the neighbour of is no slip`() throws {
        // `lan` is read, and near to `lann`; routers have both.
        let office = try example.replacing("  domain: contoh.example\n", with: "  lann: 5\n", in: "Inventory/pita.yaml")
        let result = try run(office)
        #expect(result.warnings.isEmpty, "\(Diagnostics(result.warnings))")
        #expect(result.unread.map(\.path).contains("lann"))
    }

    @Test func `a value of a variable that may be a credential is not shown with an error of a template`() throws {
        let office = try trying("{{ kunci | address }}").replacing(
            "  domain: contoh.example\n", with: "  kunci: hunter2hunter2\n", in: "Inventory/pita.yaml")
        let errors = try run(office, ["uji"]).errors
        #expect(!errors.isEmpty && !Diagnostics(errors).description.contains("hunter2"), "\(Diagnostics(errors))")
    }
}
