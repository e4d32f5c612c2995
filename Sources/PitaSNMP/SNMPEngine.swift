internal import CNetSNMP
import Glibc
import Synchronization

/// The thread that owns net-snmp and the sockets; one a process, started at the first request.
///
/// Blocking calls and a library that is not thread-safe have no place on the tasks' pool.
final class SNMPEngine: Sendable {
    /// What other threads ask of it.
    enum Command: Sendable {
        case start(Submission)
        case cancel(UInt64)
    }

    /// The engine of this process.
    static let shared = SNMPEngine()

    private let inbox = Mutex<[Command]>([])
    private let numbers = Atomic<UInt64>(1)
    private let wake: Int32
    private let isRunning = Atomic<Bool>(false)

    private init() {
        wake = pita_wake_open()
        if wake >= 0 { isRunning.store(startThread(), ordering: .releasing) }
    }

    private func startThread() -> Bool {
        var thread = pthread_t()
        let itself = Unmanaged.passRetained(self).toOpaque()
        let result = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                EngineLoop(Unmanaged<SNMPEngine>.fromOpaque(argument).takeRetainedValue()).run()
                return nil
            }, itself)
        if result == 0 { pthread_detach(thread) }
        return result == 0
    }

    /// A number that nothing else in the process has.
    func nextNumber() -> UInt64 { numbers.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Hands a command over; `false` when the system gave no thread.
    @discardableResult
    func send(_ command: Command) -> Bool {
        guard isRunning.load(ordering: .acquiring) else { return false }
        let wasEmpty = inbox.withLock { queue in
            defer { queue.append(command) }
            return queue.isEmpty
        }
        if wasEmpty { pita_wake(wake) }
        return true
    }

    /// Takes what has been handed over.
    func takeCommands() -> [Command] {
        inbox.withLock { queue in
            defer { queue.removeAll(keepingCapacity: true) }
            return queue
        }
    }

    /// The descriptor that becomes readable when commands wait.
    var wakeDescriptor: Int32 { wake }
}
