import Foundation

/// A thread that lives as long as the tests, for what the system ties to the thread that did it: `PDEATHSIG` ends a
/// child with the *thread* that started it, and the threads of a pool come and go.
public final class LastingThread: @unchecked Sendable {
    /// The one thread.
    public static let shared = LastingThread()

    private let condition = NSCondition()
    /// What waits; guarded by `condition`.
    private var jobs: [() -> Void] = []

    private init() {
        Thread.detachNewThread { [self] in
            while true { next()() }
        }
    }

    /// Runs a short piece of work on the thread, and waits for it. The thread may let go of it a moment later.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var result: Result<Value, any Error>?
        condition.lock()
        jobs.append {
            result = Result { try work() }
            done.signal()
        }
        condition.signal()
        condition.unlock()
        done.wait()
        guard let result else { throw CancellationError() }
        return try result.get()
    }

    private func next() -> () -> Void {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
    }
}
