/// What must hold on a device after its change, beside its config: asked before the change is confirmed.
public enum EffectCheck: Sendable, Hashable, CustomStringConvertible {
    /// The device's own answer to a question.
    case probe(Probe)
    /// The octet counters of an interface (IF-MIB, in plus out) grow within so many seconds.
    case counter(interface: String, seconds: Int)

    /// The octets that a queue has passed, in the device's own words, grow within so many seconds. The name is the platform's
    /// (``Platform/queueCounter(_:facts:)``).
    case queue(name: String, seconds: Int)

    /// How long the check may take, in seconds.
    public var seconds: Int {
        switch self {
        case .probe(.ping(_, let count, _)): 2 * count
        case .probe(.route): 1
        case .counter(_, let seconds), .queue(_, let seconds): seconds
        }
    }

    /// The check in a few words, for people.
    public var description: String {
        switch self {
        case .probe(let probe): probe.description
        case .counter(let interface, let seconds): "traffic on \(interface) within \(seconds) s"
        case .queue(let name, let seconds): "traffic in the queue \(name) within \(seconds) s"
        }
    }
}
