import PitaDiagnostics
import PitaEvidence
import PitaNetwork
import PitaPlatforms

/// What is to be done, exactly: the piece of evidence that is approved, applied and kept.
///
/// Its digest is SHA-256 over its canonical JSON (RFC 8785); see ``json`` for the form.
public struct Plan: Sendable, Equatable {
    /// When it was made.
    public var madeAt: LocalTime
    /// The version of Pita that made it.
    public var pitaVersion: String
    /// Who made it (an id of `users.yaml`).
    public var planner: String
    /// The number of the request that it answers, when there is one.
    public var request: String?
    /// What it was made from.
    public var inputs: PlanInputs
    /// The devices, in the order in which they are changed; those with nothing to do too.
    public var devices: [DevicePlan]
    /// The allocation that is renewed after success.
    public var allocation: PlannedAllocation?
    /// The *ketersediaan bandwidth* check, when the plan raises bandwidth.
    public var capacity: CapacityRecord?
    /// The shortest time of the way back that the playbook asks for, in seconds.
    public var rollbackSeconds: Int?
    /// Whether the effect must also be proven by SNMP.
    public var verifiesBySNMP: Bool
    /// In which waves the devices are changed, and what is done when one fails.
    public var rollout: Rollout
    /// When it may be applied; `nil` for always.
    public var window: MaintenanceWindow?
    /// When it can no longer be approved or applied, in Unix milliseconds; `nil` for never.
    public var expires: Int64?

    /// Whether no device has anything to do and no allocation changes.
    public var isEmpty: Bool { devices.allSatisfy(\.change.isEmpty) && (allocation.map { $0.old == $0.new } ?? true) }

    /// What could not be undone exactly, one sentence each: the approver has to accept it in words of their own.
    public var irreversible: [String] {
        devices.flatMap { device in
            let missing = device.rollbackGuard == nil && !device.change.isEmpty ? ["it has no way back of its own"] : []
            return (device.change.irreversible + missing).map { "\(device.device): \($0)" }
        }
    }

    /// SHA-256 over the canonical JSON.
    public var digest: Digest { Digest(of: json) }

    /// A plan.
    public init(
        madeAt: LocalTime, pitaVersion: String, planner: String, request: String?, inputs: PlanInputs,
        devices: [DevicePlan], allocation: PlannedAllocation?, capacity: CapacityRecord?, rollbackSeconds: Int?,
        verifiesBySNMP: Bool, rollout: Rollout, window: MaintenanceWindow? = nil, expires: Int64? = nil
    ) {
        self.madeAt = madeAt
        self.pitaVersion = pitaVersion
        self.planner = planner
        self.request = request
        self.inputs = inputs
        self.devices = devices
        self.allocation = allocation
        self.capacity = capacity
        self.rollbackSeconds = rollbackSeconds
        self.verifiesBySNMP = verifiesBySNMP
        self.rollout = rollout
        self.window = window
        self.expires = expires
    }
}

/// What a plan was made from. When one of these changes, the plan is stale.
public struct PlanInputs: Sendable, Equatable {
    /// The playbook's name.
    public var playbook: String
    /// Its title, for people.
    public var title: String
    /// The digest of its file.
    public var playbookDigest: Digest
    /// The parameters in canonical text.
    public var parameters: [String: String]
    /// The names that `--limit` left; `nil` for all.
    public var limit: [String]?
    /// The templates that were used, by name.
    public var templates: [String: Digest]
    /// The resolved variables of each device, its segment and its path.
    public var variables: [String: Digest]
    /// The pinned host keys of its devices and of the jump hosts before them, types with fingerprints, by the name of the
    /// device or `jump host HOST:PORT`; what has no pin is not in it.
    public var hostKeys: [String: String]

    /// What a plan was made from.
    public init(
        playbook: String, title: String, playbookDigest: Digest, parameters: [String: String], limit: [String]?,
        templates: [String: Digest], variables: [String: Digest], hostKeys: [String: String]
    ) {
        self.playbook = playbook
        self.title = title
        self.playbookDigest = playbookDigest
        self.parameters = parameters
        self.limit = limit
        self.templates = templates
        self.variables = variables
        self.hostKeys = hostKeys
    }
}

/// What is to be done on one device.
public struct DevicePlan: Sendable, Equatable {
    /// The name in the inventory.
    public var device: String
    /// The management address.
    public var address: String
    /// The platform's name.
    public var platform: String
    /// The role on the path: `core`, `distribution`, `router`, `switch`.
    public var role: String
    /// The template.
    public var template: String
    /// What the device said of itself when the plan was made.
    public var facts: DeviceFacts
    /// How the rendered config was meant.
    public var mode: ChangeMode
    /// The digest of the managed part of the config that the plan was made from (``ManagedPart``).
    public var managedDigest: Digest
    /// The commands, their reverse, and the prediction.
    public var change: DeviceChange
    /// The way back; `nil` where this device has none.
    public var rollbackGuard: RollbackGuard?
    /// What makes the change survive a restart.
    public var saving: [DeviceCommand]
    /// How the change is undone after it was confirmed, where the plan may come to that.
    public var undo: DeviceUndo?
    /// What must hold on the device after the change, beside its config.
    public var checks: [EffectCheck]

    /// What is to be done on one device.
    public init(
        device: String, address: String, platform: String, role: String, template: String, facts: DeviceFacts,
        mode: ChangeMode, managedDigest: Digest, change: DeviceChange, rollbackGuard: RollbackGuard?,
        saving: [DeviceCommand],
        undo: DeviceUndo? = nil, checks: [EffectCheck] = []
    ) {
        self.device = device
        self.address = address
        self.platform = platform
        self.role = role
        self.template = template
        self.facts = facts
        self.mode = mode
        self.managedDigest = managedDigest
        self.change = change
        self.rollbackGuard = rollbackGuard
        self.saving = saving
        self.undo = undo
        self.checks = checks
    }
}

/// What undoing a confirmed change needs beside its reverse commands: it is pushed like any change.
public struct DeviceUndo: Sendable, Equatable {
    /// The way back to the change, should the undoing fail; `nil` where the device has none.
    public var rollbackGuard: RollbackGuard?
    /// What makes the former config survive a restart.
    public var saving: [DeviceCommand]

    /// What undoing needs.
    public init(rollbackGuard: RollbackGuard?, saving: [DeviceCommand]) {
        self.rollbackGuard = rollbackGuard
        self.saving = saving
    }
}
