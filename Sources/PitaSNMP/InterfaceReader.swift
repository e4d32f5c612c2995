import PitaNetwork

/// Reads interfaces by name: numbers change, names are what people and inventories know.
public struct InterfaceReader: Sendable {
    private let client: SNMPClient

    /// A reader over a client.
    public init(client: SNMPClient) { self.client = client }

    /// What the agent says of itself.
    public func system(on target: SNMPTarget) async throws(SNMPError) -> SystemFacts {
        let values = try await client.get(
            target, [InterfaceMIB.sysDescr, InterfaceMIB.sysObjectID, InterfaceMIB.sysName, InterfaceMIB.sysUpTime])
        let row = Row(values, target: target)
        guard case .oid(let objectID) = row[InterfaceMIB.sysObjectID] else {
            throw row.wrong(InterfaceMIB.sysObjectID)
        }
        return SystemFacts(
            descr: row[InterfaceMIB.sysDescr]?.text ?? "", objectID: objectID,
            name: row[InterfaceMIB.sysName]?.text ?? "", uptimeTicks: try row.ticks(InterfaceMIB.sysUpTime))
    }

    /// Every interface with its names, by ifIndex.
    public func list(on target: SNMPTarget) async throws(SNMPError) -> [InterfaceSummary] {
        let columns = [
            InterfaceMIB.descr, InterfaceMIB.operStatus, InterfaceMIB.name, InterfaceMIB.highSpeed, InterfaceMIB.alias,
        ]
        let walked = try await client.walk(target, columns)
        let tables = zip(columns, walked).map { column, values in
            Dictionary(
                values.compactMap { value in
                    value.oid.suffix(below: column).flatMap { $0.count == 1 ? ($0[0], value.value) : nil }
                }
            ) { first, _ in first }
        }
        return Set(tables.flatMap(\.keys)).sorted().map { index in
            InterfaceSummary(
                index: index, name: tables[2][index]?.text ?? "", descr: tables[0][index]?.text ?? "",
                alias: tables[4][index]?.text ?? "", speed: Self.megabits(tables[3][index]?.number),
                operStatus: Self.status(tables[1][index]))
        }
    }

    /// The interface with this name: by ifName, else by ifDescr, else by ifAlias.
    public func find(_ name: String, on target: SNMPTarget) async throws(SNMPError) -> InterfaceIdentity {
        for match in InterfaceIdentity.Match.allCases {
            let values = try await client.walk(target, [match.column]).first ?? []
            let hits = values.filter { $0.value.text == name }
                .compactMap { $0.oid.suffix(below: match.column) }.filter { $0.count == 1 }
            if hits.count > 1 {
                throw SNMPError(
                    .interfaceAmbiguous, target: target.name, phase: .interface,
                    detail: "`\(name)` is the \(match.rawValue) of \(hits.count) interfaces")
            }
            if let index = hits.first?.first { return InterfaceIdentity(index: index, name: name, matchedBy: match) }
        }
        throw SNMPError(.interfaceNotFound, target: target.name, phase: .interface, detail: "`\(name)`")
    }

    /// The counters of the interface with this name.
    ///
    /// With `known`, one PDU: the name is read again beside the counters, and the interface is looked for anew when the
    /// number has another name now.
    public func read(
        _ name: String, on target: SNMPTarget, known: InterfaceIdentity? = nil
    ) async throws(SNMPError) -> InterfaceCounters {
        var identity: InterfaceIdentity
        if let known { identity = known } else { identity = try await find(name, on: target) }
        for _ in 0..<2 {
            let row = Row(try await client.get(target, Self.objects(identity)), target: target)
            let column = identity.matchedBy.column
            if identity.name == name, row[column.appending(identity.index)]?.text == name {
                let renumbered = known.map { $0.index == identity.index ? nil : $0.index } ?? nil
                return try Self.counters(row, identity, renumberedFrom: renumbered)
            }
            identity = try await find(name, on: target)
        }
        throw SNMPError(
            .interfaceNotFound, target: target.name, phase: .interface, detail: "`\(name)` keeps changing its number")
    }

    private static func objects(_ identity: InterfaceIdentity) -> [OID] {
        let columns = [
            identity.matchedBy.column, InterfaceMIB.hcInOctets, InterfaceMIB.hcOutOctets, InterfaceMIB.inOctets,
            InterfaceMIB.outOctets, InterfaceMIB.highSpeed, InterfaceMIB.speed, InterfaceMIB.operStatus,
            InterfaceMIB.discontinuityTime,
        ]
        return [InterfaceMIB.sysUpTime, InterfaceMIB.engineBoots, InterfaceMIB.engineTime]
            + columns.map { $0.appending(identity.index) }
    }

    private static func counters(
        _ row: Row, _ identity: InterfaceIdentity, renumberedFrom: UInt32?
    ) throws(SNMPError) -> InterfaceCounters {
        let index = identity.index
        let isWide = row[InterfaceMIB.hcInOctets.appending(index)].map { !$0.isMissing } ?? false
        let input = isWide ? InterfaceMIB.hcInOctets : InterfaceMIB.inOctets
        let output = isWide ? InterfaceMIB.hcOutOctets : InterfaceMIB.outOctets
        var speed = try megabits(row.optionalGauge(InterfaceMIB.highSpeed.appending(index)))
        if speed == nil, let bits = try row.optionalGauge(InterfaceMIB.speed.appending(index)), bits > 0, bits < .max {
            // ifHighSpeed of a line below 1 Mbit/s reads 0.
            speed = Bandwidth(bitsPerSecond: UInt64(bits))
        }
        return InterfaceCounters(
            identity: identity, inOctets: try row.counter(input.appending(index), isWide: isWide),
            outOctets: try row.counter(output.appending(index), isWide: isWide), width: isWide ? .bits64 : .bits32,
            uptimeTicks: try row.ticks(InterfaceMIB.sysUpTime),
            engineBoots: row.optionalInteger(InterfaceMIB.engineBoots),
            engineTime: row.optionalInteger(InterfaceMIB.engineTime), speed: speed,
            operStatus: status(row[InterfaceMIB.operStatus.appending(index)]),
            discontinuityTicks: try row.optionalTicks(InterfaceMIB.discontinuityTime.appending(index)),
            renumberedFrom: renumberedFrom)
    }

    private static func status(_ value: SNMPValue?) -> OperStatus {
        guard case .integer(let number) = value else { return .unknown }
        return OperStatus(rawValue: Int(number)) ?? .unknown
    }

    private static func megabits(_ number: (some BinaryInteger)?) -> Bandwidth? {
        guard let number, number > 0, let megabits = UInt64(exactly: number), megabits <= 1_000_000 else { return nil }
        return Bandwidth(bitsPerSecond: megabits * 1_000_000)
    }
}

/// The values of one GET by name, each taken only with the type that its object has.
struct Row {
    private let values: [OID: SNMPValue]
    private let target: SNMPTarget

    init(_ varBinds: [VarBind], target: SNMPTarget) {
        values = Dictionary(varBinds.map { ($0.oid, $0.value) }) { first, _ in first }
        self.target = target
    }

    subscript(oid: OID) -> SNMPValue? { values[oid] }

    func wrong(_ oid: OID) -> SNMPError {
        SNMPError(
            .wrongType, target: target.name, phase: .interface,
            detail: "\(oid) is \(values[oid]?.typeName ?? "missing")")
    }

    func counter(_ oid: OID, isWide: Bool) throws(SNMPError) -> UInt64 {
        switch values[oid] {
        case .counter64(let value) where isWide: return value
        case .counter32(let value) where !isWide: return UInt64(value)
        default: throw wrong(oid)
        }
    }

    func ticks(_ oid: OID) throws(SNMPError) -> UInt32 {
        guard case .timeTicks(let value) = values[oid] else { throw wrong(oid) }
        return value
    }

    func optionalTicks(_ oid: OID) throws(SNMPError) -> UInt32? {
        guard let value = values[oid], !value.isMissing else { return nil }
        return try ticks(oid)
    }

    func optionalGauge(_ oid: OID) throws(SNMPError) -> UInt32? {
        guard let value = values[oid], !value.isMissing else { return nil }
        guard case .gauge(let number) = value else { throw wrong(oid) }
        return number
    }

    /// An object that agents serve carelessly: whatever is no sound number counts as not served.
    func optionalInteger(_ oid: OID) -> UInt32? {
        guard case .integer(let number) = values[oid], number >= 0 else { return nil }
        return UInt32(number)
    }
}
