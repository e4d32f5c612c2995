import NIOCore

/// Runs something on an event loop for a task: one hop there, one back, and cancellation on the way.
enum LoopCall {
    private enum Ticket {
        case waiting
        case running(() -> Void)
        case cancelled
        case done
    }

    /// - Parameter begin: starts the work on the loop, reports once, and returns what cancels it.
    static func run<Value: Sendable>(
        on eventLoop: any EventLoop, ifCancelled: SSHError,
        _ begin: @escaping @Sendable (@escaping (Result<Value, SSHError>) -> Void) -> () -> Void
    ) async throws(SSHError) -> Value {
        let ticket = NIOLoopBoundBox<Ticket>.makeBoxSendingValue(.waiting, eventLoop: eventLoop)
        let result: Result<Value, SSHError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                eventLoop.execute {
                    if case .cancelled = ticket.value { return continuation.resume(returning: .failure(ifCancelled)) }
                    let cancel = begin { result in
                        ticket.value = .done
                        continuation.resume(returning: result)
                    }
                    if case .waiting = ticket.value { ticket.value = .running(cancel) }
                }
            }
        } onCancel: {
            eventLoop.execute {
                switch ticket.value {
                case .waiting: ticket.value = .cancelled
                case .running(let cancel): cancel()
                case .cancelled, .done: break
                }
            }
        }
        return try result.get()
    }
}
