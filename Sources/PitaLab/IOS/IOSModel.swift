/// What tells one kind of IOS device from another.
struct IOSModel: Sendable {
    enum Feature: Sendable { case switching, routing, isl, policies, archive, sequences, portQueues }

    var dialect = LabDevice.Kind.ios
    /// As `show version` says it.
    var board: String
    var isXE: Bool
    var features: Set<Feature>
    /// The family's name in the image line, and the image.
    var family: String
    var image: String
    var file: String
    var train: String
    var objectID: String
    /// Memory, flash and processor as printed.
    var processor: String
    var memory: String
    var flash: String
    var disk: String
    /// `10/100/1000BaseTX`.
    var portType: String
    /// Whether VLANs are kept apart from the configuration, as a VTP server keeps them.
    var isVTPServer: Bool
    /// The next power supply of `show inventory`; nil for none.
    var powerSupply: String?

    func has(_ feature: Feature) -> Bool { features.contains(feature) }

    static let all: [IOSModel] = [
        .init(
            board: "C9200L-24P-4G", isXE: true, features: [.switching, .policies, .archive, .sequences],
            family: "Catalyst L3 Switch Software", image: "CAT9K_LITE_IOSXE",
            file: "flash:cat9k_lite_iosxe.17.09.04a.SPA.bin", train: "Cupertino", objectID: ".1.3.6.1.4.1.9.1.2494",
            processor: "ARM64", memory: "519464K/3071K", flash: "1941504K", disk: "flash:",
            portType: "10/100/1000BaseTX", isVTPServer: false, powerSupply: "PWR-C5-600WAC"),
        .init(
            board: "ISR4321/K9", isXE: true, features: [.routing, .policies, .archive, .sequences],
            family: "ISR Software", image: "X86_64_LINUX_IOSD-UNIVERSALK9-M",
            file: "bootflash:isr4300-universalk9.17.06.04.SPA.bin", train: "Bengaluru",
            objectID: ".1.3.6.1.4.1.9.1.2093", processor: "1RU", memory: "1648501K/6147K", flash: "3223551K",
            disk: "bootflash:", portType: "RJ45", isVTPServer: false, powerSupply: "PWR-4320-AC"),
        .init(
            board: "WS-C2960-24TC-L", isXE: false, features: [.switching, .portQueues],
            family: "C2960 Software", image: "C2960-LANBASEK9-M",
            file: "flash:c2960-lanbasek9-mz.150-2.SE11.bin", train: "", objectID: ".1.3.6.1.4.1.9.1.716",
            processor: "PowerPC405", memory: "65536K", flash: "65536K", disk: "flash:",
            portType: "10/100BaseTX", isVTPServer: true, powerSupply: nil),
        .init(
            board: "WS-C3560-24TS", isXE: false, features: [.switching, .isl, .portQueues],
            family: "C3560 Software", image: "C3560-IPSERVICESK9-M",
            file: "flash:c3560-ipservicesk9-mz.150-2.SE11.bin", train: "", objectID: ".1.3.6.1.4.1.9.1.633",
            processor: "PowerPC405", memory: "131072K", flash: "32768K", disk: "flash:",
            portType: "10/100BaseTX", isVTPServer: true, powerSupply: nil),
        .init(.eos, board: "CCS-720XP-24Y6", family: "", objectID: ".1.3.6.1.4.1.30065.1.3011.720.24"),
        .init(
            .rgos, board: "S5760C-24GT/8XS-X", family: "Ruijie Full 10G Routing Switch",
            objectID: ".1.3.6.1.4.1.4881.1.1.10.1.200"),
    ]
}

extension IOSModel {
    /// A model of another dialect, of which `show version` says less.
    fileprivate init(_ dialect: LabDevice.Kind, board: String, family: String, objectID: String) {
        self.init(
            dialect: dialect, board: board, isXE: false, features: [.switching], family: family, image: "", file: "",
            train: "", objectID: objectID, processor: "", memory: "", flash: "", disk: "flash:", portType: "",
            isVTPServer: false, powerSupply: nil)
    }
}
