/// The way back that stands on the device before the first command of a change, or comes with it.
public struct WayBack: Sendable, Equatable {
    /// A question about the way back, and what its answer must hold.
    public struct Proof: Hashable, Sendable {
        /// The question.
        public let command: DeviceCommand
        /// What the output must contain.
        public let mustContain: String

        /// A question with the words of its answer.
        public init(_ command: DeviceCommand, mustContain: String) {
            self.command = command
            self.mustContain = mustContain
        }

        /// Whether an answer says it.
        public func holds(in output: String) -> Bool { output.contains(mustContain) }
    }

    /// Whether a way back stands on a device that has one for all.
    public struct Vacancy: Hashable, Sendable {
        /// The question.
        public let command: DeviceCommand
        /// What the output contains when none stands there; empty where the device then says nothing that is known.
        public let free: String
        /// What the output contains, one or the other of it, when one does; empty where ``free`` says enough.
        public let taken: [String]

        /// A question with the words of its answers.
        public init(_ command: DeviceCommand, free: String = "", taken: [String] = []) {
            self.command = command
            self.free = free
            self.taken = taken
        }

        /// Whether an answer that the device did not refuse says that none stands there.
        public func isFree(by reply: CommandReply) -> Bool {
            guard !(free.isEmpty && taken.isEmpty) else { return false }
            return (free.isEmpty || reply.output.contains(free)) && !taken.contains { reply.output.contains($0) }
        }
    }

    /// How the device goes back.
    public enum Manner: String, Sendable, CaseIterable {
        /// It says the change's reverse to itself: a scheduler entry, a detached script.
        case reverse
        /// It puts its whole config back as it was when the way back was armed; what others changed meanwhile goes too.
        case restore
        /// It restarts into its saved config, and carries nobody's traffic until it is up again.
        case restart
        /// It takes back what was committed on trial.
        case trial
    }

    /// How the device goes back.
    public let manner: Manner
    /// Asked before arming, on devices that have one way back for all: whether nobody else's stands there. Any other answer
    /// ends the push before it has done anything; what stands there is neither kept nor taken away. `nil` where each push
    /// has its own.
    public let vacancy: Vacancy?
    /// Arms it: after ``RuntimeSlot/seconds`` the device undoes the change by itself. Refused while another stands there.
    /// Empty where ``carrier`` does it.
    public let arm: [DeviceCommand]
    /// Sent in place of the change's own commands, on devices where a change and its way back are one thing
    /// (`commit confirmed`): they make the change, and it holds only for ``RuntimeSlot/seconds``. Empty where ``arm`` does it.
    public let carrier: [DeviceCommand]
    /// Proves that it is armed, and whole.
    public let proof: Proof
    /// Disarms it after success. Sent again it does no harm, but it may be refused: where nothing is left of a way back,
    /// a device can't always tell whether it was disarmed or has fired.
    public let disarm: [DeviceCommand]
    /// Has the device go back by it at once; empty where the change's reverse is sent instead.
    public let recall: [DeviceCommand]
    /// What the output of the last disarm command contains when the way back was taken away and has not fired.
    public let disarmed: String
    /// What the answer to the last disarm command contains when none was left to be taken away: it has fired, or was
    /// disarmed before. Nothing will fire any more.
    public let nothingLeft: String
    /// The device counts in steps of so many seconds.
    public let grain: Int
    /// The longest time that it can be given, in seconds.
    public let longest: Int
    /// How long the device may need to go back once that time is over, in seconds: until it can be read again, and is what
    /// it was.
    public let firing: Int

    /// A way back.
    public init(
        _ manner: Manner, vacancy: Vacancy? = nil, arm: [DeviceCommand] = [], carrier: [DeviceCommand] = [],
        proof: Proof,
        disarm: [DeviceCommand],
        recall: [DeviceCommand] = [], disarmed: String, nothingLeft: String, grain: Int = 1, longest: Int = 86_400,
        firing: Int
    ) {
        self.manner = manner
        self.vacancy = vacancy
        self.arm = arm
        self.carrier = carrier
        self.proof = proof
        self.disarm = disarm
        self.recall = recall
        self.disarmed = disarmed
        self.nothingLeft = nothingLeft
        self.grain = max(1, grain)
        self.longest = longest
        self.firing = firing
    }

    /// How long a device needs at most to run commands that it has by itself, in seconds.
    static func seconds(toRun commands: Int) -> Int { 5 + commands / 4 }

    /// What takes it away when the change is not to stand. Where it comes with the change, ``disarm`` would confirm what is
    /// left of that: then the device goes back by it, and is asked what is left.
    public var removal: [DeviceCommand] { carrier.isEmpty ? disarm : recall + [vacancy?.command ?? proof.command] }

    /// Whether ``removal`` names the push, as where the change is a session on the device: nobody else's is met by it, whenever it
    /// is sent. A session that never came to its timer stands until it is taken away, and a device holds only a few.
    public var isNamed: Bool {
        recall.contains { $0.text.contains(RuntimeSlot.push) || $0.input?.contains(RuntimeSlot.push) == true }
    }

    /// The nearest time that the device can count, in seconds: not shorter, unless that is longer than it takes.
    public func time(for seconds: Int) -> Int {
        min((seconds + grain - 1) / grain * grain, longest / grain * grain)
    }

    /// Whether the reply to the last disarm command proves that the way back will not fire and has not fired.
    ///
    /// The platform's ``Platform/rejection(in:)`` must have found nothing in it, nor in the replies before.
    public func isDisarmed(by reply: CommandReply) -> Bool { !disarmed.isEmpty && reply.output.contains(disarmed) }

    /// Whether the reply to the last disarm command proves that nothing will fire any more, whatever fired before.
    ///
    /// - Parameter isRejected: whether the device refused that command or one before it: then it was not taken away, but
    ///   that none is left may be the very reason.
    public func isGone(by reply: CommandReply, isRejected: Bool) -> Bool {
        (!isRejected && isDisarmed(by: reply)) || saysNothingLeft(reply)
    }

    /// Whether the reply to the last command of ``removal`` proves that nothing will fire any more.
    ///
    /// Where the way back comes with the change, the words of ``disarmed`` say here that it still stands.
    public func isRemoved(by reply: CommandReply, isRejected: Bool) -> Bool {
        guard !carrier.isEmpty else { return isGone(by: reply, isRejected: isRejected) }
        return vacancy.map { $0.isFree(by: reply) } ?? saysNothingLeft(reply)
    }

    private func saysNothingLeft(_ reply: CommandReply) -> Bool {
        let words = reply.output + reply.errorOutput
        guard !nothingLeft.isEmpty, words.contains(nothingLeft) else { return false }
        return carrier.isEmpty || !words.contains(proof.mustContain)
    }
}
