/// An agency's segment of the example office.
struct ExampleSegment: Sendable {
    var name: String
    var number: Int
    var vlan: Int
    /// Megabits per second.
    var download: Int
    var upload: Int
    var access: Int
    var agency: String
    var isNorth: Bool
    /// RouterOS version of the router; nil for a Linux router.
    var router: String?
    var board = "RB4011iGS+"
    /// Whether the switch is Open vSwitch.
    var hasOpenSwitch = false
    var switches = 1
    /// Switches that are spoken to at a prompt, behind the others.
    var consoleSwitches: [LabDevice.Kind] = []
    /// Whether a second router, with FRRouting, stands at its edge.
    var hasEdge = false

    static let all: [ExampleSegment] = [
        .init(
            name: "disdik", number: 11, vlan: 110, download: 20, upload: 10, access: 100, agency: "Dinas Pendidikan",
            isNorth: true, router: "7.16.1", switches: 2),
        .init(
            name: "dinkes", number: 12, vlan: 120, download: 20, upload: 10, access: 100, agency: "Dinas Kesehatan",
            isNorth: true, router: nil, hasOpenSwitch: true),
        .init(
            name: "dpupr", number: 13, vlan: 130, download: 15, upload: 5, access: 50,
            agency: "Dinas Pekerjaan Umum dan Penataan Ruang", isNorth: true, router: "6.49.17", board: "RB3011UiAS"),
        .init(
            name: "bappeda", number: 14, vlan: 140, download: 20, upload: 10, access: 100,
            agency: "Badan Perencanaan Pembangunan Daerah", isNorth: true, router: "7.16.1"),
        .init(
            name: "bkpsdm", number: 15, vlan: 150, download: 10, upload: 5, access: 100,
            agency: "Badan Kepegawaian dan Pengembangan SDM", isNorth: true, router: "7.10.2",
            consoleSwitches: [.ios, .vrp, .junos]),
        .init(
            name: "disdukcapil", number: 16, vlan: 160, download: 30, upload: 15, access: 100,
            agency: "Dinas Kependudukan dan Pencatatan Sipil", isNorth: true, router: "7.16.1",
            consoleSwitches: [.eos, .rgos]),
        .init(
            name: "dishub", number: 21, vlan: 210, download: 10, upload: 5, access: 50, agency: "Dinas Perhubungan",
            isNorth: false, router: "7.16.1"),
        .init(
            name: "satpolpp", number: 22, vlan: 220, download: 5, upload: 2, access: 50,
            agency: "Satuan Polisi Pamong Praja",
            isNorth: false, router: "7.16.1"),
        .init(
            name: "dispora", number: 23, vlan: 230, download: 5, upload: 2, access: 50,
            agency: "Dinas Kepemudaan dan Olahraga", isNorth: false, router: "7.16.1", hasEdge: true),
        .init(
            name: "dlh", number: 24, vlan: 240, download: 10, upload: 5, access: 50, agency: "Dinas Lingkungan Hidup",
            isNorth: false, router: "6.49.17", board: "RB3011UiAS"),
        .init(
            name: "setda", number: 25, vlan: 250, download: 50, upload: 25, access: 200, agency: "Sekretariat Daerah",
            isNorth: false, router: nil, switches: 2),
        .init(
            name: "inspektorat", number: 26, vlan: 260, download: 10, upload: 5, access: 50, agency: "Inspektorat",
            isNorth: false, router: "7.16.1"),
    ]

    /// 40 % of the allocation flows all the time, in bits per second.
    var downloadLoad: Double { Double(download) * 400_000 }
    var uploadLoad: Double { Double(upload) * 400_000 }

    /// The queue that holds the segment to its allocation, as RouterOS takes it: upload first.
    var queueCommand: String {
        "/queue simple add name=pita-\(name) target=10.\(number).0.0/24 max-limit=\(upload)M/\(download)M comment=\"pita:\(name)\""
    }
}
