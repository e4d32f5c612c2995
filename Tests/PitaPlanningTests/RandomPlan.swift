import PitaDiagnostics
import PitaEvidence
import PitaNetwork
import PitaPlatforms
import TestSupport

@testable import PitaPlanning

/// Makes plans of every shape: optional parts there and not, lists empty and not, texts with what breaks quoting.
struct RandomPlan {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func chance(_ oneIn: Int = 2) -> Bool { Int.random(in: 0..<oneIn, using: &generator) == 0 }

    private mutating func text() -> String {
        let pieces = [
            "disdik", "queue simple", "\"", "\\", "\n", "é", "名", "⟦push⟧", "sha256:", "", "=", "0", "<b>", "\u{1F30F}",
            "\t",
        ]
        return (0..<Int.random(in: 1...4, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    private mutating func texts(_ most: Int = 3) -> [String: String] {
        var texts: [String: String] = [:]
        for _ in 0..<Int.random(in: 0...most, using: &generator) { texts[text()] = text() }
        return texts
    }

    private mutating func list<Element>(_ most: Int = 3, _ make: (inout Self) -> Element) -> [Element] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in make(&self) }
    }

    private mutating func digest() -> Digest { Digest(of: "\(generator.next())") }

    private mutating func time() -> LocalTime {
        LocalTime(
            unixMilliseconds: Int64.random(in: 0...4_000_000_000_000, using: &generator),
            zone: [.wib, .wita, .wit].randomElement(using: &generator) ?? .wib, clockSynchronised: chance())
    }

    private mutating func pair() -> BandwidthPair {
        BandwidthPair(
            download: Bandwidth(bitsPerSecond: UInt64.random(in: 0...400_000_000_000, using: &generator)),
            upload: Bandwidth(bitsPerSecond: UInt64.random(in: 0...999, using: &generator) * 1_000_000))
    }

    private mutating func object() -> ObjectID { ObjectID(section: text(), key: text() + "\(generator.next())") }

    private mutating func command() -> DeviceCommand {
        let mark = chance() ? SourceMark(file: text(), line: Int.random(in: 1...9, using: &generator), column: 3) : nil
        return DeviceCommand(text(), input: chance() ? text() : nil, object: chance() ? object() : nil, mark: mark)
    }

    private mutating func tree() -> ConfigTree {
        ConfigTree(list { ConfigObject(id: $0.object(), properties: $0.texts(), isAbsent: $0.chance(4)) })
    }

    private mutating func change() -> DeviceChange {
        DeviceChange(
            commands: list { $0.command() }, reverse: list { $0.command() }, before: tree(), after: tree(),
            differences: list {
                ObjectDifference(
                    id: $0.object(), before: $0.chance() ? $0.texts() : nil, after: $0.chance() ? $0.texts() : nil)
            },
            warnings: list { Diagnostic($0.text(), severity: .warning) }, irreversible: list { $0.text() })
    }

    private mutating func device() -> DevicePlan {
        let scope = ReplaceScope("/queue simple[comment^=pita:]").map(ChangeMode.replace)
        let mode = [ChangeMode.merge, .exact, scope ?? .merge].randomElement(using: &generator) ?? .merge
        let facts = DeviceFacts(
            name: text(), model: text(), serial: chance() ? text() : nil, version: text(), other: texts())
        let rollbackGuard = rollback()
        return DevicePlan(
            device: text(), address: text(), platform: text(), role: text(), template: text(), facts: facts, mode: mode,
            managedDigest: digest(), change: change(), rollbackGuard: chance() ? rollbackGuard : nil,
            saving: list { $0.command() },
            undo: chance()
                ? DeviceUndo(rollbackGuard: chance() ? rollbackGuard : nil, saving: list { $0.command() }) : nil,
            checks: list { $0.check() })
    }

    private mutating func rollback() -> RollbackGuard {
        let arm = list { $0.command() }
        let verification = RollbackGuard.Verification(command(), mustContain: text())
        let cancel = RollbackGuard.Cancelling(list { $0.command() }, cancelled: text(), alreadyGone: text())
        let now = list { $0.command() }
        let slot = RollbackSlot(command(), idle: text(), busy: list { $0.text() })
        let timing = RollbackTiming(
            resolution: chance() ? 1 : 60, maximum: chance() ? 7200 : 86_400, restoreTime: chance() ? 5 : 600)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: return .timedScript(.init(arm: arm, verification: verification, cancel: cancel, timing: timing))
        case 1:
            return .commitConfirmed(
                .init(
                    slot: chance() ? slot : nil, commands: arm, verification: verification, confirm: cancel, abort: now,
                    timing: timing))
        default:
            return .deviceTimer(
                .init(
                    effect: chance() ? .configReplace : .reload, slot: slot, arm: arm, verification: verification,
                    cancel: cancel, rollbackNow: now, timing: timing))
        }
    }

    private mutating func check() -> EffectCheck {
        let number = Int.random(in: 1...20, using: &generator)
        let host = { Address("10.0.0.\($0 as Int)") }
        switch (Int.random(in: 0...3, using: &generator), host(number), Prefix("10.\(number).0.0/16")) {
        case (0, let address?, _):
            return .probe(.ping(address: address, count: number, source: chance() ? host(number + 1) : nil))
        case (1, _, let prefix?): return .probe(.route(prefix: prefix))
        case (2, _, _): return .queue(name: text(), seconds: number)
        default: return .counter(interface: text(), seconds: number)
        }
    }

    private mutating func rollout() -> Rollout {
        Rollout(
            waves: list { $0.list { $0.text() } }, canaryWaves: Int.random(in: 0...2, using: &generator),
            maxFailures: Int.random(in: 0...9, using: &generator),
            pauseSeconds: Int.random(in: 0...600, using: &generator),
            onFailure: Rollout.FailurePolicy.allCases.randomElement(using: &generator) ?? .stop)
    }

    private mutating func window() -> MaintenanceWindow {
        if chance() {
            return .once(
                from: 1_700_000_000_000, to: Int64.random(in: 1_800_000_000_000...1_900_000_000_000, using: &generator))
        }
        return .weekly(
            days: Set((0..<7).filter { _ in chance() }), from: Int.random(in: 0..<720, using: &generator),
            to: Int.random(in: 720..<1440, using: &generator))
    }

    private mutating func capacity() -> CapacityRecord {
        CapacityRecord(
            verdict: CapacityRecord.Verdict.allCases.randomElement(using: &generator) ?? .available,
            requested: pair().description, allocated: pair().description,
            grantable: chance() ? pair().description : nil,
            tightestLink: chance() ? text() : nil, policy: text(), measuredAt: time(),
            links: list {
                CapacityLinkRecord(
                    link: $0.text(), direction: $0.chance() ? .download : .upload,
                    contract: $0.chance(4) ? UInt64.max : UInt64.random(in: 0...9_000_000, using: &$0.generator),
                    allocated: 5, added: Int.random(in: -9...9, using: &$0.generator),
                    percentile: $0.chance() ? Int.random(in: 0...9, using: &$0.generator) : nil, coveragePerMille: 800,
                    committed: .passed, measured: $0.chance() ? .failed : .undecided, source: $0.text())
            })
    }

    mutating func next() -> Plan {
        var digests: [String: Digest] = [:]
        for name in texts().keys { digests[name] = digest() }
        let inputs = PlanInputs(
            playbook: text(), title: text(), playbookDigest: digest(), parameters: texts(),
            limit: chance() ? list { $0.text() } : nil, templates: digests, variables: digests,
            hostKeys: texts())
        let allocation = PlannedAllocation(segment: text(), file: text(), old: pair(), new: pair(), weight: "1")
        return Plan(
            madeAt: time(), pitaVersion: text(), planner: text(), request: chance() ? text() : nil, inputs: inputs,
            devices: list { $0.device() }, allocation: chance() ? allocation : nil,
            capacity: chance() ? capacity() : nil,
            rollbackSeconds: chance() ? Int.random(in: 120...86_400, using: &generator) : nil, verifiesBySNMP: chance(),
            rollout: rollout(), window: chance() ? window() : nil,
            expires: chance() ? Int64.random(in: 0...Int64(1) << 50, using: &generator) : nil)
    }
}

/// Every way to change one place of a JSON value: each member removed, each value changed, one member more in each object.
enum JSONMutation {
    static func all(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .object(let members):
            var changed: [JSONValue] = [.object(members.merging(["tambahan": .integer(1)]) { $1 })]
            for (name, member) in members {
                var less = members
                less[name] = nil
                changed.append(.object(less))
                changed += all(of: member).map { .object(members.merging([name: $0]) { $1 }) }
            }
            return changed
        case .array(let items):
            var changed: [JSONValue] = [.array(items + [.integer(1)])]
            for index in items.indices {
                changed.append(.array(Array(items[..<index] + items[(index + 1)...])))
                changed += all(of: items[index]).map {
                    var items = items
                    items[index] = $0
                    return .array(items)
                }
            }
            if items.count > 1, items.first != items.last { changed.append(.array(items.reversed())) }
            return changed
        case .string(let text): return [.string(text + "x"), .integer(7), .null]
        case .integer(let number): return [.integer(number + 1), .string(String(number)), .null]
        case .bool(let bool): return [.bool(!bool), .null]
        case .null: return [.string("x"), .integer(1), .array([]), .object([:])]
        }
    }
}
