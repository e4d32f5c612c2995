/// The way back that stands on the device before the first command of a change.
public struct WayBack: Sendable, Equatable {
    /// Arms it: after ``RuntimeSlot/seconds`` the device undoes the change by itself. Refused while another stands there.
    public let arm: [DeviceCommand]
    /// Proves that it is armed, and whole: the command, and what its output must contain.
    public let proof: (command: DeviceCommand, mustContain: String)
    /// Disarms it after success. Sent again it does no harm, but it may be refused: where nothing is left of a way back,
    /// a device can't always tell whether it was disarmed or has fired.
    public let disarm: [DeviceCommand]
    /// What the output of the last disarm command contains when the way back was taken away and has not fired.
    public let disarmed: String
    /// What the answer to the last disarm command contains when none was left to be taken away: it has fired, or was
    /// disarmed before. Nothing will fire any more.
    public let nothingLeft: String

    /// A way back.
    public init(
        arm: [DeviceCommand], proof: (command: DeviceCommand, mustContain: String), disarm: [DeviceCommand],
        disarmed: String, nothingLeft: String
    ) {
        self.arm = arm
        self.proof = proof
        self.disarm = disarm
        self.disarmed = disarmed
        self.nothingLeft = nothingLeft
    }

    /// Whether the reply to the last disarm command proves that the way back will not fire and has not fired.
    ///
    /// The platform's ``Platform/rejection(in:)`` must have found nothing in the reply besides.
    public func isDisarmed(by reply: CommandReply) -> Bool { !disarmed.isEmpty && reply.output.contains(disarmed) }

    /// Whether the reply to the last disarm command proves that nothing will fire any more, whatever fired before.
    public func isGone(by reply: CommandReply) -> Bool {
        isDisarmed(by: reply) || (!nothingLeft.isEmpty && (reply.output + reply.errorOutput).contains(nothingLeft))
    }

    /// Equal in all parts.
    public static func == (left: WayBack, right: WayBack) -> Bool {
        left.arm == right.arm && left.disarm == right.disarm && left.proof.command == right.proof.command
            && left.proof.mustContain == right.proof.mustContain && left.disarmed == right.disarmed
            && left.nothingLeft == right.nothingLeft
    }
}
