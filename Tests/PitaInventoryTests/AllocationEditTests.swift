import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaInventory

@Suite struct AllocationEditTests {
    private let name = "Inventory/segments/satu.yaml"

    private func office(_ old: String = "", _ new: String = "") throws -> (Office, [UInt8]) {
        let files = SampleOffice.whole.map { file in
            file.name == name && !old.isEmpty
                ? InventoryFile(name: name, text: String(decoding: file.bytes, as: UTF8.self).replacing(old, with: new))
                : file
        }
        let bytes = try #require(files.first { $0.name == name }?.bytes)
        return (try SampleOffice.load(files), bytes)
    }

    @Test func `only the allocation changes; comments and layout stay`() throws {
        let (office, bytes) = try office()
        let edit = try office.allocationEdit(segment: "satu", to: try #require(BandwidthPair("40M/20M")))
        #expect(edit.file == name)
        let after = String(decoding: try edit.apply(to: bytes), as: UTF8.self)
        let before = String(decoding: bytes, as: UTF8.self)
        #expect(after == before.replacing("20M/10M   # turun/naik", with: "40M/20M   # turun/naik"))
        #expect(String(decoding: edit.expected, as: UTF8.self) == "20M/10M")
    }

    @Test(arguments: ["'20M/10M'", "\"20M/10M\""])
    func `quotes stay`(_ written: String) throws {
        let (office, bytes) = try office("allocation: 20M/10M", "allocation: \(written)")
        let edit = try office.allocationEdit(segment: "satu", to: try #require(BandwidthPair("5M/2M")))
        let after = String(decoding: try edit.apply(to: bytes), as: UTF8.self)
        #expect(after.contains("allocation: \(written.replacing("20M/10M", with: "5M/2M"))   # turun/naik"))
    }

    @Test(arguments: [
        "&std 20M/10M", "!!str 20M/10M", "\"20M\\x2F10M\"", ">-\n  20M/10M\n#",
    ])
    func `what cannot be edited in place is refused with a reason`(_ written: String) throws {
        let (office, _) = try office("allocation: 20M/10M", "allocation: \(written)")
        let pair = try #require(BandwidthPair("5M/2M"))
        let fault = #expect(throws: Diagnostics.self) { try office.allocationEdit(segment: "satu", to: pair) }
        #expect(fault?.items.first?.message.contains("cannot be edited") == true)
        #expect(fault?.items.first?.mark?.file == name)
    }

    @Test func `an edit is refused for a file that has changed`() throws {
        let (office, bytes) = try office()
        let edit = try office.allocationEdit(segment: "satu", to: try #require(BandwidthPair("5M/2M")))
        var shorter = bytes
        shorter.removeFirst()
        var other = bytes
        other[edit.range.lowerBound] = UInt8(ascii: "3")
        for changed in [shorter, other, []] {
            let fault = #expect(throws: Diagnostics.self) { try edit.apply(to: changed) }
            #expect(fault?.items.first?.message.contains("has changed since") == true)
        }
    }

    @Test(arguments: [
        ("dus", "5M/2M", "no segment `dus`"), ("satu", "0/0", "of nothing"),
        ("satu", "41M/1M", "more than the access link"),
    ])
    func `an impossible renewal is refused`(_ segment: String, _ text: String, _ message: String) throws {
        let (office, _) = try office()
        let pair = try #require(BandwidthPair(text))
        let fault = #expect(throws: Diagnostics.self) { try office.allocationEdit(segment: segment, to: pair) }
        #expect(fault?.items.first?.message.contains(message) == true)
    }

    @Test func `any renewal is read back as what was asked, and going back gives the old file`() throws {
        var generator = SeededGenerator(seed: 99)
        let (first, original) = try office()
        for _ in 0..<60 {
            let pair = BandwidthPair(
                download: Bandwidth(bitsPerSecond: UInt64.random(in: 1...40_000_000, using: &generator)),
                upload: Bandwidth(bitsPerSecond: UInt64.random(in: 1...20_000, using: &generator) * 1000))
            let after = try first.allocationEdit(segment: "satu", to: pair).apply(to: original)
            let files = SampleOffice.whole.map { $0.name == name ? InventoryFile(name: name, bytes: after) : $0 }
            let second = try SampleOffice.load(files)
            #expect(second.segment("satu")?.allocation == pair)
            let back = try second.allocationEdit(segment: "satu", to: try #require(BandwidthPair("20M/10M")))
            #expect(try back.apply(to: after) == original)
        }
    }
}
