import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms

/// Records the dialogue with a device: what is asked before a plan, and what it says, secrets masked.
public struct RecordDeviceOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Recordings of an office's devices.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Records a device.
    ///
    /// - Parameter commands: questions besides; each must be known to read.
    public func record(_ name: String, asking commands: [String]) async throws -> DeviceRecording {
        guard let device = workplace.office.device(name) else {
            throw Diagnostics(
                "there is no device `\(TerminalText.sanitised(name))`",
                hint: Suggestion.hint(for: name, among: workplace.office.deviceNames))
        }
        let platform = try PlatformCatalogue.platform(named: device.platform)
        for command in commands where !platform.isReading(command) {
            throw Refusal(
                .notAllowed, "`\(command)` may change the device: only what is known to read is asked",
                hint: "a change is a plan: `pita plan`")
        }
        let connector = await workplace.connector()
        var recording = try await DeviceReadings(connector: connector, events: events).record(device, platform)
        if !commands.isEmpty {
            let session = try await connector.session(to: device)
            do {
                for command in commands {
                    let reply = try await session.read(command, within: .seconds(60))
                    recording.add(.extra, ReadCommand(command, command), reply)
                }
                await session.close()
            } catch {
                await session.close()
                throw error
            }
        }
        return recording.masked(by: platform)
    }
}

extension DeviceReadings {
    /// Everything that is read of a device, as it was said.
    func record(_ device: Device, _ platform: any Platform) async throws -> DeviceRecording {
        events(.step(device: device.name.text, phase: .connecting, text: "connecting"))
        let session = try await connector.session(to: device)
        events(.step(device: device.name.text, phase: .reading, text: "reading"))
        do {
            let recording = try await session.record(platform)
            await session.close()
            return recording
        } catch {
            await session.close()
            throw error
        }
    }
}

extension DeviceRecording: JSONConvertible {
    /// The recording as JSON: a fixture.
    public var json: JSONValue {
        [
            "kind": "pita-recording", "format": 1, "platform": .string(platform),
            "entries": .list(entries),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard try reader.string("kind") == "pita-recording", try reader.integer("format") == 1 else {
            throw EvidenceError(.malformed, "this is no recording of format 1")
        }
        self.init(platform: try reader.string("platform"), entries: try reader.parts("entries"))
        try reader.finish()
    }
}

extension DeviceRecording.Entry: JSONConvertible {
    /// The entry as JSON.
    public var json: JSONValue {
        [
            "part": .string(part.rawValue), "name": .string(name), "command": .string(command),
            "output": .string(reply.output), "error_output": .string(reply.errorOutput),
            "exit_status": reply.exitStatus.map { .number($0) } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let part = try reader.string("part")
        guard let part = DeviceRecording.Part(rawValue: part) else {
            throw EvidenceError(.malformed, "`\(path)`: `\(part)` is no part of a recording")
        }
        self.init(
            part: part, name: try reader.string("name"), command: try reader.string("command"),
            reply: CommandReply(
                output: try reader.string("output"), errorOutput: try reader.string("error_output"),
                exitStatus: try reader.optionalInteger("exit_status").map { Int($0) }))
        try reader.finish()
    }
}
