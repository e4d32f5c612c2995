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
            try #require(router.queueCounter("a\" ]; /quit; [\"", facts: facts)).command.text
                == ":put [/queue simple get [find where name=\"a\\\" ]; /quit; [\\\"\"] bytes]")
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
}
