/// The way back that stands on the device before the first command of a change, or comes with it.
public struct WayBack: Sendable, Equatable {
    /// A question about the way back, and what its answer must hold.
    public struct Proof: Hashable, Sendable {
        /// The question.
        public let command: DeviceCommand
        /// What the output must contain.
        public let mustContain: String
        /// What the output must not contain, whatever else it says.
        public let mustNotContain: [String]

        /// A question with the words of its answer.
        public init(_ command: DeviceCommand, mustContain: String, mustNotContain: [String] = []) {
            self.command = command
            self.mustContain = mustContain
            self.mustNotContain = mustNotContain
        }

        /// Whether an answer says it.
        public func holds(in output: String) -> Bool {
            output.contains(mustContain) && !mustNotContain.contains { output.contains($0) }
        }
    }

    /// Asked before arming, on devices that have one way back for all: whether nobody else's stands there. Any other answer
    /// ends the push before it has done anything; what stands there is neither kept nor taken away. `nil` where each push
    /// has its own.
    public let vacancy: Proof?
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
    /// The longest time that it takes, in seconds.
    public let longest: Int

    /// A way back.
    public init(
        vacancy: Proof? = nil, arm: [DeviceCommand] = [], carrier: [DeviceCommand] = [], proof: Proof,
        disarm: [DeviceCommand],
        recall: [DeviceCommand] = [], disarmed: String, nothingLeft: String, grain: Int = 1, longest: Int = 86_400
    ) {
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
    }

    /// What takes it away when the change is not to stand. Where it comes with the change, ``disarm`` would confirm what is
    /// left of that: then the device goes back by it, and is asked what is left.
    public var removal: [DeviceCommand] { carrier.isEmpty ? disarm : recall + [(vacancy ?? proof).command] }

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
        return vacancy.map { $0.holds(in: reply.output) } ?? saysNothingLeft(reply)
    }

    private func saysNothingLeft(_ reply: CommandReply) -> Bool {
        let words = reply.output + reply.errorOutput
        guard !nothingLeft.isEmpty, words.contains(nothingLeft) else { return false }
        return carrier.isEmpty || !words.contains(proof.mustContain)
    }
}
