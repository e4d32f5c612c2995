import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// The templates that come with the project, rendered for every segment of the example office.
@Suite struct ShippedTemplateTests {
    let office: ExampleOffice

    init() throws { office = try ExampleOffice() }

    func rendered(_ playbook: String, _ page: OfficePage, bandwidth: String) throws -> [RenderedConfig] {
        let renderer = try office.renderer(playbook, [("segment", page.segment), ("bandwidth", bandwidth)])
        return try renderer.targets().map { try renderer.render($0) }
    }

    /// The plan of each device from what the office page says that it runs.
    func plans(_ playbook: String, _ page: OfficePage, bandwidth: String) throws -> [DevicePlan] {
        try rendered(playbook, page, bandwidth: bandwidth).map { config in
            let name = config.target.device.name.text
            let device = try #require(page.running.first { $0.device == name })
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let facts = DeviceFacts(
                name: name, model: "-", serial: nil, version: device.version,
                other: ["uid": "0", "save-directory": "/s"])
            let running = try platform.parse(device.config, file: "halaman")
            return try DevicePlanner.plan(
                config, reading: DeviceReading(facts: facts, running: running), mode: .merge, platform: platform)
        }
    }

    @Test(arguments: OfficePage.all)
    func `a new segment changes nothing where all of it is there`(_ page: OfficePage) throws {
        let plans = try plans("segmen-baru", page, bandwidth: page.bandwidth)
        #expect(plans.map(\.device) == page.running.map(\.device))
        for plan in plans { #expect(plan.change.isEmpty, "\(plan.device): \(plan.change.commands.map(\.text))") }
    }

    @Test(arguments: OfficePage.all)
    func `the present allocation changes nothing`(_ page: OfficePage) throws {
        let plans = try plans("kenaikan-bandwidth", page, bandwidth: page.bandwidth)
        #expect(
            plans.map(\.device)
                == ["rtr-inti", page.distribution, "rtr-\(page.segment)"] + page.shapingSwitches.map(\.device))
        for plan in plans { #expect(plan.change.isEmpty, "\(plan.device): \(plan.change.commands.map(\.text))") }
    }

    @Test(arguments: OfficePage.all)
    func `a raise changes the shaping of the segment and nothing else`(_ page: OfficePage) throws {
        let plans = try plans("kenaikan-bandwidth", page, bandwidth: "37M/13M")
        for plan in plans {
            let changed = Set(plan.change.differences.map(\.id.description))
            switch plan.platform {
            case "routeros": #expect(changed == ["/queue simple name=pita-\(page.segment)"])
            case "openvswitch": #expect(changed == ["queue port=p-\(page.segment) queue=0"])
            case "ios":
                #expect(
                    changed == [
                        "policy-map > class PM-\(page.segment)-OUT > class-default",
                        "policy-map > class PM-\(page.segment)-IN > class-default",
                    ])
            case "junos": #expect(!changed.isEmpty && changed.allSatisfy { $0.contains("policer") }, "\(changed)")
            case "eos":
                #expect(
                    changed == [
                        "policy-map type quality-of-service > class PM-\(page.segment)-IN > class-default",
                        "interface Ethernet25",
                    ])
            case "rgos": #expect(changed == ["interface TenGigabitEthernet0/25"])
            case "vrp": #expect(changed == ["traffic behavior pita-\(page.segment)", "interface 10GE1/0/48"])
            default: #expect(changed == ["tc class dev=lan0 classid=1:10", "tc class dev=wan0 classid=1:10"])
            }
            let values = plan.change.differences.flatMap { ($0.after ?? [:]).values }
            // Rates in kbit/s.
            let unit = ["vrp", "eos", "rgos"].contains(plan.platform) ? "000" : "000000"
            #expect(values.contains { $0.contains("37" + unit) })
            #expect(values.contains { $0.contains("13" + unit) } == (plan.platform != "openvswitch"))
            // Whether such a switch can go back depends on what it says of itself.
            let isShaping = page.shapingSwitches.contains { $0.device == plan.device }
            #expect(plan.rollbackGuard != nil || isShaping)
        }
    }

    @Test(arguments: OfficePage.all)
    func `a new segment is built from nothing, and then all of it is there`(_ page: OfficePage) throws {
        for config in try rendered("segmen-baru", page, bandwidth: page.bandwidth) {
            let name = config.target.device.name.text
            let device = try #require(page.running.first { $0.device == name })
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let facts = DeviceFacts(
                name: name, model: "-", serial: nil, version: device.version,
                other: ["uid": "0", "save-directory": "/s"])
            let intended = try platform.parse(config.text, file: config.target.template)
            #expect(!platform.check(intended, for: facts).hasErrors, "\(platform.check(intended, for: facts))")
            // What stands on every device from its first day: bridges, and nothing of the segment.
            let bare = try platform.parse(page.bare(device.platform), file: "kosong")
            let change = try platform.change(from: bare, to: intended, mode: .merge, facts: facts)
            #expect(!change.isEmpty)
            let full = try platform.parse(device.config, file: "halaman")
            let left = try platform.change(from: full, to: change.after, mode: .exact, facts: facts)
            if page.shapingSwitches.contains(where: { $0.device == name }) {
                // Its limits are the other playbook's: nothing but those is taken away.
                let limits = [
                    "policy", "traffic", "firewall", "policer", "filter", "1/1/1", "/48", "xe-0/1/0", "net25", "0/25",
                ]
                let others = left.differences.map(\.id.description).filter { id in !limits.contains { id.contains($0) }
                }
                #expect(others.isEmpty, "\(name): \(others)")
            } else {
                #expect(left.isEmpty, "\(name): \(left.commands.map(\.text))")
            }
        }
    }

    @Test(arguments: OfficePage.all)
    func `no line of a rendered config is empty, blank at its end, or two statements in one`(_ page: OfficePage) throws
    {
        for playbook in ["segmen-baru", "kenaikan-bandwidth"] {
            for config in try rendered(playbook, page, bandwidth: page.bandwidth) {
                #expect(config.text.hasSuffix("\n") && !config.text.hasSuffix("\n\n"), "\(config.target.template)")
                for line in config.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                    #expect(!line.isEmpty && line.last != " ", "\(config.target.template): `\(line)`")
                    #expect(line.ranges(of: "add ").count <= 1, "\(config.target.template): `\(line)`")
                }
            }
        }
    }
}

extension OfficePage {
    /// What a device of a platform holds before the segment is built.
    func bare(_ platform: String) -> String {
        switch platform {
        case "routeros": hasOpenSwitch ? "" : "/interface bridge\nadd name=bridge vlan-filtering=yes\n"
        case "openvswitch": "add-br br0\nadd-port br0 uplink\n"
        default: ""
        }
    }
}
