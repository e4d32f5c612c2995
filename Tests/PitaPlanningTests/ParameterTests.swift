import PitaDiagnostics
import Testing

@testable import PitaPlanning

@Suite struct ParameterTests {
    /// A playbook with one parameter `p` of a type.
    func values(_ kind: PlaybookParameter.Kind, _ text: String) throws -> ParameterValues {
        let text = (name: "p", text: text)
        return try ParameterValues(
            [text], for: try playbook("p: {type: \(kind.rawValue)}"), office: try ExampleOffice().office())
    }

    func playbook(_ parameters: String) throws -> Playbook {
        // A parameter that names devices has to choose them.
        let place = parameters.contains("type: device") ? "parameters.p" : "segment"
        let text = """
            name: contoh
            title: Contoh
            parameters:
              \(parameters)
            targets: [{devices: \(place), templates: {routeros: a.j2}}]
            """
        return try Playbook.parse(Array(text.utf8), file: "p.yaml")
    }

    @Test(
        arguments: [
            (.segment, "disdik", "disdik"), (.device, "rtr-disdik", "rtr-disdik"),
            (.devices, "sw-dlh, rtr-disdik", "sw-dlh,rtr-disdik"), (.devices, "sw-dlh", "sw-dlh"),
            (.bandwidth, "50M/20M", "50M/20M"),
            (.bandwidth, "50000k/20M", "50M/20M"), (.bandwidth, "1G/1G", "1G/1G"), (.vlan, "110", "110"),
            (.vlan, "4094", "4094"),
            (.prefix, "10.10.1.0/24", "10.10.1.0/24"), (.address, "10.10.1.1", "10.10.1.1"), (.integer, "-5", "-5"),
            (.integer, "007", "7"), (.boolean, "true", "true"), (.boolean, "false", "false"),
            (.text, "Ruang 1, \"lantai\" 2", "Ruang 1, \"lantai\" 2"),
        ] as [(PlaybookParameter.Kind, String, String)])
    func `a value of the type is kept in canonical text`(
        _ kind: PlaybookParameter.Kind, _ text: String, _ canonical: String
    ) throws {
        #expect(try values(kind, text)["p"] == canonical)
    }

    @Test(
        arguments: [
            (.segment, "disdikk", "disdik"), (.segment, "", nil), (.device, "rtr-disdk", "rtr-disdik"),
            (.devices, "rtr-disdik,rtr-disdk", "rtr-disdik"), (.devices, "rtr-disdik,", "sw-disdik"),
            (.devices, "rtr-disdik,rtr-disdik", nil), (.devices, "", "sw-disdik"),
            (.bandwidth, "10/5", "10M/5M"), (.bandwidth, "20k/10", "20M/10M"), (.bandwidth, "20M/512", "20M/512M"),
            (.bandwidth, "50M", "50M/20M"),
            (.bandwidth, "50 M/20M", "50M/20M"), (.bandwidth, "99999999999G/1M", nil), (.bandwidth, "-5M/1M", nil),
            (.vlan, "0", "110"),
            (.vlan, "4095", nil), (.vlan, "satu", nil), (.vlan, "99999999999999999999", nil),
            (.prefix, "10.10.1.1/24", nil),
            (.prefix, "10.10.1.0", nil), (.address, "10.10.1.256", nil), (.address, "10.10.1.0/24", nil),
            (.integer, "1.5", nil),
            (.integer, "9223372036854775808", nil), (.boolean, "ya", "true"), (.text, "a\nb", nil),
            (.text, "\u{1B}[31m", nil),
            (.text, String(repeating: "a", count: 1001), nil),
        ] as [(PlaybookParameter.Kind, String, String?)])
    func `a value of another type is refused with what is expected`(
        _ kind: PlaybookParameter.Kind, _ text: String, _ hint: String?
    ) {
        let found = faults { _ = try values(kind, text) }
        #expect(found.count == 1)
        #expect(found.first?.message.hasPrefix("parameter `p`: ") == true, "\(found)")
        if let hint { #expect(found.first?.hint?.contains(hint) == true, "\(found)") }
    }

    @Test func `unknown, doubled and missing parameters are all found in one run`() throws {
        let office = try ExampleOffice()
        let playbook = try office.playbook("kenaikan-bandwidth")
        let given = [
            (name: "segmen", text: "disdik"), (name: "bandwidth", text: "5M/5M"), (name: "bandwidth", text: "6M/6M"),
        ]
        let found = faults { _ = try ParameterValues(given, for: playbook, office: try office.office()) }
        #expect(
            found.map(\.message) == [
                "`kenaikan-bandwidth` has no parameter `segmen`", "the parameter `bandwidth` is given twice",
                "`kenaikan-bandwidth` needs the parameter `segment` (segment)",
            ])
        #expect(found.first?.hint?.contains("segment") == true)
        #expect(found.last?.hint?.contains("--set segment=") == true)
    }

    @Test func `a default stands where nothing is given, and is checked too`() throws {
        let office = try ExampleOffice().office()
        let sound = try playbook("p: {type: bandwidth, default: 5000k/5M}")
        #expect(try ParameterValues([], for: sound, office: office)["p"] == "5M/5M")
        #expect(try ParameterValues([(name: "p", text: "1M/1M")], for: sound, office: office)["p"] == "1M/1M")
        let broken = try playbook("p: {type: vlan, default: \"0\"}")
        #expect(faults { _ = try ParameterValues([], for: broken, office: office) }.count == 1)
    }
}
