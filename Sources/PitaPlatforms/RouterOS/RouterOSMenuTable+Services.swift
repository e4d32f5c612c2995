// Facts of MikroTik's manual, of the command trees that RouterOS reports of itself (tikoci/restraml, Unlicense) and of
// the defaults that community.routeros lists, written down anew. See `RouterOSMenuTable` for how to read them.

extension RouterOSMenuTable {
    /// Queues, routing, SNMP, the system, tools and users.
    static let services = """
        /queue interface: fixed: interface
        /queue simple: name; ordered; needs target
          bucket-size=0.1/0.1 burst-limit=0/0 burst-threshold=0/0 burst-time=0s/0s limit-at=0/0 max-limit=0/0
          packet-marks="" parent=none priority=8/8 queue=default-small/default-small total-bucket-size=0.1
          total-burst-limit=0 total-burst-threshold=0 total-burst-time=0s total-limit-at=0 total-max-limit=0
          total-priority=8 total-queue=default-small
          !dst !target !time
        /queue tree: name; needs parent
          bucket-size=0.1 burst-limit=0 burst-threshold=0 burst-time=0s limit-at=0 max-limit=0 packet-mark=""
          priority=8 queue=default-small
        /queue type: name; needs kind
          bfifo-limit=15000 cake-ack-filter=none cake-atm=none cake-bandwidth=0 cake-diffserv=diffserv3
          cake-flowmode=triple-isolate cake-memlimit=0 cake-mpu="" cake-nat=no cake-overhead-scheme=""
          cake-overhead=0 cake-rtt-scheme=none cake-rtt=100ms cake-wash=no codel-ce-threshold="" codel-ecn=no
          codel-interval=100ms codel-limit=1000 codel-target=5ms fq-codel-ce-threshold="" fq-codel-ecn=yes
          fq-codel-flows=1024 fq-codel-interval=100ms fq-codel-limit=10240 fq-codel-memlimit=32MiB
          fq-codel-quantum=1514 fq-codel-target=5ms mq-pfifo-limit=50 pcq-burst-rate=0 pcq-burst-threshold=0
          pcq-burst-time=10s pcq-classifier="" pcq-dst-address-mask=32 pcq-dst-address6-mask=128 pcq-limit=50KiB
          pcq-rate=0 pcq-src-address-mask=32 pcq-src-address6-mask=128 pcq-total-limit=2000KiB pfifo-limit=50
          red-avg-packet=1000 red-burst=20 red-limit=60 red-max-threshold=50 red-min-threshold=10 sfq-allot=1514
          sfq-perturb=5
        /routing bgp connection: name; needs local.role remote.address
          connect=yes listen=yes
          !afi !as !cisco-vpls-nlri-len-fmt !hold-time !input.accept-communities !input.accept-ext-communities
          !input.accept-large-communities !input.accept-nlri !input.add-path !input.affinity !input.allow-as
          !input.filter !input.filter-communities !input.filter-ext-communities !input.filter-large-communities
          !input.filter-nlri !input.filter-unknown !input.limit-process-routes-ipv4 !input.limit-process-routes-ipv6
          !keepalive-time !local.address !local.port !multihop !nexthop-choice !output.add-path !output.affinity
          !output.as-override !output.default-originate !output.default-prepend !output.filter-chain
          !output.filter-select !output.keep-sent-attributes !output.network !output.network-blackhole
          !output.no-client-to-client-reflection !output.no-early-cut !output.redistribute !output.remove-private-as
          !remote.address !remote.allowed-as !remote.as !remote.port !routing-table !save-to !tcp-md5-key !templates
          !use-bfd !vrf
        /routing bgp template: name
          as-override=no[<7.15] hold-time=3m input.ignore-as-path-len=no[<7.20] keepalive-time=3m multihop=no
          nexthop-choice=default output.default-originate=never output.keep-sent-attributes=no
          output.remove-private-as=no router-id=main[<7.20] routing-table=main use-bfd=no vrf=main
          !afi !as !cisco-vpls-nlri-len-fmt !hold-time !input.accept-communities !input.accept-ext-communities
          !input.accept-large-communities !input.accept-nlri !input.add-path !input.affinity !input.allow-as
          !input.filter !input.filter-communities !input.filter-ext-communities !input.filter-large-communities
          !input.filter-nlri !input.filter-unknown !input.limit-process-routes-ipv4 !input.limit-process-routes-ipv6
          !keepalive-time !multihop !nexthop-choice !output.add-path !output.affinity !output.as-override
          !output.default-originate !output.default-prepend !output.filter-chain !output.filter-select
          !output.keep-sent-attributes !output.network !output.network-blackhole
          !output.no-client-to-client-reflection !output.no-early-cut !output.redistribute !output.remove-private-as
          !routing-table !save-to !templates !use-bfd !vrf
        /routing bgp instance: name
          !as !cluster-id !ignore-as-path-len !multipath !router-id !routing-table !vrf
        /routing bgp peer: name; needs remote-address remote-as
          address-families=ip allow-as-in="" as-override=no default-originate=never hold-time=3m keepalive-time=""
          max-prefix-limit="" max-prefix-restart-time="" multihop=no nexthop-choice=default passive=no
          remote-port="" remove-private-as=no route-reflect=no ttl=default update-source=none use-bfd=no
        /routing bgp network: network
          synchronize=yes
        /routing filter: chain, comment
          action=passthrough invert-match=no prefix=0.0.0.0/0
        /routing filter rule: chain, comment; ordered
        /routing filter num-list: list, range; movable
        /routing id: name
          !id !select-dynamic-id !select-from-vrf
        /routing ospf area: name; needs instance
          area-id=0.0.0.0 type=default
          !default-cost !no-summaries !nssa-translator
        /routing ospf instance: name
          router-id=main version=2 vrf=main
          !domain-id !domain-tag !in-filter-chain !mpls-te-address !mpls-te-area !originate-default
          !out-filter-chain !out-filter-select !redistribute !routing-table !use-dn
        /routing ospf interface-template: area, interfaces?, networks?; movable
          cost=1 dead-interval=40s hello-interval=10s instance-id=0 priority=128 retransmit-interval=5s
          transmit-delay=1s type=broadcast use-bfd=no[>=7.10]
          !auth !auth-id !auth-key !interfaces !networks !passive !prefix-list !use-bfd !vlink-neighbor-id
          !vlink-transit-area
        /routing ospf static-neighbor: address, area
          instance-id=0 poll-interval=2m
        /routing rule: comment; ordered
          !chain !dst-address !interface !min-prefix !realm !routing-mark !src-address !vrf
        /routing table: name
          !fib
        /routing bfd configuration: comment; movable
          !address-list !addresses !forbid-bfd !interfaces !min-rx !min-tx !multiplier !vrf
        /routing igmp-proxy: single
          quick-leave=no
        /routing igmp-proxy interface: interface
          alternative-subnets="" upstream=no
        /snmp: single
          contact="" enabled=no engine-id-suffix=""[>=7.10] engine-id=""[<7.10] location="" src-address=::
          trap-community=public trap-generators=temp-exception trap-interfaces="" trap-target="" trap-version=1
          vrf=main[>=7.3]
        /snmp community: name
          addresses=0.0.0.0/0[<7.0] addresses=::/0[>=7.0] authentication-password="" authentication-protocol=MD5
          encryption-password="" encryption-protocol=DES read-access=yes security=none write-access=no
        /system clock: single
          time-zone-autodetect=yes time-zone-name=manual
        /system clock manual: single
          dst-delta=00:00 dst-end="jan/01/1970 00:00:00" dst-start="jan/01/1970 00:00:00" time-zone=+00:00
        /system identity: single
          name=MikroTik
        /system logging: topics, action
          action=memory prefix="" topics=""
        /system logging action: name; needs target
          bsd-syslog=no[<7.18] disk-file-count=2 disk-file-name=log
          disk-lines-per-file=1000 disk-stop-on-full=no email-start-tls=no email-to="" memory-lines=1000
          memory-stop-on-full=no remember=yes remote-log-format=default[>=7.18] remote-port=514
          remote-protocol=udp[>=7.18] remote=0.0.0.0 src-address=0.0.0.0 syslog-facility=daemon syslog-severity=auto
          syslog-time-format=bsd-syslog vrf=main[>=7.19.6]
        /system note: single
          note="" show-at-cli-login=no[>=7.14] show-at-login=yes
        /system ntp client: single
          enabled=no mode=unicast primary-ntp=0.0.0.0[<7.15] secondary-ntp=0.0.0.0[<7.15] server-dns-names=""[<7.15]
          servers="" vrf=main
        /system ntp client servers: address
          auth-key=none iburst=yes max-poll=10 min-poll=6
        /system ntp server: single
          auth-key=none broadcast-addresses="" broadcast=no enabled=no local-clock-stratum=5 manycast=no
          multicast=no use-local-clock=no vrf=main
        /system ntp key: key-id
        /system resource irq rps: fixed: name
        /system routerboard settings: single
          auto-upgrade=no baud-rate=115200 boot-delay=2s boot-device=nand-if-fail-then-ethernet
          boot-os=router-os[>=7.15] boot-protocol=bootp enable-jumper-reset=yes force-backup-booter=no
          preboot-etherboot-server=any preboot-etherboot=disabled protected-routerboot=disabled
          reformat-hold-button-max=10m reformat-hold-button=20s silent-boot=no
        /system scheduler: name
          interval=0s on-event="" policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon
        /system script: name
          dont-require-permissions=no policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon
          source=""
        /system watchdog: single
          auto-send-supout=no automatic-supout=yes ping-start-after-boot=5m ping-timeout=1m send-email-from=none
          send-email-to=none send-smtp-server=none watch-address=none watchdog-timer=yes
        /system package update: single
          channel=stable
        /tool bandwidth-server: single
          allocate-udp-ports-from=2000 authenticate=yes enabled=yes max-sessions=100
        /tool e-mail: single
          address=0.0.0.0[<7.12] from=<> password="" port=25 server=0.0.0.0 start-tls=no[<7.15] tls=no user=""
          vfr=""[<7.15]
        /tool graphing: single
          page-refresh=300 store-every=5min
        /tool graphing interface: interface
          allow-address=0.0.0.0/0 interface=all store-on-disk=yes
        /tool graphing queue: simple-queue
        /tool mac-server: single
        /tool mac-server mac-winbox: single
        /tool mac-server ping: single
          enabled=yes
        /tool netwatch: host, type?
          accept-icmp-time-exceeded=no[>=7.16] ttl=255[>=7.16] type=simple
          !accept-icmp-time-exceeded !certificate !check-certificate !dns-server !down-script
          !early-failure-detection !early-success-detection !http-codes !ignore-initial-down !ignore-initial-up
          !interval !packet-count !packet-interval !packet-size !port !record-type !src-address !start-delay
          !startup-delay !status !test-script !thr-avg !thr-http-time !thr-jitter !thr-loss-count !thr-loss-percent
          !thr-max !thr-stdev !thr-tcp-conn-time !timeout !ttl !up-script
        /tool romon: single
          enabled=no id=00:00:00:00:00:00 secrets=""
        /tool romon port: interface
        /tool sniffer: single
          file-limit=1000KiB file-name="" filter-cpu="" filter-direction=any filter-interface=""
          filter-ip-address="" filter-ip-protocol="" filter-ipv6-address="" filter-mac-address=""
          filter-mac-protocol="" filter-operator-between-entries=or filter-port="" filter-size="" filter-stream=no
          memory-limit=100KiB memory-scroll=yes only-headers=no streaming-enabled=no streaming-server=0.0.0.0:37008
        /tool sms: single
          allowed-number="" auto-erase=no[<7.15] channel=0 port=none receive-enabled=no secret="" sim-pin=""
        /tool traffic-monitor: name
        /radius: comment; ordered
          accounting-backup=no accounting-port=1813 address=0.0.0.0 authentication-port=1812 protocol=udp
          radsec-timeout=3300ms[>=7.19.6] require-message-auth=yes-for-request-resp[>=7.15] src-address=0.0.0.0
          timeout=300ms
        /radius incoming: single
          accept=no port=3799
        /user: name
        /user aaa: single
          accounting=yes default-group=read exclude-groups="" interim-update=0s use-radius=no
        /user group: name
          policy="" skin=default
        /user settings: single
        /user ssh-keys: user, key-owner
        /certificate settings: single
          crl-download=no crl-store=ram crl-use=no
        /console settings: single
        /disk settings: single
          auto-media-interface=bridge auto-media-sharing=yes auto-smb-sharing=yes auto-smb-user=guest
         
        /port: fixed: name
        /mpls settings: single
        """
}
