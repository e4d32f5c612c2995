/// What tells one kind of Huawei device from another.
struct VRPModel: Sendable {
    /// As `display version` says it.
    var board: String
    /// VRP8 works on a candidate that is committed; VRP5 does at once what it is told.
    var hasCandidate: Bool
    var release: String
    var slot: Int
    var objectID: String
    /// The most VLANs or ranges that one command takes; nil for no limit.
    var listLimit: Int?

    /// Whether it knows a command.
    func has(_ row: VRPRow) -> Bool { row.hasCandidate ?? hasCandidate == hasCandidate }

    static let all: [VRPModel] = [
        .init(
            board: "CE6881-48S6CQ", hasCandidate: true, release: "8.200", slot: 1,
            objectID: ".1.3.6.1.4.1.2011.2.239.46",
            listLimit: nil),
        .init(
            board: "S5735-L24T4S-A", hasCandidate: false, release: "5.170", slot: 0,
            objectID: ".1.3.6.1.4.1.2011.2.23.694", listLimit: 10),
    ]

    static let interfaceKinds = [
        "10GE", "100GE", "GigabitEthernet", "XGigabitEthernet", "MEth", "Eth-Trunk", "Vlanif", "LoopBack", "NULL",
    ]
}
