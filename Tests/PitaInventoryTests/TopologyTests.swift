import PitaDiagnostics
import Testing

@testable import PitaInventory

/// Links that are described the wrong way round, measured the wrong way round, or not at all.
@Suite struct TopologyTests {
    @Test(arguments: [
        Spoiling(
            "links", "at: rtr-inti:ether1, download: in", "at: rtr-inti:ether1, download: «out",
            "the download of `isp` is `in` at rtr-inti:ether1, its end nearer to the OPD", hint: "write `download: in`"),
        Spoiling(
            "links", "at: rtr-inti:sfp1, download: out", "at: rtr-inti:sfp1, download: «in",
            "the download of `trunk-a` is `out` at rtr-inti:sfp1, its end nearer to the internet"),
        Spoiling(
            "links", "at: rtr-inti:sfp1, download: out", "at: dist-a:uplink, download: «out",
            "the download of `trunk-a` is `in` at dist-a:uplink, its end nearer to the OPD"),
        Spoiling(
            "segments/satu", "at: dist-a:p-satu, download: out", "at: dist-a:p-satu, download: «in",
            "the download of `access-satu` is `out`"),
        Spoiling(
            "segments/dua", "at: rtr-dua:ether1, download: in", "at: rtr-dua:ether1.120, download: «out",
            "the download of `access-dua` is `in`"),
    ])
    func `a download that runs against the topology is found`(_ spoiling: Spoiling) throws { try spoiling.expect() }

    @Test func `counters of another interface than the link's end can't be checked, and the warning says so`() throws {
        try Spoiling(
            "segments/satu", "at: dist-a:p-satu, download: out", "at: «dist-a:uplink, download: in",
            "`access-satu` ends at dist-a:p-satu: whether its download is `in`", hint: "dist-a:p-satu (download: out)"
        ).expect(.warning)
    }

    @Test func `exchanged ends of a link to the internet are found`() throws {
        try Spoiling(
            "links", "from: rtr-inti:ether1\n    to: internet", "from: «internet\n    to: rtr-inti:ether1",
            "runs towards the internet", hint: "exchange"
        ).expect(onlyOne: false)
    }

    @Test func `exchanged ends of a trunk are found where the path does not join up, and the hint names the trunk`()
        throws
    {
        let (files, _) = try #require(
            SampleOffice.spoilt(
                "Inventory/links.yaml", "    from: dist-a:uplink\n    to: rtr-inti:sfp1",
                "    from: rtr-inti:sfp1\n    to: dist-a:uplink"))
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        // Both paths cross it, and each comes to it and leaves it.
        let found = fault?.items.filter { $0.message.contains("does not join up") } ?? []
        #expect(found.count == 4)
        #expect(found.allSatisfy { $0.hint?.hasPrefix("exchange `from` and `to` of `trunk-a`") == true }, "\(found)")
        // One slip is not told as a fault of the counters too.
        #expect(fault?.items.contains { $0.message.contains("the download of") } == false, "\(fault as Any)")
    }

    @Test func `exchanged ends of an access link are found at the path, and the hint says what to exchange`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt(
                "Inventory/segments/satu.yaml", "  from: rtr-satu:ether1\n  to: dist-a:p-satu",
                "  from: dist-a:p-satu\n  to: rtr-satu:ether1"))
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        let found = fault?.items.first { $0.message.contains("no device of this segment") }
        #expect(found?.hint?.hasPrefix("exchange its `from` and `to`") == true, "\(fault as Any)")
        #expect(fault?.items.contains { $0.message.contains("the download of") } == false)
    }

    @Test func `a trunk that no path crosses and that leads away from the internet is a warning`() throws {
        try Spoiling(
            "links", "from: dist-b:uplink, to: rtr-inti:sfp2, counters: {at: rtr-inti:sfp2, download: out}",
            "from: «rtr-inti:sfp2, to: dist-b:uplink, counters: {at: rtr-inti:sfp2, download: out}",
            "`trunk-b` seems to be described the wrong way round: dist-b is nearer to the OPDs than rtr-inti"
        ).expect(.warning)
    }

    @Test func `a link that nobody measures is a warning with the counters to write`() throws {
        try Spoiling(
            "links",
            "trunk-b: {kind: trunk, from: dist-b:uplink, to: rtr-inti:sfp2, counters: {at: rtr-inti:sfp2, download: out}}",
            "«trunk-b: {kind: trunk, from: dist-b:uplink, to: rtr-inti:sfp2}",
            "`trunk-b` has neither counters nor a capacity", hint: "counters: {at: rtr-inti:sfp2, download: out}"
        ).expect(.warning)
        try Spoiling(
            "links", "    counters: {at: rtr-inti:ether1, download: in}\n", "", "`isp` has no counters",
            hint: "counters: {at: rtr-inti:ether1, download: in}"
        ).expectWarning()
    }

    @Test func `many links that nobody measures are named a few, and counted`() throws {
        let more = (0..<50).map { "\n  t\($0): {kind: trunk, from: dist-b:x\($0), to: rtr-inti:sfp2}" }.joined()
        let files = SampleOffice.whole.map { file in
            file.name == "Inventory/links.yaml"
                ? InventoryFile(name: file.name, bytes: file.bytes + Array(more.utf8)) : file
        }
        let warnings = try SampleOffice.load(files).warnings
        #expect(warnings.count == 5)
        #expect(warnings.last?.message.hasSuffix("the same holds for 45 more links") == true)
    }
}

extension Spoiling {
    /// Expects one warning with these words, wherever it stands.
    func expectWarning() throws {
        let (files, _) = try #require(SampleOffice.spoilt(file, old, new))
        let warnings = try SampleOffice.load(files).warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains(message) == true, "\(Diagnostics(warnings))")
        if let hint { #expect(warnings.first?.hint?.contains(hint) == true) }
    }
}
