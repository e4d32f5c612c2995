// Made by Documentation/routeros-schema.py of the command tree of RouterOS 7.22.3 that tikoci/restraml
// published in the public domain (Unlicense).

extension RouterOSSchema {
    /// Menus with their verbs, and the properties of `add` and `set`, in RouterOS 7.22.3.
    static let v7_22_3 = """
        /console settings: set
          log-script-errors sanitize-names tab-width
        /file: add set remove
          contents name type
        /interface bonding: add set remove enable disable unset
          arp arp-interval arp-ip-targets arp-timeout comment disabled down-delay forced-mac-address lacp-mode lacp-rate
          lacp-system-id lacp-system-priority lacp-user-key link-monitoring mii-interval min-links mlag-id mode mtu name
          primary slaves transmit-hash-policy up-delay
        /interface bridge: add set remove enable disable
          add-dhcp-option82 admin-mac ageing-time arp arp-timeout auto-mac comment dhcp-snooping disabled ether-type
          fast-forward forward-delay forward-reserved-addresses frame-types igmp-snooping igmp-version ingress-filtering
          last-member-interval last-member-query-count max-hops max-learned-entries max-message-age membership-interval
          mlag-heartbeat mlag-peer-port mlag-priority mld-version mtu multicast-querier multicast-router mvrp name
          port-cost-mode priority protocol-mode pvid querier-interval query-interval query-response-interval ra-guard
          region-name region-revision startup-query-count startup-query-interval transmit-hold-count vlan-filtering
        /interface bridge calea: add set remove move enable disable unset
          802.3-sap 802.3-type action arp-dst-address arp-dst-mac-address arp-gratuitous arp-hardware-type arp-opcode
          arp-packet-type arp-src-address arp-src-mac-address chain comment disabled dst-address dst-address6
          dst-mac-address dst-port in-bridge in-bridge-list in-interface in-interface-list ingress-priority ip-protocol
          limit log log-prefix mac-protocol out-bridge out-bridge-list out-interface out-interface-list packet-mark
          packet-type sniff-id sniff-target sniff-target-port src-address src-address6 src-mac-address src-port
          stp-flags stp-forward-delay stp-hello-time stp-max-age stp-msg-age stp-port stp-root-address stp-root-cost
          stp-root-priority stp-sender-address stp-sender-priority stp-type tls-host vlan-encap vlan-id vlan-priority
        /interface bridge filter: add set remove move enable disable unset
          802.3-sap 802.3-type action arp-dst-address arp-dst-mac-address arp-gratuitous arp-hardware-type arp-opcode
          arp-packet-type arp-src-address arp-src-mac-address chain comment disabled dst-address dst-address6
          dst-mac-address dst-port in-bridge in-bridge-list in-interface in-interface-list ingress-priority ip-protocol
          jump-target limit log log-prefix mac-protocol new-packet-mark new-priority out-bridge out-bridge-list
          out-interface out-interface-list packet-mark packet-type passthrough src-address src-address6 src-mac-address
          src-port stp-flags stp-forward-delay stp-hello-time stp-max-age stp-msg-age stp-port stp-root-address
          stp-root-cost stp-root-priority stp-sender-address stp-sender-priority stp-type tls-host vlan-encap vlan-id
          vlan-priority
        /interface bridge host: add set remove enable disable unset
          bridge comment disabled interface mac-address vid
        /interface bridge mdb: add set remove enable disable unset
          bridge comment disabled group interface vid
        /interface bridge msti: add set remove enable disable
          bridge comment disabled identifier priority vlan-mapping
        /interface bridge nat: add set remove move enable disable unset
          802.3-sap 802.3-type action arp-dst-address arp-dst-mac-address arp-gratuitous arp-hardware-type arp-opcode
          arp-packet-type arp-src-address arp-src-mac-address chain comment disabled dst-address dst-address6
          dst-mac-address dst-port in-bridge in-bridge-list in-interface in-interface-list ingress-priority ip-protocol
          jump-target limit log log-prefix mac-protocol new-packet-mark new-priority out-bridge out-bridge-list
          out-interface out-interface-list packet-mark packet-type passthrough src-address src-address6 src-mac-address
          src-port stp-flags stp-forward-delay stp-hello-time stp-max-age stp-msg-age stp-port stp-root-address
          stp-root-cost stp-root-priority stp-sender-address stp-sender-priority stp-type tls-host
          to-arp-reply-mac-address to-dst-mac-address to-src-mac-address vlan-encap vlan-id vlan-priority
        /interface bridge port: add set remove move enable disable unset
          auto-isolate bpdu-guard bridge broadcast-flood comment disabled edge fast-leave frame-types horizon hw
          ingress-filtering interface internal-path-cost learn multicast-router mvrp-applicant-state
          mvrp-registrar-state path-cost point-to-point priority pvid restricted-role restricted-tcn tag-stacking
          trusted trusted-ra unknown-multicast-flood unknown-unicast-flood
        /interface bridge port mst-override: add set remove enable disable unset
          comment disabled identifier interface internal-path-cost priority
        /interface bridge settings: set
          allow-fast-path use-ip-firewall use-ip-firewall-for-pppoe use-ip-firewall-for-vlan
        /interface bridge vlan: add set remove enable disable
          bridge comment disabled mvrp-forbidden tagged untagged vlan-ids
        /interface ethernet: set enable disable unset
          advertise arp arp-timeout auto-negotiation cable-settings combo-mode comment disable-running-check disabled
          fec-mode l2mtu loop-protect loop-protect-disable-time loop-protect-send-interval mac-address mdix-enable mtu
          name orig-mac-address rx-flow-control sfp-ignore-rx-los sfp-rate-select sfp-shutdown-temperature speed
          tx-flow-control
        /interface list: add set remove
          comment exclude include name
        /interface list member: add set remove enable disable
          comment disabled interface list
        /interface vlan: add set remove enable disable
          arp arp-timeout comment disabled interface loop-protect loop-protect-disable-time loop-protect-send-interval
          mtu mvrp name use-service-tag vlan-id
        /ip address: add set remove enable disable
          address broadcast comment disabled interface netmask network
        /ip dhcp-server: add set remove enable disable
          add-arp address-lists address-pool allow-dual-stack-queue always-broadcast authoritative bootp-lease-time
          bootp-support client-mac-limit comment conflict-detection delay-threshold dhcp-option-set disabled
          dynamic-lease-identifiers insert-queue-before interface lease-script lease-time name parent-queue relay
          server-address support-broadband-tr101 use-framed-as-classless use-radius use-reconfigure
        /ip dhcp-server alert: add set remove enable disable
          alert-timeout comment disabled interface on-alert valid-server
        /ip dhcp-server config: set
          accounting interim-update radius-password store-leases-disk
        /ip dhcp-server lease: add set remove enable disable unset
          address address-lists agent-circuit-id agent-remote-id allow-dual-stack-queue always-broadcast block-access
          client-id comment dhcp-option dhcp-option-set disabled insert-queue-before lease-time mac-address parent-queue
          queue-type rate-limit routes server use-src-mac
        /ip dhcp-server matcher: add set remove enable disable
          address-pool code comment disabled matching-type name option-set server value
        /ip dhcp-server network: add set remove unset
          address boot-file-name caps-manager comment dhcp-option dhcp-option-set dns-none dns-server domain gateway
          netmask next-server ntp-none ntp-server wins-server
        /ip dhcp-server option: add set remove
          code comment force name value
        /ip dhcp-server option sets: add set remove
          name options
        /ip firewall address-list: add set remove enable disable
          address comment disabled dynamic list timeout
        /ip firewall filter: add set remove move enable disable unset
          action address-list address-list-timeout chain comment connection-bytes connection-limit connection-mark
          connection-nat-state connection-rate connection-state connection-type content disabled dscp dst-address
          dst-address-list dst-address-type dst-limit dst-port fragment hotspot icmp-options in-bridge-port
          in-bridge-port-list in-interface in-interface-list ingress-priority ipsec-policy ipv4-options jump-target
          layer7-protocol limit log log-prefix nth out-bridge-port out-bridge-port-list out-interface out-interface-list
          p2p packet-mark packet-size per-connection-classifier port priority protocol psd random realm reject-with
          routing-mark src-address src-address-list src-address-type src-mac-address src-port tcp-flags tcp-mss time
          tls-host tos ttl
        /ip firewall mangle: add set remove move enable disable unset
          action address-list address-list-timeout chain comment connection-bytes connection-limit connection-mark
          connection-nat-state connection-rate connection-state connection-type content disabled dscp dst-address
          dst-address-list dst-address-type dst-limit dst-port fragment hotspot icmp-options in-bridge-port
          in-bridge-port-list in-interface in-interface-list ingress-priority ipsec-policy ipv4-options jump-target
          layer7-protocol limit log log-prefix new-connection-mark new-dscp new-mss new-packet-mark new-priority
          new-routing-mark new-ttl nth out-bridge-port out-bridge-port-list out-interface out-interface-list p2p
          packet-mark packet-size passthrough per-connection-classifier port priority protocol psd random realm
          route-dst routing-mark sniff-id sniff-target sniff-target-port src-address src-address-list src-address-type
          src-mac-address src-port tcp-flags tcp-mss time tls-host tos ttl
        /ip firewall nat: add set remove move enable disable unset
          action address-list address-list-timeout chain comment connection-bytes connection-limit connection-mark
          connection-rate connection-type content disabled dscp dst-address dst-address-list dst-address-type dst-limit
          dst-port fragment hotspot icmp-options in-bridge-port in-bridge-port-list in-interface in-interface-list
          ingress-priority ipsec-policy ipv4-options jump-target layer7-protocol limit log log-prefix nth
          out-bridge-port out-bridge-port-list out-interface out-interface-list packet-mark packet-size
          per-connection-classifier port priority protocol psd random randomise-ports realm routing-mark same-not-by-dst
          socks5-port socks5-server socksify-service src-address src-address-list src-address-type src-mac-address
          src-port tcp-mss time to-addresses to-ports tos ttl
        /ip pool: add set remove
          comment name next-pool ranges
        /ip pool used: set
          address info owner pool
        /ip route: add set remove enable disable unset
          blackhole check-gateway comment disabled distance dst-address gateway pref-src routing-table scope
          target-scope vrf-interface
        /queue interface: set
          queue
        /queue simple: add set remove move enable disable unset
          bucket-size burst-limit burst-threshold burst-time comment disabled dst limit-at max-limit name packet-marks
          parent priority queue target time total-bucket-size total-burst-limit total-burst-threshold total-burst-time
          total-limit-at total-max-limit total-priority total-queue
        /queue tree: add set remove enable disable
          bucket-size burst-limit burst-threshold burst-time comment disabled limit-at max-limit name packet-mark parent
          priority queue
        /queue type: add set remove
          bfifo-limit cake-ack-filter cake-atm cake-autorate-ingress cake-bandwidth cake-diffserv cake-flowmode
          cake-memlimit cake-mpu cake-nat cake-overhead cake-overhead-scheme cake-rtt cake-rtt-scheme cake-wash
          codel-ce-threshold codel-ecn codel-interval codel-limit codel-target fq-codel-ce-threshold fq-codel-ecn
          fq-codel-flows fq-codel-interval fq-codel-limit fq-codel-memlimit fq-codel-quantum fq-codel-target kind
          mq-pfifo-limit name pcq-burst-rate pcq-burst-threshold pcq-burst-time pcq-classifier pcq-dst-address-mask
          pcq-dst-address6-mask pcq-limit pcq-rate pcq-src-address-mask pcq-src-address6-mask pcq-total-limit
          pfifo-limit red-avg-packet red-burst red-limit red-max-threshold red-min-threshold sfq-allot sfq-perturb
        /snmp: set
          contact enabled engine-id-suffix location src-address trap-community trap-generators trap-interfaces
          trap-target trap-version vrf
        /snmp community: add set remove enable disable
          addresses authentication-password authentication-protocol comment disabled encryption-password
          encryption-protocol name read-access security write-access
        /system clock: set
          date time time-zone-autodetect time-zone-name
        /system clock manual: set
          dst-delta dst-end dst-start time-zone
        /system identity: set
          name
        /system package local-update mirror: set
          check-interval enabled password primary-server secondary-server user
        /system package local-update update-package-source: add set remove
          address password user
        /system package update: set
          channel
        /system resource hardware usb-settings: set
          authorization
        /system resource irq: set
          cpu
        /system scheduler: add set remove enable disable
          comment disabled interval name on-event policy start-date start-time
        /system script: add set remove
          comment dont-require-permissions name owner policy source
        /system script environment: set remove
          comment value
        /system script job: set remove
          comment started type
        """
}
