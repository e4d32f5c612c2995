import Foundation
import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import TestSupport
import Testing

@testable import PitaPlanning

/// Text that people write into the inventory reaches devices as data, or is refused with its place.
@Suite struct InjectionTests {
    /// A harmless text that needs quotes as a hostile one does.
    static let harmless = "Qz Qz"

    /// A playbook and templates that put every free text where a platform takes one.
    static let everywhere: [String: String] = [
        "Playbooks/segala.yaml": """
        name: segala
        title: Segala teks
        parameters:
          segment: {type: segment}
          bandwidth: {type: bandwidth}
        targets:
          - devices: path
            templates: {routeros: uji/routeros.j2, openvswitch: uji/openvswitch.j2, linux: linux/segment.j2}
          - devices: segment
            templates: {routeros: uji/routeros.j2, openvswitch: uji/openvswitch.j2, linux: linux/segment.j2}
        """,
        "Templates/uji/routeros.j2": """
        {% for text in [segment.title, segment.agency, segment.contact_role, office.name, office.short_name, \
        office.city, contact, device.model, note | default("-")] %}
        /interface vlan
        add name=uji{{ loop.index }} interface=ether1 vlan-id={{ loop.index }} comment={{ text | routeros_quote }}
        {% endfor %}
        /system identity
        set name={{ segment.agency | routeros_quote }}

        """,
        "Templates/uji/openvswitch.j2": """
        {% for text in [segment.title, segment.agency, segment.contact_role, office.name, office.short_name, \
        office.city, contact, note | default("-")] %}
        set port uplink external_ids:uji{{ loop.index }}={{ text | openvswitch_quote }}
        {% endfor %}

        """,
    ]

    let office: ExampleOffice

    init() throws {
        var office = try ExampleOffice()
        office.files.merge(Self.everywhere) { $1 }
        // The other segments would only take time.
        office.files = office.files.filter { path, _ in
            !path.hasPrefix("Inventory/segments/") || path.contains("disdik.") || path.contains("dinkes")
        }
        self.office = office
    }

    /// Plans that were made, by the job, the device and the rendered text: most texts change the config of few devices.
    final class Made {
        var plans: [[String]: DevicePlan] = [:]
    }

    /// The plans of every device of a segment for one playbook, from what stands on it before the segment is built.
    func plans(
        _ playbook: String, _ segment: String, in example: ExampleOffice, _ office: Office, _ made: Made
    ) throws -> [DevicePlan] {
        let page = try #require(OfficePage.all.first { $0.segment == segment })
        let book = try example.playbook(playbook)
        let renderer = PlaybookRenderer(
            playbook: book,
            parameters: try ParameterValues(
                [("segment", segment), ("bandwidth", "30M/15M")], for: book, office: office),
            office: office, library: example.library, platforms: PlatformCatalogue.all)
        return try renderer.targets().map { target in
            let rendered = try renderer.render(target)
            let key = [playbook, segment, target.device.name.text, rendered.text]
            if let plan = made.plans[key] { return plan }
            let platform = try PlatformCatalogue.platform(named: target.device.platform)
            let version = ["routeros": "7.16.1", "openvswitch": "3.1.0", "linux": "6.1.0"][platform.name] ?? ""
            let facts = DeviceFacts(
                name: target.device.name.text, model: "-", serial: nil, version: version,
                other: ["uid": "0", "save-directory": "/s", "run-directory": "/r"])
            let full = page.running.first { $0.device == target.device.name.text && playbook == "kenaikan-bandwidth" }
            let running = try platform.parse(full?.config ?? page.bare(platform.name), file: "kosong")
            let plan = try DevicePlanner.plan(
                rendered, reading: DeviceReading(facts: facts, running: running), mode: .merge, platform: platform)
            made.plans[key] = plan
            return plan
        }
    }

    /// Everything that would be sent, in order: commands with what goes to their standard input.
    func sent(_ plan: DevicePlan) -> [String] {
        let way = plan.rollbackGuard
        let commands =
            plan.change.commands + plan.change.reverse + (way?.arm ?? [])
            + (way.map { [$0.verification.command] } ?? [])
            + (way?.cancel.commands ?? []) + plan.saving
        return commands.flatMap { [$0.text] + ($0.input.map { [$0] } ?? []) }.map {
            RuntimeSlot.fill($0, push: "uji-1", seconds: 60)
        }
    }

    /// One playbook for one segment.
    struct Job: Hashable {
        let playbook: String
        let segment: String
    }

    /// What every job sends when the field holds a text; a refusal where it is refused.
    func outcomes(_ field: FreeField, _ text: String, _ made: Made) throws -> [Job: Result<[DevicePlan], Diagnostics>] {
        let example = try field.office(office, holding: text)
        let parsed: Result<Office, Diagnostics>
        do { parsed = .success(try example.office()) } catch let error as Diagnostics { parsed = .failure(error) }
        var outcomes: [Job: Result<[DevicePlan], Diagnostics>] = [:]
        for segment in field.segments {
            for playbook in ["segmen-baru", field.isProse ? "segala" : "kenaikan-bandwidth"] {
                do {
                    let plans = try plans(playbook, segment, in: example, try parsed.get(), made)
                    outcomes[Job(playbook: playbook, segment: segment)] = .success(plans)
                } catch let error as Diagnostics {
                    outcomes[Job(playbook: playbook, segment: segment)] = .failure(error)
                }
            }
        }
        return outcomes
    }

    /// What is wrong with a refusal; `nil` when it names the field's file.
    func fault(of refusal: Diagnostics, _ field: FreeField) -> String? {
        let places = refusal.items.filter { $0.severity == .error }.flatMap { [$0.mark?.file ?? ""] + $0.context }
        return places.contains { $0.contains(field.file + ":") || $0 == field.file } ? nil : "no place in: \(refusal)"
    }

    /// What differs beside the value in what is sent; `nil` when nothing does.
    func fault(of plans: [DevicePlan], _ baseline: [DevicePlan], _ text: String) -> String? {
        guard plans.map(\.device) == baseline.map(\.device) else { return "other devices" }
        for (plan, old) in zip(plans, baseline) where plan != old {
            let isRouter = plan.platform == "routeros"
            let comparison = TokenComparison(harmless: Self.harmless, hostile: text) { (line: String) in
                isRouter ? CommandToken.routerOS(line) : CommandToken.shell(line)
            }
            let (before, after) = (sent(old), sent(plan))
            // An event of the scheduler that would be too long leaves the device without a way back, and says so.
            guard before.count == after.count || plan.rollbackGuard == nil else {
                return "\(plan.device): \(after.count) commands instead of \(before.count)"
            }
            for (first, second) in zip(before, after) {
                if let found = comparison.difference(first, second) { return "\(plan.device): \(found.prefix(900))" }
            }
        }
        return nil
    }

    /// How many texts each field is tried with, and each platform.
    static let casesOfField = Trial.cases(4)
    static let casesOfPlatform = Trial.cases(1_500)

    private static func isPlainWord(_ text: String) -> Bool {
        text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }

    @Test(arguments: FreeField.all)
    func `hostile text is one token of every command, or refused with its place in the inventory`(_ field: FreeField)
        throws
    {
        let made = Made()
        let baseline = try outcomes(field, Self.harmless, made)
        var hostile = HostileText(random: SeededGenerator(seed: UInt64(field.name.utf8.count * 77 + 5)))
        let random = (0..<Self.casesOfField).map { _ in hostile.next() }
        for text in (field.isProse ? [] : HostileText.crafted) + random {
            for (job, outcome) in try outcomes(field, text, made) {
                let found: String? =
                    switch (outcome, baseline[job]) {
                    case (.failure(let refusal), _): fault(of: refusal, field)
                    case (.success(let plans), .success(let old)?): fault(of: plans, old, text)
                    // Where no text with a blank is taken, a plain word may be right: it is no more than one token.
                    case (.success, _): Self.isPlainWord(text) ? nil : "taken, although no text with a blank is"
                    }
                #expect(found == nil, "\(job), text \(String(text.prefix(200)).debugDescription): \(found ?? "")")
            }
        }
    }

    @Test
    func `a value that the device's language has no place for is shown where it came to and where it was written`()
        throws
    {
        let field = try #require(FreeField.all.first { $0.name == "wan.interface" && $0.segments == ["dinkes"] })
        let outcome = try outcomes(field, "lan0; reboot", Made())[Job(playbook: "segmen-baru", segment: "dinkes")]
        guard case .failure(let refusal)? = outcome else { throw Diagnostics("it was taken") }
        let first = try #require(refusal.items.first)
        #expect(first.message == "`lan0; reboot` is no interface name")
        #expect(first.mark?.description == "Templates/linux/segment.j2 (rendered):1:35")
        #expect(first.context == ["value from Inventory/segments/dinkes.yaml:25:24", "device rtr-dinkes"])
    }

    @Test func `a text that quoting refuses is named by its place even where the template took it from a list`() throws
    {
        let field = try #require(FreeField.all.first { $0.name == "access_ports" && $0.segments == ["disdik"] })
        let outcome = try outcomes(field, "x⟦push⟧", Made())[Job(playbook: "segmen-baru", segment: "disdik")]
        guard case .failure(let refusal)? = outcome else { throw Diagnostics("it was taken") }
        let first = try #require(refusal.items.first)
        #expect(first.context.first?.hasPrefix("value from Inventory/segments/disdik.yaml:") == true)
    }

    /// A platform's language with one text in it, as a template would write it.
    static let lines: [(platform: any Platform, line: @Sendable (String) -> String)] = [
        (
            RouterOSPlatform(),
            {
                "/interface vlan\nadd name=\($0) interface=ether1 vlan-id=7 comment=\($0)\n/system identity\nset name=\($0)\n"
            }
        ),
        (
            OpenVSwitchPlatform(),
            {
                "add-br br0\nadd-port br0 p1 -- set port p1 external_ids:pita=\($0) -- set bridge br0 external_ids:a=\($0)\n"
            }
        ),
    ]

    @Test func `thousands of hostile texts reach each platform as one token, or not at all`() throws {
        let facts = DeviceFacts(
            name: "a", model: "-", serial: nil, version: "7.16.1", other: ["uid": "0", "run-directory": "/r"])
        for (platform, line) in Self.lines {
            func plan(_ text: String) throws -> [String] {
                let intended = try platform.parse(line(try platform.quoted(text)), file: "uji")
                let change = try platform.change(from: ConfigTree(), to: intended, mode: .merge, facts: facts)
                return (change.commands + change.reverse).map(\.text)
            }
            let before = try plan(Self.harmless)
            var hostile = HostileText(random: SeededGenerator(seed: 23))
            var delivered = 0
            for _ in 0..<Self.casesOfPlatform {
                let text = hostile.next()
                guard let after = try? plan(text) else { continue }
                delivered += 1
                let comparison = TokenComparison(harmless: Self.harmless, hostile: text) { (line: String) in
                    platform.name == "routeros" ? CommandToken.routerOS(line) : CommandToken.shell(line)
                }
                #expect(before.count == after.count)
                let found = zip(before, after).lazy.compactMap { comparison.difference($0, $1) }.first
                #expect(found == nil, "\(platform.name), text \(text.prefix(200).debugDescription): \(found ?? "")")
            }
            #expect(delivered > Self.casesOfPlatform / 2)
        }
    }

    @Test func `a real shell hands hostile texts on as one argument`() throws {
        let shell = try StubShell(tools: ["ovs-vsctl"])
        defer { shell.remove() }
        let field = try #require(FreeField.all.first { $0.name == "agency" && $0.segments == ["dinkes"] })
        let made = Made()
        func runs(_ text: String) throws -> [[[String]]]? {
            guard let outcome = try outcomes(field, text, made)[Job(playbook: "segala", segment: "dinkes")],
                let plan = try? outcome.get().first(where: { $0.platform == "openvswitch" })
            else { return nil }
            return try (plan.change.commands + plan.change.reverse).map { try shell.arguments($0.text) }
        }
        let before = try #require(try runs(Self.harmless))
        #expect(before.contains { $0.contains { $0.contains { $0.contains(Self.harmless) } } })
        var hostile = HostileText(random: SeededGenerator(seed: 41))
        var delivered = 0
        for _ in 0..<60 {
            let text = hostile.next()
            guard let after = try runs(text) else { continue }
            delivered += 1
            let expected = before.map {
                $0.map {
                    $0.map { argument in
                        TokenComparison.unfolded(argument).replacing(Self.harmless, with: text)
                    }
                }
            }
            #expect(after.map { $0.map { $0.map(TokenComparison.unfolded) } } == expected, "\(text.debugDescription)")
        }
        #expect(delivered > 10)
    }
}

/// `/bin/sh` with programs that only write down how they were called.
private struct StubShell {
    private let directory: String

    init(tools: [String]) throws {
        directory = NSTemporaryDirectory() + "pita-stub-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let stub =
            "#!/bin/sh\nprintf '%s\\0' \"$0\" \"$@\" >> '\(directory)/calls'\nprintf '\\001' >> '\(directory)/calls'\n"
        for tool in tools {
            try stub.write(toFile: directory + "/" + tool, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory + "/" + tool)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }

    /// The arguments of each call that a command line makes.
    func arguments(_ command: String) throws -> [[String]] {
        try Data().write(to: URL(fileURLWithPath: directory + "/calls"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ["PATH": directory + ":/usr/bin:/bin"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let calls = try Data(contentsOf: URL(fileURLWithPath: directory + "/calls"))
        return calls.split(separator: 1).map { call in
            call.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
