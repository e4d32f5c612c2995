// Facts of MikroTik's manual, of the command trees that RouterOS reports of itself (tikoci/restraml, Unlicense) and of
// the defaults that community.routeros lists, written down anew. See `RouterOSMenuTable` for how to read them.

extension RouterOSMenuTable {
    /// `/ip` and `/ipv6`: addresses, routes, services, firewall, hotspot, IPsec.
    static let addressing = """
        /ip address: address, interface
        /ip arp: address, interface
          address=0.0.0.0 mac-address=00:00:00:00:00:00 published=no
        /ip cloud: single
          ddns-enabled=auto[>=7.17] ddns-enabled=no[<7.17] ddns-update-interval=none update-time=yes
        /ip dhcp-client: interface
          disabled=no[>=7.0] disabled=yes[<7.0]
          add-default-route=yes allow-reconfigure=no[>=7.19] check-gateway=none[>=7.19] default-route-distance=1
          dhcp-options=hostname,clientid dscp=0[>=7.20] use-broadcast=both[>=7.20] use-peer-dns=yes use-peer-ntp=yes
          vlan-priority=0[>=7.20]
          !dhcp-options
        /ip dhcp-client option: name
        /ip dhcp-relay: name; needs dhcp-server interface
          add-relay-info=no delay-threshold=none local-address=0.0.0.0
          !relay-info-remote-id
        /ip dhcp-server: name; needs interface
          disabled=no[>=7.0] disabled=yes[<7.0]
          address-pool=static-only allow-dual-stack-queue=yes always-broadcast=no authoritative=yes
          bootp-lease-time=forever bootp-support=static client-mac-limit=unlimited conflict-detection=yes
          delay-threshold=none dhcp-option-set=none insert-queue-before=first lease-script=""
           parent-queue=none relay=0.0.0.0 server-address=0.0.0.0 use-framed-as-classless=yes
          use-radius=no
        /ip dhcp-server config: single
          accounting=yes interim-update=0s store-leases-disk=5m
        /ip dhcp-server lease: address, server?
          address-lists="" client-id="" dhcp-option="" mac-address="" server=all
          !allow-dual-stack-queue !insert-queue-before !parent-queue !queue-type
        /ip dhcp-server network: address
          boot-file-name="" caps-manager="" dhcp-option-set="" dhcp-option="" dns-none=no dns-server="" domain=""
          gateway="" netmask=0 ntp-server="" wins-server=""
          !next-server
        /ip dhcp-server option: name; needs code
          force=no value=""
        /ip dhcp-server option sets: name
        /ip dns: single
          allow-remote-requests=no cache-max-ttl=1w cache-size=2048KiB doh-max-concurrent-queries=50[>=7.8]
          doh-max-server-connections=5[>=7.8] doh-timeout=5s[>=7.8] max-concurrent-queries=100
          max-concurrent-tcp-sessions=20 max-udp-packet-size=4096 query-server-timeout=2s query-total-timeout=10s
          servers="" use-doh-server="" verify-doh-cert=no
        /ip dns static: name?, regexp?, type?, address?, cname?, forward-to?, mx-exchange?, ns?, srv-target?, text?; ordered
          match-subdomain=no[>=7.5] ttl=1d type=A
        /ip dns adlist: url
          file="" ssl-verify=yes url=""
        /ip dns forwarders: name
          dns-servers="" doh-servers="" verify-doh-cert=yes
        /ip neighbor discovery-settings: single
          discover-interval=30s[>=7.16] lldp-dcbx=no[>=7.17] lldp-mac-phy-config=no[>=7.15]
          lldp-med-net-policy-vlan=disabled lldp-vlan-info=no[>=7.16] mode=tx-and-rx[>=7.7] protocol=cdp,lldp,mndp
        /ip pool: name
          next-pool=none
        /ip proxy: single
          always-from-cache=no anonymous=no cache-administrator=webmaster cache-hit-dscp=4 cache-on-disk=no
          cache-path=web-proxy enabled=no max-cache-object-size=2048KiB max-cache-size=unlimited
          max-client-connections=600 max-fresh-time=3d max-server-connections=600 parent-proxy-port=0
          parent-proxy=:: port=8080 serialize-connections=no src-address=::
        /ip route: dst-address, gateway?, blackhole?, type?, routing-table?, routing-mark?
          check-gateway=none distance=1 dst-address=0.0.0.0/0 routing-table=main scope=30 suppress-hw-offload=no
          target-scope=10 type=unicast[<7.15]
          !blackhole !check-gateway !distance !gateway !pref-src !scope !target-scope !vrf-interface
        /ip service: fixed: name
          address="" max-sessions=20[>=7.16]
        /ip settings: single
          accept-redirects=no accept-source-route=no allow-fast-path=yes arp-timeout=30s icmp-rate-limit=10
          icmp-rate-mask=0x1818 ip-forward=yes ipv4-multipath-hash-policy=l3[>=7.16] max-neighbor-entries=8192
          route-cache=yes[<7.15] rp-filter=no secure-redirects=yes send-redirects=yes tcp-syncookies=no
        /ip smb: single
          allow-guests=yes[<7.15] domain=MSHOME enabled=no interfaces=all
        /ip socks: single
          auth-method=none connection-idle-timeout=2m enabled=no max-connections=200 port=1080 version=4
        /ip ssh: single
          allow-none-crypto=no[<7.17] always-allow-password-login=no[<7.21] ciphers=auto[>=7.17]
          forwarding-enabled=no host-key-size=2048 host-key-type=rsa[>=7.9] strong-crypto=no
        /ip tftp: req-filename; movable
        /ip traffic-flow: single
          active-flow-timeout=30m cache-entries=32k enabled=no inactive-flow-timeout=15s interfaces=all
          packet-sampling=no sampling-interval=0 sampling-space=0
        /ip traffic-flow target: dst-address, port?
          port=2055 v9-template-refresh=20
        /ip upnp: single
          allow-disable-external-interface=no enabled=no show-dummy-rule=yes
        /ip upnp interfaces: interface, type
          !forced-ip
        /ip vrf: name; movable
        /ip route rule: comment
          action=lookup table=main
        /ip route vrf: routing-mark
        /ip firewall address-list: address, list
        /ip firewall connection tracking: single
          enabled=auto generic-timeout=10m icmp-timeout=10s loose-tcp-tracking=yes tcp-close-timeout=10s
          tcp-close-wait-timeout=10s tcp-established-timeout=1d tcp-fin-wait-timeout=10s tcp-last-ack-timeout=10s
          tcp-max-retrans-timeout=5m tcp-syn-received-timeout=5s tcp-syn-sent-timeout=5s tcp-time-wait-timeout=10s
          tcp-unacked-timeout=5m udp-stream-timeout=3m udp-timeout=10s
        /ip firewall filter: chain, comment; ordered; needs action
          log-prefix="" log=no
          @matchers !connection-bytes !connection-limit !connection-mark !connection-nat-state !connection-rate
          !connection-state !connection-type !layer7-protocol !p2p !realm !routing-mark !tcp-flags !tls-host
        /ip firewall layer7-protocol: name
        /ip firewall mangle: chain, comment; ordered; needs action
          log-prefix="" log=no passthrough=yes[<7.19] passthrough=yes[>=7.19]
          @matchers !connection-bytes !connection-limit !connection-mark !connection-nat-state !connection-rate
          !connection-state !connection-type !layer7-protocol !p2p !realm !routing-mark !tcp-flags !tls-host
        /ip firewall nat: chain, comment; ordered; needs action
          log-prefix="" log=no
          @matchers !connection-bytes !connection-limit !connection-mark !connection-rate !connection-type
          !layer7-protocol !realm !routing-mark !to-addresses !to-ports
        /ip firewall raw: chain, comment; ordered; needs action
          log-prefix="" log=no
          @matchers !tcp-flags !tls-host
        /ip firewall service-port: fixed: name
        /ip hotspot: name; needs interface
          address-pool=none addresses-per-mac=2 idle-timeout=5m keepalive-timeout=none login-timeout=none
          profile=default
        /ip hotspot profile: name
          dns-name="" hotspot-address=0.0.0.0 html-directory-override="" http-cookie-lifetime=3d
          http-proxy=0.0.0.0:0 install-hotspot-queue=no login-by=cookie,http-chap mac-auth-mode=mac-as-username
          nas-port-type=wireless-802.11 radius-accounting=yes radius-default-domain=""
          radius-interim-update=received radius-location-id="" radius-location-name=""
          radius-mac-format=XX:XX:XX:XX:XX:XX smtp-server=0.0.0.0 split-user-domain=no trial-uptime-limit=30m
          trial-uptime-reset=1d trial-user-profile=default use-radius=no
        /ip hotspot user: name
          profile=default server=all
        /ip hotspot user profile: name
          add-mac-cookie=yes address-list="" address-pool=none advertise=no idle-timeout=none keepalive-timeout=2m
          mac-cookie-timeout=3d open-status-page=always shared-users=1 status-autorefresh=1m transparent-proxy=no
          !idle-timeout !insert-queue-before !keepalive-timeout !mac-cookie-timeout !parent-queue !queue-type
        /ip hotspot ip-binding: comment; movable
        /ip hotspot walled-garden: comment; ordered
          action=allow
          !dst-address !dst-host !dst-port !method !path !server !src-address
        /ip ipsec identity: peer, remote-id?
          auth-method=pre-shared-key eap-methods=eap-tls generate-policy=no match-by=remote-id mode-config=none
          my-id=auto notrack-chain="" policy-template-group=default remote-id=auto secret=""
        /ip ipsec mode-config: name
          address-pool=none address=0.0.0.0[>=6.44] responder=no[>=6.43] split-dns="" split-include=""
          src-address-list="" static-dns="" system-dns=no
        /ip ipsec peer: name
          address="" exchange-mode=main local-address=0.0.0.0 passive=no port=500 profile=default
          send-initial-contact=yes
        /ip ipsec policy: comment; ordered
          action=encrypt dst-port=any group=default ipsec-protocols=esp level=require proposal=default protocol=all
          src-port=any template=no tunnel=no
        /ip ipsec profile: name
          dh-group=modp2048,modp1024 dpd-interval=2m dpd-maximum-failures=5 lifebytes=0 lifetime=1d
          nat-traversal=yes prf-algorithm=auto
        /ip ipsec proposal: name
          auth-algorithms=sha1 enc-algorithms=aes-256-cbc,aes-192-cbc,aes-128-cbc lifetime=30m pfs-group=modp1024
        /ip ipsec settings: single
          accounting=yes interim-update=0s xauth-use-radius=no
        /ipv6 address: address, interface
          advertise=yes eui-64=no from-pool-policy=recommended[>=7.23] from-pool="" no-dad=no
        /ipv6 dhcp-client: interface, request?; needs pool-name
          add-default-route=no custom-duid=""[>=7.15] default-route-distance=1 dhcp-options="" pool-prefix-length=64
          prefix-hint=::/0 script=""[>=7.15] use-interface-duid=no[>=7.15] use-peer-dns=yes
          validate-server-duid=yes[>=7.15]
          !custom-iana-id !custom-iapd-id !pool-prefix-length
        /ipv6 dhcp-server: name; needs interface
          address-lists=""[>=7.17] address-pool=static-only allow-dual-stack-queue=yes binding-script=""
          dhcp-option="" ignore-ia-na-bindings=no[>=7.20] insert-queue-before=first lease-time=3d parent-queue=none
          preference=255 prefix-pool=static-only[>=7.17] rapid-commit=yes route-distance=1 use-radius=no
          use-reconfigure=no[>=7.17]
        /ipv6 firewall address-list: address, list
        /ipv6 firewall filter: chain, comment; ordered
          !connection-bytes !connection-limit !connection-mark !connection-nat-state !connection-rate
          !connection-state !connection-type !content !dscp !dst-address !dst-address-list !dst-address-type
          !dst-limit !dst-port !headers !hop-limit !icmp-options !in-bridge-port !in-bridge-port-list !in-interface
          !in-interface-list !ingress-priority !ipsec-policy !limit !nth !out-bridge-port !out-bridge-port-list
          !out-interface !out-interface-list !packet-mark !packet-size !per-connection-classifier !port !priority
          !protocol !random !routing-mark !src-address !src-address-list !src-address-type !src-mac-address
          !src-port !tcp-flags !tcp-mss !time !tls-host !tos
        /ipv6 firewall nat: chain, comment; ordered
          !connection-bytes !connection-limit !connection-mark !connection-rate !connection-state !connection-type
          !content !dscp !dst-address !dst-address-list !dst-address-type !dst-limit !dst-port !headers !hop-limit
          !icmp-options !in-bridge-port !in-bridge-port-list !in-interface !in-interface-list !ingress-priority
          !ipsec-policy !limit !nth !out-bridge-port !out-bridge-port-list !out-interface !out-interface-list
          !packet-mark !packet-size !per-connection-classifier !port !priority !protocol !random !routing-mark
          !src-address !src-address-list !src-address-type !src-mac-address !src-port !tcp-flags !tcp-mss !time
          !to-address !to-ports !tos
        /ipv6 nd: interface
          advertise-dns=yes advertise-mac-address=yes dns="" hop-limit=unspecified managed-address-configuration=no
          mtu=unspecified other-configuration=no ra-delay=3s ra-interval=3m20s-10m ra-lifetime=30m
          ra-preference=medium reachable-time=unspecified retransmit-interval=unspecified
        /ipv6 nd prefix: prefix, interface
          6to4-interface=none on-link=yes
        /ipv6 pool: name
        /ipv6 route: dst-address, gateway?, blackhole?, type?, routing-table?, routing-mark?
          distance=1 routing-table=main scope=30 target-scope=10 type=unicast[<7.15]
          !blackhole !check-gateway !distance !gateway !pref-src !scope !target-scope !vrf-interface
        /ipv6 settings: single
          accept-redirects=yes-if-forwarding-disabled accept-router-advertisements=yes-if-forwarding-disabled
          allow-fast-path=yes[>=7.18] disable-ipv6=no disable-link-local-address=no[>=7.17] forward=yes
          max-neighbor-entries=8192[<7.18] multipath-hash-policy=l3[>=7.16] stale-neighbor-timeout=60[>=7.17]
        """
}
