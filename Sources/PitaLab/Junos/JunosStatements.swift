/// The statements that the device knows: `name:KEY` has a block, `name=VALUE` holds one value, `name+VALUE` several.
enum JunosStatements {
    static let all = """
        system host-name=WORD
        system domain-name=WORD
        system time-zone=WORD
        system root-authentication encrypted-password=WORD
        system login user:WORD class=WORD
        system login user:WORD authentication encrypted-password=WORD
        system services ssh root-login={allow|deny|deny-password}
        system services netconf ssh
        system name-server+A.B.C.D
        system ntp server:A.B.C.D prefer
        system ntp server:A.B.C.D version=<1-4>
        system authentication-order+{password|radius|tacplus}
        system syslog host:WORD any={any|notice|info|warning|error|critical}
        system login message=WORD
        chassis aggregated-devices ethernet device-count=<1-64>
        interfaces IFACE description=WORD
        interfaces IFACE disable
        interfaces IFACE mtu=<256-9216>
        interfaces IFACE per-unit-scheduler
        interfaces IFACE vlan-tagging
        interfaces IFACE unit:<0-16385> description=WORD
        interfaces IFACE unit:<0-16385> disable
        interfaces IFACE unit:<0-16385> vlan-id=<1-4094>
        interfaces IFACE unit:<0-16385> family:inet filter input=WORD
        interfaces IFACE unit:<0-16385> family:inet filter output=WORD
        interfaces IFACE unit:<0-16385> family:inet address+PREFIX
        interfaces IFACE unit:<0-16385> family:ethernet-switching interface-mode={access|trunk}
        interfaces IFACE unit:<0-16385> family:ethernet-switching vlan members+WORD
        interfaces IFACE unit:<0-16385> family:ethernet-switching filter input=WORD
        interfaces IFACE unit:<0-16385> family:ethernet-switching filter output=WORD
        snmp location=WORD
        snmp contact=WORD
        snmp community:WORD authorization={read-only|read-write}
        snmp community:WORD clients:PREFIX restrict
        snmp trap-group:WORD targets+A.B.C.D
        routing-options static route:PREFIX next-hop+A.B.C.D
        routing-options static route:PREFIX discard
        routing-options static route:PREFIX preference=<0-4294967295>
        routing-options static route:PREFIX qualified-next-hop:A.B.C.D preference=<0-4294967295>
        routing-options router-id=A.B.C.D
        routing-options autonomous-system=<1-4294967295>
        protocols bgp group:WORD type={internal|external}
        protocols bgp group:WORD import+WORD
        protocols bgp group:WORD export+WORD
        protocols bgp group:WORD neighbor:A.B.C.D description=WORD
        protocols bgp group:WORD neighbor:A.B.C.D peer-as=<1-4294967295>
        protocols bgp group:WORD neighbor:A.B.C.D import+WORD
        protocols bgp group:WORD neighbor:A.B.C.D export+WORD
        protocols ospf area:A.B.C.D interface:WORD metric=<1-65535>
        protocols ospf area:A.B.C.D interface:WORD passive
        policy-options policy-statement:WORD term:WORD from protocol+WORD
        policy-options policy-statement:WORD term:WORD then accept
        policy-options policy-statement:WORD term:WORD then reject
        policy-options policy-statement:WORD term:WORD then metric=<0-4294967295>
        protocols lldp interface+WORD
        protocols rstp interface+WORD
        class-of-service interfaces IFACE unit:<0-16385> shaping-rate=RATE
        firewall family:inet filter:WORD term:WORD from source-address+PREFIX
        firewall family:inet filter:WORD term:WORD from destination-address+PREFIX
        firewall family:inet filter:WORD term:WORD from protocol=WORD
        firewall family:inet filter:WORD term:WORD then policer=WORD
        firewall family:inet filter:WORD term:WORD then count=WORD
        firewall family:inet filter:WORD term:WORD then accept
        firewall family:inet filter:WORD term:WORD then discard
        firewall family:inet filter:WORD term:WORD then reject
        firewall family:ethernet-switching filter:WORD term:WORD then policer=WORD
        firewall family:ethernet-switching filter:WORD term:WORD then count=WORD
        firewall family:ethernet-switching filter:WORD term:WORD then accept
        firewall family:ethernet-switching filter:WORD term:WORD then discard
        firewall policer:WORD if-exceeding bandwidth-limit=RATE
        firewall policer:WORD if-exceeding burst-size-limit=SIZE
        firewall policer:WORD then discard
        vlans WORD description=WORD
        vlans WORD vlan-id=<1-4094>
        vlans WORD l3-interface=WORD
        """

    /// Words of which one takes the other's place.
    private static let verdicts: Set<String> = ["accept", "discard", "reject"]

    /// The keys that go when this one is set.
    static func excluded(by key: String) -> Set<String> { verdicts.contains(key) ? verdicts.subtracting([key]) : [] }
}
