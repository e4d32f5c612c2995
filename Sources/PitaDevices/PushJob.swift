import PitaInventory
import PitaPlatforms

/// What is to be done on one device, and under which rules.
public struct PushJob: Sendable {
    /// The device.
    public let device: Device
    /// Its platform.
    public let platform: any Platform
    /// What is sent, what undoes it, what the device will then say.
    public let change: DeviceChange
    /// The way back; `nil` where this device has none.
    public let wayBack: WayBack?
    /// What makes the change survive a restart.
    public let saving: [DeviceCommand]
    /// Who the device was when the plan was made; nothing is sent to another.
    public let identity: DeviceFacts
    /// The push's id: lower-case letters, digits and hyphens.
    public let push: String
    /// Seconds until the way back fires.
    public let seconds: Int
    /// Reasons, from the device as it is now, not to begin.
    public let objections: @Sendable (DeviceReading) -> [String]
    /// The interfaces that must be up by SNMP afterwards; `nil` for no check by SNMP.
    public let interfaces: [String]?

    /// A job.
    public init(
        device: Device, platform: any Platform, change: DeviceChange, wayBack: WayBack?, saving: [DeviceCommand],
        identity: DeviceFacts, push: String, seconds: Int, interfaces: [String]?,
        objections: @escaping @Sendable (DeviceReading) -> [String]
    ) {
        self.device = device
        self.platform = platform
        self.change = change
        self.wayBack = wayBack
        self.saving = saving
        self.identity = identity
        self.push = push
        self.seconds = seconds
        self.interfaces = interfaces
        self.objections = objections
    }

    /// Throws when `facts` are another machine's: its name, model or serial number differ from the plan's.
    func checkIdentity(_ facts: DeviceFacts) throws(DeviceError) {
        let expected = [identity.name, identity.model, identity.serial ?? "-"]
        let found = [facts.name, facts.model, facts.serial ?? "-"]
        guard expected != found else { return }
        throw DeviceError(
            device: device.name.text, phase: .facts,
            cause: "another machine answers: \(found.joined(separator: " ")), not \(expected.joined(separator: " "))",
            hint: "find out which machine has the address; nothing was sent to it")
    }

    /// The command with the run-time values of this push in its slots.
    func filled(_ command: DeviceCommand) -> DeviceCommand {
        DeviceCommand(
            RuntimeSlot.fill(command.text, push: push, seconds: seconds), input: command.input, object: command.object,
            mark: command.mark)
    }
}

/// A step towards a device. Each is durable before the device sees it.
public enum PushStep: Sendable, Equatable {
    /// J3: the device was read and is as the plan saw it.
    case preImage
    /// J4: the change begins now.
    case intent(commands: Int, wayBackSeconds: Int?)
    /// J5: this command of the way back goes out.
    case arming(command: Int)
    /// J5: the way back is proven to stand on the device.
    case armed
    /// J6: this command goes out (from 1).
    case sending(command: Int)
    /// J6: the device answered it; `rejected` holds its words of refusal.
    case answered(command: Int, reply: CommandReply, rejected: String?)
    /// J7: the config was read back over a new session; `deviations` is empty when it is as predicted.
    case readBack(deviations: [ObjectDifference])
    /// J7: what SNMP said; `problem` is `nil` when the device is well.
    case snmp(problem: String?)
    /// J8: the way back is disarmed and the config saved from here on.
    case confirming
    /// J8: done: the change stands.
    case confirmed
    /// J6: the change is undone, for this reason; so many commands.
    case returning(reason: String, commands: Int)
    /// J6: this command of the return goes out (from 1).
    case sendingBack(command: Int, text: String)
    /// J6: the device answered it.
    case answeredBack(command: Int, reply: CommandReply)
    /// J8: the device is as it was.
    case returned
}

/// Where the steps towards a device are written down.
///
/// `record` returns when the step is on disk; when it throws, the step is not taken.
public protocol PushJournal: Sendable {
    /// Writes down a step towards `device`.
    func record(_ step: PushStep, device: String) async throws
}

/// How a device ended.
public enum DeviceOutcome: Sendable, Equatable {
    /// There was nothing to do.
    case unchanged
    /// Nothing was sent that changes anything: the device is as it was.
    case notStarted(reason: String)
    /// The change stands, proven over a new session.
    case confirmed
    /// The device is as it was before, proven over a new session.
    case returned(reason: String)
    /// It could not be proven how the device is; what was tried stands in the reason.
    case unknown(reason: String)

    /// The word in records: `unchanged`, `not-started`, `changed-confirmed`, `returned`, `unknown`.
    public var word: String {
        switch self {
        case .unchanged: "unchanged"
        case .notStarted: "not-started"
        case .confirmed: "changed-confirmed"
        case .returned: "returned"
        case .unknown: "unknown"
        }
    }

    /// Why, where there is a why.
    public var reason: String? {
        switch self {
        case .unchanged, .confirmed: nil
        case .notStarted(let reason), .returned(let reason), .unknown(let reason): reason
        }
    }
}

/// One command as it was sent, with its answer.
public struct SentCommand: Sendable, Equatable {
    /// The command.
    public let text: String
    /// The device's answer; `nil` when none came.
    public let reply: CommandReply?
    /// Its words of refusal.
    public let rejected: String?

    /// A command as it was sent.
    public init(text: String, reply: CommandReply?, rejected: String?) {
        self.text = text
        self.reply = reply
        self.rejected = rejected
    }
}

/// A check that a device passed after its change.
public enum PushCheck: Sendable, Equatable {
    /// The config was read back over a new session and equals the prediction.
    case readBack
    /// The device answers by SNMP, under this name and after so many seconds, and these interfaces are up.
    case snmp(system: String, uptimeSeconds: Int, interfaces: [String])
}

/// Everything that a push of one device did and found.
public struct PushReport: Sendable {
    /// The device's name.
    public let device: String
    /// How it ended.
    public let outcome: DeviceOutcome
    /// The commands that were sent, in order.
    public let sent: [SentCommand]
    /// The checks that the device passed after the change.
    public let checks: [PushCheck]
    /// How long the commands took, in seconds.
    public let commandSeconds: Double
    /// The time of the way back that was armed, in seconds; `nil` when none was.
    public let wayBackSeconds: Int?
    /// When the work on the device began, by the wall clock in Unix milliseconds; `nil` when it never did.
    public let startedAt: Int64?
    /// When it ended.
    public let endedAt: Int64?

    /// A report.
    public init(
        device: String, outcome: DeviceOutcome, sent: [SentCommand], checks: [PushCheck], commandSeconds: Double,
        wayBackSeconds: Int?, startedAt: Int64?, endedAt: Int64?
    ) {
        self.device = device
        self.outcome = outcome
        self.sent = sent
        self.checks = checks
        self.commandSeconds = commandSeconds
        self.wayBackSeconds = wayBackSeconds
        self.startedAt = startedAt
        self.endedAt = endedAt
    }
}
