/// `system`, `groups` and what stands at the top beside the rooms of their own.
/// Values, from Juniper's configuration statements; the notation is told in ``JunosSchema``.
extension JunosSchema {
    static let system = """
        value version
        block logical-systems
          objects *
            use top
        block groups
          objects *
            use top
            lines when
        block system
          use system
        block access
          use access
        block event-options
          use event-options
        block applications
          use applications

        group any
          ordered apply-groups
          set apply-groups-except apply-flags
          list apply-macro
            lines *

        group traceoptions
          block traceoptions
            block file
              value filename size files match
              flag world-readable no-world-readable no-stamp
              value *
            list flag
              lines *
            value level
            flag no-remote-trace

        group system
          value host-name domain-name time-zone max-configurations-on-flash compress-configuration-files
          value max-configuration-rollbacks max-cli-sessions static-route-default
          value encrypt-configuration-files
          value gratuitous-arp-delay
          phrase backup-router inet6-backup-router
          flag default-address-selection no-redirects no-redirects-ipv6 no-multicast-echo no-ping-record-route
          flag no-ping-time-stamp management-instance no-debugger-on-alt-break mirror-flash-on-disk
          flag autosnapshot
          flag saved-core-context no-saved-core-context no-neighbor-learn no-compress-configuration-files
          flag debugger-on-panic
          ordered domain-search authentication-order
          sequence name-server:address
            value source-address routing-instance
          block location
            value altitude building country-code floor hcoord lata latitude longitude npa-nxx postal-code
            value rack vcoord
          list static-host-mapping
            set inet inet6 alias
            value sysid
          block root-authentication
            secret encrypted-password plain-text-password-value
            flag plain-text-password no-public-keys
            use ssh-keys
          block login
            value announcement message idle-timeout
            objects user
              value full-name uid class
              block authentication
                secret encrypted-password plain-text-password-value
                flag plain-text-password no-public-keys
                use ssh-keys
            list class
              set permissions
              value allow-commands deny-commands allow-configuration deny-configuration idle-timeout
              value login-script
              value allow-commands-regexps deny-commands-regexps allow-configuration-regexps
              value deny-configuration-regexps access-start access-end logical-system tenant security-role
              value satellite cli session-timeout
              flag login-alarms login-tip no-scp-server no-sftp-server
              set allowed-days
              flag configuration-breadcrumbs
            block retry-options
              value tries-before-disconnect backoff-threshold backoff-factor minimum-time maximum-time
              value lockout-period
            block password
              value minimum-length maximum-length minimum-changes change-type format minimum-lower-cases
              value minimum-numerics
              value minimum-punctuations minimum-upper-cases minimum-lifetime maximum-lifetime minimum-reuse
              value minimum-character-changes
            block deny-sources
              set address
          sequence radius-server
            use aaa-server
          sequence tacplus-server
            use aaa-server
            flag single-connection
          block radius-options
            block attributes
              value nas-ip-address nas-id
            flag password-protocol enhanced-accounting
          block tacplus-options
            value service-name timestamp-and-timezone authorization-time-interval
            flag exclude-cmd-attribute no-cmd-attribute-value enhanced-accounting strict-authorization
            flag no-strict-authorization
          block accounting
            set events
            flag enhanced-avs-max
            block destination
              block radius tacplus
                sequence server
                  use aaa-server
                  flag single-connection
          block services
            use system-services
          block syslog
            list host
              use syslog-target
              value facility-override log-prefix source-address port transport routing-instance
              value exclude-hostname
              value tlsdetails
            list file
              use syslog-target
              use syslog-archive
            list user
              use syslog-target
            block console
              use syslog-facilities
            use syslog-archive
            value source-address log-rotate-frequency
            value routing-instance
            block time-format
              flag millisecond year
            flag allow-duplicates
            block server
              block routing-instances
                list *
                  flag disable
          block ntp
            list server peer
              value key version routing-instance
              flag prefer nts
            list boot-server
            list source-address
              value routing-instance
            list authentication-key
              value type
              secret value
            set trusted-key
            flag broadcast-client
            list broadcast
              value key version ttl
            value interval-range
            block multicast-client
              value *
            block threshold
              value action
              value *
          block archival
            block configuration
              value transfer-interval routing-instance
              flag transfer-on-commit
              sequence archive-sites
                secret password
                value routing-instance
          block ports
            block console auxiliary
              value type speed
              flag log-out-on-disconnect insecure disable
          block processes
            list *
              flag disable enable
              value command failover
              lines *
          block commit
            flag synchronize delta-export fast-synchronize persist-groups-inheritance no-synchronize
            flag no-delta-export
            phrase persist-size
            block server
              value maximum-entries maximum-aggregate-pool commit-interval days-to-keep-error-logs
              use traceoptions
          block scripts
            list op event
              use script
            block commit
              block file
                lines *
              flag allow-transients direct-access
            flag synchronize
            lines language
          block internet-options
            value tcp-mss
            flag path-mtu-discovery no-path-mtu-discovery tcp-drop-synfin-set no-tcp-rfc1323
            flag no-tcp-rfc1323-paws
            flag gre-path-mtu-discovery no-gre-path-mtu-discovery ipip-path-mtu-discovery
            flag no-ipip-path-mtu-discovery
            flag no-tcp-reset ipv6-reject-zero-hop-limit source-quench no-source-quench
            block icmpv4-rate-limit icmpv6-rate-limit
              value packet-rate bucket-size
            block source-port
              value upper-limit
          block license
            has autoupdate
              list url
                secret password
            block renew
              value before-expiration interval
            block keys
              lines key
            use traceoptions
          block phone-home
            value server
            flag rfc-compliant
            use traceoptions
          block autoinstallation
            block interfaces
              list *
                lines *
            lines configuration-servers
          block arp
            value aging-timer
            flag passive-learning gratuitous-arp-on-ifup
            block interfaces
              list *
                value aging-timer
          block configuration-database
            value virtual-memory-mapping
            lines ephemeral
          block extensions
            block providers
              list *
                lines *
          block fips
            value level
          block security-profile
            list *
              lines *
          block network
            lines *
          block name-resolution
            lines *
          use traceoptions

        group ssh-keys
          list ssh-rsa ssh-dsa ssh-ecdsa ssh-ed25519
            value from
          value load-key-file

        group aaa-server
          secret secret preauthentication-secret
          value port timeout retry source-address accounting-port preauthentication-port
          value max-outstanding-requests
          value accounting-timeout accounting-retry routing-instance dynamic-request-port

        group system-services
          has ssh
            value root-login connection-limit rate-limit max-sessions-per-connection client-alive-interval
            value client-alive-count-max fingerprint-hash port authentication-order
            value max-pre-authentication-packets
            set protocol-version ciphers macs key-exchange hostkey-algorithm
            set hostkey-algorithm-list
            flag tcp-forwarding no-tcp-forwarding no-passwords no-public-keys no-password-authentication
            flag no-challenge-response sftp-server access-disable-external allow-tcp-forwarding
            block rekey
              value data-limit time-limit
            flag log-key-changes
          has telnet ftp
            value connection-limit rate-limit
            ordered authentication-order
          block netconf
            has ssh
              value connection-limit rate-limit port client-alive-interval client-alive-count-max
            flag rfc-compliant yang-compliant yang-modules
            lines *
            use traceoptions
          has finger xnm-clear-text xnm-ssl rest tftp-server
            value connection-limit rate-limit port local-certificate
            lines *
          block outbound-ssh
            list client
              value device-id keep-alive reconnect-strategy
              secret secret
              set services
              lines *
          block outbound-https extension-service
            lines *
          block web-management
            value management-url
            has http
              value port
              set interface:port
            has https
              value port local-certificate pki-local-certificate
              flag system-generated-certificate
              set interface:port
            block session
              value idle-timeout session-limit
            block control
              value max-threads
            use traceoptions
          block dhcp
            use dhcp-common
            list pool
              use dhcp-common
              block address-range
                value low high
              set exclude-address
            list static-binding
              use dhcp-common
              value fixed-address
            use traceoptions
          block dhcp-local-server
            use dhcp-local-server
            block dhcpv6
              use dhcp-local-server
          block subscriber-management
            lines *
          block dns
            lines *
          block dynamic-dns
            lines *
          block flow-tap-dtcp
            lines *

        group dhcp-common
          value domain-name maximum-lease-time default-lease-time boot-file boot-server next-server
          value server-identifier
          value propagate-settings host-name
          ordered name-server:address domain-search router:address wins-server:address sip-server
          list option
            lines *
          phrase client-identifier

        group dhcp-local-server
          list group
            list interface:port
              flag exclude trace
              value upto
              lines overrides
            lines overrides
            lines authentication reconfigure liveness-detection
          lines overrides pool-match-order authentication reconfigure
          use traceoptions

        group syslog-facilities
          value any authorization change-log conflict-log daemon dfc explicit-priority external firewall ftp
          value interactive-commands kernel ntp pfe security user match local7 cron local0 local1 local2
          value local3 local4 local5 local6

        group syslog-target
          use syslog-facilities
          ordered match-strings
          flag explicit-priority allow-duplicates
          block structured-data
            flag brief

        group syslog-archive
          block archive
            value size files start-time transfer-interval
            flag world-readable no-world-readable binary-data no-binary-data
            sequence archive-sites
              secret password

        group script
          list file
            flag optional
            value source refresh-from checksum description command
            lines *
          flag refresh allow-transients
          value max-datasize dampen

        group access
          list profile
            ordered authentication-order accounting-order
            list client
              value chap-secret
              lines *
            sequence radius-server
              use aaa-server
            lines *
          block address-assignment
            list pool
              block family
                block inet inet6
                  value network prefix
                  list range
                    value low high prefix-length
                  block dhcp-attributes
                    use dhcp-common
                    block propagate-settings
                      value *
                    block option-match
                      lines *
                  list host
                    value hardware-address ip-address
                  list excluded-address
              value link
          block firewall-authentication
            lines *
          block radius-server
            sequence *
              use aaa-server
          block address-pool
            list *
              lines *
          block domain
            lines *

        group event-options
          sequence policy
            set events
            list within
              lines *
            lines attributes-match
            block then
              flag ignore raise-trap
              list execute-commands
                lines *
              lines *
          list generate-event
            value time-interval time-of-day
          list destinations
            sequence archive-sites
              secret password
            value transfer-delay
          list event-script
            lines *
          use traceoptions

        group applications
          list application
            value protocol source-port destination-port icmp-type icmp-code inactivity-timeout description
            value rpc-program-number
            value uuid application-protocol ether-type ttl-threshold icmp6-type icmp6-code
            value do-not-translate-AAAA-query-to-A-query
            list term
              value protocol source-port destination-port icmp-type icmp-code inactivity-timeout
              value rpc-program-number
              value uuid alg icmp6-type icmp6-code
          list application-set
            set application application-set
            value description
        """
}
