/// The page of a berita acara. All values are escaped by the engine; the style alone is markup.
enum BeritaAcaraTemplate {
    static let html = head + body + work + closing + appendix

    private static let head = #"""
        <!DOCTYPE html>
        <html lang="id">
        <head><meta charset="utf-8"><title>{{ title }} Nomor {{ number }}</title>
        <meta name="author" content="{{ office }}"><style>{{ style }}</style></head>
        <body>
        <div class="kop"><div class="kop-inner">
        {% if logo %}<img src="{{ logo }}" alt="">{% endif %}
        {% for line in letterhead %}
        <div class="{{ 'office' if loop.last else 'first' }}">{{ line }}</div>
        {% endfor %}
        {% for line in address %}<div class="address">{{ line }}</div>{% endfor %}
        </div></div>
        <h1>{{ title }}</h1>
        <div class="nomor">Nomor: {{ number }}</div>
        <div class="tentang">{{ subject }}</div>
        {% if is_emergency %}
        <div class="emergency"><div class="word">DARURAT</div>
        <p>Pekerjaan ini dilaksanakan di luar ketentuan persetujuan biasa, atas persetujuan darurat dari:</p>
        {% for approval in approvals %}
        <p class="by">{{ loop.index }}. <strong>{{ approval.person }}</strong>, dengan alasan: {{ approval.reason }}
        {%- if approval.overrides %} (dikecualikan: {{ approval.overrides }}){% endif %}</p>
        {% endfor %}
        <p>Berita acara ini harus disahkan kemudian oleh pejabat pemberi persetujuan yang tidak turut serta; pengesahannya
        dicatat tersendiri.</p></div>
        {% endif %}

        """#

    private static let body = #"""
        <p>Pada hari ini, {{ date_words }} ({{ date_digits }}), pukul {{ clock }}, bertempat di {{ place }}, kami yang
        bertanda tangan di bawah ini:</p>
        {% for party in parties %}
        <table class="plain party"><tr><td class="number">{{ loop.index }}.</td><td class="name">Nama</td>
        <td class="colon">:</td><td>{{ party.name }}</td></tr>
        {% if party.employee_number %}<tr><td></td><td class="name">NIP</td><td class="colon">:</td>
        <td>{{ party.employee_number }}</td></tr>{% endif %}
        <tr><td></td><td class="name">Jabatan</td><td class="colon">:</td><td>{{ party.title }}</td></tr>
        <tr><td></td><td class="name">Selaku</td><td class="colon">:</td><td>{{ party.role }}
        {%- if party.acting_letter %}, berdasarkan surat Nomor {{ party.acting_letter }}{% endif %}</td></tr></table>
        {% endfor %}
        <p>menyatakan dengan sebenarnya bahwa telah dilaksanakan pekerjaan dengan uraian sebagai berikut.</p>
        <h2>A. DASAR PEKERJAAN</h2>
        <table class="plain">{% for row in basis %}
        <tr><td class="name">{{ row.name }}</td><td class="colon">:</td><td>{{ row.value }}</td></tr>
        {% endfor %}</table>
        <h2>B. PERSETUJUAN</h2>
        {% if approvals %}
        <table class="grid"><thead><tr><th style="width: 20mm">Jenis</th>
        <th style="width: 40mm">Oleh</th><th>Waktu</th><th style="width: 45mm">Alasan</th></tr></thead>
        {% for approval in approvals %}
        <tr><td>{{ approval.kind }}</td><td>{{ approval.person }}</td><td>{{ approval.at }}
        {%- if approval.expires %}, berlaku sampai {{ approval.expires }}{% endif %}</td>
        <td>{{ approval.reason }}{% if approval.overrides %}<br>Pengecualian: {{ approval.overrides }}{% endif %}</td></tr>
        {% endfor %}</table>
        {% else %}<p>Tidak ada persetujuan yang tercatat.</p>{% endif %}
        <h2>C. KETERSEDIAAN BANDWIDTH</h2>
        {% if capacity %}
        <p>Berdasarkan pemeriksaan pada {{ capacity.at }}, permohonan {{ capacity.requested }} (semula
        {{ capacity.allocated }}, unduh/unggah) dinyatakan <strong>{{ capacity.verdict }}</strong>.
        {% if capacity.tightest %}Tautan yang menentukan: {{ capacity.tightest }}. {% endif %}
        {% if capacity.grantable %}Yang dapat diberikan: {{ capacity.grantable }}. {% endif %}
        Kebijakan: {{ capacity.policy }}.</p>
        <table class="grid"><thead><tr><th>Tautan</th>
        <th style="width: 12mm">Arah</th><th style="width: 17mm">Kapasitas</th><th style="width: 14mm">Alokasi</th>
        <th style="width: 17mm">Tambahan</th><th style="width: 15mm">Beban P95</th>
        <th style="width: 16mm">Cakupan data</th><th style="width: 17mm">Uji alokasi</th>
        <th style="width: 17mm">Uji beban</th></tr></thead>
        {% for link in capacity.links %}
        <tr><td>{{ link.link }}</td><td class="center">{{ link.direction }}</td><td class="figure">{{ link.contract }}</td>
        <td class="figure">{{ link.allocated }}</td><td class="figure">{{ link.added }}</td>
        <td class="figure">{{ link.percentile }}</td><td class="figure">{{ link.coverage }}</td>
        <td class="center">{{ link.committed }}</td><td class="center">{{ link.measured }}</td></tr>
        {% endfor %}</table>
        <p>Angka dalam Mbit/s.</p>
        {% else %}<p>Pekerjaan ini tidak memerlukan pemeriksaan ketersediaan bandwidth.</p>{% endif %}

        """#

    private static let work = #"""
        <h2>D. HASIL PEKERJAAN</h2>
        <div class="conclusion">{{ outcome }}</div>
        {% for device in devices %}
        <h3>{{ device.number }}. {{ device.name }} ({{ device.outcome }})</h3>
        <table class="plain">
        <tr><td class="name">Perangkat</td><td class="colon">:</td><td>{{ device.model }}, nomor seri {{ device.serial }},
        {{ device.platform }} {{ device.version }}</td></tr>
        <tr><td class="name">Alamat pengelolaan</td><td class="colon">:</td><td>{{ device.address }}
        {%- if device.segment %} (segmen {{ device.segment }}){% endif %}</td></tr>
        <tr><td class="name">Waktu</td><td class="colon">:</td><td>{{ device.times or 'tidak dimulai' }}</td></tr>
        <tr><td class="name">Jalan kembali</td><td class="colon">:</td><td>{{ device.way_back or 'tidak ada' }}</td></tr>
        {% if device.explanation %}<tr><td class="name">Keterangan</td><td class="colon">:</td>
        <td class="bad">{{ device.explanation }}</td></tr>{% endif %}
        </table>
        {% if device.differences %}
        <table class="grid"><thead><tr><th style="width: 34%">Objek</th><th style="width: 20%">Unsur</th>
        <th>Sebelum</th><th>Sesudah</th></tr></thead>
        {% for difference in device.differences %}{% for row in difference.rows %}
        <tr><td class="mono">{{ difference.object if loop.first else '' }}</td><td class="mono">{{ row.property }}</td>
        <td class="mono">{{ row.before }}</td><td class="mono">{{ row.after }}</td></tr>
        {% endfor %}{% endfor %}</table>
        {% else %}<p>Tidak ada perubahan konfigurasi pada perangkat ini.</p>{% endif %}
        {% if device.verification %}
        <table class="grid"><thead><tr><th style="width: 34%">Pembuktian</th><th style="width: 12%">Melalui</th>
        <th>Diharapkan</th><th>Didapati</th><th style="width: 12%">Hasil</th></tr></thead>
        {% for proof in device.verification %}
        <tr><td>{{ proof.check }}</td><td class="center">{{ proof.source }}</td><td>{{ proof.expected }}</td>
        <td>{{ proof.observed }}</td><td class="center">{{ proof.passed }}</td></tr>
        {% endfor %}</table>
        {% endif %}
        {% else %}<p>Tidak ada perangkat dalam pekerjaan ini.</p>{% endfor %}
        <h2>E. PEMBARUAN DATA DASAR KETERSEDIAAN BANDWIDTH</h2>
        {% if allocation %}
        <p>Alokasi segmen {{ allocation.segment }} <strong>{{ 'telah diperbarui' if allocation.is_renewed else
        'tidak diperbarui' }}</strong> dari {{ allocation.before }} menjadi {{ allocation.after }} (unduh/unggah) pada berkas {{ allocation.file }}.</p>
        <table class="plain mono"><tr><td class="name">Sidik semula</td><td>{{ allocation.digest_before }}</td></tr>
        <tr><td class="name">Sidik menjadi</td><td>{{ allocation.digest_after }}</td></tr></table>
        {% else %}<p>Pekerjaan ini tidak mengubah alokasi bandwidth.</p>{% endif %}
        {% if notes or not clock_synchronised %}
        <h2>F. CATATAN</h2>
        <table class="plain">{% for note in notes %}
        <tr><td class="number">{{ loop.index }}.</td><td>{{ note.at }} – {{ note.kind }}: {{ note.text }}</td></tr>
        {% endfor %}
        {% if not clock_synchronised %}<tr><td class="number">–</td><td>Jam sistem tidak tersinkronisasi pada saat berita
        acara ini dibuat; urutan ditentukan oleh nomor urut catatan.</td></tr>{% endif %}</table>
        {% endif %}

        """#

    private static let closing = #"""
        <p style="margin-top: 4mm">Demikian berita acara ini dibuat dengan sebenarnya untuk dapat dipergunakan sebagaimana
        mestinya.</p>
        <div style="text-align: right; margin: 3mm 0 2mm; break-after: avoid">{{ place }}, {{ date }}</div>
        <div class="signatures">{% for party in parties %}
        <div class="signature"><div>{{ party.role }},</div><div>{{ party.title }}</div>
        <div class="space">{% if party.signature %}Ditandatangani secara elektronik
        {%- if party.at %}<br>{{ party.at }}{% endif %}<br>sidik tanda tangan {{ party.short }}{% endif %}</div>
        <div class="name">{{ party.name }}</div>
        {% if party.employee_number %}<div>NIP {{ party.employee_number }}</div>{% endif %}</div>
        {% endfor %}</div>
        <table class="seal"><tr><td class="code"><img src="{{ code }}" alt="Kode QR"></td>
        <td class="lines"><table>
        <tr><td class="name">Catatan</td><td>nomor {{ record.number }}, urutan ke-{{ record.sequence }} dalam rantai</td></tr>
        <tr><td class="name">Sidik</td><td class="mono">{{ record.digest }}</td></tr>
        <tr><td class="name">Sebelumnya</td><td class="mono">{{ record.previous }}</td></tr>
        <tr><td class="name">Kunci kantor</td><td class="mono">{{ record.signature }}</td></tr>
        <tr><td class="name">Dibuat</td><td>{{ record.time }}, Pita {{ record.pita }}</td></tr></table>
        Naskah aslinya, berita-acara.json, terlampir di dalam berkas PDF ini beserta tanda tangannya, dan dapat diperiksa
        dengan <span class="mono">ssh-keygen -Y verify -n pita-berita-acara</span>.</td></tr></table>

        """#

    private static let appendix = #"""
        {% if devices %}
        <div class="appendix"><h2 style="text-align: center">LAMPIRAN<br>DAFTAR PERINTAH</h2>
        <p>Perintah yang mengubah, menyimpan, atau mengembalikan konfigurasi, sebagaimana dikirim kepada tiap perangkat,
        beserta jawabannya. Perintah yang memasang, membuktikan, dan melepas jalan kembali ada dalam berita-acara.json.
        Rahasia disamarkan.</p>
        {% for device in devices %}
        <h3>{{ device.number }}. {{ device.name }} ({{ device.address }})</h3>
        {% if device.commands %}
        <table class="grid"><thead><tr><th class="number">No.</th><th style="width: 20mm">Guna</th><th>Perintah</th>
        <th style="width: 19mm">Keadaan</th><th style="width: 36mm">Jawaban</th></tr></thead>
        {% for command in device.commands %}
        <tr><td class="number">{{ command.number }}</td><td>{{ command.purpose }}</td>
        <td class="mono">{{ command.text }}{% for line in command.input %}<br>{{ line }}{% endfor %}</td>
        <td class="center">{{ command.state }}</td>
        <td class="mono">{% for line in command.answer %}{{ line }}{% if not loop.last %}<br>{% endif %}{% else %}–{% endfor %}</td>
        </tr>
        {% endfor %}</table>
        {% else %}<p>Tidak ada perintah.</p>{% endif %}
        {% endfor %}</div>
        {% endif %}
        </body></html>

        """#
}
