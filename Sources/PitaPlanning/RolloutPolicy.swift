import PitaDiagnostics
import PitaInventory
import PitaYAML

/// How a playbook wants its devices changed: the `rollout:` block, before it is known which devices these are.
public struct RolloutPolicy: Sendable, Hashable {
    /// A number of devices, or a share of all that a plan changes.
    public enum Count: Sendable, Hashable {
        /// So many devices.
        case devices(Int)
        /// So many percent, rounded down.
        case percent(Int)

        /// The number among `total` devices.
        public func among(_ total: Int) -> Int {
            switch self {
            case .devices(let number): number
            case .percent(let share): total * share / 100
            }
        }

        /// Reads `3` or `25%`; `nil` for anything else.
        public init?(_ text: String) {
            let isShare = text.last == "%"
            let digits = isShare ? text.dropLast() : text[...]
            guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits), number <= 100_000 else {
                return nil
            }
            guard isShare else {
                self = .devices(number)
                return
            }
            guard number <= 100 else { return nil }
            self = .percent(number)
        }
    }

    /// In which order devices are changed.
    public enum Order: String, Sendable, CaseIterable {
        /// In the order of the playbook's targets.
        case listed
        /// Along the segment's path: from the internet to the OPD when capacity grows, so that no device promises what
        /// the one above it does not carry; from the OPD to the internet when it shrinks.
        case path
    }

    /// The sizes of the waves, one after the other; the last one holds for all that follow.
    public var serial: [Count] = [.devices(1)]
    /// The devices that go first, as `--limit` names them; `nil` for none.
    public var canary: String?
    /// Where the playbook names them.
    var canaryMark: SourceMark?
    /// How many devices may fail before ``onFailure`` is done.
    public var maxFailures: Count = .devices(0)
    /// In which order.
    public var order: Order = .listed
    /// The pause between two waves, in seconds.
    public var pauseSeconds = 0
    /// What is done when more have failed.
    public var onFailure: Rollout.FailurePolicy = .stop

    /// One device after the other.
    public init() {}

    /// The names of the canaries among the devices of an office; throws at its place in the playbook what names none.
    public func canaries(in office: Office) throws(Diagnostics) -> Set<String> {
        guard let canary else { return [] }
        do throws(Diagnostics) {
            return Set(try office.select(canary).devices.map(\.name.text))
        } catch {
            let items = error.items.map { Diagnostic("canary: \($0.message)", at: canaryMark, hint: $0.hint) }
            throw Diagnostics(items)
        }
    }

    /// The way through `devices`, which stand in their order already.
    ///
    /// - Parameter canaries: those of them that go first.
    public func rollout(of devices: [String], canaries: Set<String> = []) -> Rollout {
        let first = devices.filter(canaries.contains)
        let rest = devices.filter { !canaries.contains($0) }
        var waves = first.isEmpty ? [] : [first]
        var start = 0
        var sizes = serial[...]
        while start < rest.count {
            let size = max(1, sizes.first?.among(devices.count) ?? 1)
            if sizes.count > 1 { sizes = sizes.dropFirst() }
            waves.append(Array(rest[start..<min(start + size, rest.count)]))
            start += size
        }
        return Rollout(
            waves: waves, canaryWaves: first.isEmpty ? 0 : 1, maxFailures: maxFailures.among(devices.count),
            pauseSeconds: pauseSeconds, onFailure: onFailure)
    }
}

extension RolloutPolicy {
    /// Reads the block; what is wrong with it is collected.
    init(_ reader: MappingReader) {
        self.init()
        if let node = reader.node("serial") { serial = Self.serial(node, reader.findings) }
        let first = reader.optional("canary", Conversion<String>.line.marked)
        (canary, canaryMark) = (first?.value, first?.mark)
        if let limit = reader.optional("max_failures", Self.count) { maxFailures = limit }
        if let order = reader.optional("order", .choice(Order.self)) { self.order = order }
        if let pause = reader.optional("pause", Conversion<Duration>.duration.marked) {
            pauseSeconds = Int(pause.value.components.seconds)
            if !(0...86_400).contains(pauseSeconds) {
                reader.findings.add(pause.node.diagnostic("the pause between waves may take 24 hours at most"))
            }
        }
        if let policy = reader.optional("on_failure", .choice(Rollout.FailurePolicy.self)) { onFailure = policy }
        reader.finish()
    }

    /// `3` is a number of YAML, `25%` a text.
    private static var count: Conversion<Count> {
        Conversion { node throws(Diagnostics) in
            guard let text = node.text, let count = Count(text) else {
                throw Diagnostics([
                    node.diagnostic(
                        "this must be a number of devices, but it is " + (node.text.map { "`\($0)`" } ?? node.kindName),
                        hint: "a whole number, or a share of all devices like 25%")
                ])
            }
            return count
        }
    }

    /// One size, or a list of them.
    private static func serial(_ node: Node, _ findings: Findings) -> [Count] {
        let nodes = node.kind == .sequence ? node.elements : [node]
        let sizes = nodes.compactMap { element -> Count? in
            do throws(Diagnostics) {
                let size = try count.convert(element)
                guard size != .devices(0), size != .percent(0) else {
                    findings.add(element.diagnostic("a wave has at least one device"))
                    return nil
                }
                return size
            } catch {
                for item in error.items { findings.add(item) }
                return nil
            }
        }
        if nodes.isEmpty { findings.add(node.diagnostic("there must be at least one size of a wave")) }
        return sizes.isEmpty ? [.devices(1)] : sizes
    }
}
