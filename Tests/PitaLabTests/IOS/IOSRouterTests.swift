import Testing

@testable import PitaLab

@Suite struct IOSRouterTests {
    private func bench() throws -> IOSBench { try IOSBench("ISR4321/K9", version: "17.06.04") }

    @Test func `a police line is read back with its burst and its actions`() throws {
        let bench = try bench()
        bench.configure("policy-map PM-IN", "class class-default", "police 10000000")
        #expect(
            bench.block("policy-map PM-IN") == [
                " class class-default", "  police cir 10000000 bc 312500", "   conform-action transmit",
                "   exceed-action drop",
            ])
        bench.configure("policy-map PM-IN", "class class-default", "police cir 290000")
        #expect(bench.block("policy-map PM-IN")[1] == "  police cir 290000 bc 9062")
        bench.configure("policy-map PM-IN", "class class-default", "police cir 290000 bc 20000 be 30000")
        #expect(bench.block("policy-map PM-IN").last == "   violate-action drop")
    }

    @Test func `a policy map in use stays, and a port has one for each direction`() throws {
        let bench = try bench()
        bench.configure("policy-map PM-A", "class class-default", "shape average 10000000")
        bench.configure("policy-map PM-B", "class class-default", "police cir 10000000")
        #expect(bench.configure("int gi0/0/1", "service-policy output PM-A") == "")
        #expect(bench.configure("no policy-map PM-A") == "Policy-map PM-A is being used")
        #expect(
            bench.configure("int gi0/0/1", "service-policy output PM-B") == "Policy map PM-A is already attached")
        #expect(
            bench.configure("int gi0/0/0", "service-policy input PM-A")
                == "% Queueing actions are not supported in input direction")
        #expect(
            bench.configure("int gi0/0/1", "service-policy output TIDAK-ADA") == "% policy map TIDAK-ADA not configured"
        )
        #expect(bench.configure("int gi0/0/1", "no service-policy output", "service-policy output PM-B") == "")
        #expect(bench.configure("no policy-map PM-A") == "")
        #expect(bench.configure("policy-map PM-B", "class CM-X") == "% class map CM-X not configured")
    }

    @Test func `counters of a policy move with the port's load from its attachment on`() throws {
        let bench = try bench()
        bench.configure("policy-map PM-A", "class class-default", "shape average 10000000")
        bench.configure("int gi0/0/1", "no shutdown", "service-policy output PM-A")
        bench.now += 10
        let text = bench.run("show policy-map interface Gi0/0/1 output")
        #expect(text.contains(" GigabitEthernet0/0/1 \n\n  Service-policy output: PM-A"))
        #expect(text.contains("packets, 5000000 bytes\n      5 minute offered rate 4000000 bps"))
        #expect(text.contains("      target shape rate 10000000"))
    }

    @Test func `a sub-interface needs its tag before its address`() throws {
        let bench = try bench()
        #expect(
            bench.configure("int gi0/0/1.20", "ip address 10.20.0.1 255.255.255.0")
                .hasPrefix("\n% Configuring IP routing on a LAN subinterface is only allowed if that\n"))
        #expect(!bench.console.truth.contains("10.20.0.1"))
        #expect(
            bench.configure("int gi0/0/1.20", "encapsulation dot1Q 20", "ip address 10.20.0.1 255.255.255.0") == "")
        #expect(
            bench.block("interface GigabitEthernet0/0/1.20") == [
                " encapsulation dot1Q 20", " ip address 10.20.0.1 255.255.255.0",
            ])
        #expect(
            bench.configure("int gi0/0/0", "ip address 10.20.0.2 255.255.255.0")
                == "% 10.20.0.0 overlaps with GigabitEthernet0/0/1.20")
        #expect(
            bench.configure("int gi0/0/0", "ip address 10.30.0.0 255.255.255.0")
                == "Bad mask /24 for address 10.30.0.0")
        #expect(bench.configure("no interface gi0/0/0") == "% Removal of physical interfaces is not permitted")
    }

    @Test func `routes are found by prefix and refused when they do not fit their mask`() throws {
        let bench = try bench()
        bench.configure(
            "int gi0/0/0", "ip address 10.1.0.2 255.255.255.252", "no shutdown", "exit",
            "ip route 0.0.0.0 0.0.0.0 10.1.0.1", "ip route 10.20.0.0 255.255.255.0 10.1.0.1 200 name uji")
        #expect(bench.console.truth.contains("ip route 10.20.0.0 255.255.255.0 10.1.0.1 200 name uji\n"))
        #expect(bench.configure("ip route 10.20.0.1 255.255.255.0 10.1.0.1") == "%Inconsistent address and mask")
        #expect(bench.run("show ip route 10.20.0.9").contains("Routing entry for 10.20.0.0/24"))
        #expect(bench.run("show ip route 10.99.0.0 255.255.255.0") == "% Subnet not in table")
        #expect(bench.run("ping 8.8.8.8 repeat 3").contains("!!!\nSuccess rate is 100 percent (3/3)"))
        bench.console.surroundings.hostsAnswer = false
        #expect(bench.run("ping 8.8.8.8").contains("Success rate is 0 percent (0/5)"))
        #expect(bench.configure("no ip route 10.77.0.0 255.255.0.0") == "%No matching route to delete")
    }
}
