import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Situations that other tools were reported to get wrong, each a running and an intended config.
struct RouterOSCaseTests {
    private let platform = RouterOSPlatform()
    private let facts = DeviceFacts(name: "rtr", model: "RB4011iGS+", serial: nil, version: "7.14.1")

    private func text(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Fixtures/routeros/cases/\(name)"))
        return String(decoding: data, as: UTF8.self)
    }

    private func change(_ name: String, _ intended: String? = nil) throws -> DeviceChange {
        try platform.accountedChange(
            from: platform.parseRunning(text(name + ".running"), file: "running"),
            to: platform.parse(text((intended ?? name) + ".intended"), file: "intended"), mode: .merge, facts: facts)
    }

    private func sets(_ commands: [DeviceCommand], _ words: String) -> Bool {
        commands.contains { $0.text.contains(words) }
    }

    @Test func `a wrapped export with texts and a script in it is read, and one limit changes`() throws {
        let change = try change("continuation")
        #expect(change.commands.count == 1)
        #expect(sets(change.commands, "max-limit=5M/6M"))
        #expect(sets(change.reverse, "max-limit=5M/5M"))
    }

    @Test func `unset settings go to their defaults and back to what they were`() throws {
        let change = try change("dns-unset")
        #expect(
            change.commands.first?.text
                == "/ip dns set allow-remote-requests=no servers=\"\" use-doh-server=\"\" verify-doh-cert=no")
        #expect(
            sets(
                change.reverse,
                "/ip dns set allow-remote-requests=yes servers=10.0.0.1,10.0.0.2 use-doh-server=https://dns.example/q"))
        #expect(sets(change.commands, "dst-address=\"10.99.0.0/16\" blackhole] comment=buang"))
        #expect(!sets(change.commands, "10.0.0.254"))
        #expect(change.irreversible.isEmpty)
    }

    @Test func `a new rule stands where the template names it, before the rule that follows it there`() throws {
        let change = try change("fw-order")
        let rules = change.after.objects(in: "/ip firewall filter").map(\.id.key)
        #expect(
            rules == [
                "chain=input comment=a", "chain=input comment=c", "chain=input comment=b", "chain=input comment=z",
                "chain=forward comment=a",
            ] || rules == ["chain=input comment=c", "chain=input comment=b"], "\(rules)")
        #expect(change.commands.count == 2)
    }

    @Test func `notes of the moment in an export are no config`() throws {
        let change = try change("inactive")
        #expect(change.commands.count == 1)
        #expect(sets(change.commands, "max-limit=10M/50M"))
    }

    @Test func `octets that are no text are kept, as a key too`() throws {
        let change = try change("latin")
        #expect(change.commands.count == 2)
        #expect(sets(change.commands, #"comment="Kepala \C2\ABUPT\C2\BB""#))
        #expect(sets(change.reverse, "!src-address"))
    }

    @Test func `renamed ports are found by their default names, and a negated matcher is a value`() throws {
        let change = try change("neg")
        #expect(sets(change.commands, "default-name=\"ether1\"] comment=\"ke ISP baru\""))
        #expect(sets(change.commands, "src-address=!10.0.0.0/16"))
        #expect(sets(change.commands, "src-address-list=internal"))
        #expect(sets(change.reverse, "src-address-list=!internal"))
    }

    @Test func `a place before an item is kept, in filter, NAT and queues`() throws {
        let change = try change("place-before")
        #expect(sets(change.commands, "comment=\"c\"] [find where chain=\"input\" comment=\"z\"]"))
        #expect(sets(change.commands, "comment=\"tanpa-nat\"] [find where chain=\"srcnat\" comment=\"keluar\"]"))
        #expect(sets(change.commands, "move [find where name=\"opd\"] [find where name=\"semua\"]"))
        #expect(change.accounts.map(\.outcome) == [.sent, .sent, .sent])
    }

    @Test func `a place before an item that is not there is an error with its place`() throws {
        #expect { try change("place-before", "place-before-none") } throws: {
            "\($0)".contains("intended:2:1: error:") && "\($0)".contains("finds no item")
        }
    }

    @Test(arguments: ["queue-units", "spelling"])
    func `what the device writes otherwise is no change`(name: String) throws {
        let change = try change(name)
        #expect(change.isEmpty, "\(change.commands.map(\.text))")
        #expect(change.accounts.allSatisfy { $0.outcome == .alreadySo })
    }
}
