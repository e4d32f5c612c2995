import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Entries of lists without a number. By Cisco's and Arista's command references a device puts one behind the last, ten (five
/// in a prefix list of IOS) further, and leaves it out where an equal one stands; it never takes another's place.
@Suite struct IOSNumberTests {
    private func forward(_ running: String, _ intended: String, _ dialect: IOSDialect = .ios) throws -> [String] {
        IOSCaseTests.lines(try IOSCaseTests.change(running, intended, dialect).commands)
    }

    private func back(_ running: String, _ intended: String, _ dialect: IOSDialect = .ios) throws -> [String] {
        IOSCaseTests.lines(try IOSCaseTests.change(running, intended, dialect).reverse)
    }

    private static let list = "ip access-list standard 10\n 10 permit 10.0.0.1\n 20 permit 10.0.0.2\n"

    @Test(arguments: [IOSDialect.ios, .rgos])
    func `a line of a numbered list is added behind those that run, and replaces none`(_ dialect: IOSDialect) throws {
        let text = "access-list 10 deny 10.0.0.3\n"
        // RGOS takes no single address without the word.
        let entry = dialect == .rgos ? "30 deny host 10.0.0.3" : "30 deny 10.0.0.3"
        #expect(try forward(Self.list, text, dialect) == ["ip access-list standard 10", entry])
        #expect(try back(Self.list, text, dialect) == ["ip access-list standard 10", "no 30"])
        // Old releases show no numbers.
        let old = "access-list 10 permit 10.0.0.1\naccess-list 10 permit 10.0.0.2\n"
        #expect(try forward(old, text, dialect) == ["ip access-list standard 10", entry])
        #expect(try forward(old, "access-list 10 permit host 10.0.0.2\n", dialect) == [])
    }

    @Test(arguments: [
        ("ip access-list extended A", IOSDialect.ios), ("ip access-list A", .eos), ("ip access-list extended A", .rgos),
    ])
    func `an entry of a named list stands where the text has it, or is refused`(
        _ head: String, _ dialect: IOSDialect
    ) throws {
        let running = "\(head)\n 10 permit tcp any any\n 20 permit udp any any\n 30 deny ip any any\n"
        func text(_ lines: String...) -> String { "\(head)\n" + lines.map { " \($0)\n" }.joined() }
        #expect(try forward(running, text("permit tcp any any", "permit udp any any"), dialect) == [])
        // Behind all: as the device puts it.
        #expect(try forward(running, text("permit icmp any any"), dialect) == [head, "40 permit icmp any any"])
        // Before one that runs: only a number says it.
        #expect(
            try forward(running, text("permit icmp any any", "deny ip any any"), dialect)
                == [head, "15 permit icmp any any"])
        #expect(
            try forward(
                running, text("permit tcp any any", "permit udp any any", "permit icmp any any", "deny ip any any"),
                dialect) == [head, "25 permit icmp any any"])
        let refusal = IOSCaseTests.refusal(running, text("deny ip any any", "permit tcp any any"), dialect)
        #expect(refusal?.contains("write its number: `NUMBER permit tcp any any`") == true)
        #expect(refusal?.contains("intended:3:") == true)
        let full = "\(head)\n 1 permit tcp any any\n 2 deny ip any any\n"
        #expect(
            IOSCaseTests.refusal(full, text("permit tcp any any", "permit udp any any", "deny ip any any"), dialect)?
                .contains("write its number") == true)
        // The whole list, where the text is meant as the whole.
        let scope = try #require(ReplaceScope(head.split(separator: " ").dropLast().joined(separator: " ")))
        let whole = try IOSCaseTests.change(
            running, text("deny ip any any", "permit tcp any any"), dialect, mode: .replace(scope))
        #expect(
            Set(whole.after.objects[0].properties.map { "\($0.key) \($0.value)" }) == [
                "10 deny ip any any", "20 permit tcp any any",
            ])
    }

    @Test func `an entry behind one that lets nothing past is told`() throws {
        let running = "ip access-list extended A\n 10 permit tcp any any\n 20 deny ip any any\n"
        let change = try IOSCaseTests.change(running, "ip access-list extended A\n permit udp any any\n")
        #expect(change.warnings.contains { $0.message.contains("`20 deny ip any any`") })
        let before = try IOSCaseTests.change(running, "ip access-list extended A\n 15 permit udp any any\n")
        #expect(!before.warnings.contains { $0.message.contains("`20 deny ip any any`") })
    }

    @Test func `a remark keeps its number`() throws {
        let running = "ip access-list extended A\n 10 permit tcp any any\n 20 remark akhir\n"
        #expect(
            try forward(running, "ip access-list extended A\n permit udp any any\n")
                == ["ip access-list extended A", "30 permit udp any any"])
    }

    @Test func `a number that is taken back is not given again in the same text`() throws {
        #expect(
            try forward(Self.list, "ip access-list standard 10\n no 20\n permit 10.0.0.4\n")
                == ["ip access-list standard 10", "no 20", "30 permit 10.0.0.4"])
    }

    @Test(arguments: [IOSDialect.ios, .rgos])
    func `a prefix list is added to by fives`(_ dialect: IOSDialect) throws {
        let list = "ip prefix-list PL"
        let running = "\(list) seq 5 permit 10.0.0.0/8\n\(list) seq 10 deny 0.0.0.0/0 le 32\n"
        #expect(try forward(running, "\(list) permit 10.0.0.0/8\n", dialect) == [])
        #expect(
            try forward(running, "\(list) permit 172.16.0.0/12\n", dialect) == ["\(list) seq 15 permit 172.16.0.0/12"])
        #expect(
            try forward(running, "\(list) permit 172.16.0.0/12\n\(list) deny 0.0.0.0/0 le 32\n", dialect)
                == ["\(list) seq 6 permit 172.16.0.0/12"])
        #expect(
            IOSCaseTests.refusal(running, "\(list) deny 0.0.0.0/0 le 32\n\(list) permit 10.0.0.0/8\n", dialect)?
                .contains("`\(list) seq NUMBER permit 10.0.0.0/8`") == true)
        #expect(
            try forward("hostname x\n", "\(list) permit 10.0.0.0/8\n\(list) deny 0.0.0.0/0 le 32\n", dialect)
                == ["\(list) seq 5 permit 10.0.0.0/8", "\(list) seq 10 deny 0.0.0.0/0 le 32"])
    }

    @Test(arguments: [IOSDialect.ios, .rgos])
    func `entries of a prefix list that change places go before either comes`(_ dialect: IOSDialect) throws {
        let list = "ip prefix-list PL"
        let (one, other) = ("permit 10.0.0.0/8", "permit 10.1.0.0/16")
        let running = "\(list) seq 5 \(one)\n\(list) seq 10 \(other)\n"
        let swapped = "\(list) seq 5 \(other)\n\(list) seq 10 \(one)\n"
        func lines(from old: (String, String), to new: (String, String)) -> [String] {
            [
                "no \(list) seq 5 \(old.0)", "no \(list) seq 10 \(old.1)", "\(list) seq 5 \(new.0)",
                "\(list) seq 10 \(new.1)",
            ]
        }
        #expect(try forward(running, swapped, dialect) == lines(from: (one, other), to: (other, one)))
        #expect(try back(running, swapped, dialect) == lines(from: (other, one), to: (one, other)))
        // One that gets another number goes first too; one that only gets another value does so in its own place.
        let moved = "no \(list) seq 5 \(one)\n\(list) seq 3 \(one)\n"
        #expect(try forward(running, moved, dialect) == ["no \(list) seq 5 \(one)", "\(list) seq 3 \(one)"])
        #expect(try back(running, moved, dialect) == ["no \(list) seq 3 \(one)", "\(list) seq 5 \(one)"])
        #expect(
            try forward(running, "\(list) seq 5 deny 10.0.0.0/8\n", dialect)
                == ["no \(list) seq 5 \(one)", "\(list) seq 5 deny 10.0.0.0/8"])
    }

    @Test func `a prefix list of Arista is added to by tens`() throws {
        let running = "ip prefix-list PL\n   seq 10 permit 10.0.0.0/8\n   seq 20 deny 0.0.0.0/0 le 32\n"
        #expect(
            try forward(running, "ip prefix-list PL\n   permit 172.16.0.0/12\n", .eos)
                == ["ip prefix-list PL", "seq 30 permit 172.16.0.0/12"])
        #expect(try forward(running, "ip prefix-list PL\n   permit 10.0.0.0/8\n", .eos) == [])
        // In one line it is the same entry.
        #expect(
            try forward(running, "ip prefix-list PL permit 172.16.0.0/12\n", .eos)
                == ["ip prefix-list PL", "seq 30 permit 172.16.0.0/12"])
        #expect(
            try forward(running, "ip prefix-list PL seq 15 permit 172.16.0.0/12\n", .eos)
                == ["ip prefix-list PL", "seq 15 permit 172.16.0.0/12"])
        #expect(
            try forward(running, "no ip prefix-list PL seq 10\n", .eos) == ["ip prefix-list PL", "no seq 10"])
        #expect(try forward(running, "no ip prefix-list PL\n", .eos) == ["no ip prefix-list PL"])
    }
}
