import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaYAML

/// What the inventory holds, for people and programs.
public struct InventoryReport: Sendable {
    private let office: Office

    /// A report on a validated inventory.
    public init(office: Office) { self.office = office }

    /// A device as a row.
    public struct DeviceRow: TableRow {
        /// The device.
        public let device: Device
        /// Its segment's allocation, when it has a segment.
        public let allocation: String

        /// The headings.
        public static let columns = ["DEVICE", "ROLE", "PLATFORM", "MODEL", "ADDRESS", "SEGMENT", "ALLOCATION"]
        /// The cells, one for each heading.
        public var cells: [String] {
            [
                device.name.text, device.role.rawValue, device.platform, device.model ?? "-",
                device.management.description, device.segment ?? "-", allocation,
            ]
        }
        /// The row as JSON.
        public var json: JSONValue {
            [
                "device": .string(device.name.text), "role": .string(device.role.rawValue),
                "platform": .string(device.platform), "model": .text(device.model),
                "address": .string(device.management.description), "segment": .text(device.segment),
                "allocation": allocation == "-" ? .null : .string(allocation),
            ]
        }
    }

    /// The devices that `limit` leaves; all without one.
    public func devices(limit: String?) throws -> [DeviceRow] {
        let devices =
            try limit.map { limit throws(Diagnostics) in try office.select(limit).devices }
            ?? office.deviceNames.compactMap { office.device($0) }
        return devices.map { device in
            let segment = device.segment.flatMap { office.segment($0) }
            return DeviceRow(device: device, allocation: segment?.allocation.description ?? "-")
        }
    }

    /// A value with the place that it came from, as a row.
    public struct ValueRow: TableRow {
        /// The path of the value: `segment.allocation.download`.
        public let path: String
        /// The value as text.
        public let value: String
        /// `file:line`, or what made it.
        public let from: String
        /// The layer that gave it.
        public let layer: String

        /// The headings.
        public static let columns = ["VALUE", "IS", "FROM", "LAYER"]
        /// The cells, one for each heading.
        public var cells: [String] { [path, value, from, layer] }
        /// The row as JSON.
        public var json: JSONValue {
            ["path": .string(path), "value": .string(value), "from": .string(from), "layer": .string(layer)]
        }
    }

    /// Every value that templates see for a device, or for the first device of a segment, and where each came from.
    public func values(of name: String) throws -> [ValueRow] {
        let segmentDevice = office.segment(name).flatMap { office.devices(of: $0).first }
        guard let device = office.device(name) ?? segmentDevice else {
            throw Diagnostics(
                "there is no device or segment `\(name)` in the inventory",
                hint: Suggestion.hint(for: name, among: office.deviceNames + office.segmentNames))
        }
        let leaves = office.resolvedVariables(for: device).leaves() + office.builtIns(for: device).leaves()
        return leaves.map { leaf in
            ValueRow(
                path: leaf.path, value: leaf.isCredential ? Secret.mask : Self.text(leaf.value),
                from: leaf.value.mark.map { "\($0.file):\($0.line)" } ?? "-", layer: Self.text(leaf.value.layer))
        }
    }

    private static func text(_ value: ResolvedValue) -> String {
        switch value.content {
        case .scalar(.null): "null"
        case .scalar(.bool(let bool)): String(bool)
        case .scalar(.int(let number)): String(number)
        case .scalar(.float(let number)): String(number)
        case .scalar(.text(let text)): text
        case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
        case .mapping: "{}"
        }
    }

    private static func text(_ layer: VariableLayer) -> String {
        switch layer {
        case .builtIn: "built-in"
        case .office: "office"
        case .platform(let name): "platform \(name)"
        case .segment(let name): "segment \(name)"
        case .device(let name): "device \(name)"
        }
    }
}
