/// `policy-options`, `firewall` and `class-of-service`. Values, from Juniper's configuration statements.
extension JunosSchema {
    static let policy = """
        block policy-options
          objects policy-statement
            use policy-term
            sequence term
              use policy-term
            flag dynamic-db
          objects prefix-list
            set *:network
            value apply-path
            flag dynamic-db
          list community
            set members
            flag invert-match
          list as-path
            flag dynamic-db
            value *
          list as-path-group
            sequence as-path
              value *
            flag dynamic-db
          list condition
            block if-route-exists
              value table
              value *
            lines *
          list damping
            value half-life max-suppress reuse suppress
            flag disable
          list rtf-prefix-list
            lines *
          list tunnel-attribute
            value tunnel-type remote-end-point tunnel-color
            lines *
          list as-list route-filter-list source-address-filter-list mac-list vni-list
            lines *
          block application-maps resolution-map redundancy-policy
            lines *
        block firewall
          block family
            block inet inet6 ethernet-switching bridge mpls any vpls ccc
              use firewall-family
          use firewall-family
          objects policer
            use policer
          list three-color-policer
            use policer
            block single-rate two-rate
              rate committed-information-rate committed-burst-size excess-burst-size peak-information-rate
              rate peak-burst-size
              flag color-aware color-blind
            block action
              block loss-priority
                block high
                  value then
          list hierarchical-policer
            block aggregate premium
              use policer
          list interface-set
            set *
          list load-balance-group
            lines *
          list flexible-match
            lines *
          list tunnel-end-point
            lines *
          list prefix-action
            lines *
          list atm-policer
            lines *

        group policy-term
          block from
            use policy-from
          block to
            use policy-from
          block then
            use policy-then

        group policy-from
          set protocol prefix-list community neighbor interface:port as-path as-path-group next-hop condition
          value area rib instance level origin external-type family metric2 preference2
          value state as-path-neighbors as-path-origins as-path-transits
          value traffic-engineering-type segment-list source-routing-path
          value bgp-output-queue-priority mac-filter-list access
          phrase metric preference color local-preference community-count as-path-calc-length
          phrase as-path-unique-count
          phrase external multicast-scope
          set tag route-type next-hop-type bgp-srte-discriminator nlri-route-type evpn-tag evpn-mac-route
          set evpn-esi
          set rtf-prefix-list route-filter-list source-address-filter-list validation-database-instance
          set tag2
          ordered policy
          lines route-filter prefix-list-filter source-address-filter tunnel-attribute
          flag aggregate-contributor srte-color

        group policy-then
          choice accept reject
          choice next=
          choice default-action=
          steps community tunnel-attribute
          phrase metric metric2 metric3 metric4 local-preference preference preference2 tag tag2 color color2
          phrase origin next-hop
          phrase as-path-prepend as-path-expand load-balance validation-state aggregate-bid
          phrase cos-next-hop-map install-nexthop
          phrase forwarding-class class source-class destination-class damping external
          phrase dynamic-tunnel-attributes prefix-segment
          phrase source-checking map-to-interface priority
          phrase add-path label-allocation aigp-adjust bgp-output-queue-priority trace-level resolution-map
          flag trace analyze no-entropy-label-capability no-route-localize no-backup backup
          flag p2mp-lsp-root set-down-bit no-install-to-fib install-to-fib mhop-bfd-port
          lines ssm-source
          has multipath-resolve
            choice true false
          has aigp-originate
            value distance
            value *

        group firewall-family
          objects filter
            sequence term
              block from
                use firewall-from
              block then
                use firewall-then
              value filter
            flag interface-specific physical-interface-filter enhanced-mode fast-filter-lookup
            flag enhanced-mode-override instance-shared promote-gre-key
            set accounting-profile
          list simple-filter service-filter fast-update-filter
            sequence term
              block from
                use firewall-from
              block then
                use firewall-then
            lines match-order
          list dialer-filter
            lines *
          list prefix-action
            lines *
          block template
            lines *

        group firewall-from
          list source-address:host destination-address:host address:host
            flag except
          list ip-source-address:host ip-destination-address:host
            flag except
          list ip6-source-address:host ip6-destination-address:host ip-address:host
            flag except
          list source-prefix-list destination-prefix-list prefix-list
            flag except
          numbers port source-port destination-port port-except source-port-except destination-port-except
          numbers dscp dscp-except precedence precedence-except icmp-type icmp-type-except icmp-code
          numbers icmp-code-except
          numbers packet-length packet-length-except ttl ttl-except fragment-offset fragment-offset-except
          numbers hop-limit
          numbers hop-limit-except vlan user-vlan-id learn-vlan-id learn-vlan-1p-priority
          numbers user-vlan-1p-priority
          numbers traffic-class traffic-class-except interface-group interface-group-except
          numbers learn-vlan-id-except exp exp-except
          set protocol protocol-except ip-protocol ip-protocol-except next-header next-header-except
          set payload-protocol ether-type
          set payload-protocol-except ether-type-except extension-header extension-header-except ip-options
          set ip-options-except
          set interface:port interface-set forwarding-class forwarding-class-except loss-priority
          set loss-priority-except
          set ah-spi ah-spi-except esp-spi esp-spi-except source-class destination-class arp-type
          set vlan-ether-type
          set source-mac-address destination-mac-address dot1q-tag dot1q-user-priority gre-key gre-key-except
          set ip-precedence policy-map traffic-type rat-type
          value tcp-flags fragment-flags redirect-reason
          flag first-fragment is-fragment tcp-established tcp-initial service-filter-hit
          block ip-version
            block ipv4 ipv6
              use firewall-from
          block flexible-match-mask flexible-match-range
            lines *

        group firewall-then
          choice accept discard reject= next=
          value policer count forwarding-class dscp loss-priority hierarchical-policer
          value topology traffic-class prefix-action
          value analyzer load-balance next-hop-group logical-system policy-map
          phrase next-interface next-ip next-ip6 decapsulate encapsulate routing-instance vlan interface
          flag log syslog sample port-mirror service-accounting packet-mode packet-capture
          flag service-filter-hit clear-policy-map l2-mirror force-premium service skip
          value ipsec-sa port-mirror-instance
          block three-color-policer
            value single-rate two-rate
            value *
          block port-mirror-to
            lines *

        group policer
          block if-exceeding
            rate bandwidth-limit burst-size-limit
            value bandwidth-percent
          block if-exceeding-pps
            rate pps-limit packet-burst
          block then
            flag discard out-of-profile
            value loss-priority forwarding-class
          flag filter-specific logical-interface-policer physical-interface-policer shared-bandwidth-policer
          flag logical-bandwidth-policer
          rate aggregate-rate
        """

    static let classOfService = """
        block class-of-service
          block interfaces
            objects *
              use cos-interface
              objects unit
                use cos-unit
          objects schedulers
            block transmit-rate
              value percent
              flag exact remainder rate-limit
              rate *
            block shaping-rate
              value percent burst-size
              rate *
            block buffer-size
              value percent temporal
              flag remainder exact
              value *
            value priority excess-priority
            phrase excess-rate adjust-minimum
            list drop-profile-map
              lines *
            flag explicit-congestion-notification
            value buffer-dynamic-threshold
          objects scheduler-maps
            list forwarding-class
              value scheduler
          objects traffic-control-profiles
            rate adjust-minimum peak-rate
            value scheduler-map
            phrase shaping-rate guaranteed-rate delay-buffer-rate excess-rate overhead-accounting
            flag strict-priority-scheduler
          block forwarding-classes
            list class
              value queue-num priority policing-priority spu-priority pfc-priority
              flag no-loss
            list queue
              lines *
          list forwarding-class-map adjustment-control-profiles fragmentation-maps
            lines *
          block forwarding-policy loss-priority-maps
            lines *
          block classifiers
            block dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence
              objects *
                use classifier
          block rewrite-rules
            block dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence frame-relay-de
              objects *
                use classifier
          block code-point-aliases
            block dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence
              list *
                value *
          objects drop-profiles
            list fill-level
              value drop-probability
            block interpolate
              set fill-level drop-probability
          block restricted-queues
            list forwarding-class
              value queue
              value *
          block routing-instances
            list *
              lines *
          block shared-buffer congestion-notification-profile host-outbound-traffic system-defaults
            lines *
          has tri-color
          flag copy-plp-all non-strict-priority-scheduling
          block multi-destination
            lines *
          use traceoptions

        group cos-interface
          use cos-unit
          value output-forwarding-class-map congestion-notification-profile excess-bandwidth-share
          block member-link-scheduler
            flag replicate scale
          phrase irb
          flag logical-interface-aggregate-statistics

        group cos-unit
          block shaping-rate
            value percent burst-size overhead
            rate *
          value scheduler-map output-traffic-control-profile input-traffic-control-profile forwarding-class
          value fragmentation-map
          value output-traffic-control-profile-remaining input-scheduler-map adaptive-shaper
          value input-traffic-control-profile-remaining
          rate input-shaping-rate
          list forwarding-class-set
            value output-traffic-control-profile
          block classifiers rewrite-rules
            block dscp dscp-ipv6 exp ieee-802.1 ieee-802.1ad inet-precedence frame-relay-de
              value *
              lines protocol
              value vlan-tag
          lines loss-priority-maps loss-priority-rewrites

        group classifier
          value import
          list forwarding-class
            list loss-priority
              set code-points
              value code-point
              lines code-point-alias
        """
}
