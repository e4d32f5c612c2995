import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms

/// Asks many devices the same question. It only reads: what writes goes the way of every change.
public struct RunOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Questions to the devices of an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// An answer, with the devices that gave it word for word.
    public struct Group: Sendable, Equatable {
        /// The devices, in the office's order.
        public let devices: [String]
        /// What they said, secrets masked, without the blanks at its end.
        public let output: String
        /// The exit status, where the device sends one.
        public let exitStatus: Int?

        /// The group as JSON.
        public var json: JSONValue {
            [
                "devices": .list(devices), "output": .string(output),
                "exit_status": exitStatus.map { .number($0) } ?? .null,
            ]
        }
    }

    /// What the devices said.
    public struct Answers: Sendable {
        /// The answers, that of most devices first.
        public let groups: [Group]
        /// The devices that did not answer.
        public let failures: [DeviceError]
    }

    /// Asks the devices that `limit` selects.
    ///
    /// Throws ``Refusal`` when the command may write on one of them; nothing is sent to any then.
    ///
    /// - Parameter time: how long a device may take.
    public func run(_ command: String, limit: String?, within time: Duration) async throws -> Answers {
        let office = workplace.office
        let devices =
            try limit.map { limit throws(Diagnostics) in try office.select(limit).devices }
            ?? office.deviceNames.compactMap { office.device($0) }
        try refuseWriting(command, on: devices)
        events(.began(work: "asking", devices: devices.count))
        let connector = await workplace.connector()
        let replies = await BoundedTasks.map(devices, limit: DeviceReadings.atOnce) { device in
            await ask(device, command, connector, within: time)
        }
        return Self.grouped(zip(devices.map(\.name.text), replies).map { ($0, $1) })
    }

    private func refuseWriting(_ command: String, on devices: [Device]) throws {
        for name in Set(devices.map(\.platform)).sorted() {
            let platform = try PlatformCatalogue.platform(named: name)
            guard platform.isReading(command) else {
                throw Refusal(
                    .notAllowed,
                    "`\(command)` may change a device of the platform \(name): only what is known to read is sent",
                    hint:
                        "a change is a plan: `pita plan`, or `--write PLAN` with an approved plan that holds the command; "
                        + "for a question in another language add `--limit platform:...`")
            }
        }
    }

    private func ask(
        _ device: Device, _ command: String, _ connector: DeviceConnector, within time: Duration
    ) async -> Result<CommandReply, DeviceError> {
        let name = device.name.text
        do {
            let platform = try PlatformCatalogue.platform(named: device.platform)
            events(.step(device: name, phase: .connecting, text: "connecting"))
            let session = try await connector.session(to: device)
            events(.step(device: name, phase: .reading, text: "asking"))
            do {
                let reply = try await session.read(command, within: time)
                await session.close()
                events(.ended(device: name, outcome: "read", reason: nil))
                return .success(
                    CommandReply(
                        output: platform.masked(reply.output), errorOutput: platform.masked(reply.errorOutput),
                        exitStatus: reply.exitStatus))
            } catch {
                await session.close()
                throw error
            }
        } catch {
            let failure = error as? DeviceError ?? DeviceError(device: name, phase: .read, cause: "\(error)")
            events(.ended(device: name, outcome: "failed", reason: failure.cause))
            return .failure(failure)
        }
    }

    /// Puts equal answers together; the blanks and line ends at their end make no difference.
    static func grouped(_ answers: [(device: String, reply: Result<CommandReply, DeviceError>)]) -> Answers {
        struct Key: Hashable {
            let output: String
            let exitStatus: Int?
        }
        var order: [Key] = []
        var devices: [Key: [String]] = [:]
        var failures: [DeviceError] = []
        for (device, reply) in answers {
            switch reply {
            case .failure(let failure): failures.append(failure)
            case .success(let reply):
                let text = [reply.output, reply.errorOutput].map { text in
                    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
                        String(line.reversed().drop { $0 == " " }.reversed())
                    }.joined(separator: "\n").trimmingNewlines
                }.filter { !$0.isEmpty }.joined(separator: "\n")
                let key = Key(output: text, exitStatus: reply.exitStatus)
                if devices[key] == nil { order.append(key) }
                devices[key, default: []].append(device)
            }
        }
        let groups = order.enumerated().sorted { left, right in
            (-(devices[left.element]?.count ?? 0), left.offset) < (-(devices[right.element]?.count ?? 0), right.offset)
        }.map {
            Group(devices: devices[$0.element] ?? [], output: $0.element.output, exitStatus: $0.element.exitStatus)
        }
        return Answers(groups: groups, failures: failures)
    }

    /// The plan that holds the command for every device that it changes, approved; it is then applied as any plan is.
    ///
    /// Throws ``Refusal`` where a device of the plan would be sent anything else.
    public func plan(_ name: String, holding command: String) async throws -> KnownPlan {
        let known = try await workplace.plan(name)
        for device in known.plan.devices where !device.change.isEmpty {
            let said = device.change.commands.map(\.text)
            guard said == [command] else {
                throw Refusal(
                    .notAllowed,
                    "the plan \(known.digest.short) does not send `\(command)` and nothing else to `\(device.device)`: "
                        + "it sends \(said.count) command\(said.count == 1 ? "" : "s")",
                    hint: "`pita show \(known.digest.hex.prefix(12)) --commands` lists them; `pita apply` sends them")
            }
        }
        guard !known.plan.isEmpty else {
            throw Refusal(.notAllowed, "the plan \(known.digest.short) changes no device")
        }
        return known
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
    }
}
