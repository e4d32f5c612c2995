import TestSupport
import Testing

@testable import PitaPlatforms

/// What a device is asked of a queue, and what its answers are taken for.
@Suite struct QueueCounterTests {
    private let facts = DeviceFacts(name: "a", model: "b", serial: nil, version: "7.16.1")

    private func octets(_ platform: any Platform, _ name: String, _ output: String, status: Int? = 0) throws -> UInt64?
    {
        let counter = try #require(platform.queueCounter(name, facts: facts))
        return counter.octets(in: CommandReply(output: output, exitStatus: status))
    }

    @Test func bothWaysOfASimpleQueueAreCounted() throws {
        let router = RouterOSPlatform()
        #expect(try octets(router, "pita-a", "120/4000\r\n") == 4120)
        #expect(try octets(router, "pita-a", "no such item\r\n") == nil)
        #expect(try octets(router, "pita-a", "") == nil)
        #expect(try octets(router, "pita-a", "99999999999999999999999/1") == nil)
        #expect(
            try #require(router.queueCounter("a\" ]; /quit; [\"", facts: facts)).commands.map(\.text)
                == [":put [/queue simple get [find where name=\"a\\\" ]; /quit; [\\\"\"] bytes]"])
    }

    @Test func aClassOfTheKernelIsCounted() throws {
        let said = "class htb 1:10 parent 1:1 prio 0 rate 20Mbit \n Sent 90 bytes 1 pkt (dropped 0)\n"
        #expect(try octets(LinuxPlatform(), "lan0 1:10", said) == 90)
        #expect(try octets(LinuxPlatform(), "lan0 1:10", said, status: 1) == nil)
        #expect(try octets(LinuxPlatform(), "lan0 1:10", "") == nil)
        #expect(try octets(OpenVSwitchPlatform(), "p-disdik", said + said) == 180)
    }

    @Test(arguments: ["lan0", "lan0 1:10 x", "lan0; reboot 1:10", "lan0 $(reboot)", "-f 1:10", "lan0 1:10;reboot", ""])
    func whatIsNoClassIsNotAskedFor(_ name: String) {
        #expect(LinuxPlatform().queueCounter(name, facts: facts) == nil)
        if name != "lan0" { #expect(OpenVSwitchPlatform().queueCounter(name, facts: facts) == nil) }
    }

    // As public recordings and manuals have them: a router, and two kinds of Catalyst switches.
    private static let router = """
         GigabitEthernet0/0/1

          Service-policy output: PM-A

            queue stats for all priority classes:
              (pkts output/bytes output) 9/9000

            Class-map: CM-VOICE (match-any)
              2348138 packets, 1202246656 bytes
              5 minute offered rate 1000 bps, drop rate 0000 bps
              (pkts output/bytes output) 1/1

            Class-map: class-default (match-any)
              10 packets, 1000 bytes
              police:
                  cir 10000000 bps, bc 312500 bytes
                conformed 9 packets, 900 bytes; actions:
                exceeded 1 packets, 100 bytes; actions:
                conformed 0000 bps, exceeded 0000 bps
        """
    private static let catalyst = """
        GigabitEthernet1/0/1
          Service-policy output: SHAPE
            Class-map: dscp2 (match-all)
              0 packets, 0 bytes
              Queueing
              (total drops) 10554
              (bytes output) 2443152000
              (pkts output) 4910606
            Class-map: class-default (match-any)
              7 packets
              police:
                conformed 700 bytes; actions:
                  transmit
                exceeded 3 bytes; actions:
                conformed 0000 bps, exceeded 0000 bps
        """

    @Test func `the classes of a policy are counted as each kind of device counts them`() throws {
        #expect(try octets(IOSPlatform(dialect: .ios), "Gi0/0/1 output", Self.router) == 901)
        // All that came was dropped: nothing has passed.
        let dropped = Self.router.replacing("conformed 9 packets, 900 bytes", with: "conformed 0 packets, 0 bytes")
            .replacing(" 1/1", with: " 0/0")
        #expect(try octets(IOSPlatform(dialect: .ios), "Gi0/0/1 output", dropped) == 0)
        #expect(try octets(IOSPlatform(dialect: .ios), "Gi1/0/1 input", Self.catalyst) == 2_443_152_700)
        for nothing in [
            "", " GigabitEthernet1/0/1 \n", "    ^\n% Invalid input detected at '^' marker.\n" + Self.router,
        ] {
            #expect(try octets(IOSPlatform(dialect: .ios), "Gi1/0/1 input", nothing) == nil, "\(nothing)")
        }
    }

    private static let policies: [(text: String, octets: UInt64?)] = [
        (
            """
             Interface: GigabitEthernet0/0/1
             Traffic policy inbound: 31
             Current status: success
            ---------------------------------------------------------------------
             Board : 0
            ---------------------------------------------------------------------
             Matched          |      Packets:                 8,426,225,438
                              |      Bytes:               4,237,940,385,174
                              |      Rate(pps):                         853
                              |      Rate(bps):                   3,305,096
            ---------------------------------------------------------------------
               Passed         |      Packets:                            12
                              |      Bytes:                           1,200
            ---------------------------------------------------------------------
               Dropped        |      Packets:                            12
                              |      Bytes:                      99,999,999
            """, 1200
        ),
        (
            """
            Info: The statistics is shared because the policy is shared.
            Interface: GigabitEthernet0/1/0
            Traffic policy inbound: p1
            Item                             Packets                      Bytes
            -------------------------------------------------------------------
            Matched                                5                       500
              +--Passed                            4                       400
              +--Dropped                           1                       100
            Last 30 seconds rate
            Item                                 pps                        bps
            -------------------------------------------------------------------
            Matched                                5                       500
              +--Passed                            4                       300
            """, 400
        ),
        (
            """
            Traffic policy: p1, inbound
             Slot: 1
             Item                  Packets                Bytes           pps           bps
             -------------------------------------------------------------------------------
             Matched                363949175          46585494400       8460795    8663854896
              Passed                363949175          46585494399       8460795    8663854896
              Dropped                    0                    0             0             0
            """, 46_585_494_399
        ),
        (" Item        Sum(Packets/Bytes)          Rate(pps/bps)\n Matched     3/300          0/0\n", 300),
        ("Info: Statistic has not been enabled.\n", nil),
        (" Matched          |      Packets:    0\n                  |      Bytes:     -\n", nil),
        ("Error: Unrecognized command found at '^' position.\n Item Packets Bytes\n Passed 1 2\n", nil),
    ]

    @Test func `a traffic policy is counted in each form, by octets and not by rates or drops`() throws {
        for (text, expected) in Self.policies {
            #expect(try octets(VRPPlatform(), "GigabitEthernet0/0/1 inbound", text) == expected, "\(text)")
        }
        let counter = try #require(VRPPlatform().queueCounter("10GE1/0/48 inbound", facts: facts))
        #expect(
            counter.commands.map(\.text) == [
                "display traffic policy statistics interface 10GE1/0/48 inbound",
                "display traffic-policy statistics interface 10GE1/0/48 inbound",
            ])
    }

    @Test func `the queues of a port are counted in both forms`() throws {
        let list = """
            ------------------------------------------------------------
              Queue ID          : 0
              PIR(kbps)         : 100,000
              Passed Packets    : 48,140
              Passed Bytes      : 9,940,984
              Dropped Bytes     : 77
            ------------------------------------------------------------
              Queue ID          : 7
              Passed Bytes      : 16
            """
        #expect(try octets(VRPPlatform(), "GigabitEthernet0/0/1 queue", list) == 9_941_000)
        let table = """
             Queue   CIR/PIR              Passed     Pass Rate             Dropped     Drop Rate  Drop Time
                    (% or kbps)   (Packets/Bytes)    (pps/bps)      (Packets/Bytes)    (pps/bps)
             ----------------------------------------------------------------------------------------------
                 4         0                   6             0                   0             0          -
                   100000000                1092             0                   0             0
             ----------------------------------------------------------------------------------------------
                 5        0%                   1             0                   9             0  2026-01-02
                        100%                   8             0                 900             0  10:00:00
             ----------------------------------------------------------------------------------------------
            """
        #expect(try octets(VRPPlatform(), "100GE1/0/1 queue", table) == 1100)
        #expect(try octets(VRPPlatform(), "100GE1/0/1 queue", "Error: x\n" + table) == nil)
    }

    @Test func `what a filter counts and what queues have sent is counted on Junos`() throws {
        let filter = """

            Filter: pita-disdik-download
            Counters:
            Name                                                Bytes              Packets
            pita-disdik-download                                 1234                   10
            Policers:
            Name                                                Bytes              Packets
            pita-disdik-download-all                       6483376998                99999
            """
        #expect(try octets(JunosPlatform(), "filter pita-disdik-download", filter) == 1234)
        let policers = filter.replacing("Counters:", with: "Policers:")
        #expect(try octets(JunosPlatform(), "filter pita-disdik-download", policers) == nil)
        let queue = """
            Queue: 0, Forwarding classes: best-effort
              Queued:
                Packets              :          153317658467                     0 pps
                Bytes                :        19258549659972                     0 bps
              Transmitted:
                Packets              :           91527655951                     0 pps
                Bytes                :                   900                     0 bps
                Tail-dropped packets : Not Available
                RL-dropped bytes     :                     0                     0 bps
                Total-dropped bytes  :         7909120322048                     0 bps
            Queue: 3, Forwarding classes: network-control
              Queued:
                Bytes                :                     5                     0 bps
              Transmitted:
                Bytes                :                    11                     0 bps
            """
        #expect(try octets(JunosPlatform(), "xe-0/1/0 output", queue) == 911)
        #expect(try octets(JunosPlatform(), "xe-0/1/0 output", "error: device xe-0/1/0 not found\n") == nil)
    }

    @Test(arguments: [
        "", "x", "ge-0/0/1", "ge-0/0/1  output", "ge-0/0/1 output | save x", "a|b output", "a;b output", "-a output",
        "filter a b", "filter $(x)", "a\n output", "ge-0/0/1 sideways", "Gi1/0/1 output\nreload",
    ])
    func `what names no queue is not asked for at a prompt`(_ name: String) {
        let platforms: [any Platform] = [IOSPlatform(dialect: .ios), VRPPlatform(), JunosPlatform(), FRRPlatform()]
        for platform in platforms { #expect(platform.queueCounter(name, facts: facts) == nil, "\(platform.name)") }
    }

    @Test func `damaged answers are numbers or none`() throws {
        let bases: [(any Platform, String, [String])] = [
            (IOSPlatform(dialect: .ios), "Gi0/1 output", [Self.router, Self.catalyst]),
            (VRPPlatform(), "10GE1/0/1 inbound", Self.policies.map(\.text)),
            (VRPPlatform(), "10GE1/0/1 queue", ["  Passed Bytes : 9\n", " 4 0 6 0 0 0 -\n 1 9 0 0 0\n"]),
            (JunosPlatform(), "ge-0/0/0 output", ["  Transmitted:\n    Bytes : 9 0 bps\n"]),
            (JunosPlatform(), "filter f", ["Counters:\nName Bytes Packets\nf 9 1\n"]),
        ]
        for (platform, name, texts) in bases {
            let counter = try #require(platform.queueCounter(name, facts: facts))
            let trial = Trial.run(
                texts, pieces: ["|", ":", "/", "Bytes", "99999999999999999999", "-"], seed: 7, cases: 300
            ) { bytes in
                _ = counter.octets(in: CommandReply(output: String(decoding: bytes, as: UTF8.self), exitStatus: 0))
            }
            #expect(
                trial.errors.isEmpty && trial.taken > 0 && trial.isLinear, "\(platform.name): \(trial)")
        }
    }
}
