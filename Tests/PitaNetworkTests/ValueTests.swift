import PitaNetwork
import TestSupport
import Testing

struct BandwidthTests {
    @Test(arguments: [
        ("50M", 50_000_000), ("512k", 512_000), ("1.5M", 1_500_000), ("1G", 1_000_000_000), ("64000", 64000), ("0", 0),
        ("1T", 1_000_000_000_000), ("0.512M", 512_000),
    ])
    func readsDecimalPrefixes(text: String, bits: UInt64) {
        #expect(Bandwidth(text)?.bitsPerSecond == bits)
    }

    @Test(arguments: ["", "M", "50m", "-1", "1.5", "1e3", "50 M", "50MB", "1.2345k", "99999T", "٥M", "1..5M", ".5M"])
    func refusesWhatIsNoRate(text: String) {
        #expect(Bandwidth(text) == nil)
    }

    @Test func printsTheShortestExactForm() {
        for text in ["50M", "1500k", "1G", "1", "0", "999", "1T"] { #expect(Bandwidth(text)?.description == text) }
        #expect(Bandwidth("10000k")?.description == "10M")
        #expect(BandwidthPair("50M/20000k")?.description == "50M/20M")
        #expect(BandwidthPair("50M") == nil)
        #expect(BandwidthPair("50M/20M/1M") == nil)
    }
}

struct AddressTests {
    @Test(arguments: [
        ("10.10.1.1", "10.10.1.1"), ("::", "::"), ("::1", "::1"), ("2001:DB8::1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:0:1:0:0:0", "2001:db8:0:0:1::"), ("::ffff:192.0.2.1", "::ffff:c000:201"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ])
    func readsAndPrints(text: String, printed: String) {
        #expect(Address(text)?.description == printed)
    }

    @Test(arguments: [
        "", "10.1.1", "10.1.1.256", "010.1.1.1", "10.1.1.1.", "1.2.3.4 ", ":", ":::", "1::2::3", "12345::", "g::",
        "::1.2.3",
        "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "+1.2.3.4",
    ])
    func refusesMalformed(text: String) {
        #expect(Address(text) == nil)
    }

    @Test func prefixArithmetic() throws {
        let prefix = try #require(Prefix("10.10.1.0/24"))
        #expect(prefix.netmask.description == "255.255.255.0")
        #expect(prefix.wildcard.description == "0.0.0.255")
        #expect(prefix.host(1)?.description == "10.10.1.1")
        #expect(prefix.host(-2)?.description == "10.10.1.254")
        #expect(prefix.host(256) == nil)
        #expect(prefix.host(-257) == nil)
        #expect(Prefix("10.10.1.1/24") == nil)
        #expect(Prefix("0.0.0.0/0")?.overlaps(prefix) == true)
        #expect(Prefix("10.10.2.0/24")?.overlaps(prefix) == false)
        #expect(Prefix("::/0")?.host(-1)?.description == "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
        #expect(InterfaceAddress("10.10.1.1/24")?.prefix == prefix)
        #expect(InterfaceAddress("10.10.1.1/024") == nil)
        #expect(InterfaceAddress("10.10.1.1/33") == nil)
    }
}

struct NameAndVLANTests {
    @Test func vlanSetsNormalise() {
        #expect(VLANSet("30,10-12,13")?.description == "10-13,30")
        #expect(VLANSet("")?.ids.isEmpty == true)
        for text in ["0", "4095", "5-3", "1,", "1-2-3", "a"] { #expect(VLANSet(text) == nil) }
        #expect(VLANID(4095) == nil)
    }

    @Test func `VLAN sets are joined, cut and subtracted like sets of numbers`() throws {
        var random = SeededGenerator(seed: 4094)
        for _ in 0..<500 {
            let (left, right) = (Self.set(&random), Self.set(&random))
            let (one, two) = (Self.vlans(left), Self.vlans(right))
            #expect(one.union(two) == Self.vlans(left.union(right)), "\(one) + \(two)")
            #expect(one.intersection(two) == Self.vlans(left.intersection(right)), "\(one) & \(two)")
            #expect(one.subtracting(two) == Self.vlans(left.subtracting(right)), "\(one) - \(two)")
            #expect(one.count == left.count && one.isEmpty == left.isEmpty && VLANSet(one.description) == one)
            #expect(one.ids.map(\.number) == left.sorted())
        }
        #expect(VLANSet.all.description == "1-4094" && VLANSet.all.count == 4094)
        #expect(VLANSet.all.subtracting(VLANSet(VLANSet.all.ids)).isEmpty)
    }

    /// Some numbers, with runs and both ends among them.
    private static func set(_ random: inout SeededGenerator) -> Set<Int> {
        (0..<Int.random(in: 0...6, using: &random)).reduce(into: []) { numbers, _ in
            let first = random.pick([1, 2, 30, 31, 40, 50, 4000, 4093, 4094])
            numbers.formUnion(first...min(4094, first + random.pick([0, 0, 1, 9, 20])))
        }
    }

    private static func vlans(_ numbers: Set<Int>) -> VLANSet { VLANSet(numbers.compactMap(VLANID.init)) }

    @Test func hostNamesFollowRFC1123() {
        #expect(HostName("rtr-disdik.contoh.go.id") != nil)
        for text in ["", "-a", "a-", "a..b", "a_b", "a b", "é", "a;b", String(repeating: "a", count: 64)] {
            #expect(HostName(text) == nil)
        }
    }
}

@Suite struct BandwidthSlipTests {
    @Test(
        arguments: [("10", "10M"), ("10k", "10M"), ("63999", "63999M"), ("64k", nil), ("0", nil), ("1G", nil)]
            as [(String, String?)])
    func `a rate below 64 kbit/s stands for the same figure in Mbit/s`(_ text: String, _ meant: String?) {
        #expect(Bandwidth(text)?.likelyMeant == meant.flatMap { Bandwidth($0) })
    }

    @Test func `a pair says which side is a slip`() {
        #expect(BandwidthPair("64k/64k")?.slip == nil && BandwidthPair("0/0")?.slip == nil)
        #expect(BandwidthPair("10/5")?.slip?.hint == "did you mean `10M/5M`?")
        #expect(
            BandwidthPair("20M/512")?.slip?.message
                == "the bandwidth is 512 bit/s of upload, and less than 64 kbit/s is refused")
    }
}
