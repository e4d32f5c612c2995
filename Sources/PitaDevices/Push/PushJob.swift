import PitaInventory
import PitaPlatforms

/// What is to be done on one device, and under which rules.
public struct PushJob: Sendable {
    /// The device's name in the inventory.
    public let device: String
    /// Its platform.
    public let platform: any Platform
    /// What is sent, what undoes it, what the device will then say.
    public let change: DeviceChange
    /// The automatic rollback; `nil` where this device has none.
    public let rollbackGuard: RollbackGuard?
    /// What makes the change survive a restart.
    public let saving: [DeviceCommand]
    /// Who the device was when the plan was made; nothing is sent to another.
    public let identity: DeviceFacts
    /// The push's id: lower-case letters, digits and hyphens.
    public let push: String
    /// Seconds until the automatic rollback fires.
    public let seconds: Int
    /// Reasons, from the device as it is now, not to begin.
    public let objections: @Sendable (DeviceReading) -> [String]
    /// How long is waited for what.
    public let policy: PushPolicy
    /// The interfaces that must be up by SNMP afterwards; `nil` for no check by SNMP.
    public let interfaces: [String]?
    /// What else must hold afterwards.
    public let checks: [EffectCheck]

    /// A job.
    public init(
        device: String, platform: any Platform, change: DeviceChange, rollbackGuard: RollbackGuard?,
        saving: [DeviceCommand],
        identity: DeviceFacts, push: String, seconds: Int, policy: PushPolicy, interfaces: [String]?,
        checks: [EffectCheck] = [], objections: @escaping @Sendable (DeviceReading) -> [String]
    ) {
        self.device = device
        self.platform = platform
        self.change = change
        self.rollbackGuard = rollbackGuard
        self.saving = saving
        self.identity = identity
        self.push = push
        self.seconds = seconds
        self.policy = policy
        self.interfaces = interfaces
        self.checks = checks
        self.objections = objections
    }

    /// Throws when `facts` are another machine's: its name, model or serial number differ from the plan's.
    func checkIdentity(_ facts: DeviceFacts) throws(DeviceError) {
        let expected = [identity.name, identity.model, identity.serial ?? "-"]
        let found = [facts.name, facts.model, facts.serial ?? "-"]
        guard expected != found else { return }
        throw DeviceError(
            device: device, phase: .facts,
            cause: "another machine answers: \(found.joined(separator: " ")), not \(expected.joined(separator: " "))",
            hint: "find out which machine has the address; nothing was sent to it")
    }

    /// The command with the run-time values of this push in its slots.
    func filled(_ command: DeviceCommand) -> DeviceCommand {
        func fill(_ text: String) -> String { RuntimeSlot.fill(text, push: push, seconds: seconds) }
        return DeviceCommand(
            fill(command.text), input: command.input.map(fill), object: command.object, mark: command.mark)
    }
}
