import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// A playbook with one place spoilt; `«` stands where the diagnostic is expected.
struct SpoiltPlaybook: Sendable, CustomTestStringConvertible {
    static let sound = """
        name: contoh
        title: Contoh
        description: Sebuah contoh.
        parameters:
          segment: {type: segment, description: Segmen}
          bandwidth: {type: bandwidth, default: 5M/5M}
        allocation: {segment: segment, bandwidth: bandwidth}
        mode: replace
        scope: {routeros: "/queue simple[comment^=pita:]"}
        targets:
          - devices: path
            role: core
            templates: {routeros: routeros/bandwidth.j2}
        way_back: 10m
        verify: {snmp: true}

        """

    let old: String
    let new: String
    let message: String
    var hint: String?

    init(_ old: String, _ new: String, _ message: String, hint: String? = nil) {
        (self.old, self.new, self.message, self.hint) = (old, new, message, hint)
    }

    var testDescription: String { new }

    static let all = [
        SpoiltPlaybook("name: contoh", "name: «Contoh", "is no playbook name", hint: "lower-case"),
        SpoiltPlaybook("name: contoh", "name: «\"a/b\"", "is no playbook name"),
        SpoiltPlaybook("name: contoh", "name: «''", "empty"),
        SpoiltPlaybook("name: contoh\n", "«", "`name`"),
        SpoiltPlaybook("title: Contoh\n", "", "`title`"),
        SpoiltPlaybook("title: Contoh", "title: Contoh\n«titel: x", "`titel`", hint: "title"),
        SpoiltPlaybook("description: Sebuah contoh.", "description: «[a]", "text"),
        SpoiltPlaybook("type: segment,", "type: «segmen,", "segmen", hint: "segment"),
        SpoiltPlaybook("  segment: {type: segment, description: Segmen}", "  segment: «{description: x}", "`type`"),
        SpoiltPlaybook("  segment: {type", "  «Segment: {type", "is no parameter name", hint: "lower-case"),
        SpoiltPlaybook("default: 5M/5M", "«defalt: 5M/5M", "`defalt`", hint: "default"),
        SpoiltPlaybook(
            "{segment: segment, bandwidth", "{segment: «segmen, bandwidth", "no parameter `segmen`", hint: "segment"),
        SpoiltPlaybook("{segment: segment, bandwidth", "{segment: «bandwidth, bandwidth", "not of type segment"),
        SpoiltPlaybook("bandwidth: bandwidth}", "bandwidth: «segment}", "not of type bandwidth"),
        SpoiltPlaybook(
            "allocation: {segment: segment, bandwidth: bandwidth}", "allocation: «{segment: segment}", "`bandwidth`"),
        SpoiltPlaybook("mode: replace", "mode: «replce", "replce", hint: "replace"),
        SpoiltPlaybook("mode: replace\nscope: {", "mode: merge\nscope: «{", "a scope is for `mode: replace`"),
        SpoiltPlaybook(
            "replace\nscope: {routeros: \"/queue simple[comment^=pita:]\"}", "«replace", "`replace` needs a scope"),
        SpoiltPlaybook("\"/queue simple[comment^=pita:]\"", "«\"/queue simple[comment=pita:]\"", "this is no scope"),
        SpoiltPlaybook("\"/queue simple[comment^=pita:]\"", "«[a]", "this is no scope"),
        SpoiltPlaybook("scope: {routeros:", "scope: {«routerso:", "routerso", hint: "routeros"),
        SpoiltPlaybook("devices: path", "devices: «paths", "paths", hint: "path"),
        SpoiltPlaybook("role: core", "role: «cores", "cores", hint: "core"),
        SpoiltPlaybook("  - devices: path", "  - «device: path", "`device`", hint: "devices"),
        SpoiltPlaybook("{routeros: routeros/bandwidth.j2}", "«{}", "names its templates by platform"),
        SpoiltPlaybook("{routeros: routeros/bandwidth.j2}", "«routeros", "names its templates by platform"),
        SpoiltPlaybook("{routeros: routeros/", "{«routerso: routeros/", "routerso", hint: "routeros"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«../kunci", "no template name", hint: "without `..`"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«/etc/passwd", "no template name"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«a//b", "no template name"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«\"a\\\\b\"", "no template name"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«\"a\\nb\"", "no template name"),
        SpoiltPlaybook("routeros/bandwidth.j2", "«[x]", "no template name"),
        SpoiltPlaybook("10m", "«30s", "between 2 minutes and 24 hours"),
        SpoiltPlaybook("10m", "«2d", "between 2 minutes and 24 hours"),
        SpoiltPlaybook("10m", "«lama", "lama"),
        SpoiltPlaybook("snmp: true", "snmp: «ya", "true"),
        SpoiltPlaybook("snmp: true", "«snpm: true", "`snpm`", hint: "snmp"),
        SpoiltPlaybook("snmp: true", "snmp: true, checks: [«{role: router}]", "is one of `ping`"),
        SpoiltPlaybook("snmp: true", "snmp: true, checks: [«{ping: a, route: b}]", "is one of `ping`"),
        SpoiltPlaybook("snmp: true", "snmp: true, checks: [{ping: a, count: «21}]", "21"),
        SpoiltPlaybook("snmp: true", "snmp: true, checks: [{counter: a, within: «10m}]", "5 minutes"),
        SpoiltPlaybook("10m", "10m\nrollout: {serial: «0}", "at least one device"),
        SpoiltPlaybook("10m", "10m\nrollout: {serial: [1, «101%]}", "a number of devices"),
        SpoiltPlaybook("10m", "10m\nrollout: {serial: «[]}", "at least one size"),
        SpoiltPlaybook("10m", "10m\nrollout: {order: «paths}", "paths", hint: "path"),
        SpoiltPlaybook("10m", "10m\nrollout: {on_failure: «undo_all}", "undo_all", hint: "undo-all"),
        SpoiltPlaybook("10m", "10m\nrollout: {pause: «2d}", "24 hours"),
        SpoiltPlaybook("10m", "10m\nrollout: {«seriel: 1}", "`seriel`", hint: "serial"),
        SpoiltPlaybook("10m", "10m\nwindow: {from: \"22:00\", to: «\"22:00\"}", "ends when it begins"),
        SpoiltPlaybook("10m", "10m\nwindow: {from: «\"24:00\", to: \"22:00\"}", "a time of day"),
        SpoiltPlaybook("10m", "10m\nwindow: {days: [«senin], from: \"22:00\", to: \"23:00\"}", "senin"),
        SpoiltPlaybook("name: contoh", "name: contoh\n«name: contoh", "twice"),
        SpoiltPlaybook("  - devices: path", " «\t- devices: path", "tab"),
    ]
}

@Suite struct PlaybookTests {
    func parse(_ text: String) throws(Diagnostics) -> Playbook { try Playbook.parse(Array(text.utf8), file: "p.yaml") }

    @Test func `a sound playbook is read as written`() throws {
        let playbook = try parse(SpoiltPlaybook.sound)
        #expect(playbook.name == "contoh")
        #expect(playbook.parameters.map(\.name) == ["segment", "bandwidth"])
        #expect(playbook.parameters.map(\.kind) == [.segment, .bandwidth])
        #expect(playbook.parameters.map(\.fallback) == [nil, "5M/5M"])
        #expect(playbook.allocation == PlaybookAllocation(segment: "segment", bandwidth: "bandwidth"))
        #expect(playbook.mode(of: "routeros") == ReplaceScope("/queue simple[comment^=pita:]").map(ChangeMode.replace))
        #expect(playbook.mode(of: "linux") == .merge)
        #expect(playbook.rollbackSeconds == 600)
        #expect(playbook.verification.snmp)
        #expect(playbook.rollout == RolloutPolicy())
        #expect(playbook.window == nil)
        #expect(playbook.file == "p.yaml")
    }

    @Test(arguments: SpoiltPlaybook.all)
    func `each fault is found at its place`(_ spoilt: SpoiltPlaybook) throws {
        try #require(SpoiltPlaybook.sound.contains(spoilt.old))
        let marked = SpoiltPlaybook.sound.replacing(spoilt.old, with: spoilt.new, maxReplacements: 1)
        let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
        let before = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        let items = faults { _ = try parse(parts.joined()) }
        let found = items.first { $0.message.contains(spoilt.message) }
        #expect(found != nil, "\(Diagnostics(items))")
        if parts.count == 2 {
            #expect(found?.mark?.line == before.count, "\(Diagnostics(items))")
            #expect(found?.mark?.column == (before.last?.count ?? 0) + 1, "\(Diagnostics(items))")
            #expect(found?.excerpt != nil)
        }
        if let hint = spoilt.hint { #expect(found?.hint?.contains(hint) == true, "\(Diagnostics(items))") }
    }

    @Test func `all faults of a playbook are found in one run`() {
        let text = SpoiltPlaybook.sound.replacing("name: contoh", with: "name: Contoh")
            .replacing("role: core", with: "role: inti").replacing("10m", with: "1s")
        #expect(faults { _ = try parse(text) }.count == 3)
    }

    @Test(arguments: ["", "[]", "teks", "targets: []", "name: a\ntitle: b\ntargets: []\n"])
    func `what is no playbook is refused`(_ text: String) {
        #expect(!faults { _ = try parse(text) }.isEmpty)
    }

    @Test func `the shipped playbooks are sound and name templates that exist`() throws {
        let office = try ExampleOffice()
        for name in ["kenaikan-bandwidth", "segmen-baru"] {
            let playbook = try office.playbook(name)
            #expect(playbook.name == name)
            for template in playbook.targets.flatMap(\.templates.values) {
                #expect(office.library.digest(of: template) != nil, "\(template)")
            }
        }
    }
}
