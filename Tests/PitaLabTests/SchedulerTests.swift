import Testing

@testable import PitaLab

@Suite struct SchedulerTests {
    @Test func `an interval counts from creation and repeats`() {
        let bench = Bench()
        bench.run("/system scheduler add name=e interval=10s on-event=\":put 1\"")
        let scheduling = Scheduling(router: bench.router)
        #expect(scheduling.next == 1010)
        bench.now = 1009
        #expect(scheduling.takeDue().isEmpty)
        bench.now = 1010.5
        #expect(scheduling.takeDue().map { $0.values["name"] } == ["e"])
        #expect(scheduling.next == 1020)
    }

    @Test func `a disabled entry does not run, an enabled one counts anew`() {
        let bench = Bench()
        bench.run("/system scheduler add name=e interval=10s on-event=x disabled=yes")
        #expect(Scheduling(router: bench.router).next == nil)
        bench.now = 1100
        bench.run("/system scheduler enable e")
        #expect(Scheduling(router: bench.router).next == 1110)
    }

    @Test func `a start time in the past with interval 0 never runs, one ahead runs once`() {
        let bench = Bench()
        bench.run("/system scheduler add name=a start-date=2020-01-01 start-time=00:00:00 on-event=x")
        #expect(Scheduling(router: bench.router).next == nil)
        bench.run("/system scheduler add name=b start-date=2026-09-21 start-time=14:13:50 on-event=x")
        #expect(Scheduling(router: bench.router).next == 1030)
        bench.now = 1031
        #expect(Scheduling(router: bench.router).takeDue().count == 1)
        #expect(Scheduling(router: bench.router).next == nil)
    }

    @Test func `startup entries run at a start, and only without an interval`() {
        let bench = Bench()
        bench.run("/system scheduler add name=a start-time=startup on-event=x")
        bench.run("/system scheduler add name=b start-time=startup interval=1h on-event=x")
        #expect(Scheduling(router: bench.router).started().map { $0.values["name"] } == ["a"])
    }

    @Test func `a home-class device refuses the scheduler`() {
        let bench = Bench()
        bench.router.state.hardware.deviceMode = "home"
        #expect(
            bench.run("/system scheduler add name=e interval=10s on-event=x")
                == "failure: not allowed by device-mode (/system/scheduler/add; line 1)\n")
    }

    @Test func `a backup brings the configuration back and restarts the device`() {
        let bench = Bench()
        var restarts = 0
        bench.router.surroundings.restart = { restarts += 1 }
        bench.run(
            "/queue simple add name=q target=10.0.0.1 max-limit=1M/1M; /system backup save name=pre dont-encrypt=yes")
        let before = bench.export()
        bench.run("/queue simple remove [find name=q]; /system identity set name=other")
        #expect(bench.export() != before)
        bench.run("/system backup load name=pre password=\"\"; /system identity set name=never")
        #expect(restarts == 1)
        #expect(bench.export() == before)
    }

    @Test func `an import stops at the first failing line and keeps what ran`() throws {
        let bench = Bench()
        let text =
            "/system identity set name=one\n/interface bridge\nadd name=bridge\nadd name=bridge\n/system identity set name=two\n"
        try bench.router.surroundings.files.write("x.rsc", Array(text.utf8))
        #expect(
            bench.run("/import file-name=x.rsc")
                == "Script Error: failure: already have interface with such name (/interface/bridge/add; line 4) (:import; line 1)\n"
        )
        #expect(bench.run(":put [/system identity get name]") == "one\n")
    }

    @Test func `a dry run reports every wrong line and changes nothing`() throws {
        let bench = Bench()
        try bench.router.surroundings.files.write("x.rsc", Array("this\n/system identity set name=two\nthat\n".utf8))
        let answer = bench.run("/import x.rsc verbose=yes dry-run")
        #expect(answer.contains("#line 1\nthis\nbad command name this (line 1 column 1)\n"))
        #expect(answer.hasSuffix("Script Error: found 2 error(s) in import file\n"))
        #expect(bench.run(":put [/system identity get name]") == "MikroTik\n")
    }

    @Test(arguments: ["6.49.17", "7.16.1"])
    func `a script asks for entries by a pattern, for the length of an event and for a time`(version: String) {
        let bench = Bench(version: version)
        let event = "/system scheduler remove [find where name=\\\"back-a1\\\"]; :put \\\"\\\\C3\\\""
        let others =
            ":if ([:len [/system scheduler find where name~\"^back-\" name!=\"back-a1\"]] > 0) "
            + "do={ :error \"failure: another\" } else={ /system scheduler remove [find where name=\"back-a1\"] }"
        #expect(bench.run(others).isEmpty)
        #expect(bench.run("/system scheduler add name=back-a1 interval=120s on-event=\"\(event)\"").isEmpty == true)
        func proof(_ length: Int, _ interval: String) -> String {
            bench.run(
                ":if (([:len [/system scheduler get [find where name=\"back-a1\"] on-event]] = "
                    + "(\(length) + (1 * [:len \"a1\"]))) && ([/system scheduler get [find where name=\"back-a1\"] interval] "
                    + "= \(interval)) && ([/system scheduler get [find where name=\"back-a1\"] disabled] = false)) "
                    + "do={ :put \"armed\" } else={ :error \"failure: not whole\" }")
        }
        #expect(proof(62, "120s") == "armed\n")
        #expect(proof(62, "121s") == "failure: not whole\n")
        #expect(proof(61, "120s") == "failure: not whole\n")
        #expect(bench.run(others).isEmpty)
        #expect(proof(62, "120s").hasPrefix("no such item"))
        bench.run("/system scheduler add name=back-b2 interval=120s on-event=x")
        #expect(bench.run(others) == "failure: another\n")
        #expect(bench.run("/system scheduler remove \"back-b2\"; :put \"gone\"") == "gone\n")
        #expect(bench.run("/system scheduler remove \"back-b2\"; :put \"gone\"").hasPrefix("no such item"))
    }
}
