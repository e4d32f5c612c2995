extension RouterOSMenu {
    /// `/queue`, of the manual's pages on queues and of what devices export.
    static let queues: [RouterOSMenu] = [simpleQueues, queueTree, queueTypes, queueInterfaces]

    private static let simpleQueues = RouterOSMenu(
        path: "/queue simple", key: ["name"], rank: 81, isOrdered: true, required: ["target"], parents: ["parent"],
        values: [
            "max-limit": .ratePair, "limit-at": .ratePair, "burst-limit": .ratePair, "burst-threshold": .ratePair,
            "burst-time": .timePair, "bucket-size": .pair, "priority": .pair, "queue": .pair, "target": .addresses,
            "dst": .prefix, "packet-marks": .set, "total-max-limit": .rate, "total-limit-at": .rate,
            "total-burst-limit": .rate, "total-burst-threshold": .rate, "total-burst-time": .time,
        ],
        defaults: [
            "max-limit": "0/0", "limit-at": "0/0", "burst-limit": "0/0", "burst-threshold": "0/0",
            "burst-time": "0s/0s", "bucket-size": "0.1/0.1", "priority": "8/8",
            "queue": "default-small/default-small", "parent": "none", "packet-marks": "", "dst": nil,
            "time": nil, "total-max-limit": "0", "total-limit-at": "0", "total-burst-limit": "0",
            "total-burst-threshold": "0", "total-burst-time": "0s", "total-priority": "8",
            "total-queue": "default-small", "total-bucket-size": "0.1",
        ])

    private static let queueTree = RouterOSMenu(
        path: "/queue tree", key: ["name"], rank: 80, required: ["parent"], parents: ["parent"],
        values: [
            "max-limit": .rate, "limit-at": .rate, "burst-limit": .rate, "burst-threshold": .rate,
            "burst-time": .time, "packet-mark": .set,
        ],
        defaults: [
            "max-limit": "0", "limit-at": "0", "burst-limit": "0", "burst-threshold": "0", "burst-time": "0s",
            "bucket-size": "0.1", "priority": "8", "queue": "default-small", "packet-mark": "",
        ])

    private static let queueTypes = RouterOSMenu(
        path: "/queue type", key: ["name"], rank: 70, required: ["kind"],
        builtIn: [
            "default", "ethernet-default", "wireless-default", "synchronous-default", "hotspot-default",
            "pcq-upload-default", "pcq-download-default", "only-hardware-queue", "multi-queue-ethernet-default",
            "default-small",
        ],
        values: [
            "pcq-rate": .rate, "pcq-burst-rate": .rate, "pcq-burst-threshold": .rate, "pcq-burst-time": .time,
            "pcq-classifier": .set, "pcq-limit": .size(unit: 1024), "pcq-total-limit": .size(unit: 1024),
            "codel-interval": .time, "codel-target": .time, "fq-codel-memlimit": .size(unit: 1),
            "fq-codel-target": .time, "fq-codel-interval": .time, "fq-codel-ecn": .boolean, "codel-ecn": .boolean,
            "cake-bandwidth": .rate, "cake-rtt": .time, "cake-memlimit": .size(unit: 1), "cake-nat": .boolean,
            "cake-wash": .boolean, "sfq-perturb": .text,
        ],
        defaults: [
            "pfifo-limit": "50", "bfifo-limit": "15000", "mq-pfifo-limit": "50", "red-limit": "60",
            "red-min-threshold": "10", "red-max-threshold": "50", "red-burst": "20", "red-avg-packet": "1000",
            "sfq-perturb": "5", "sfq-allot": "1514", "pcq-rate": "0", "pcq-limit": "50KiB",
            "pcq-total-limit": "2000KiB", "pcq-classifier": "", "pcq-burst-rate": "0", "pcq-burst-threshold": "0",
            "pcq-burst-time": "10s", "pcq-src-address-mask": "32", "pcq-dst-address-mask": "32",
            "pcq-src-address6-mask": "128", "pcq-dst-address6-mask": "128", "codel-limit": "1000",
            "codel-interval": "100ms", "codel-target": "5ms", "fq-codel-flows": "1024", "fq-codel-limit": "10240",
            "fq-codel-quantum": "1514", "fq-codel-memlimit": "32MiB", "fq-codel-target": "5ms",
            "fq-codel-interval": "100ms", "fq-codel-ecn": "yes", "cake-diffserv": "diffserv3",
            "cake-flowmode": "triple-isolate", "cake-rtt": "100ms", "cake-ack-filter": "none", "cake-overhead": "0",
        ])

    private static let queueInterfaces = RouterOSMenu(
        path: "/queue interface", key: ["interface"], rank: 75, isFixed: true)
}
