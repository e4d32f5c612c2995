import PitaPlatforms

/// What is known of the automatic rollback on a device once it was asked to cancel it.
enum GuardState: Sendable, Equatable {
    /// It was cancelled, and had not fired.
    case cancelled
    /// It will not fire any more; whether it had fired is not known.
    case gone
    /// Nothing proves that it is gone: it may still fire.
    case unknown

    /// What the answers show.
    ///
    /// - Parameters:
    ///   - last: the answer to the last command that cancels, or that removes; `nil` when none came.
    ///   - isAccepted: whether the device refused none of these commands.
    ///   - slot: whether the rollback slot is idle, where the device has one for all and was asked; a question that failed
    ///     says that it is not.
    ///   - isRemoval: whether the commands were those of ``WayBack/removal``, after which the change is not to stay.
    init(_ wayBack: WayBack, last: CommandReply?, isAccepted: Bool, slot isIdle: Bool?, isRemoval: Bool) {
        // What is in the slot would fire, whatever was answered before.
        guard isIdle != false else {
            self = .unknown
            return
        }
        let isCancelled = isAccepted && last.map(wayBack.isDisarmed) == true
        // A commit-confirmed change that is removed answers with the words of what is left.
        if isCancelled, !(isRemoval && !wayBack.carrier.isEmpty) {
            self = .cancelled
        } else if isIdle == true, wayBack.vacancy?.free.isEmpty == false {
            self = .gone
        } else {
            let isGone = last.map {
                isRemoval
                    ? wayBack.isRemoved(by: $0, isRejected: !isAccepted)
                    : wayBack.isGone(by: $0, isRejected: !isAccepted)
            }
            self = isGone == true ? .gone : .unknown
        }
    }
}
