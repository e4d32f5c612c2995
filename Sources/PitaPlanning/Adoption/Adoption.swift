import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlatforms
import PitaYAML

/// A file that devices give an inventory.
public struct AdoptedFile: Sendable, Hashable {
    /// Its name relative to the office directory.
    public let name: String
    /// What stands in it.
    public let text: String
    /// Whether it is part of the inventory as it is; else a person finishes it first, or only reads it.
    public let isInventory: Bool

    static func segmentName(_ name: String) -> String { "Inventory/segments/\(name).yaml" }
    static func backboneName(_ name: String) -> String { "Inventory/backbone/\(name).yaml" }
    /// What is no part of the inventory.
    static func draftName(_ name: String) -> String { "Inventory/adopted/\(name).yaml" }
}

/// What is told of one device: what of the inventory it was compared with, and what has no place in it.
public struct AdoptionReport: Sendable {
    /// The device's name.
    public let device: String
    /// The segments of the inventory that stand on it, by name, each compared.
    public let compared: [(segment: String, rows: [StandingRow])]
    /// What was seen and not taken, each with its reason.
    public let left: [String]
    /// The objects that no value of an inventory speaks of.
    public let unexpressed: [ObjectID]
}

/// What devices that run today give an inventory: new files, and a report. Nothing that is there is changed.
public struct Adoption: Sendable {
    /// The new files, those of the inventory first.
    public let files: [AdoptedFile]
    /// A report a device, in order.
    public let reports: [AdoptionReport]

    /// Works out the files; each is read back together with the office's before it counts as part of the inventory.
    ///
    /// - Parameters:
    ///   - present: the files of the office as they are.
    ///   - shaping: the devices that limit an allocation in this office.
    public init(
        _ devices: [AdoptedDevice], in office: Office, present: [InventoryFile], shaping: AllocationPlaces,
        knownPlatforms: Set<String>
    ) throws(Diagnostics) {
        let finder = SiteFinder(devices, in: office)
        var drafts = Drafts(present: present, knownPlatforms: knownPlatforms)
        var taken: Set<String> = []
        var placed: Set<String> = []
        for site in finder.sites {
            let segment = AdoptedSegment(site, in: office, taken: taken)
            taken.insert(segment.name)
            drafts.add(segment)
            // Its router stands in its file, whole or not: it can be a router of one segment only.
            if let router = site.router { placed.insert(router.device.name) }
        }
        for device in devices where device.isNew && !placed.contains(device.name) { try drafts.add(device) }
        reports = devices.map { device in
            AdoptionReport(
                device: device.name, compared: Self.compared(device, in: office, shaping: shaping),
                left: (finder.left[device.name] ?? []) + Self.unlisted(device), unexpressed: device.view.unexpressed)
        }
        for (device, report) in zip(devices, reports) where !report.isEmpty { drafts.add(report, of: device) }
        files = drafts.inventory + drafts.others
    }

    private static func compared(
        _ device: AdoptedDevice, in office: Office, shaping: AllocationPlaces
    ) -> [(segment: String, rows: [StandingRow])] {
        guard !device.isNew else { return [] }
        return office.segmentNames.compactMap { name in
            guard let segment = office.segment(name) else { return nil }
            let onPath = PlaybookRenderer.pathDevices(of: segment, in: office).contains {
                $0.name == device.device.name
            }
            guard onPath || device.device.segment == name else { return nil }
            let comparison = SegmentComparison(
                segment, on: device.device, in: office, shaping: shaping, view: device.view)
            return (name, comparison.rows)
        }
    }

    /// What the inventory's entry of a device does not list.
    private static func unlisted(_ device: AdoptedDevice) -> [String] {
        guard !device.isNew else { return [] }
        let known = Set(device.device.interfaces)
        let more = AdoptedEntry.interfaces(of: device).named.filter { !known.contains($0) }
        return more.isEmpty ? [] : ["interfaces that its entry does not list: \(AdoptedEntry.list(more))"]
    }
}

/// The files as they are gathered.
private struct Drafts {
    private let present: [InventoryFile]
    private let knownPlatforms: Set<String>
    private(set) var inventory: [AdoptedFile] = []
    private(set) var others: [AdoptedFile] = []

    init(present: [InventoryFile], knownPlatforms: Set<String>) {
        (self.present, self.knownPlatforms) = (present, knownPlatforms)
    }

    /// Whether the office with this file, and with those that came before, is sound.
    private func check(_ file: AdoptedFile) throws(Diagnostics) {
        let files = (inventory + [file]).map { InventoryFile(name: $0.name, text: $0.text) }
        _ = try Office.parse(files: present + files, knownPlatforms: knownPlatforms)
    }

    /// Adds a segment: to the inventory if it is whole and the office takes it, else beside it.
    mutating func add(_ segment: AdoptedSegment) {
        let file = AdoptedFile(name: AdoptedFile.segmentName(segment.name), text: segment.text, isInventory: true)
        var reasons: [String] = []
        if segment.isComplete {
            do {
                try check(file)
                return inventory.append(file)
            } catch {
                reasons = error.items.map { "# \(AdoptedSegment.fillIn): " + YAMLScalar.comment($0.message) }
            }
        }
        let text = reasons.map { $0 + "\n" }.joined() + segment.text
        others.append(AdoptedFile(name: AdoptedFile.draftName(segment.name), text: text, isInventory: false))
    }

    /// Adds a device that is no segment's.
    mutating func add(_ device: AdoptedDevice) throws(Diagnostics) {
        let lines =
            ["# What \(device.name) says of itself.", "devices:"]
            + AdoptedEntry(device, router: AdoptedRouter(device)).lines
        let file = AdoptedFile(
            name: AdoptedFile.backboneName(device.name), text: lines.map { $0 + "\n" }.joined(), isInventory: true)
        try check(file)
        inventory.append(file)
    }

    /// Adds what has no place in the inventory, as a page of comments.
    mutating func add(_ report: AdoptionReport, of device: AdoptedDevice) {
        var lines = ["What \(report.device) holds and the inventory does not:"]
        lines += report.left.map { "- " + $0 } + report.unexpressed.map { "- \($0)" }
        let text = lines.map { "# " + YAMLScalar.comment(DeviceWords.cut($0, to: 400)) + "\n" }.joined()
        others.append(
            AdoptedFile(name: AdoptedFile.draftName("\(report.device).report"), text: text, isInventory: false))
    }
}

extension AdoptionReport {
    /// Whether all that the device holds has its place in the inventory.
    var isEmpty: Bool { left.isEmpty && unexpressed.isEmpty }

    /// The report for programs.
    public var json: JSONValue {
        [
            "device": .string(device), "left": .list(left), "unexpressed": .list(unexpressed.map(\.description)),
            "compared": .array(
                compared.map { ["segment": .string($0.segment), "rows": .array($0.rows.map(\.json))] }),
        ]
    }
}

extension AdoptedFile {
    /// The file for programs.
    public var json: JSONValue {
        ["file": .string(name), "text": .string(text), "is_inventory": .bool(isInventory)]
    }
}
