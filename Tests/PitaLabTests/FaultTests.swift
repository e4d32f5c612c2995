import Testing

@testable import PitaLab

@Suite struct FaultTests {
    @Test func `a fault that counts happens once, at its command`() throws {
        var faults = FaultSet(faults: ["drop-after": 3])
        #expect(faults.count() == [])
        #expect(faults.count() == [])
        #expect(faults.count() == ["drop"])
        #expect(faults.count() == [])
    }

    @Test func `unknown faults and missing numbers are refused`() {
        for text in ["explode", "reboot-after", "slow=x", "stall=3", "drop-after=-1"] {
            #expect(throws: LabError.self) { try FaultSet.parse(text) }
        }
    }

    @Test func `a rejected change leaves the configuration as it was`() {
        let bench = Bench()
        bench.router.surroundings.beforeChange = { _ throws(ScriptError) in
            throw .run("failure: item with this name already exists")
        }
        let before = bench.export()
        #expect(bench.run("/system identity set name=x").hasPrefix("failure: item with this name already exists"))
        #expect(bench.export() == before)
    }

    @Test func `a lying device accepts and does not apply`() {
        let bench = Bench()
        bench.router.surroundings.beforeChange = { _ throws(ScriptError) in false }
        #expect(bench.run("/system identity set name=x") == "")
        #expect(bench.run(":put [/system identity get name]") == "MikroTik\n")
    }

    @Test func `a full device refuses files`() {
        let bench = Bench()
        bench.router.surroundings.files.isFull = true
        #expect(bench.run("/system backup save name=x dont-encrypt=yes").hasPrefix("failure: not enough disk space"))
    }

    @Test func `file names cannot leave the device`() {
        let area = FileArea(directory: "/nowhere")
        #expect(area.path("../etc/passwd") == nil)
        #expect(area.path("a/./b") == nil)
        #expect(area.path("flash/a.rsc") == "/nowhere/flash/a.rsc")
    }

    @Test func `only the loopback is listened on`() {
        #expect(throws: LabError.self) { try Sockets.listenTCP("0.0.0.0", 0) }
        #expect(throws: LabError.self) { try Sockets.bindUDP("192.0.2.1", 0) }
    }

    @Test func `a relay shortens and changes what passes`() {
        let relay = Relay(
            listen: ("127.0.0.1", 1), target: ("127.0.0.1", 2), spoiling: .init(cutAfter: 4, corruptAfter: 2))
        var bytes: [UInt8] = [1, 2, 3, 4, 5]
        #expect(relay.spoil(&bytes, 1) == .cut)
        #expect(bytes == [1, 2 ^ 0x55, 3 ^ 0x55])
    }

    @Test func `the bundled office is whole`() {
        let devices = ExampleOffice.bundled.devices
        #expect(devices.count == 35)
        #expect(Set(devices.map(\.address)).count == 35)
        #expect(devices.filter { $0.agent == .v2c }.map(\.name) == ["rtr-dpupr", "rtr-dlh"])
        #expect(devices.filter { !$0.kind.isSimulated }.flatMap(\.ports).allSatisfy { $0.utf8.count <= 15 })
    }
}
