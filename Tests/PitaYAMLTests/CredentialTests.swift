import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaYAML

/// A credential written into a file does not come back in what is said about the file, whatever is wrong with it.
@Suite struct CredentialTests {
    /// `hunter2` is the credential.
    @Test(arguments: [
        "password: *hunter2", "password: !hunter2 x", "password: 0hunter2: x", "sandi: \"hunter2",
        "sandi: 'hunter2\nx: 1",
        "password: [hunter2", "password: {hunter2: x", "password: hunter2: x", "psk: |\n  hunter2\n \tx: 1",
        "password:\n  hunter2\n x: 1", "password: hunter2\n\tx: 1", "a: {password: hunter2, a: 1, a: 2}",
        "password: \"hunter2\\q\"", "kata_sandi:\n  hunter2: [\n", "token: hunter2\ntoken: hunter2",
        "password: @hunter2", "password: `hunter2", "password: &hunter2 *hunter2", "community: %hunter2",
        "password:\nhunter2\nport: 22", "passwords:\n- hunter2\n- *x",
    ])
    func `a fault of syntax in a credential's line does not show it`(_ text: String) {
        let found = faults(text)
        #expect(!found.isEmpty)
        #expect(!Diagnostics(found).description.contains("hunter2"), "\(Diagnostics(found))")
        #expect(found.allSatisfy { $0.mark != nil })
    }

    @Test(arguments: ["password: 0123456", "psk: 99999999999999999999", "sandi: .inf", "pin: 012345"])
    func `a number that is none is not shown where it is a credential`(_ text: String) throws {
        let value = try #require(text.split(separator: " ").last)
        let found = faults(text)
        #expect(found.count == 1 && !Diagnostics(found).description.contains(value), "\(Diagnostics(found))")
    }

    @Test(arguments: [
        "user: hunter2", "{a: 1, user: hunter2}", "- user: hunter2", "user: {x: hunter2}", "user: [hunter2]",
        "? user\n: hunter2", "user: |\n  hunter2",
    ])
    func `what stands behind an unknown key is never shown, whatever the key is called`(_ text: String) throws {
        let node = try YAML.parse(text, file: "a.yaml")
        let findings = Findings()
        let reader = MappingReader(node.elements.first ?? node, as: "a thing", into: findings)
        _ = reader.node("a")
        reader.finish()
        #expect(findings.items.map(\.message) == ["a thing has no key `user`"])
        #expect(!Diagnostics(findings.items).description.contains("hunter2"), "\(Diagnostics(findings.items))")
    }

    @Test func `an unknown key is shown up to its colon, with the caret under it`() throws {
        let findings = Findings()
        let reader = MappingReader(try YAML.parse("modell: RB 4011", file: "a.yaml"), as: "a device", into: findings)
        _ = reader.node("name")
        reader.finish()
        #expect(
            findings.items.first?.description == """
                a.yaml:1:1: error: a device has no key `modell`
                   1 | modell: ...
                     | ^^^^^^
                  hint: known keys: name
                """)
    }

    @Test func `a key that looks like a credential is answered with the form of a reference`() throws {
        let findings = Findings()
        let reader = MappingReader(try YAML.parse("passwd: hunter2", file: "a.yaml"), as: "a log-in", into: findings)
        _ = reader.node("password")
        reader.finish(credentials: "password: {environment: NAME}")
        #expect(
            findings.items.first?.hint
                == "did you mean `password`? credentials are references, never written out: password: {environment: NAME}"
        )
    }

    @Test(arguments: ["authentication: hunter2", "password: \"hunter2\"", "psk: hunter2hunter2hunter2hunter2"])
    func `a value of another type is not quoted where it may be a credential`(_ text: String) throws {
        let node = try #require(try YAML.parse(text, file: "a.yaml").entries.first?.value)
        let told = [
            refusal(of: node, by: Conversion<[Int]>.list(of: .int)),
            refusal(of: node, by: Conversion<String>.oneOf(["a"])),
            refusal(of: node, by: Conversion<Bool>.bool), refusal(of: node, by: Conversion<Address>.address),
            refusal(of: node, by: Conversion<VLANID>.vlan),
            refusal(of: node, by: Conversion<BandwidthPair>.bandwidthPair),
        ]
        #expect(told.allSatisfy { $0?.contains("hunter2") == false }, "\(told)")
    }

    private func refusal<Value>(of node: Node, by conversion: Conversion<Value>) -> String? {
        do throws(Diagnostics) {
            _ = try conversion.convert(node)
            return nil
        } catch { return error.description }
    }
}

@Suite struct FigureTests {
    private func fault<Value>(_ text: String, _ conversion: Conversion<Value>) -> Diagnostic? {
        do throws(Diagnostics) {
            _ = try conversion.convert(try YAML.parse(text, file: "a.yaml"))
            return nil
        } catch { return error.items.first }
    }

    @Test func `a quoted number is answered with the number without quotes`() {
        #expect(fault("\"240\"", .vlan)?.hint == "take the quotes off: 240")
        #expect(fault("'240'", .vlan)?.message == "this must be a VLAN from 1 to 4094, but it is `240`")
        #expect(fault("\"4095\"", .vlan)?.hint == nil)
        #expect(fault("\"22\"", .int(in: 1...65535))?.hint == "take the quotes off: 22")
        #expect(fault("\"0\"", .int(in: 1...65535))?.hint == nil)
        #expect(fault("'0.8'", .number(in: 0...1))?.hint == "take the quotes off: 0.8")
        #expect(fault("\"true\"", .bool)?.hint == "take the quotes off: true")
        #expect(fault("\"yes\"", .bool)?.hint?.contains("write true or false") == true)
    }

    @Test(arguments: [
        (
            "10/5", "the bandwidth is 10 bit/s of download and 5 bit/s of upload, and less than 64 kbit/s is refused",
            "did you mean `10M/5M`?"
        ),
        ("20k/10", "20000 bit/s of download and 10 bit/s of upload", "did you mean `20M/10M`?"),
        ("50M/20k", "the bandwidth is 20000 bit/s of upload, and", "did you mean `50M/20M`?"),
        ("63999/1M", "the bandwidth is 63999 bit/s of download, and", "did you mean"),
    ])
    func `a bandwidth that nobody is given is refused with what was probably meant`(
        _ text: String, _ message: String, _ hint: String
    ) {
        let found = fault(text, .bandwidthPair)
        #expect(found?.message.contains(message) == true && found?.hint?.contains(hint) == true, "\(found as Any)")
    }

    @Test func `64 kbit/s is a bandwidth, and nothing is left to whoever asks for a rate`() {
        #expect(fault("64k/64k", .bandwidthPair) == nil && fault("0/0", .bandwidthPair) == nil)
        #expect(fault("64000/64000", .bandwidthPair) == nil)
    }

    @Test(arguments: [("100", "100M/100M"), ("100M", "100M/100M"), ("1G", "1G/1G")])
    func `one figure is answered with the pair that it may stand for`(_ text: String, _ pair: String) {
        #expect(fault(text, .bandwidthPair)?.hint?.hasSuffix("\(pair) for both alike") == true)
    }
}
