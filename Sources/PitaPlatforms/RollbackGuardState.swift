extension RollbackGuard {
    /// How a device rolls back.
    public enum Mechanism: String, Sendable, CaseIterable {
        /// It runs the reverse commands by itself.
        case timedScript = "timed-script"
        /// It puts its whole config back as it was when the rollback was armed.
        case configReplace = "config-replace"
        /// It restarts into its saved config.
        case reload
        /// It rolls back a commit that was not confirmed.
        case commitConfirmed = "commit-confirmed"
    }

    /// How the device rolls back.
    public var mechanism: Mechanism {
        switch self {
        case .timedScript: .timedScript
        case .deviceTimer(let timer): timer.effect == .reload ? .reload : .configReplace
        case .commitConfirmed: .commitConfirmed
        }
    }

    /// The slot that it takes; `nil` where each push has its own.
    public var slot: RollbackSlot? {
        switch self {
        case .timedScript: nil
        case .deviceTimer(let timer): timer.slot
        case .commitConfirmed(let commit): commit.slot
        }
    }

    /// What arms it before the change; empty where the change itself does.
    public var arm: [DeviceCommand] {
        switch self {
        case .timedScript(let script): script.arm
        case .deviceTimer(let timer): timer.arm
        case .commitConfirmed: []
        }
    }

    /// What makes the change where that is one with its automatic rollback; empty where ``arm`` arms it.
    public var commitCommands: [DeviceCommand] {
        if case .commitConfirmed(let commit) = self { commit.commands } else { [] }
    }

    /// Shows that it is armed.
    public var verification: Verification {
        switch self {
        case .timedScript(let script): script.verification
        case .deviceTimer(let timer): timer.verification
        case .commitConfirmed(let commit): commit.verification
        }
    }

    /// What cancels it after success.
    public var cancel: Cancelling {
        switch self {
        case .timedScript(let script): script.cancel
        case .deviceTimer(let timer): timer.cancel
        case .commitConfirmed(let commit): commit.confirm
        }
    }

    /// What has the device roll back at once; empty where the reverse commands are sent instead.
    public var rollbackNow: [DeviceCommand] {
        switch self {
        case .timedScript: []
        case .deviceTimer(let timer): timer.rollbackNow
        case .commitConfirmed(let commit): commit.abort
        }
    }

    /// Its times.
    public var timing: RollbackTiming {
        switch self {
        case .timedScript(let script): script.timing
        case .deviceTimer(let timer): timer.timing
        case .commitConfirmed(let commit): commit.timing
        }
    }

    /// What cancels it when the change is not to stay. To confirm a commit would keep what is left of the change: there the
    /// device rolls back, and is asked what is left.
    public var removal: [DeviceCommand] {
        guard case .commitConfirmed(let commit) = self else { return cancel.commands }
        return commit.abort + [commit.slot?.command ?? commit.verification.command]
    }

    /// Whether ``removal`` names the push, as where the change is a session on the device: nobody else's is met by it, whenever
    /// it is sent. A session that never came to its timer stays until it is removed, and a device holds only a few.
    public var isNamed: Bool {
        rollbackNow.contains { $0.text.contains(RuntimeSlot.push) || $0.input?.contains(RuntimeSlot.push) == true }
    }
}

extension RollbackGuard {
    /// What is known of an automatic rollback once the device was asked to cancel it.
    public enum State: Sendable, Equatable {
        /// It is armed.
        case armed
        /// It was cancelled, and had not fired.
        case cancelled
        /// It will not fire any more; whether it had fired is not known.
        case gone
        /// Nothing shows what it is: it may still fire.
        case unknown

        /// Whether it will not fire any more.
        public var isOver: Bool { self == .cancelled || self == .gone }
    }

    /// How a device answered.
    public struct Answers: Sendable {
        /// The answer to the last command; `nil` when none came.
        public var last: CommandReply?
        /// Whether the device refused none of the commands.
        public var isAccepted: Bool
        /// The slot, where the device has one for all and was asked.
        public var slot: RollbackSlot.State?

        /// Answers of a device.
        public init(last: CommandReply?, isAccepted: Bool, slot: RollbackSlot.State? = nil) {
            self.last = last
            self.isAccepted = isAccepted
            self.slot = slot
        }
    }

    /// What the answers to ``cancel`` show.
    public func state(afterCancelling answers: Answers) -> State {
        // What is in the slot would fire, whatever was answered before.
        if let state = stateBySlot(answers) { return state }
        if answers.isAccepted, !cancel.cancelled.isEmpty, answers.last?.output.contains(cancel.cancelled) == true {
            return .cancelled
        }
        return isSlotEmpty(answers) || answers.last.map(saysAlreadyGone) == true ? .gone : .unknown
    }

    /// What the answers to ``removal`` show.
    public func state(afterRemoving answers: Answers) -> State {
        guard case .commitConfirmed(let commit) = self else { return state(afterCancelling: answers) }
        // The words that show that a commit could be confirmed show here that it still waits.
        if let state = stateBySlot(answers) { return state }
        if isSlotEmpty(answers) { return .gone }
        guard let last = answers.last else { return .unknown }
        guard let slot = commit.slot else { return saysAlreadyGone(last) ? .gone : .unknown }
        switch slot.state(by: last) {
        case .idle: return .gone
        case .busy: return .armed
        case .unclear: return .unknown
        }
    }

    private func stateBySlot(_ answers: Answers) -> State? {
        switch answers.slot {
        case .busy: .armed
        case .unclear: .unknown
        case .idle, nil: nil
        }
    }

    /// Whether the device said that the slot is idle. Where it says so by silence, that is no proof.
    private func isSlotEmpty(_ answers: Answers) -> Bool { answers.slot == .idle && slot?.idle.isEmpty == false }

    private func saysAlreadyGone(_ reply: CommandReply) -> Bool {
        let words = reply.output + reply.errorOutput
        guard !cancel.alreadyGone.isEmpty, words.contains(cancel.alreadyGone) else { return false }
        return commitCommands.isEmpty || !words.contains(verification.mustContain)
    }
}
