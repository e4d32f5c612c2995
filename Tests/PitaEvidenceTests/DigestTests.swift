import PitaDiagnostics
import PitaEvidence
import Testing

@Suite struct DigestTests {
    @Test func isSHA256OfTheOctets() {
        #expect(
            Digest(of: "abc").description
                == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(of: [UInt8]()).hex.hasPrefix("e3b0c44298fc1c14"))
    }

    @Test func hasOneSpelling() {
        let digest = Digest(of: "abc")
        #expect(Digest(digest.description) == digest)
        #expect(Digest("sha256:" + digest.hex.uppercased()) == nil)
        #expect(Digest(digest.hex) == nil)
        #expect(Digest(digest.description + "0") == nil)
        #expect(Digest(String(digest.description.dropLast())) == nil)
        #expect(Digest("sha256:" + String(repeating: "g", count: 64)) == nil)
        #expect(Digest(bytes: [1, 2]) == nil)
    }

    @Test func piecesGiveTheSameDigest() {
        var pieces = Digest.Accumulator()
        for octet in "a longer text".utf8 { pieces.update([octet]) }
        #expect(pieces.finish() == Digest(of: "a longer text"))
    }

    @Test func aKeyedDigestDependsOnSecretKeyAndContext() throws {
        let key = try #require(DigestKey(bytes: [UInt8](repeating: 7, count: 32)))
        let digest = KeyedDigest(of: Secret("rahasia"), key: key, context: "rtr-inti snmp")
        #expect(KeyedDigest(of: Secret("rahasia"), key: key, context: "rtr-inti snmp") == digest)
        #expect(KeyedDigest(of: Secret("rahasiA"), key: key, context: "rtr-inti snmp") != digest)
        #expect(KeyedDigest(of: Secret("mprahasia"), key: key, context: "rtr-inti sn") != digest)
        #expect(KeyedDigest(of: Secret("rahasia"), key: .generate(), context: "rtr-inti snmp") != digest)
        #expect(KeyedDigest(digest.description) == digest)
        #expect(!"\(key) \(String(reflecting: key))".contains("7, 7"))
        #expect(DigestKey(bytes: [1]) == nil)
    }
}

@Suite struct LocalTimeTests {
    @Test func isWrittenInItsZone() throws {
        let time = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)
        #expect(time.text == "2026-11-21T10:04:05.123+07:00")
        #expect(time.civil.weekday == 6)
        #expect(
            LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wit, clockSynchronised: true).civil.clock == "12.04")
        #expect(try LocalTime(json: time.json, path: "t") == time)
        #expect(LocalTime("2026-11-21T10:04:05.123+08:00", zone: .wib, clockSynchronised: true) == nil)
        #expect(LocalTime("2026-02-30T10:04:05.123+07:00", zone: .wib, clockSynchronised: true) == nil)
        #expect(LocalTime(unixMilliseconds: .max, zone: .wib, clockSynchronised: true).civil.date == "9999-01-01")
        #expect(LocalTime(unixMilliseconds: .min, zone: .wib, clockSynchronised: true).unixMilliseconds == 0)
    }

    @Test func everyDayOfFourHundredYearsFollowsTheOneBefore() throws {
        var previous = CivilTime(unixMilliseconds: 0)
        #expect(previous.date == "1970-01-01")
        #expect(previous.weekday == 4)
        for day in Int64(1)...146_097 {
            let date = CivilTime(unixMilliseconds: day * 86_400_000)
            let isNextDay = date.day == previous.day + 1 && date.month == previous.month
            let isNextMonth = date.day == 1 && date.month == previous.month + 1 && previous.day >= 28
            let isNextYear = date.day == 1 && date.month == 1 && previous.month == 12 && date.year == previous.year + 1
            try #require(isNextDay || isNextMonth || isNextYear, "\(date.date)")
            try #require(date.weekday == (previous.weekday + 1) % 7)
            try #require(date.unixMilliseconds == day * 86_400_000)
            previous = date
        }
        #expect(previous.date == "2370-01-01")
        #expect(CivilTime(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilTime(year: 1900, month: 2, day: 29) == nil)
        #expect(CivilTime(unixMilliseconds: -1).date == "1969-12-31")
    }
}
