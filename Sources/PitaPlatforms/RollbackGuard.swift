/// The automatic rollback of a device: it undoes a change by itself, unless it is cancelled in time.
public enum RollbackGuard: Sendable, Equatable {
    /// A timer of the push's own, by its name: a scheduler entry, a detached script. It runs the reverse commands.
    case timedScript(TimedScript)
    /// The one timer that the device has for all: it puts the whole config back, or restarts the device.
    case deviceTimer(DeviceTimer)
    /// A commit that the device rolls back unless it is confirmed: the change and its automatic rollback are one thing.
    case commitConfirmed(ConfirmedCommit)

    /// See ``RollbackGuard/timedScript(_:)``.
    public struct TimedScript: Sendable, Equatable {
        /// Arms it: after ``RuntimeSlot/seconds`` the device undoes the change by itself.
        public var arm: [DeviceCommand]
        /// Shows that it is armed, and whole.
        public var verification: Verification
        /// Cancels it.
        public var cancel: Cancelling
        /// Its times.
        public var timing: RollbackTiming

        /// A timer of the push's own.
        public init(
            arm: [DeviceCommand], verification: Verification, cancel: Cancelling, timing: RollbackTiming
        ) {
            self.arm = arm
            self.verification = verification
            self.cancel = cancel
            self.timing = timing
        }
    }

    /// See ``RollbackGuard/deviceTimer(_:)``.
    public struct DeviceTimer: Sendable, Equatable {
        /// What the timer does when it fires.
        public enum Effect: String, Sendable, CaseIterable {
            /// It puts the whole config back as it was when it was armed; what others changed meanwhile is undone too.
            case configReplace = "config-replace"
            /// It restarts the device into its saved config; nobody's traffic is carried until it is up again.
            case reload
        }

        /// What it does when it fires.
        public var effect: Effect
        /// The slot that it takes.
        public var slot: RollbackSlot
        /// Arms it; refused while the slot is busy.
        public var arm: [DeviceCommand]
        /// Shows that it is armed.
        public var verification: Verification
        /// Cancels it.
        public var cancel: Cancelling
        /// Has the device roll back at once; empty where the reverse commands are sent instead.
        public var rollbackNow: [DeviceCommand]
        /// Its times.
        public var timing: RollbackTiming

        /// The timer of a device.
        public init(
            effect: Effect, slot: RollbackSlot, arm: [DeviceCommand], verification: Verification, cancel: Cancelling,
            rollbackNow: [DeviceCommand] = [], timing: RollbackTiming
        ) {
            self.effect = effect
            self.slot = slot
            self.arm = arm
            self.verification = verification
            self.cancel = cancel
            self.rollbackNow = rollbackNow
            self.timing = timing
        }
    }

    /// See ``RollbackGuard/commitConfirmed(_:)``.
    public struct ConfirmedCommit: Sendable, Equatable {
        /// The slot that it takes, where a device has one for all; `nil` where each push has its own.
        public var slot: RollbackSlot?
        /// They make the change, which lasts only for ``RuntimeSlot/seconds``; sent in place of the change's own commands.
        public var commands: [DeviceCommand]
        /// Shows that the commit waits to be confirmed.
        public var verification: Verification
        /// Confirms the commit.
        public var confirm: Cancelling
        /// Has the device roll the commit back at once; empty where the reverse commands are sent instead.
        public var abort: [DeviceCommand]
        /// Its times.
        public var timing: RollbackTiming

        /// A commit that has to be confirmed.
        public init(
            slot: RollbackSlot? = nil, commands: [DeviceCommand], verification: Verification, confirm: Cancelling,
            abort: [DeviceCommand] = [], timing: RollbackTiming
        ) {
            self.slot = slot
            self.commands = commands
            self.verification = verification
            self.confirm = confirm
            self.abort = abort
            self.timing = timing
        }
    }

    /// A question about the automatic rollback, and the answer that shows that it is armed.
    public struct Verification: Hashable, Sendable {
        /// The question.
        public let command: DeviceCommand
        /// What the output contains then.
        public let mustContain: String

        /// A question with the words of its answer.
        public init(_ command: DeviceCommand, mustContain: String) {
            self.command = command
            self.mustContain = mustContain
        }

        /// Whether an answer shows it.
        public func isConfirmed(by output: String) -> Bool { output.contains(mustContain) }
    }

    /// What cancels an automatic rollback after success, and how the device answers.
    ///
    /// Sent again it does no harm, but it may be refused: where no rollback is left, a device can't always tell whether it was
    /// cancelled or has fired.
    public struct Cancelling: Hashable, Sendable {
        /// The commands.
        public var commands: [DeviceCommand]
        /// What the answer to the last one contains when the rollback was cancelled and had not fired.
        public var cancelled: String
        /// What it contains when nothing was left to be cancelled: it has fired, or was cancelled before. Empty where the
        /// device then says nothing that is known.
        public var alreadyGone: String

        /// Commands with the words of their answers.
        public init(_ commands: [DeviceCommand], cancelled: String, alreadyGone: String) {
            self.commands = commands
            self.cancelled = cancelled
            self.alreadyGone = alreadyGone
        }
    }
}

/// The one place that a device has for an automatic rollback, whoever armed it.
///
/// It is asked before arming. Unless it is idle nothing is sent that changes the device.
public struct RollbackSlot: Hashable, Sendable {
    /// What an answer shows.
    public enum State: Sendable, Equatable {
        /// No rollback is armed.
        case idle
        /// One is.
        case busy
        /// The answer shows neither.
        case unclear
    }

    /// The question.
    public let command: DeviceCommand
    /// What the output contains when it is idle; empty where the device then says nothing that is known.
    public let idle: String
    /// What the output contains, one or the other of it, when it is busy; empty where ``idle`` says enough.
    public let busy: [String]

    /// A question with the words of its answers.
    public init(_ command: DeviceCommand, idle: String = "", busy: [String] = []) {
        self.command = command
        self.idle = idle
        self.busy = busy
    }

    /// What an answer shows that the device did not refuse to give.
    public func state(by reply: CommandReply) -> State {
        if busy.contains(where: { reply.output.contains($0) }) { return .busy }
        if idle.isEmpty { return busy.isEmpty ? .unclear : .idle }
        return reply.output.contains(idle) ? .idle : .unclear
    }
}

/// The times of an automatic rollback, in seconds.
public struct RollbackTiming: Hashable, Sendable {
    /// The device counts in steps of so many.
    public let resolution: Int
    /// The longest time that it can be given.
    public let maximum: Int
    /// How long the device may need to roll back once its time is over, until it can be read again and is what it was.
    public let restoreTime: Int

    /// Times; a resolution of less than a second is one.
    public init(resolution: Int = 1, maximum: Int = 86_400, restoreTime: Int) {
        self.resolution = max(1, resolution)
        self.maximum = maximum
        self.restoreTime = restoreTime
    }

    /// The nearest time that the device can count: not shorter, unless that is longer than it takes.
    public func time(for seconds: Int) -> Int {
        min((seconds + resolution - 1) / resolution * resolution, maximum / resolution * resolution)
    }

    /// How long a device needs at most to run commands that it has by itself.
    static func seconds(toRun commands: Int) -> Int { 5 + commands / 4 }
}
