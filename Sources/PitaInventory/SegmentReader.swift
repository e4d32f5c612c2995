import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Reads a segment's file: the segment, its devices, and its own access link.
enum SegmentReader {
    /// What stands in a segment's file.
    struct Contents {
        var segment: SegmentDraft?
        var devices: [Device] = []
        var access: Link?
    }

    /// A segment whose path is not looked up yet.
    struct SegmentDraft {
        let name: Marked<String>
        let title: String
        let agency: String
        let serviceClass: Marked<String>?
        let vlan: Marked<VLANID>
        let prefixes: [Marked<Prefix>]
        let transfer: Marked<Prefix>?
        let allocation: Marked<BandwidthPair>
        let path: [Marked<String>]
        let pathNode: Node
        let contactRole: String
        let variables: Node?
        let deviceNames: [String]
    }

    static func read(_ node: Node, stem: String, devices: inout DeviceReader) -> Contents {
        let findings = devices.findings
        let reader = MappingReader(node, as: "a segment", into: findings)
        var contents = Contents()
        let name = reader.required("name", Conversion<String>.word.marked)
        if let name, name.value != stem {
            findings.add(
                name.node.diagnostic(
                    "the segment `\(name.value)` stands in a file called `\(stem).yaml`",
                    hint: "rename the file to `\(name.value).yaml`, so that it can be found"))
        }
        if let block = reader.mapping("access", as: "the access link") {
            contents.access = LinkReader.readLink(
                block, name: "access-\(name?.value ?? stem)", kind: .access, at: block.node)
        }
        if let block = reader.node("devices") { contents.devices = devices.read(block, segment: name?.value ?? stem) }
        contents.segment = draft(reader, name: name, devices: contents.devices)
        return contents
    }

    private static func draft(
        _ reader: MappingReader, name: Marked<String>?, devices: [Device]
    ) -> SegmentDraft? {
        let title = reader.required("title", .line)
        let agency = reader.required("agency", .line)
        let serviceClass = reader.optional("class", Conversion<String>.word.marked)
        let vlan = reader.required("vlan", Conversion<VLANID>.vlan.marked)
        let prefixes = reader.required("prefixes", .list(of: Conversion<Prefix>.prefix.marked))
        let transfer = reader.optional("transfer", Conversion<Prefix>.prefix.marked)
        let allocation = reader.required("allocation", Conversion<BandwidthPair>.allocation.marked)
        let path = reader.required("path", Conversion<[Marked<String>]>.list(of: Conversion<String>.line.marked).marked)
        let contact = reader.optional("contact_role", .line, default: "Kepala OPD Pemohon")
        let variables = VariablesCheck.read(reader)
        reader.finish()
        guard let name, let title, let agency, let vlan, let prefixes, let allocation, let path else { return nil }
        return SegmentDraft(
            name: name, title: title, agency: agency, serviceClass: serviceClass, vlan: vlan, prefixes: prefixes,
            transfer: transfer, allocation: allocation, path: path.value, pathNode: path.node, contactRole: contact,
            variables: variables, deviceNames: devices.map(\.name.text))
    }
}
