/// The steps of a push, in their order. Each is durable before it is taken.
public enum JournalStep: Int, Sendable, CaseIterable, Comparable {
    /// J0: the plan is known.
    case plan = 0
    /// J1: it is approved.
    case approval = 1
    /// J2: the devices are locked.
    case lock = 2
    /// J3: a device was read before the change.
    case preImage = 3
    /// J4: a device is about to be changed.
    case intent = 4
    /// J5: its way back is armed.
    case armed = 5
    /// J6: a command was sent and answered.
    case command = 6
    /// J7: the device was read back.
    case readBack = 7
    /// J8: the change is confirmed, the way back disarmed, the config saved.
    case confirmed = 8
    /// J9: the inventory is renewed.
    case renewed = 9
    /// J10: the record is sealed.
    case sealed = 10
    /// J11: the devices are free again.
    case freed = 11

    /// `J6`.
    public var name: String { "J\(rawValue)" }
    /// By order.
    public static func < (left: JournalStep, right: JournalStep) -> Bool { left.rawValue < right.rawValue }
}

/// One durable step of a push.
public struct JournalEntry: Hashable, Sendable {
    /// The place in the journal; larger is later, whatever the clocks say.
    public let sequence: Int64
    /// The push.
    public let push: String
    /// The device; `nil` for a step of the whole push.
    public let device: String?
    /// The step.
    public let step: JournalStep
    /// What is known at the step, as the operation wrote it.
    public let payload: [UInt8]
    /// When, in Unix milliseconds.
    public let at: Int64
}

/// A push that was begun and not ended.
public struct OpenPush: Hashable, Sendable {
    /// The push.
    public let push: String
    /// Where its first step stands in the journal.
    public let firstSequence: Int64
    /// Where its last step stands.
    public let lastSequence: Int64
    /// When it was begun, in Unix milliseconds.
    public let startedAt: Int64
}
