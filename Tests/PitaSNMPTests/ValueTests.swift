import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaSNMP

@Suite struct OIDTests {
    @Test(arguments: ["1.3.6.1.2.1.1.3.0", "0.0", "2.999.4294967295", "1.3"]) func readsAndPrints(text: String) {
        #expect(OID(text)?.description == text)
        #expect(OID("." + text) == OID(text))
    }

    @Test(arguments: ["", ".", "1.", ".1.", "1..3", "1.a", "1.-3", "1.4294967296", "1. 3", "iso.3"])
    func refusesTheRest(text: String) { #expect(OID(text) == nil) }

    @Test func refusesMoreThan128Numbers() {
        #expect(OID(Array(repeating: "1", count: 128).joined(separator: ".")) != nil)
        #expect(OID(Array(repeating: "1", count: 129).joined(separator: ".")) == nil)
    }

    @Test func comparesAsAnAgentWalks() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<5000 {
            let left = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                UInt32.random(in: 0...3, using: &generator)
            }
            let right = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                UInt32.random(in: 0...3, using: &generator)
            }
            #expect((OID(left) < OID(right)) == left.lexicographicallyPrecedes(right))
            #expect((OID(left) == OID(right)) == (left == right))
            #expect(OID(left).numbers == left)
            #expect(OID(left).isDescendant(of: OID(right)) == (left.count > right.count && left.starts(with: right)))
            if let last = left.last { #expect(OID(base: Array(left.dropLast()), last: last) == OID(left)) }
        }
    }

    @Test func theIndexIsWhatStandsBelowTheColumn() {
        #expect(InterfaceMIB.name.appending(7).suffix(below: InterfaceMIB.name) == [7])
        #expect(InterfaceMIB.name.suffix(below: InterfaceMIB.name) == nil)
        #expect((InterfaceMIB.name + [7, 8]).suffix(below: InterfaceMIB.name) == [7, 8])
    }
}

@Suite struct SNMPValueTests {
    @Test func textDropsTrailingNULsAndRepairsUTF8() {
        #expect(SNMPValue.octets([0x65, 0x31, 0, 0]).text == "e1")
        #expect(SNMPValue.octets([0xFF, 0x31]).text == "\u{FFFD}1")
        #expect(SNMPValue.integer(1).text == nil)
    }

    @Test func numbersAreNonNegative() {
        #expect(SNMPValue.integer(-1).number == nil)
        #expect(SNMPValue.counter64(.max).number == .max)
        #expect(SNMPValue.octets([1]).number == nil)
    }
}

@Suite struct MannerTests {
    @Test func theLongestWaitIsTheSumOfTheTries() {
        #expect(SNMPManner(timeout: .seconds(2), retries: 2).longestWait == .milliseconds(9500))
        #expect(SNMPManner(timeout: .seconds(2), retries: 0).longestWait == .seconds(2))
    }

    @Test func figuresOutOfRangeAreTheNearestInIt() {
        let manner = SNMPManner(timeout: .seconds(-1), retries: 99, maxVarBinds: 0, maxRepetitions: 9999, walkLimit: -4)
        #expect(manner.timeout == .milliseconds(1))
        #expect(manner.retries == 10)
        #expect(manner.maxVarBinds == 1)
        #expect(manner.maxRepetitions == 100)
        #expect(manner.walkLimit == 1)
    }

    @Test func durationsAreShownShortly() {
        #expect(Duration.milliseconds(9500).shown == "9.5 s")
        #expect(Duration.seconds(2).shown == "2 s")
        #expect(Duration.milliseconds(200).shown == "200 ms")
    }
}

@Suite struct SNMPErrorTests {
    @Test func everyCodeHasItsOwnSentence() {
        let sentences = SNMPError.Code.allCases.map(SNMPError.sentence)
        #expect(Set(sentences).count == sentences.count)
        #expect(sentences.allSatisfy { !$0.hasSuffix(".") && !$0.isEmpty })
    }

    @Test func theWordsNameDevicePhaseCauseAndNextStep() {
        let error = SNMPError(.timeout, target: "core1", phase: .get, detail: "3 tries in 9.5 s")
        #expect(
            error.description == """
                core1: no SNMP answer (get): 3 tries in 9.5 s
                  hint: is SNMP on, the community or user right, and this host allowed to ask?
                """)
        let wrong = SNMPError(.wrongAuthentication, target: "sw2", phase: .walk)
        #expect(
            wrong.description == """
                sw2: the SNMPv3 authentication failed (walk)
                  hint: compare the authentication pass phrase and protocol with the device's
                """)
    }

    @Test func textFromDevicesIsShownNotObeyed() {
        let error = SNMPError(.badAnswer, target: "x\u{1B}[2J", phase: .get, detail: "a\nb")
        #expect(!error.description.contains("\u{1B}"))
        #expect(error.description.contains("a\\nb"))
    }

    @Test func secretsAreInNoDescription() {
        let user = SNMPUser(name: "u", authentication: (.sha1, Secret("rahasia-sekali")))
        #expect(!"\(SNMPCredentials.v3(user))".contains("rahasia"))
        #expect(!"\(SNMPCredentials.v2c(community: Secret("rahasia-sekali")))".contains("rahasia"))
    }
}
