import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlatforms

/// What the next plan of an adopted segment's allocation would send to a device that was read: nothing, where the device
/// holds it as the office's templates write it.
public struct AdoptionForecast: Sendable {
    /// The segment.
    public let segment: String
    /// The playbook's name.
    public let playbook: String
    /// The device; `nil` where the playbook could not be rendered.
    public let device: String?
    /// The commands, in the device's language.
    public let commands: [String]
    /// Why nothing can be said.
    public let failure: String?

    /// The forecasts of the segments that an adoption gives or adds to, for each playbook that changes an allocation.
    ///
    /// - Parameters:
    ///   - office: the office with the files of the adoption.
    ///   - running: what each device that was read holds, by its name.
    public static func all(
        _ segments: [String], playbooks: [Playbook], in office: Office, library: TemplateLibrary,
        running: [String: DeviceReading]
    ) -> [AdoptionForecast] {
        var found: [AdoptionForecast] = []
        for segment in segments.compactMap({ office.segment($0) }) {
            for playbook in playbooks where playbook.allocation != nil {
                do throws(Diagnostics) {
                    found += try forecasts(segment, playbook, office, library, running)
                } catch {
                    found.append(
                        AdoptionForecast(
                            segment: segment.name, playbook: playbook.name, device: nil, commands: [],
                            failure: error.items.first?.message ?? "it cannot be rendered"))
                }
            }
        }
        return found
    }

    private static func forecasts(
        _ segment: Segment, _ playbook: Playbook, _ office: Office, _ library: TemplateLibrary,
        _ running: [String: DeviceReading]
    ) throws(Diagnostics) -> [AdoptionForecast] {
        guard let allocation = playbook.allocation else { return [] }
        let values = [(allocation.segment, segment.name), (allocation.bandwidth, segment.allocation.description)]
        let renderer = PlaybookRenderer(
            playbook: playbook,
            parameters: try ParameterValues(values.map { (name: $0.0, text: $0.1) }, for: playbook, office: office),
            office: office, library: library, platforms: PlatformCatalogue.all)
        var found: [AdoptionForecast] = []
        for target in try renderer.targets() {
            let name = target.device.name.text
            guard let reading = running[name] else { continue }
            var (commands, failure): ([String], String?) = ([], nil)
            do throws(Diagnostics) {
                let platform = try PlatformCatalogue.platform(named: target.device.platform)
                let intended = try platform.parse(try renderer.render(target).text, file: target.template)
                commands = try platform.change(
                    from: reading.running, to: intended, mode: playbook.mode(of: platform.name), facts: reading.facts
                ).commands.flatMap(Self.lines)
            } catch {
                failure = error.items.first?.message ?? "it cannot be compared"
            }
            found.append(
                AdoptionForecast(
                    segment: segment.name, playbook: playbook.name, device: name, commands: commands, failure: failure))
        }
        return found
    }

    /// What is sent: at a prompt the lines that go in, and not the command that opens the dialogue.
    private static func lines(_ command: DeviceCommand) -> [String] {
        (command.input ?? command.text).split(separator: "\n").map(String.init)
    }

    /// Whether the next plan leaves the device as it is.
    public var isEmpty: Bool { commands.isEmpty && failure == nil }

    /// The forecast for programs.
    public var json: JSONValue {
        [
            "segment": .string(segment), "playbook": .string(playbook), "device": .text(device),
            "commands": .list(commands), "failure": .text(failure), "is_empty": .bool(isEmpty),
        ]
    }
}
