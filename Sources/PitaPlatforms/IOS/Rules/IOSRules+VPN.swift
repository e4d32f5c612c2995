/// Blocks of VPNs and certificates, line by line: Cisco's command reference of security (IOS 15, IOS-XE 17).
extension IOSRules {
    private static let isakmpPolicy: [LineRule] = .values(
        "encryption ALGORITHM [#BITS]", "hash ALGORITHM", "authentication METHOD", "group #NUMBER", "lifetime #SECONDS")

    private static let isakmpProfile: [LineRule] = .rows(
        [
            .list("match identity <WHAT> REST..."), .list("match certificate <MAP>"),
            .list("keyring <NAME>", uses: ["crypto keyring NAME"]),
        ],
        .values(
            "description TEXT...", "self-identity VALUES...", "local-address VALUES...", "vrf VRF",
            "client authentication list LIST", "client configuration address (initiate|respond)",
            "client configuration group GROUP", "client pki authorization list LIST", "isakmp authorization list LIST",
            "keepalive #SECONDS retry #RETRY", "initiate mode aggressive", "ca trust-point NAME",
            "virtual-template #NUMBER", "accounting LIST", "qos-group #NUMBER"))

    private static let keyring: [LineRule] = .rows(
        [
            .value("pre-shared-key <address|hostname> <PEER> [<MASK>] key SECRET..."),
            .value("pre-shared-key <address> <ipv6> <PREFIX> key SECRET..."),
            // As it is read: the key masks all that follows.
            .value("pre-shared-key SECRET..."), .list("rsa-pubkey REST..."),
        ], .values("description TEXT...", "local-address VALUES..."))

    private static let ikev2Proposal: [LineRule] = .values(
        "encryption ALGORITHMS...", "integrity ALGORITHMS...", "prf ALGORITHMS...", "group NUMBERS...")

    private static let ikev2Policy: [LineRule] = .rows(
        .lists("match address local REST..."), .values("match fvrf VRF"),
        [.list("proposal <NAME>", uses: ["crypto ikev2 proposal NAME"])])

    private static let ikev2Peer: [LineRule] = .values(
        "description TEXT...", "hostname NAME", "address ADDRESS [MASK]", "identity <WHAT> VALUES...",
        "pre-shared-key [<local|remote>] SECRET...")

    private static let ikev2Profile: [LineRule] = .rows(
        .lists("match <identity|certificate|address> REST..."),
        .values(
            "description TEXT...", "match fvrf VRF", "identity local VALUES...", "authentication local METHODS...",
            "dpd #SECONDS #RETRY (periodic|on-demand)", "lifetime #SECONDS", "lifetime certificate", "ivrf VRF",
            "virtual-template #NUMBER [mode auto]", "nat keepalive #SECONDS", "nat force-encap",
            "aaa authorization <group|user> <WHAT> [REST...]", "aaa authentication eap LIST",
            "aaa accounting <WHAT> LIST", "pki trustpoint <NAME> [USE]", "config-exchange <request|set> [VALUE]",
            "initial-contact force", "redirect gateway auth", "reconnect [timeout #SECONDS]", "shutdown"),
        [
            .list("authentication remote METHODS..."),
            .value(
                "keyring [<local|aaa>] NAME [REST...]", uses: ["crypto ikev2 keyring NAME"]),
        ])

    private static let transformSet: [LineRule] = [
        LineRule("transform ALGORITHMS...", .tail), .value("mode (tunnel|transport) [require]", standard: "tunnel"),
    ]

    /// What a profile of IPsec and a crypto map say alike.
    private static let sets: [LineRule] = [
        .value("description TEXT..."),
        .value("set transform-set NAMES...", uses: ["crypto ipsec transform-set NAMES"]), .value("set pfs [GROUP]"),
        .value("set ikev2-profile NAME", uses: ["crypto ikev2 profile NAME"]),
        .value("set isakmp-profile NAME", uses: ["crypto isakmp profile NAME"]),
        .value("set security-association lifetime <seconds|kilobytes|days> VALUE"),
        .value("set security-association idle-time #SECONDS [default]"),
        .value("set security-association replay window-size #SIZE"),
        .flag("set security-association replay disable"), .value("set security-association dummy VALUES..."),
        .flag("set security-association level per-host"), .flag("set mixed-mode"), .value("set identity NAME"),
        .value("set reverse-route <distance|tag|gateway> VALUE"), .value("set nat demux"), .flag("responder-only"),
        .value("redundancy NAME [stateful]"), .flag("set security-policy limit"),
    ]

    private static let map: [LineRule] = .rows(
        [
            .value("match address LIST", uses: lists), .list("set peer <PEER> [<default>]"),
            .list("set peer <PEER> dynamic"),
            .value("reverse-route [VALUES...]"), .flag("qos pre-classify"),
            .value("set ip access-group LIST <in|out>", uses: lists),
            .value("set session-key <inbound|outbound> <ah|esp> REST..."), .value("set client accounting list LIST"),
        ], sets)

    private static let trustpoint: [LineRule] = .rows(
        .values(
            "enrollment url URL [pem]", "enrollment terminal [pem]", "enrollment selfsigned", "enrollment profile NAME",
            "enrollment mode ra", "enrollment retry count #COUNT", "enrollment retry period #MINUTES",
            "enrollment http-proxy HOST #PORT", "subject-name TEXT...", "subject-alt-name TEXT...", "fqdn NAME",
            "ip-address ADDRESS", "serial-number [none]", "revocation-check METHODS...", "rsakeypair NAME [SIZES...]",
            "eckeypair NAME", "usage KINDS...", "auto-enroll [VALUES...]", "source interface NAME", "vrf VRF",
            "password SECRET...", "fingerprint VALUE", "hash ALGORITHM", "hash-algorithm ALGORITHM",
            "chain-validation [VALUES...]", "on URL", "storage URL", "authorization list NAME",
            "authorization username VALUES...", "crl <WHAT> VALUES...", "ocsp <WHAT> [VALUES...]", "primary",
            "root VALUES...", "regenerate", "issuer-name TEXT..."),
        .lists("match certificate <MAP> [REST...]"))

    /// The tables of blocks whose lines are known one by one.
    static let vpn: [String: [LineRule]] = [
        "crypto isakmp policy": isakmpPolicy, "crypto isakmp profile": isakmpProfile, "crypto keyring": keyring,
        "crypto ikev2 proposal": ikev2Proposal, "crypto ikev2 policy": ikev2Policy,
        "crypto ikev2 keyring": [.value("peer <NAME>")], "crypto ikev2 keyring > peer": ikev2Peer,
        "crypto ikev2 profile": ikev2Profile, "crypto ipsec transform-set": transformSet,
        "crypto ipsec profile": sets, "crypto map": map, "crypto dynamic-map": map,
        "crypto pki trustpoint": trustpoint, "crypto ca trustpoint": trustpoint,
    ]

    /// `TS esp-aes 256 esp-sha-hmac`: the algorithms stand behind the name, and other ones take their place.
    static func transformTail(_ text: String) -> (name: String, tail: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        return (words.first ?? "", words.count > 1 ? "transform \(words[1])" : "")
    }

    /// The line that opens the block.
    static func transformHead(_ name: String, _ tail: [String]) -> String {
        (["crypto ipsec transform-set \(name)"] + tail.map { String($0.dropFirst("transform ".count)) })
            .joined(separator: " ")
    }

    /// `encr` of older releases is `encryption`.
    static func encryption(_ lines: [ConfigLine]) -> [ConfigLine] {
        lines.map { line in
            for verb in ["", "no "] where line.text.hasPrefix("\(verb)encr ") {
                let text = "\(verb)encryption \(line.text.dropFirst(verb.count + "encr ".count))"
                return ConfigLine(text: text, mark: line.mark, written: line.text)
            }
            return line
        }
    }
}
