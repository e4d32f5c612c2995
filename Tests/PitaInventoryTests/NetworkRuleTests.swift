import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaInventory

@Suite struct NetworkRuleTests {
    @Test(arguments: [
        Spoiling(
            "backbone", "rtr-inti: {platform: routeros", "rtr-inti: {platform: «routros", "not known",
            hint: "`routeros`"),
        Spoiling("backbone", "dist-b:", "«rtr_inti:", "no name for a device", hint: "RFC 1123"),
        Spoiling("backbone", "dist-b:", "«internet:", "no name for a device", hint: "outside"),
        Spoiling("backbone", "role: core", "role: «cores", "none of", hint: "`core`"),
        Spoiling("backbone", "10.0.0.3", "«10.0.0.300", "an IP address"),
        Spoiling("backbone", "{platform: routeros, role: core,", "«{platform: routeros,", "needs the key `role`"),
        Spoiling("backbone", "[ether1, sfp1, sfp2]", "[ether1, sfp1, sfp2, «sfp1]", "listed twice"),
        Spoiling("backbone", "[ether1, sfp1, sfp2]", "[ether1, sfp1, sfp2, «\"a;b\"]", "the name of an interface"),
        Spoiling("backbone", "dist-b: {", "dist-b: {«modell: x, ", "no key `modell`", hint: "`model`"),
        Spoiling("platforms", "routeros:", "«routeos:", "not known", hint: "`routeros`"),
    ])
    func `a slip in a device is found at its place`(_ spoiling: Spoiling) throws {
        try spoiling.expect(onlyOne: !spoiling.file.contains("platforms") && !spoiling.new.hasSuffix(":"))
    }

    @Test(arguments: [
        Spoiling("segments/satu", "sw-satu: {", "«Rtr-dua: {", "differs from the device `rtr-dua` only in case"),
        Spoiling("segments/satu", "sw-satu: {", "«rtr-dua: {", "described twice", hint: "dua.yaml:10:3"),
        Spoiling(
            "segments/dua", "rtr-dua: {platform: linux, role: router, management: 10.12.1.1}",
            "«rtr-dua: {platform: linux, role: router, management: 10.0.0.2}", "like `dist-a`", hint: "backbone.yaml"),
        Spoiling(
            "backbone", "dist-b: {platform: openvswitch, role: distribution, management: 10.0.0.3}",
            "«dist-b: {platform: openvswitch, role: distribution, management: 10.0.0.1}", "like `rtr-inti`"),
    ])
    func `a name or an address that two devices have is found at the second`(_ spoiling: Spoiling) throws {
        try spoiling.expect(onlyOne: false)
    }

    @Test(arguments: [
        Spoiling(
            "links", "from: rtr-inti:ether1", "from: «rtr-intl:ether1", "no device `rtr-intl`", hint: "`rtr-inti`"),
        Spoiling("links", "from: rtr-inti:ether1", "from: «rtr-inti:ether9", "no interface `ether9`", hint: "`ether1`"),
        Spoiling("links", "at: rtr-inti:ether1", "at: «rtr-inti:ether7", "no interface `ether7`"),
        Spoiling("links", "at: rtr-inti:ether1", "at: «dist-b:x", "at one of its ends"),
        Spoiling("links", "at: rtr-inti:ether1", "at: «internet", "a device of the office"),
        Spoiling("links", "to: internet", "to: «dist-b:x", "a link of kind isp ends at `internet`"),
        Spoiling("links", "from: rtr-inti:ether1", "from: «rtr-inti", "the end of a link", hint: "rtr-inti:ether1"),
        Spoiling(
            "links", "from: dist-b:uplink, to: rtr-inti:sfp2", "from: dist-b:uplink, to: «dist-b:p", "begins and ends"),
        Spoiling("links", "from: dist-b:uplink", "from: «internet", "towards the internet", hint: "exchange"),
        Spoiling("links", "to: rtr-inti:sfp2", "to: «internet", "only a link of kind isp"),
        Spoiling("links", "capacity: 100M/50M", "capacity: «100M", "a bandwidth", hint: "50M/20M"),
        Spoiling("links", "capacity: 100M/50M", "capacity: «0/50M", "of nothing"),
        Spoiling("links", "download: in", "download: «inn", "none of", hint: "`in`"),
        Spoiling("links", "kind: isp", "kind: «ips", "none of"),
    ])
    func `a slip in a link is found at its place`(_ spoiling: Spoiling) throws { try spoiling.expect(onlyOne: false) }

    @Test(arguments: [
        Spoiling("segments/satu", "name: satu", "name: «tiga", "stands in a file called `satu.yaml`", hint: "rename"),
        Spoiling(
            "segments/satu", "vlan: 110", "vlan: «120", "already that of the segment `dua` behind `dist-a`",
            hint: "dua.yaml:4:7"),
        Spoiling("segments/satu", "vlan: 110", "vlan: «4095", "1 to 4094"),
        Spoiling("segments/satu", "vlan: 110", "vlan: «0110", "leading zero", hint: "quote it"),
        Spoiling(
            "segments/satu", "10.11.1.0/24]", "«10.12.0.128/25]", "overlaps 10.12.0.0/24 of `dua`", hint: "dua.yaml"),
        Spoiling("segments/satu", "10.11.1.0/24]", "«10.8.0.0/13]", "overlaps"),
        Spoiling("segments/satu", "10.11.1.0/24]", "«10.11.0.0/24]", "overlaps 10.11.0.0/24 of `satu`"),
        Spoiling("segments/satu", "10.11.1.0/24]", "«10.11.1.5/24]", "a network", hint: "10.11.1.0/24"),
        Spoiling("segments/satu", "transfer: 10.11.255.0/30", "transfer: «10.12.0.4/30", "overlaps"),
        Spoiling("segments/satu", "allocation: 20M/10M", "allocation: «20Mbps", "a bandwidth", hint: "50M/20M"),
        Spoiling(
            "segments/satu", "allocation: 20M/10M", "allocation: «41M/10M", "more than the access link",
            hint: "satu.yaml"),
        Spoiling("segments/satu", "allocation: 20M/10M", "allocation: «20M/21M", "more than the access link"),
        Spoiling(
            "segments/satu", "path: [access-satu, trunk-a, isp]", "path: [access-satu, «trunk-x, isp]",
            "no link `trunk-x`", hint: "did you mean `trunk-"),
        Spoiling(
            "segments/satu", "path: [access-satu, trunk-a, isp]", "path: [access-satu, «trunk-b, isp]",
            "does not join up"),
        Spoiling("segments/satu", "path: [access-satu, trunk-a, isp]", "path: [access-satu, «isp]", "does not join up"),
        Spoiling(
            "segments/satu", "path: [access-satu, trunk-a, isp]", "path: [«trunk-a, isp]", "begins with an access link",
            hint: "access-satu"),
        Spoiling(
            "segments/satu", "path: [access-satu, trunk-a, isp]", "path: [«access-dua, trunk-a, isp]",
            "no device of this segment"),
        Spoiling(
            "segments/satu", "path: [access-satu, trunk-a, isp]", "path: [access-satu, trunk-a, isp, «isp]", "twice"),
        Spoiling("segments/satu", "path: [access-satu, trunk-a, isp]", "path: «[]", "no links"),
        Spoiling("segments/satu", "from: rtr-satu:ether1", "from: «rtr-satu:ether3", "no interface `ether3`"),
        Spoiling("segments/satu", "class: pelayanan", "class: «Pelayanan Umum", "a name"),
        Spoiling("segments/satu", "class: pelayanan", "class: «pelayannan", "is not known", hint: "`pelayanan`"),
        Spoiling("segments/satu", "class: pelayanan", "class: «emas", "no weight", hint: "pelayanan, standar"),
        Spoiling("segments/satu", "agency: Dinas Satu", "agency: «5", "must be text", hint: "quote it"),
        Spoiling("segments/satu", "agency: Dinas Satu", "agency: Dinas Satu\n«agensi: x", "no key `agensi`"),
    ])
    func `a slip in a segment is found at its place`(_ spoiling: Spoiling) throws {
        try spoiling.expect(onlyOne: false)
    }

    @Test func `the standard class needs no weight, and neither does a segment without a class`() throws {
        for text in ["class: standar", ""] {
            let (files, _) = try #require(SampleOffice.spoilt("Inventory/segments/satu.yaml", "class: pelayanan", text))
            let office = try SampleOffice.load(files)
            #expect(office.segment("satu")?.serviceClass == "standar")
            #expect(office.policy.capacity.weight(of: "standar") == 1)
        }
    }

    @Test(arguments: [
        Spoiling("links", "capacity: 100M/50M", "capacity: «19M/50M", "20M of download has been given over `isp`"),
        Spoiling("links", "capacity: 100M/50M", "capacity: «100M/9M", "10M of upload has been given over `isp`"),
        Spoiling(
            "segments/dua", "path: [access-dua, trunk-a, isp]", "path: [access-dua, «trunk-a]", "not at the internet"),
    ])
    func `promises beyond a link and paths that stop short are warnings`(_ spoiling: Spoiling) throws {
        try spoiling.expect(.warning)
    }

    @Test func `the same VLAN behind another distribution switch is no fault`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt(
                "Inventory/segments/dua.yaml",
                """
                vlan: 120
                prefixes: [10.12.0.0/24]
                allocation: 10M/5M
                access: {from: rtr-dua:ether1, to: dist-a:p-dua, capacity: 50M/50M, counters: {at: rtr-dua:ether1, download: in}}
                path: [access-dua, trunk-a, isp]
                """,
                """
                vlan: 110
                prefixes: [10.12.0.0/24]
                allocation: 10M/5M
                access: {from: rtr-dua:ether1, to: dist-b:p-dua, capacity: 50M/50M}
                path: [access-dua, trunk-b, isp]
                """))
        #expect(try SampleOffice.load(files).segment("dua")?.side == "dist-b")
    }

    @Test func `a network that holds many others is found against each of them`() {
        let drafts = """
            name: tiga
            title: T
            agency: T
            vlan: 130
            prefixes: [10.0.0.0/8]
            allocation: 1M/1M
            access: {from: rtr-tiga:a, to: dist-b:p, capacity: 2M/2M}
            path: [access-tiga, trunk-b, isp]
            devices: {rtr-tiga: {platform: linux, role: router, management: 10.9.9.9}}
            """
        let files = SampleOffice.whole + [InventoryFile(name: "Inventory/segments/tiga.yaml", text: drafts)]
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        #expect(fault?.items.filter { $0.message.contains("overlaps") }.count == 4)
    }

    @Test func `overlaps agree with comparing every pair`() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<200 {
            var nets: [Prefix] = []
            for _ in 0..<8 {
                let bits = UInt128(UInt32(0x0A00_0000) | UInt32.random(in: 0..<64, using: &generator) << 10)
                let length = Int.random(in: 16...26, using: &generator)
                nets.append(try #require(Prefix(Address(family: .ipv4, bits: bits), length: length)))
            }
            var overlaps = false
            for (place, net) in nets.enumerated() {
                overlaps = overlaps || nets[..<place].contains { $0.overlaps(net) }
            }
            let list = nets.map(\.description).joined(separator: ", ")
            let (files, _) = try #require(
                SampleOffice.spoilt(
                    "Inventory/segments/satu.yaml", "[10.11.0.0/24, 10.11.1.0/24]\ntransfer: 10.11.255.0/30",
                    "[\(list)]"))
            let dua = files.map { file in
                file.name.hasSuffix("dua.yaml")
                    ? InventoryFile(
                        name: file.name,
                        text: String(decoding: file.bytes, as: UTF8.self).replacing(
                            "10.12.0.0/24", with: "192.168.0.0/24"))
                    : file
            }
            let isRefused = (try? SampleOffice.load(dua)) == nil
            #expect(isRefused == overlaps, "\(list)")
        }
    }
}
