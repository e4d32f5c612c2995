// Facts of MikroTik's manual, of the command trees that RouterOS reports of itself (tikoci/restraml, Unlicense) and of
// the defaults that community.routeros lists, written down anew. See `RouterOSMenuTable` for how to read them.

extension RouterOSMenuTable {
    /// Interfaces, tunnels, PPP and wireless.
    static let interfaces = """
        /interface ethernet: fixed: default-name
          arp-timeout=auto arp=enabled auto-negotiation=yes bandwidth=unlimited/unlimited fec-mode=auto
          full-duplex=yes[<7.15] loop-protect-disable-time=5m loop-protect-send-interval=5s loop-protect=default
          mtu=1500 poe-out=auto-on poe-priority=10 rx-flow-control=off sfp-rate-select=high
          sfp-shutdown-temperature=95 tx-flow-control=off
          !sfp-shutdown-temperature
        /interface bonding: name; needs slaves
          arp-interval=100ms arp-ip-targets="" arp-timeout=auto arp=enabled down-delay=0ms lacp-rate=30secs
          lacp-user-key=0 link-monitoring=mii mii-interval=100ms min-links=0 mlag-id=0 mode=balance-rr mtu=1500
          primary=none transmit-hash-policy=layer-2 up-delay=0ms
          !forced-mac-address !lacp-system-id
        /interface bridge: name
          add-dhcp-option82=no[>=7.20,<7.23] admin-mac="" ageing-time=5m arp-timeout=auto arp=enabled auto-mac=yes
          dhcp-snooping=no dhcpv6-snooping=no[>=7.23] ether-type=0x8100 fast-forward=yes forward-delay=15s
          forward-reserved-addresses=no[>=7.16] frame-types=admit-all igmp-snooping=no igmp-version=2[>=7.20]
          ingress-filtering=no[<7.0] ingress-filtering=yes[>=7.0] last-member-interval=1s[>=7.20]
          last-member-query-count=2[>=7.20] max-hops=20[>=7.20] max-learned-entries=auto[>=7.16] max-message-age=20s
          membership-interval=4m20s[>=7.20] mld-version=1 mtu=auto multicast-querier=no
          multicast-router=temporary-query[>=7.20] mvrp=no[>=7.20] port-cost-mode=long[>=7.13] priority=0x8000
          protocol-mode=rstp pvid=1 querier-interval=4m15s[>=7.20] query-interval=2m5s[>=7.20]
          query-response-interval=10s[>=7.20] region-name=""[>=7.20] region-revision=0[>=7.20]
          startup-query-count=2[>=7.20] startup-query-interval=31s250ms[>=7.20] transmit-hold-count=6
          vlan-filtering=no
        /interface bridge port: interface; movable; needs bridge
          auto-isolate=no bpdu-guard=no broadcast-flood=yes edge=auto fast-leave=no frame-types=admit-all
          horizon=none hw=yes ingress-filtering=no[<7.0] ingress-filtering=yes[>=7.0] internal-path-cost=10[<7.13]
          learn=auto multicast-router=temporary-query mvrp-applicant-state=normal-participant[>=7.20]
          mvrp-registrar-state=normal[>=7.20] path-cost=10[<7.13] point-to-point=auto priority=0x80 pvid=1
          restricted-role=no restricted-tcn=no tag-stacking=no trusted-dhcpv6=no[>=7.23] trusted=no
          unknown-multicast-flood=yes unknown-unicast-flood=yes
          !internal-path-cost !path-cost
        /interface bridge vlan: bridge, vlan-ids
          mvrp-forbidden=""[>=7.15] tagged="" untagged=""
        /interface bridge settings: single
          allow-fast-path=yes use-ip-firewall-for-pppoe=no use-ip-firewall-for-vlan=no use-ip-firewall=no
        /interface bridge filter: chain, comment; ordered
          @frames
        /interface bridge nat: chain, comment; ordered
          @frames
        /interface bridge host: bridge, mac-address, vid?
          !vid
        /interface bridge msti: bridge, identifier
        /interface vlan: name; needs interface vlan-id
          arp-timeout=auto arp=enabled loop-protect-disable-time=5m loop-protect-send-interval=5s
          loop-protect=default mtu=1500 mvrp=no[>=7.15] use-service-tag=no
        /interface list: name
          exclude="" include=""
        /interface list member: interface, list
        /interface macvlan: name
        /interface vrrp: name; needs interface
          arp-timeout=auto arp=enabled authentication=none connection-tracking-mode=passive-active[>=7.20]
          connection-tracking-port=8275[>=7.20] group-authority=""[>=7.11] group-master=""[<7.11] interval=1s
          mtu=1500[<7.20] on-backup="" on-fail="" on-master="" password="" preemption-mode=yes priority=100
          sync-connection-tracking=no v3-protocol=ipv4 version=3 vrid=1
        /interface vxlan: name; needs vni
          allow-fast-path=yes arp-timeout=auto arp=enabled bridge-pvid=1[>=7.18] checksum=no[>=7.20]
          dont-fragment=auto hw=yes[>=7.18] learning=yes[>=7.20] loop-protect-disable-time=5m
          loop-protect-send-interval=5s loop-protect=default max-fdb-size=4096 mtu=1500 name=vxlan1 port=4789
          rem-csum=none[>=7.20] ttl=auto[>=7.18] vtep-vrf=main[>=7.20] vteps-ip-version=ipv4
          !bridge !group !interface !local-address
        /interface detect-internet: single
          detect-interface-list=none internet-interface-list=none lan-interface-list=none wan-interface-list=none
        /interface ethernet switch: fixed: name
          cpu-flow-control=yes mirror-source=none mirror-target=none
        /interface ethernet switch vlan: switch, vlan-id
        /interface eoip: name; needs remote-address tunnel-id
          allow-fast-path=yes arp-timeout=auto arp=enabled clamp-tcp-mss=yes dont-fragment=no dscp=inherit
          keepalive=10s,10 local-address=0.0.0.0 loop-protect-disable-time=5m loop-protect-send-interval=5s
          loop-protect=default mtu=auto
          !ipsec-secret !keepalive
        /interface gre: name; needs remote-address
          allow-fast-path=yes clamp-tcp-mss=yes dont-fragment=no dscp=inherit keepalive=10s,10 local-address=0.0.0.0
          mtu=auto
          !ipsec-secret !keepalive
        /interface ipip: name
          !ipsec-secret !keepalive
        /interface wireguard: name
          mtu=1420
        /interface wireguard peers: interface, public-key; movable; needs allowed-address
          endpoint-address="" endpoint-port=0 persistent-keepalive=0 preshared-key=""
        /interface l2tp-client: name; needs connect-to user
          add-default-route=no allow-fast-path=no allow=pap,chap,mschap1,mschap2 dial-on-demand=no disabled=yes
          ipsec-secret="" keepalive-timeout=60 l2tp-proto-version=l2tpv2 l2tpv3-cookie-length=0
          l2tpv3-digest-hash=md5 max-mru=1450 max-mtu=1450 mrru=disabled profile=default-encryption use-ipsec=no
          use-peer-dns=no
        /interface l2tp-server server: single
          allow-fast-path=no authentication=pap,chap,mschap1,mschap2 caller-id-type=ip-address
          default-profile=default-encryption enabled=no ipsec-secret="" keepalive-timeout=30 max-mru=1450
          max-mtu=1450 max-sessions=unlimited mrru=disabled one-session-per-host=no use-ipsec=no
        /interface pppoe-client: name; needs interface
          ac-name="" add-default-route=no allow=pap,chap,mschap1,mschap2 default-route-distance=1 dial-on-demand=no
          disabled=yes keepalive-timeout=10 max-mru=auto max-mtu=auto mrru=disabled password="" profile=default
          service-name="" use-peer-dns=no user=""
          !host-uniq
        /interface pppoe-server server: interface
          accept-empty-service=yes accept-untagged=yes[>=7.20] authentication=pap,chap,mschap1,mschap2
          default-profile=default disabled=yes keepalive-timeout=10 max-mru=auto max-mtu=auto max-sessions=unlimited
          mrru=disabled one-session-per-host=no pado-delay=0 pppoe-over-vlan-range=""[>=7.17] service-name=""
        /interface pptp-client: name; needs connect-to user
          add-default-route=no allow=pap,chap,mschap1,mschap2 default-route-distance=1 dial-on-demand=no
          disabled=yes keepalive-timeout=60 max-mru=1450 max-mtu=1450 mrru=disabled password=""
          profile=default-encryption use-peer-dns=no
        /interface pptp-server server: single
          authentication=mschap1,mschap2 default-profile=default-encryption enabled=no keepalive-timeout=30
          max-mru=1450 max-mtu=1450 mrru=disabled
        /interface sstp-client: name; needs connect-to user
          add-default-route=no add-sni=no authentication=pap,chap,mschap1,mschap2 certificate=none
          ciphers=aes256-sha default-route-distance=1 dial-on-demand=no disabled=yes http-proxy=::
          keepalive-timeout=60 max-mru=1460 max-mtu=1460 password="" pfs=no port=443 profile=default proxy-port=443
          tls-version=any verify-server-address-from-certificate=no verify-server-certificate=no
        /interface sstp-server server: single
          authentication=pap,chap,mschap1,mschap2 certificate=none ciphers=aes256-sha,aes256-gcm-sha384[>=7.15]
          default-profile=default enabled=no force-aes=no[<7.15] keepalive-timeout=60 max-mru=1500 max-mtu=1500
          mrru=disabled pfs=no port=443 tls-version=any verify-client-certificate=no
        /interface ovpn-client: name
          add-default-route=no auth=sha1 cipher=blowfish128 disabled=yes max-mtu=1500 mode=ip port=1194
          profile=default protocol=tcp route-nopull=no tls-version=any use-peer-dns=yes verify-server-certificate=no
        /interface ovpn-server server: name
          default-profile=default enabled=no[<7.17] keepalive-timeout=60 max-mtu=1500 mode=ip name="" netmask=24
          port=1194 protocol=tcp require-client-certificate=no vrf=main
        /ppp aaa: single
          accounting=yes interim-update=0s use-circuit-id-in-nas-port-id=no use-radius=no
        /ppp profile: name
          address-list="" bridge-learning=default change-tcp-mss=yes on-down="" on-up="" only-one=default
          use-compression=default use-encryption=default use-ipv6=yes use-mpls=default use-upnp=default
          !bridge !bridge-horizon !bridge-path-cost !bridge-port-priority !bridge-port-trusted !bridge-port-vid
          !dhcpv6-lease-time !dhcpv6-use-radius !dns-server !idle-timeout !incoming-filter !insert-queue-before
          !interface-list !local-address !outgoing-filter !parent-queue !queue-type !rate-limit !remote-address
          !remote-ipv6-prefix-reuse !session-timeout !wins-server
        /ppp secret: name
          caller-id="" ipv6-routes="" limit-bytes-in=0 limit-bytes-out=0 profile=default service=any
          !local-address !remote-address !remote-ipv6-prefix
        /interface wireless security-profiles: name
          disable-pmkid=no disabled=yes[<7.15] group-key-update=5m management-protection-key=""
          management-protection=disabled mode=none mschapv2-password="" mschapv2-username=""
          radius-eap-accounting=no radius-mac-accounting=no radius-mac-authentication=no radius-mac-caching=disabled
          radius-mac-format=XX:XX:XX:XX:XX:XX radius-mac-mode=as-username static-algo-0=none static-algo-1=none
          static-algo-2=none static-algo-3=none static-sta-private-algo=none supplicant-identity=MikroTik
          tls-certificate=none
        /interface wifi security: name
          !authentication-types !beacon-protection !connect-group !connect-priority !dh-groups !disable-pmkid
          !eap-accounting !eap-anonymous-identity !eap-certificate-mode !eap-methods !eap-password
          !eap-tls-certificate !eap-username !encryption !ft !ft-mobility-domain !ft-nas-identifier !ft-over-ds
          !ft-preserve-vlanid !ft-r0-key-lifetime !ft-reassociation-deadline !group-encryption !group-key-update
          !management-encryption !management-protection !multi-passphrase-group !owe-transition-interface
          !passphrase !sae-anti-clogging-threshold !sae-max-failure-rate !sae-pwe !wps
        """
}
