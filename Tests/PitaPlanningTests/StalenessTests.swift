import PitaEvidence
import PitaPlatforms
import Testing

@testable import PitaPlanning

@Suite struct StalenessTests {
    func reasons(_ edit: (inout PlanInputs) -> Void) -> [String] {
        var now = PlanSamples.inputs()
        edit(&now)
        return Staleness.reasons(PlanSamples.inputs(), now: now)
    }

    @Test func `equal inputs give no reason`() { #expect(reasons { _ in }.isEmpty) }

    @Test func `each input that differs gives one plain sentence`() {
        #expect(
            reasons { $0.playbookDigest = Digest(of: "x") } == [
                "the playbook `kenaikan-bandwidth` has been edited since"
            ])
        #expect(reasons { $0.templates["a.j2"] = Digest(of: "x") } == ["the template `a.j2` has been edited since"])
        #expect(reasons { $0.templates["a.j2"] = nil } == ["the template `a.j2` has been edited since"])
        #expect(
            reasons { $0.templates["c.j2"] = Digest(of: "c") } == ["the template `c.j2` is now used and was not then"])
        #expect(
            reasons { $0.variables["segment disdik"] = Digest(of: "x") } == [
                "the inventory of `segment disdik` has been edited since"
            ])
        #expect(
            reasons { $0.variables["segment disdik"] = nil } == [
                "the inventory of `segment disdik` has been edited since"
            ])
        #expect(
            reasons { $0.variables["link x"] = Digest(of: "x") } == [
                "`link x` now belongs to the change and did not then"
            ])
    }

    @Test func `another pinned host key, or none any more, is told of a device and of a jump host`() {
        #expect(
            reasons { $0.hostKeys["rtr-disdik"] = "ssh-ed25519 SHA256:lain" } == [
                "the pinned host key of `rtr-disdik` has changed since"
            ])
        #expect(
            reasons { $0.hostKeys["jump host lompat:22"] = nil } == [
                "the pinned host key of `jump host lompat:22` has changed since"
            ])
        #expect(
            reasons { $0.hostKeys["rtr-inti"] = "ssh-ed25519 SHA256:x" } == [
                "the pinned host key of `rtr-inti` has changed since"
            ])
    }

    @Test func `all reasons are given at once`() {
        let all = reasons {
            $0.playbookDigest = Digest(of: "x")
            $0.templates = ["c.j2": Digest(of: "c")]
            $0.variables = [:]
        }
        #expect(all.count == 1 + 3 + 2)
    }

    func deviceReasons(_ facts: DeviceFacts = PlanSamples.facts, _ running: ConfigTree) throws -> [String] {
        Staleness.reasons(try PlanSamples.device(), now: DeviceReading(facts: facts, running: running))
    }

    @Test func `a device that is as it was gives no reason, whatever others changed elsewhere on it`() throws {
        #expect(try deviceReasons(running: PlanSamples.running()).isEmpty)
        #expect(try deviceReasons(running: PlanSamples.running(other: "9M/9M")).isEmpty)
    }

    func deviceReasons(running: ConfigTree) throws -> [String] { try deviceReasons(PlanSamples.facts, running) }

    @Test func `another model, serial number or version is told with both`() throws {
        var facts = PlanSamples.facts
        facts.serial = "HF02"
        #expect(
            try deviceReasons(facts, PlanSamples.running()) == [
                "`rtr-disdik` is another machine: RB4011iGS+ HF02, not RB4011iGS+ HF01"
            ])
        facts = PlanSamples.facts
        facts.model = "CHR"
        facts.serial = nil
        #expect(
            try deviceReasons(facts, PlanSamples.running()) == [
                "`rtr-disdik` is another machine: CHR, not RB4011iGS+ HF01"
            ])
        facts = PlanSamples.facts
        facts.version = "7.17"
        #expect(
            try deviceReasons(facts, PlanSamples.running()) == [
                "`rtr-disdik` runs version 7.17, the plan was made for 7.16.1"
            ])
    }

    @Test func `a changed or missing managed object is told by name`() throws {
        let sentence = "the config of `rtr-disdik` has changed since the plan was made: /queue simple name=pita-disdik"
        #expect(try deviceReasons(running: PlanSamples.running(limit: "11M/20M")) == [sentence])
        #expect(try deviceReasons(running: ConfigTree()) == [sentence])
    }

    @Test func `another way back than the approved one is named`() throws {
        let plan = try PlanSamples.device()
        func reasons(_ facts: DeviceFacts) throws -> [String] {
            let now = DeviceReading(facts: facts, running: try PlanSamples.running())
            return Staleness.reasons(plan, rollbackGuard: plan.rollbackGuard, of: plan.change, now: now)
        }
        #expect(plan.rollbackGuard != nil)
        #expect(try reasons(PlanSamples.facts) == [])
        var facts = PlanSamples.facts
        facts.other["device-mode.scheduler"] = "no"
        #expect(try reasons(facts) == ["the way back of `rtr-disdik` is another than when the plan was made"])
    }

    @Test func `in replace mode an object that came into the scope makes the plan stale, one outside does not`() throws
    {
        let scope = try #require(ReplaceScope("/queue simple[comment^=pita:]"))
        let plan = try PlanSamples.device(mode: .replace(scope))
        func reasons(_ more: String) throws -> [String] {
            var running = try PlanSamples.running()
            for object in try PlanSamples.tree(more).objects { running[object.id] = object }
            return Staleness.reasons(plan, now: DeviceReading(facts: PlanSamples.facts, running: running))
        }
        #expect(try reasons("").isEmpty)
        #expect(try reasons("/queue simple\nadd name=x target=10.5.0.0/24 comment=\"lain\"\n").isEmpty)
        #expect(try reasons("/queue simple\nadd name=x target=10.5.0.0/24 comment=\"pita:x\"\n").count == 1)
    }

    @Test func `the managed part holds what the change touches, absent where it is not there`() throws {
        let running = try PlanSamples.running()
        let change = try PlanSamples.device().change
        #expect(ManagedPart.of(running, touching: change, mode: .merge).objects.map(\.id.key) == ["name=pita-disdik"])
        let gone = ManagedPart.of(ConfigTree(), touching: change, mode: .merge)
        #expect(gone.objects.map(\.isAbsent) == [true])
        let there = ManagedPart.of(running, touching: change, mode: .merge)
        #expect(
            ManagedPart.digest(gone, on: PlanSamples.platform) != ManagedPart.digest(there, on: PlanSamples.platform))
    }

    @Test func `the managed digest depends on the order of objects where the device does, and nowhere else`() throws {
        let queues = try PlanSamples.running().objects
        let addresses = try PlanSamples.tree(
            "/ip address\nadd address=10.0.0.1/24 interface=a\nadd address=10.0.1.1/24 interface=a\n"
        ).objects
        let absent = ["x", "y"].map {
            ConfigObject(id: ObjectID(section: "/queue simple", key: "name=\($0)"), properties: [:], isAbsent: true)
        }
        func digest(_ objects: [ConfigObject]) -> Digest {
            ManagedPart.digest(ConfigTree(objects), on: PlanSamples.platform)
        }
        let expected = digest(queues + addresses + absent)
        #expect(digest(addresses.reversed() + absent.reversed() + queues) == expected)
        #expect(digest(queues.reversed() + addresses + absent) != expected)
    }

    @Test func `queues of the plan that stand in another order make it stale`() throws {
        let text = "add name=a target=10.0.0.0/8\nadd name=c target=10.1.0.0/16\nadd name=d target=10.2.0.0/16\n"
        let running = try PlanSamples.tree("/queue simple\n" + text)
        let removed = try PlanSamples.tree("/queue simple\nremove [find name=c]\n")
        let change = try PlanSamples.platform.change(from: running, to: removed, mode: .merge, facts: PlanSamples.facts)
        func digest(_ order: [Int]) -> Digest {
            let now = ConfigTree(order.map { running.objects[$0] })
            return ManagedPart.digest(
                ManagedPart.of(now, touching: change, mode: .merge), on: PlanSamples.platform)
        }
        #expect(digest([0, 1, 2]) == digest([1, 0, 2]))
        #expect(digest([0, 1, 2]) != digest([0, 2, 1]))
    }
}
