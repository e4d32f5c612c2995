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
        system ntp server+A.B.C.D
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
        routing-options static route:PREFIX next-hop+A.B.C.D
        routing-options static route:PREFIX discard
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
}
