/// `/queue`.
enum QueueMenus {
    static let all: [Menu] = [simple, tree, type, interface]

    static let simple = Menu(
        "queue simple", .ordered,
        [
            Property("name", .text), Property("target", .targets).required, Property("dst", .destination),
            Property("parent", .reference("queue simple", or: ["none"]), "none"),
            Property("packet-marks", .free, ""), Property("priority", .priorityPair, "8/8"),
            Property("queue", .referencePair("queue type"), "default-small/default-small"),
            Property("limit-at", .ratePair, "0/0"), Property("max-limit", .ratePair, "0/0"),
            Property("burst-limit", .ratePair, "0/0"), Property("burst-threshold", .ratePair, "0/0"),
            Property("burst-time", .timePair, "0s/0s"), Property("bucket-size", .decimalPair, "0.1/0.1"),
            Property("time", .free), Property("total-max-limit", .rate, "0"), Property("total-limit-at", .rate, "0"),
            Property("total-burst-limit", .rate, "0"), Property("total-burst-threshold", .rate, "0"),
            Property("total-burst-time", .time, "0s"), Property("total-priority", .integer(1...8), "8"),
            Property("total-queue", .reference("queue type", or: []), "default-small"),
            Property("total-bucket-size", .free, "0.1"), Property("comment", .text), Property("disabled", .flag, "no"),
            Property("bytes", .text).readOnly, Property("packets", .text).readOnly, Property("rate", .text).readOnly,
            Property("dropped", .text).readOnly, Property("dynamic", .flag).readOnly,
            Property("invalid", .flag).readOnly,
        ]
    ).unsetting("dst target time")

    static let tree = Menu(
        "queue tree", .list,
        [
            Property("name", .text).required,
            Property("parent", .reference("queue tree", or: ["global", "interface"])).required,
            Property("packet-mark", .free, ""), Property("queue", .reference("queue type", or: []), "default-small"),
            Property("limit-at", .rate, "0"), Property("max-limit", .rate, "0"), Property("burst-limit", .rate, "0"),
            Property("burst-threshold", .rate, "0"), Property("burst-time", .time, "0s"),
            Property("priority", .integer(1...8), "8"), Property("bucket-size", .free, "0.1"),
            Property("comment", .text), Property("disabled", .flag, "no"),
        ])

    static let type = Menu(
        "queue type", .list,
        [
            Property("name", .text).required,
            Property(
                "kind",
                .choice(["bfifo", "pfifo", "mq-pfifo", "red", "sfq", "pcq", "codel", "fq-codel", "cake", "none"])
            ).required.always,
            Property("pfifo-limit", .integer(0...4_294_967_295), "50"),
            Property("bfifo-limit", .integer(0...4_294_967_295), "15000"),
            Property("mq-pfifo-limit", .integer(0...4_294_967_295), "50"),
            Property("red-limit", .integer(0...4_294_967_295), "60"),
            Property("sfq-perturb", .integer(0...3600), "5"), Property("sfq-allot", .integer(0...65535), "1514"),
            Property("pcq-rate", .rate, "0"), Property("pcq-limit", .free, "50KiB"),
            Property("pcq-total-limit", .free, "2000KiB"),
            Property("pcq-classifier", .choices(["src-address", "dst-address", "src-port", "dst-port"]), ""),
            Property("pcq-src-address-mask", .integer(0...32), "32"),
            Property("pcq-dst-address-mask", .integer(0...32), "32"),
            Property("pcq-burst-rate", .rate, "0"), Property("pcq-burst-threshold", .rate, "0"),
            Property("pcq-burst-time", .time, "10s"),
            Property("fq-codel-limit", .integer(0...4_294_967_295), "10240").since(7, 1),
            Property("fq-codel-quantum", .integer(0...4_294_967_295), "1514").since(7, 1),
            Property("fq-codel-flows", .integer(0...65535), "1024").since(7, 1),
            Property("codel-limit", .integer(0...4_294_967_295), "1000").since(7, 1),
            Property("cake-bandwidth", .rate, "0").since(7, 1),
            Property("cake-flowmode", .free, "triple-isolate").since(7, 1),
            Property("cake-diffserv", .free, "diffserv3").since(7, 1), Property("cake-rtt", .time, "100ms").since(7, 1),
        ]
    ).selected(by: nil).notDisabled()

    static let interface = Menu(
        "queue interface", .fixed,
        [
            Property("interface", .reference("interface", or: [])).readOnly,
            Property("queue", .reference("queue type", or: []), "only-hardware-queue"),
        ]
    ).selected(by: nil).notDisabled().keyed(["interface"], "")

    /// The kinds that are there by themselves and cannot be removed.
    static let builtIn: [(name: String, kind: String)] = [
        ("default", "pfifo"), ("ethernet-default", "pfifo"), ("wireless-default", "sfq"),
        ("synchronous-default", "red"),
        ("hotspot-default", "sfq"), ("pcq-upload-default", "pcq"), ("pcq-download-default", "pcq"),
        ("only-hardware-queue", "none"), ("multi-queue-ethernet-default", "mq-pfifo"), ("default-small", "pfifo"),
    ]
}
