import Foundation
import PitaDevices
import PitaDiagnostics
import PitaInventory
import PitaPlanning
import PitaPlatforms

/// Reads the devices of a segment, and says what of it stands on them.
public struct LiveOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// A reader in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Compares a segment with its devices and those of its path; a device that cannot be read is told as such.
    public func standing(of name: String) async throws -> SegmentStanding {
        let office = workplace.office
        guard let segment = office.segment(name) else {
            throw Diagnostics(
                "there is no segment `\(name)` in the inventory",
                hint: Suggestion.hint(for: name, among: office.segmentNames)
                    ?? "--live compares a segment; `pita adopt` reads a device")
        }
        let path = PlaybookRenderer.pathDevices(of: segment, in: office)
        let onPath = Set(path.map(\.name))
        let devices = path + office.devices(of: segment).filter { !onPath.contains($0.name) }
        let readings = await DeviceReadings(connector: await workplace.connector(), events: events).read(devices)
        let views = zip(devices, readings).map { device, reading in (device, Self.view(of: device, reading)) }
        return SegmentStanding(segment, in: office, shaping: try Self.allocationPlaces(in: workplace), views: views)
    }

    private static func view(
        of device: Device, _ reading: Result<DeviceReading, DeviceError>
    ) -> Result<LiveView, StandingFailure> {
        do {
            let platform = try PlatformCatalogue.platform(named: device.platform)
            return .success(platform.view(of: try reading.get().running))
        } catch let error as DeviceError {
            return .failure(StandingFailure(cause: "\(error.phase.rawValue): \(error.cause)"))
        } catch {
            return .failure(StandingFailure(cause: "\(error)"))
        }
    }

    /// The devices that every playbook which changes an allocation touches: there a limit is missed.
    static func allocationPlaces(in workplace: Workplace) throws -> AllocationPlaces {
        AllocationPlaces(try playbooks(in: workplace))
    }

    /// The playbooks of the office, by the names of their files.
    static func playbooks(in workplace: Workplace) throws -> [Playbook] {
        let folder = workplace.directory + "/Playbooks"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { !$0.hasPrefix(".") && $0.hasSuffix(".yaml") }.sorted()
        return try names.map { name in
            let file = "Playbooks/" + name
            let bytes = try BoundedFile.bytes(workplace.absolute(file), limit: OfficeFiles.limit)
            return try Playbook.parse(bytes, file: file)
        }
    }
}
