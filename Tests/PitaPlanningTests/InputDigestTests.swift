import PitaEvidence
import PitaInventory
import Testing

@testable import PitaPlanning

@Suite struct InputDigestTests {
    let example: ExampleOffice

    init() throws { example = try ExampleOffice() }

    /// The digests of the plan of disdik on its path and its own devices; or on some devices only.
    func digests(_ example: ExampleOffice, of names: [String]? = nil) throws -> [String: Digest] {
        let office = try example.office()
        let segment = try #require(office.segment("disdik"))
        let devices =
            names.map { $0.compactMap { office.device($0) } } ?? PlaybookRenderer.pathDevices(of: segment, in: office)
        return InputDigests.variables(of: devices, segment: segment, office: office)
    }

    func changed(_ old: String, _ new: String, in file: String, of names: [String]? = nil) throws -> Set<String> {
        let before = try digests(example, of: names)
        let after = try digests(try example.replacing(old, with: new, in: "Inventory/\(file).yaml"), of: names)
        return Set(Set(before.keys).union(after.keys).filter { before[$0] != after[$0] })
    }

    @Test func `the devices, the segment and the links of the path have a digest each`() throws {
        #expect(
            Set(try digests(example).keys) == [
                "device rtr-inti", "device sw-dist-utara", "device rtr-disdik", "segment disdik", "link access-disdik",
                "link trunk-utara", "link isp-utama",
            ])
    }

    @Test(arguments: [
        ("vlan: 110", "vlan: 110   # nomor VLAN", "segments/disdik"),
        ("# Dinas Pendidikan", "# Lain\n# Dinas Pendidikan", "segments/disdik"),
        ("prefixes: [10.11.0.0/24]", "prefixes:\n  - 10.11.0.0/24", "segments/disdik"),
        ("# The links", "\n# Links", "links"),
        ("title: Staf Perencana Jaringan", "title: Perencana", "users"), ("10.0.0.53", "\"10.0.0.53\"", "pita"),
    ])
    func `a comment, another spelling of the same value, or a person does not change them`(
        _ old: String, _ new: String, _ file: String
    ) throws {
        #expect(try changed(old, new, in: file).isEmpty)
    }

    @Test(arguments: [
        ("allocation: 5M/2M", "allocation: 6M/2M", "segments/satpolpp"), ("vlan: 120", "vlan: 121", "segments/dinkes"),
        ("agency: Dinas Perhubungan", "agency: Dishub", "segments/dishub"),
        ("wan: {interface: ether1, address: 10.14", "wan: {interface: ether2, address: 10.14", "segments/bappeda"),
    ])
    func `another segment's edit does not change them`(_ old: String, _ new: String, _ file: String) throws {
        #expect(try changed(old, new, in: file).isEmpty)
    }

    @Test func `an edit of a value changes what the value belongs to`() throws {
        let segment = "segments/disdik"
        #expect(try changed("20M/10M", "25M/10M", in: segment).isSuperset(of: ["segment disdik", "device rtr-disdik"]))
        #expect(try changed("capacity: 100M/100M", "capacity: 90M/100M", in: segment).contains("link access-disdik"))
        #expect(try changed("address: 10.11.0.1/24", "address: 10.11.0.254/24", in: segment) == ["device rtr-disdik"])
        #expect(try changed("class: pelayanan", "class: standar", in: segment).contains("segment disdik"))
        #expect(try changed("300M/150M", "400M/150M", in: "links").contains("link isp-utama"))
        #expect(
            try changed(
                "counters: {at: rtr-inti:ether1, download: in}",
                "counters: {at: rtr-inti:vlan110-disdik, download: in}",
                in: "links") == ["link isp-utama"])
        #expect(
            try changed("10.0.0.53", "10.0.0.54", in: "pita") == [
                "device rtr-inti", "device sw-dist-utara", "device rtr-disdik",
            ])
        #expect(try changed("bridge: br0", "bridge: br1", in: "platforms") == ["device sw-dist-utara"])
        #expect(try changed("management: 127.20.0.1", "management: 127.20.0.9", in: "backbone") == ["device rtr-inti"])
    }

    @Test(arguments: [
        ("agency: Dinas Pendidikan", "agency: Dinas Pendidikan dan Kebudayaan"), ("10.11.255.0/30", "10.11.254.0/30"),
        ("capacity: 100M/100M", "capacity: 90M/100M"), ("title: Jaringan Dinas Pendidikan", "title: Jaringan Disdik"),
    ])
    func `what a template of the core sees of the segment counts when the core alone is planned`(
        _ old: String, _ new: String
    ) throws {
        // The router's own address lies in the transfer network, so both move together.
        let example = try self.example
            .replacing(
                "10.11.255.2/30, gateway: 10.11.255.1", with: "10.99.255.2/30, gateway: 10.99.255.1",
                in: "Inventory/segments/disdik.yaml")
        let before = try digests(example, of: ["rtr-inti"])
        let after = try digests(
            try example.replacing(old, with: new, in: "Inventory/segments/disdik.yaml"), of: ["rtr-inti"])
        #expect(before["segment disdik"] != after["segment disdik"])
        #expect(before["device rtr-inti"] == after["device rtr-inti"])
    }
}
