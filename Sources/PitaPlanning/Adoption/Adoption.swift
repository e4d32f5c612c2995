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
    /// What was seen and not taken, each with its reason and what to do.
    public let left: [AdoptionRemark]
    /// The objects that no value of an inventory speaks of.
    public let unexpressed: [ObjectID]
}

/// What devices that run today give an inventory: new files, and a report. Nothing that is there is changed.
public struct Adoption: Sendable {
    /// The new files, those of the inventory first.
    public let files: [AdoptedFile]
    /// A report a device, in order.
    public let reports: [AdoptionReport]
    /// The segments of the inventory that the files give, or give a device.
    public let segments: [String]

    /// Works out the files; each is read back together with the office's before it counts as part of the inventory.
    ///
    /// - Parameters:
    ///   - present: the files of the office as they are.
    ///   - shaping: the devices that limit an allocation in this office.
    public init(
        _ devices: [AdoptedDevice], in office: Office, present: [InventoryFile], shaping: AllocationPlaces,
        knownPlatforms: Set<String>
    ) {
        let finder = SiteFinder(devices, in: office)
        var drafts = Drafts(present: present, knownPlatforms: knownPlatforms)
        var taken: Set<String> = []
        var placed: Set<String> = []
        var touched: [String] = []
        for site in finder.sites {
            let segment = AdoptedSegment(site, in: office, taken: taken)
            taken.insert(segment.name)
            if drafts.add(segment) { touched.append(segment.name) }
            // Its router stands in its file, whole or not: it can be a router of one segment only.
            if let router = site.router { placed.insert(router.device.name) }
            placed.formUnion(site.switches.map(\.device.name))
        }
        for device in devices where device.isNew && !placed.contains(device.name) {
            let owner = finder.attached[device.name]
            guard drafts.add(device, of: owner), let name = owner?.segment.name, !touched.contains(name) else {
                continue
            }
            touched.append(name)
        }
        segments = touched
        reports = devices.map { device in
            AdoptionReport(
                device: device.name, compared: Self.compared(device, in: office, shaping: shaping),
                left: (finder.left[device.name] ?? []) + Self.unlisted(device) + Self.own(device)
                    + AdoptionGaps(device).remarks,
                unexpressed: device.view.unexpressed)
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
    private static func unlisted(_ device: AdoptedDevice) -> [AdoptionRemark] {
        guard !device.isNew else { return [] }
        let known = Set(device.device.interfaces)
        let more = AdoptedEntry.interfaces(of: device).named.filter { !known.contains($0) }
        guard !more.isEmpty else { return [] }
        return [
            AdoptionRemark(
                [], "interfaces that its entry does not list: \(AdoptedEntry.list(more))",
                advice: "add those that links or templates name to `interfaces:` at \(device.device.mark)")
        ]
    }

    /// The limits of a new device that bind a part of its traffic: an inventory has one allocation a segment.
    private static func own(_ device: AdoptedDevice) -> [AdoptionRemark] {
        device.view.shapers.compactMap { shaper in
            guard case .interface(let name, let direction, let rate) = shaper.scope, !shaper.conditions.isEmpty else {
                return nil
            }
            return AdoptionRemark(
                [shaper.object],
                "\(rate) \(direction.rawValue) on \(name) holds for a part only: "
                    + shaper.conditions.joined(separator: ", "),
                advice: "an allocation has no conditions: decide what the segment is to have, and write that")
        }
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
    ///
    /// - Returns: whether it is part of the inventory.
    mutating func add(_ segment: AdoptedSegment) -> Bool {
        let file = AdoptedFile(name: AdoptedFile.segmentName(segment.name), text: segment.text, isInventory: true)
        var reasons: [String] = []
        if segment.isComplete {
            do {
                try check(file)
                inventory.append(file)
                return true
            } catch {
                reasons = Self.reasons(error)
            }
        }
        let text = reasons.map { $0 + "\n" }.joined() + segment.text
        others.append(AdoptedFile(name: AdoptedFile.draftName(segment.name), text: text, isInventory: false))
        return false
    }

    private static func reasons(_ error: Diagnostics) -> [String] {
        error.items.map { "# \(AdoptedSegment.fillIn): " + YAMLScalar.comment($0.message) }
    }

    /// Adds a device in a file of its own, be it the backbone's or a switch of a segment that is there: to the inventory
    /// if the office takes it, else beside it.
    ///
    /// - Returns: whether it is part of the inventory.
    mutating func add(_ device: AdoptedDevice, of owner: (segment: Segment, place: AdoptedSwitch)?) -> Bool {
        let router = device.device.role == .switch ? nil : AdoptedRouter(device)
        let lines =
            ["# What \(device.name) says of itself.", "devices:"]
            + AdoptedEntry(device, router: router, place: owner?.place, segment: owner?.segment.name).lines
        let text = lines.map { $0 + "\n" }.joined()
        let file = AdoptedFile(name: AdoptedFile.backboneName(device.name), text: text, isInventory: true)
        do {
            try check(file)
            inventory.append(file)
            return true
        } catch {
            let reasons = Self.reasons(error).map { $0 + "\n" }.joined()
            others.append(
                AdoptedFile(
                    name: AdoptedFile.draftName("\(device.name).device"), text: reasons + text, isInventory: false))
            return false
        }
    }

    /// Adds what has no place in the inventory, as a page of comments.
    mutating func add(_ report: AdoptionReport, of device: AdoptedDevice) {
        var lines = ["What \(report.device) holds and the inventory does not:"]
        lines += report.left.flatMap { ["- " + $0.sentence, "  " + $0.advice] }
        if !report.unexpressed.isEmpty {
            lines += [AdoptionReport.unexpressedReason, "  " + AdoptionReport.unexpressedAdvice]
            lines += report.unexpressed.map { "- \($0)" }
        }
        let text = lines.map { "# " + YAMLScalar.comment(DeviceWords.cut($0, to: 400)) + "\n" }.joined()
        others.append(
            AdoptedFile(name: AdoptedFile.draftName("\(report.device).report"), text: text, isInventory: false))
    }
}

extension AdoptionReport {
    /// Why the objects of ``unexpressed`` are in no file.
    public static let unexpressedReason = "No value of an inventory speaks of these:"
    /// What to do about them.
    public static let unexpressedAdvice =
        "they stay on the device as they are; what Pita is to keep belongs in a template of the office"

    /// Whether all that the device holds has its place in the inventory.
    var isEmpty: Bool { left.isEmpty && unexpressed.isEmpty }

    /// The report for programs.
    public var json: JSONValue {
        [
            "device": .string(device), "left": .array(left.map(\.json)),
            "unexpressed": AdoptionRemark(unexpressed, Self.unexpressedReason, advice: Self.unexpressedAdvice).json,
            "compared": .array(
                compared.map { ["segment": .string($0.segment), "rows": .array($0.rows.map(\.json))] }),
        ]
    }
}

extension AdoptedFile {
    /// The lines that a person fills in or looks at: each with its number from 1.
    public var openings: [(line: Int, text: String)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { place, line in
            let line = line.drop { $0 == " " }
            let starts = ["# \(AdoptedSegment.fillIn)", "# CHECK "]
            let isOpen = starts.contains { line.hasPrefix($0) } || line.contains("  # \(AdoptedSegment.fillIn)")
            return isOpen ? (place + 1, String(line.hasPrefix("# ") ? line.dropFirst(2) : line)) : nil
        }
    }

    /// The file for programs.
    public var json: JSONValue {
        [
            "file": .string(name), "text": .string(text), "is_inventory": .bool(isInventory),
            "open": .array(openings.map { ["line": .integer(Int64($0.line)), "text": .string($0.text)] }),
        ]
    }
}
