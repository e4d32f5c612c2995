/// `routing-options` and `routing-instances`. Values, from Juniper's configuration statements.
extension JunosSchema {
    static let routing = """
        block routing-options
          use routing-options
        block routing-instances
          objects *
            use routing-instance
        block protocols
          use protocols
        block switch-options
          use switch-options
        block multicast-snooping-options
          lines *

        group routing-instance
          value instance-type description route-distinguisher instance-role l2vpn-id vtep-source-interface
          list interface:logical
            choice primary backup
            flag any unicast multicast
          ordered vrf-import vrf-export
          block vrf-target
            value import export
            flag auto
            value *
          flag vrf-table-label no-vrf-advertise no-vrf-propagate-ttl no-irb-layer-2-copy vrf-propagate-ttl
          flag no-local-switching
          value service-id vlan-id
          numbers vlan-id-list
          block routing-options
            use routing-options
          block protocols
            use protocols
          block bridge-domains vlans
            objects *
              use vlan
          block access
            use access
          block system
            block services
              use system-services
          block forwarding-options
            use forwarding-options
          block switch-options bridge-options
            use switch-options
          block provider-tunnel
            lines *
          block egress-protection
            lines *
          block pbb-options vxlan
            lines *

        group routing-options
          value router-id route-distinguisher-id ppm description
          block autonomous-system
            value loops
            flag asdot-notation independent-domain
            value *
          block confederation
            set members
            value *
          flag nonstop-routing no-nsr
          has auto-export
            flag disable
            block family
              list *
                lines *
            use traceoptions
          block static
            use static-routes
          block aggregate generate
            use aggregate-routes
          list rib
            block static
              use static-routes
            block aggregate generate
              use aggregate-routes
            block martians
              lines *
            block maximum-paths maximum-prefixes
              use maximum
            block label access access-internal filter protect multipath flow
              lines *
          list rib-groups
            ordered import-rib import-policy
            value export-rib
          block interface-routes
            use interface-routes
          block martians
            lines *
          block maximum-paths maximum-prefixes
            use maximum
          block forwarding-table
            ordered export
            flag ecmp-fast-reroute no-ecmp-fast-reroute indirect-next-hop no-indirect-next-hop
            value indirect-next-hop-change-acknowledgements remnant-holdtime
            flag dynamic-list-next-hop no-indirect-next-hop-change-acknowledgements
            value unicast-reverse-path
            block chained-composite-next-hop
              lines *
            use traceoptions
          has graceful-restart
            flag disable
            value restart-duration
          block resolution
            list rib
              ordered import
              set resolution-ribs
              lines *
            value tracefilter
            use traceoptions
            lines preserve-nexthop-hierarchy
          ordered instance-import instance-export
          block validation
            list group
              value max-sessions
              list session
                value refresh-time hold-time record-lifetime preference port local-address
            set notification-rib
            block static
              list record
                lines *
            use traceoptions
          block srlg
            list *
              value srlg-value srlg-cost
          list admin-groups-extended
            value group-value
          block multicast
            lines *
          block fate-sharing bmp source-routing topologies
            lines *
          list dynamic-tunnels
            lines *
          block options
            flag no-resolve
            value mark
            lines syslog
          block flow
            list route
              use flow-route
            value term-order
            block validation
              use traceoptions
            lines interface-group
          value programmable-rpd
          block transport-class backup-selection
            lines *
          use traceoptions

        group maximum
          value threshold log-interval
          flag log-only
          value *

        group interface-routes
          block family
            block inet inet6
              ordered import
              block export
                flag lan point-to-point
          block rib-group
            value inet inet6
            value *

        group static-routes
          objects route:network
            use static-route
          block defaults
            use static-route
          list rib-group
          list static-lsp-next-hop
            lines *
          list iso-route
            use static-route

        group static-route
          choice discard reject receive next-table=
          set next-hop
          list qualified-next-hop
            value preference metric interface tag mac-address bandwidth
            block bfd-liveness-detection
              use bfd
          list lsp-next-hop p2mp-lsp-next-hop
            value preference metric
          value metric2 metric3 metric4 preference2 tag2
          phrase metric preference tag color
          choice install no-install
          choice readvertise no-readvertise
          choice resolve no-resolve
          choice retain no-retain
          choice active passive
          set community
          block bfd-liveness-detection
            use bfd
          block as-path
            value path origin aggregator
            flag atomic-aggregate
          value backup-pe-group

        group aggregate-routes
          objects route:network
            choice discard reject next-table=
            choice brief full
            choice active passive
            choice retain no-retain
            ordered policy
            phrase preference metric tag color metric2 metric3 metric4
            set community
            block as-path
              value path origin
              flag atomic-aggregate
              phrase aggregator
            flag as-set
          block defaults
            choice discard reject next-table=
            choice brief full
            choice active passive
            choice retain no-retain
            phrase preference metric tag color metric2 metric3 metric4
            set community
            ordered policy
            block as-path
              value path origin
              flag atomic-aggregate
              phrase aggregator

        group flow-route
          block match
            set source destination protocol port source-port destination-port icmp-type icmp-code
            set packet-length dscp tcp-flags fragment
            numbers icmp6-type
          block then
            choice accept discard
            value rate-limit routing-instance community mark
            flag sample next-term
          flag no-install

        group bfd
          value minimum-interval minimum-receive-interval multiplier version holddown-interval neighbor
          value local-address
          value session-mode minimum-receive-ttl
          flag no-adaptation
          block transmit-interval
            value minimum-interval threshold
          block detection-time
            value threshold
          block authentication
            value key-chain algorithm
            flag loose-check
        """
}
