import Foundation
import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// The templates of the IOS kind, rendered for each part that a device plays and read by their platform.
@Suite struct IOSTemplateTests {
    private func tree(_ dialect: String, _ template: String, _ place: String) throws -> (text: String, tree: ConfigTree)
    {
        var example = try ExampleOffice()
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Templates/\(dialect)")
        for name in ["bandwidth", "segment"] {
            example.files["Templates/\(dialect)/\(name).j2"] = try String(
                contentsOf: folder.appending(path: "\(name).j2"), encoding: .utf8)
        }
        let file = "\(dialect)/\(template).j2"
        let playbook = """
            name: uji
            title: Uji
            parameters: {segment: {type: segment}, bandwidth: {type: bandwidth}}
            targets: [{devices: \(place), templates: {routeros: \(file), linux: \(file), openvswitch: \(file)}}]
            """
        let renderer = try example.renderer(
            try Playbook.parse(Array(playbook.utf8), file: "p.yaml"), [("segment", "disdik"), ("bandwidth", "50M/20M")])
        let text = try renderer.render(try renderer.targets()[0]).text
        return (text, try PlatformCatalogue.platform(named: dialect).parse(text, file: file))
    }

    static let places = [
        "path, role: core", "path, role: distribution", "segment, role: router", "segment, role: switch",
    ]

    @Test(arguments: ["ios", "eos", "rgos"], places)
    func `a segment is a config that its platform reads and plans`(_ dialect: String, _ place: String) throws {
        let (text, tree) = try tree(dialect, "segment", place)
        let isSwitch = place.hasSuffix("distribution") || place.hasSuffix("switch")
        #expect(tree.objects(in: "vlan").map(\.id.key) == (isSwitch ? ["110"] : []), "\(text)")
        #expect(tree.objects(in: "ip route").isEmpty == isSwitch, "\(text)")
        let platform = try PlatformCatalogue.platform(named: dialect)
        let facts = DeviceFacts(name: "d", model: "x", serial: nil, version: "17.9.4")
        let change = try platform.change(from: ConfigTree(), to: tree, mode: .merge, facts: facts)
        #expect(!change.isEmpty)
        #expect(try platform.change(from: change.after, to: tree, mode: .merge, facts: facts).isEmpty, "\(text)")
    }

    @Test(arguments: places.dropLast())
    func `what the agency downloads and uploads is limited in the right direction`(_ place: String) throws {
        let text = try tree("ios", "bandwidth", place).text
        let lines = text.split(separator: "\n").map(String.init)
        let out = try #require(lines.firstIndex(of: "policy-map PM-disdik-OUT"))
        let into = try #require(lines.firstIndex(of: "policy-map PM-disdik-IN"))
        if place.hasSuffix("router") {
            // Its way out is the upload; towards the desks goes the download.
            #expect(lines[out + 2] == "  shape average 20000000")
            #expect(lines[into + 2] == "  shape average 50000000")
            #expect(
                lines.suffix(4) == [
                    "interface ether1", " service-policy output PM-disdik-OUT", "interface ether2",
                    " service-policy output PM-disdik-IN",
                ])
        } else {
            #expect(lines[out + 2] == "  shape average 50000000")
            #expect(lines[into + 2] == "  police cir 20000000")
            #expect(lines.suffix(2) == [" service-policy output PM-disdik-OUT", " service-policy input PM-disdik-IN"])
        }
        #expect(try tree("eos", "bandwidth", place).text.contains(" shape rate 50000 kbps"))
        #expect(try tree("rgos", "bandwidth", place).text.contains(" rate-limit output 50000 1562"))
    }

    @Test(arguments: ["sw-disdukcapil-2", "sw-disdukcapil-3"])
    func `a switch polices what comes from the network and shapes what goes there`(_ device: String) throws {
        let renderer = try ExampleOffice().renderer(
            "kenaikan-bandwidth", [("segment", "disdukcapil"), ("bandwidth", "50M/20M")])
        let target = try #require(try renderer.targets().first { $0.device.name.text == device })
        let text = try renderer.render(target).text
        if device.hasSuffix("2") {
            #expect(text.contains("  police rate 50000 kbps burst-size 1562 kbytes\ninterface Ethernet25\n"))
            #expect(text.contains(" service-policy type qos input PM-disdukcapil-IN\n"))
            #expect(text.contains("interface Ethernet25\n shape rate 20000 kbps\n"))
        } else {
            #expect(text.contains(" rate-limit output 20000 625\n rate-limit input 50000 1562\n"))
        }
    }
}
