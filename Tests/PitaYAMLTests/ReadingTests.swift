import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaYAML

@Suite struct MappingReaderTests {
    private func reading(_ text: String, _ body: (MappingReader) -> Void) throws -> [Diagnostic] {
        let findings = Findings()
        body(MappingReader(try YAML.parse(text, file: "a.yaml"), as: "a device", into: findings))
        return findings.items
    }

    @Test func `everything wrong with a mapping is found in one run`() throws {
        let marked = "name: 5\nplatfrom: linux\nport: 70000\nflag: yes\n"
        let found = try reading(marked) { reader in
            #expect(reader.required("name", .text) == nil)
            #expect(reader.required("platform", .text) == nil)
            #expect(reader.optional("port", .int(in: 1...65535)) == nil)
            #expect(reader.optional("flag", .bool) == nil)
            reader.finish()
        }
        #expect(
            found.map(\.message) == [
                "this must be text, but it is `5`", "a device needs the key `platform`",
                "this must be a whole number from 1 to 65535, but it is `70000`",
                "this must be true or false, but it is `yes`", "a device has no key `platfrom`",
            ])
        #expect(found[0].hint == "quote it: \"5\"")
        #expect(found[3].hint?.contains("write true or false") == true)
        #expect(found[4].hint == "did you mean `platform`?")
        #expect(found.map { $0.mark?.line } == [1, 1, 3, 4, 2])
    }

    @Test func `a node that is no mapping is reported once`() throws {
        let found = try reading("- 1") { reader in
            #expect(reader.required("name", .text) == nil)
            #expect(reader.optional("port", .int, default: 7) == 7)
            reader.finish()
        }
        #expect(found.map(\.message) == ["a device must be a mapping, but this is a list"])
    }

    @Test func `an unknown key far from all known ones gets the list of them`() throws {
        let found = try reading("zzzzzz: 1") { reader in
            _ = reader.optional("b", .int)
            _ = reader.optional("a", .int)
            reader.finish()
        }
        #expect(found.first?.hint == "known keys: a, b")
    }

    @Test func `nested mappings report into the same findings`() throws {
        let found = try reading("ssh: {prot: 22}\nsnmp: 3") { reader in
            let ssh = reader.mapping("ssh", as: "SSH")
            _ = ssh?.optional("port", .int)
            ssh?.finish()
            #expect(reader.mapping("snmp", as: "SNMP")?.optional("port", .int) == nil)
            #expect(reader.mapping("more", as: "more", required: true) == nil)
            reader.finish()
        }
        #expect(
            found.map(\.message) == [
                "SSH has no key `prot`", "SNMP must be a mapping, but this is a whole number",
                "a device needs the key `more`",
            ])
    }

    @Test func `nothing where a value is wanted is refused`() throws {
        let found = try reading("name:\n") { #expect($0.required("name", .text) == nil) }
        #expect(found.first?.message == "this must be text, but it is nothing")
        #expect(found.first?.hint == nil)
    }

    @Test func `a list finds the faults of all its elements`() throws {
        let found = try reading("list: [a, 1, b, true]") { #expect($0.required("list", .list(of: .text)) == nil) }
        #expect(found.map { $0.mark?.column } == [11, 17])
    }
}

@Suite struct ConversionTests {
    private func read<Value>(_ text: String, _ conversion: Conversion<Value>) throws -> Value {
        try conversion.convert(YAML.parse(text, file: "a.yaml"))
    }

    private func message<Value>(_ text: String, _ conversion: Conversion<Value>) -> String {
        let fault = #expect(throws: Diagnostics.self) { _ = try read(text, conversion) }
        return [fault?.items.first?.message, fault?.items.first?.hint].compactMap { $0 }.joined(separator: "; ")
    }

    @Test func `values of the field are read`() throws {
        #expect(try read("20M/10M", .bandwidthPair).description == "20M/10M")
        #expect(try read("50M", .bandwidth) == Bandwidth(bitsPerSecond: 50_000_000))
        #expect(try read("64000", .bandwidth) == Bandwidth(bitsPerSecond: 64000))
        #expect(try read("110", .vlan).number == 110)
        #expect(try read("10.11.0.0/24", .prefix).length == 24)
        #expect(try read("10.11.0.1/24", .interfaceAddress).address.description == "10.11.0.1")
        #expect(try read("2001:db8::1", .address).family == .ipv6)
        #expect(try read("rtr-inti", .hostName).text == "rtr-inti")
        #expect(try read("0.8", .number(in: 0...1)) == 0.8)
        #expect(try read("1", .number(in: 0...1)) == 1)
    }

    @Test(arguments: [("20s", 20), ("5m", 300), ("24h", 86400), ("30d", 2_592_000), ("0s", 0)])
    func `a time has a unit`(_ text: String, _ seconds: Int) throws {
        #expect(try read(text, .duration) == .seconds(seconds))
    }

    @Test(arguments: ["20", "s", "1.5h", "-1s", "1w", "99999999d", "''", "1e3s", "９s"])
    func `what is no time is refused`(_ text: String) {
        #expect(message(text, .duration).contains("this must be a time"))
    }

    @Test func `what does not fit says what was wanted and how to write it`() {
        #expect(message("10.11.0.5/24", .prefix).contains("the network of this address is 10.11.0.0/24"))
        #expect(message("10.11.0.0", .prefix).contains("write it like"))
        #expect(message("20M", .bandwidthPair).contains("20M"))
        #expect(message("20M-10M", .bandwidthPair).contains("download, then upload"))
        #expect(message("4095", .vlan).contains("1 to 4094"))
        #expect(message("'110'", .vlan).contains("1 to 4094"))
        #expect(message("-rtr", .hostName).contains("RFC 1123"))
        #expect(message("10.11.0.256", .address).contains("an IP address"))
        #expect(message("' x'", .line).contains("without blanks"))
        #expect(message("\"a\\nb\"", .line).contains("on one line"))
        #expect(message("routros", .oneOf(["routeros", "linux"])).contains("did you mean `routeros`?"))
        #expect(message("2", .number(in: 0...1)).contains("from 0.0 to 1.0"))
        #expect(message("[1]", .int).contains("it is a list"))
        #expect(message("1.5", .int).contains("a whole number"))
    }

    @Test func `a marked value keeps its place`() throws {
        let node = try YAML.parse("a:  5", file: "a.yaml")
        let value = try #require(node["a"])
        #expect(try Conversion<Int>.int.marked.convert(value).mark.column == 5)
    }
}
