import Testing

@testable import PitaLab

@Suite struct AgentTests {
    func value(_ bench: Bench, _ text: String) -> String? {
        RouterMIB(bench.router).exact(ManagedObject.parse(text) ?? [])?.value()
    }

    @Test func `uptime has a resolution of one second`() {
        let bench = Bench()
        bench.now = 1002.9
        #expect(value(bench, ".1.3.6.1.2.1.1.3.0") == "200")
    }

    @Test func `counters move at the load while the interface is on`() {
        let bench = Bench()
        bench.router.state.hardware.loads["ether1"] = .init(received: 8000, sent: 800)
        bench.now = 1010
        #expect(value(bench, ".1.3.6.1.2.1.31.1.1.1.6.1") == "10000")
        bench.run("/interface disable ether1")
        bench.now = 1020
        #expect(value(bench, ".1.3.6.1.2.1.31.1.1.1.6.1") == "10000")
        #expect(value(bench, ".1.3.6.1.2.1.2.2.1.8.1") == "2")
        bench.run("/interface enable ether1")
        bench.now = 1021
        #expect(value(bench, ".1.3.6.1.2.1.31.1.1.1.6.1") == "11000")
    }

    @Test func `the extension table ends where RouterOS ends it, without discontinuity times`() {
        let bench = Bench()
        let mib = RouterMIB(bench.router)
        let columns = Set(
            mib.objects.filter { $0.oid.starts(with: [1, 3, 6, 1, 2, 1, 31]) }.compactMap { $0.oid.dropLast().last })
        #expect(columns == Set(1...13).union([15, 18]))
    }

    @Test func `queues appear under their internal id with target and mask`() {
        let bench = Bench()
        bench.run("/queue simple add name=q target=10.7.0.0/24")
        #expect(value(bench, ".1.3.6.1.4.1.14988.1.1.2.1.1.2.1") == "q")
        #expect(value(bench, ".1.3.6.1.4.1.14988.1.1.2.1.1.4.1") == "255.255.255.0")
    }

    @Test func `walking visits every object once in order`() {
        let mib = RouterMIB(Bench().router)
        var oid: [UInt32] = [1, 3, 6, 1]
        var count = 0
        while let next = mib.next(oid) {
            #expect(oid.lexicographicallyPrecedes(next.oid))
            oid = next.oid
            count += 1
        }
        #expect(count == mib.objects.count)
    }
}
