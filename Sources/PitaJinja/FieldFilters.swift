import PitaNetwork

/// Filters of the field: bandwidths, prefixes, VLANs. None has a name that Jinja2 uses.
enum FieldFilters {
    static let all: [Filter] = bandwidths + prefixes + vlans

    private static func what(_ value: Value) throws -> String {
        if case .undefined(let undefined) = value { throw undefined.failure }
        return try PythonText.representation(value)
    }

    /// `50M`, or a number of bit/s.
    private static func bandwidth(_ value: Value) throws -> Bandwidth {
        if case .int(let bits) = value, bits >= 0, UInt64(bits) <= Bandwidth.highest.bitsPerSecond {
            return Bandwidth(bitsPerSecond: UInt64(bits))
        }
        guard let text = value.stringValue, let found = Bandwidth(text) else {
            throw Failure("\(try what(value)) is no bandwidth", hint: "write bit/s with k, M, G or T: 512k, 50M, 1.5G")
        }
        return found
    }

    private static func pair(_ value: Value) throws -> BandwidthPair {
        if let text = value.stringValue, let pair = BandwidthPair(text) { return pair }
        if case .dict(let dict) = value, let down = dict.value(named: "download"), let up = dict.value(named: "upload")
        {
            return BandwidthPair(download: try bandwidth(down), upload: try bandwidth(up))
        }
        throw Failure("\(try what(value)) is no bandwidth in two directions", hint: "write download/upload: 50M/20M")
    }

    private static let bandwidths: [Filter] = [
        Filter("bandwidth_bits") { value, _ in .int(Int(try bandwidth(value).bitsPerSecond)) },
        Filter("bandwidth") { value, _ in .string(try bandwidth(value).description) },
        Filter("kbit") { value, _ in
            let found = try bandwidth(value)
            guard found.bitsPerSecond.isMultiple(of: 1000) else {
                throw Failure("\(found) is not a whole number of kbit/s")
            }
            return .int(Int(found.bitsPerSecond / 1000))
        },
        Filter("download") { value, _ in .string(try pair(value).download.description) },
        Filter("upload") { value, _ in .string(try pair(value).upload.description) },
    ]

    /// A prefix, or an interface's address with its prefix.
    private static func interface(_ value: Value) throws -> InterfaceAddress {
        guard let text = value.stringValue, let found = InterfaceAddress(text) else {
            throw Failure(
                "\(try what(value)) is no address with a prefix length", hint: "write address/length: 10.10.1.0/24")
        }
        return found
    }

    private static let prefixes: [Filter] = [
        Filter("network") { value, _ in .string(try interface(value).prefix.description) },
        Filter("netmask") { value, _ in .string(try interface(value).prefix.netmask.description) },
        Filter("wildcard") { value, _ in .string(try interface(value).prefix.wildcard.description) },
        Filter("prefix_length") { value, _ in .int(try interface(value).prefix.length) },
        Filter("address") { value, _ in
            if let text = value.stringValue, let plain = Address(text) { return .string(plain.description) }
            return .string(try interface(value).address.description)
        },
        Filter("host", ["n"], required: 1) { value, inputs in
            let prefix = try interface(value).prefix
            let number = try inputs.int(0, default: 0)
            guard let address = prefix.host(number) else { throw Failure("\(prefix) has no host \(number)") }
            return .string(address.description)
        },
    ]

    private static func vlan(_ value: Value) throws -> VLANID {
        var number: Int?
        if case .int(let found) = value { number = found }
        if let text = value.stringValue { number = Int(text) }
        guard let number, let id = VLANID(number) else {
            throw Failure("\(try what(value)) is no VLAN", hint: "a VLAN is a number from 1 to 4094")
        }
        return id
    }

    private static func vlanSet(_ value: Value, _ inputs: Inputs) throws -> VLANSet {
        if let text = value.stringValue {
            guard let set = VLANSet(text) else {
                throw Failure("\(try what(value)) is no set of VLANs", hint: "write numbers and ranges: 10,20-30")
            }
            return set
        }
        if case .int = value { return VLANSet([try vlan(value)]) }
        return VLANSet(try Sequences.array(of: value, inputs.renderer).map(vlan))
    }

    private static let vlans: [Filter] = [
        Filter("vlan_ranges") { value, inputs in .string(try vlanSet(value, inputs).description) },
        Filter("vlan_ids") { value, inputs in .list(List(try vlanSet(value, inputs).ids.map { .int($0.number) })) },
    ]
}
