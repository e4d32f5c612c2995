import PitaSSH
import Synchronization
import Testing

/// The transports: each keeps the same contract.
enum Client: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case libssh2
    case openssh

    var testDescription: String { rawValue }

    var transport: any Transport {
        switch self {
        case .libssh2: LibSSH2Transport()
        case .openssh: OpenSSHTransport(configuration: .none)
        }
    }
}

/// A number that tasks add to.
final class Counter: Sendable {
    private let stored = Mutex(0)
    var value: Int { stored.withLock { $0 } }
    func add(_ amount: Int = 1) { stored.withLock { $0 += amount } }
}
