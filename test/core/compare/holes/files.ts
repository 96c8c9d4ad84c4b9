/** Small files as their publishers write them: OSV, OVAL of Red Hat's and of Ubuntu's kind, a repository's updateinfo. */
const events = [{ introduced: "3.0.0" }, { fixed: "3.0.11-1~deb12u2" }];

export const osv = {
  openssl: {
    id: "DSA-1",
    modified: "2026-02-01T00:00:00Z",
    aliases: ["CVE-2026-1"],
    summary: 'A "hole" with {brackets} and \\ in it',
    severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
    affected: [
      {
        package: { ecosystem: "Debian:12", name: "openssl" },
        ranges: [{ type: "ECOSYSTEM", events }],
      },
    ],
  },
  elsewhere: {
    id: "DSA-2",
    modified: "2026-02-03T00:00:00Z",
    affected: [{ package: { ecosystem: "Debian:12", name: "nobody-has-it" }, ranges: [] }],
  },
  withdrawn: {
    id: "DSA-3",
    withdrawn: "2026-01-01T00:00:00Z",
    affected: [
      {
        package: { ecosystem: "Debian:12", name: "openssl" },
        ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }] }],
      },
    ],
  },
  python: {
    id: "GHSA-1",
    database_specific: { severity: "MODERATE" },
    affected: [
      {
        package: { ecosystem: "PyPI", name: "jinja-2" },
        ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "3.1.3" }] }],
        versions: ["3.1.1", "3.1.2"],
      },
    ],
  },
};

const definition = (id: string, at: number, cve: string, criteria: string) => `
  <definition class="patch" id="oval:x:def:${String(at)}" version="1">
    <metadata>
      <title>${id}: an update (Important)</title>
      <affected family="unix"><platform>Red Hat Enterprise Linux 9</platform></affected>
      <reference ref_id="${id}" source="RHSA"/><reference ref_id="${cve}" source="CVE"/>
      <advisory from="x"><severity>Important</severity><issued date="2026-01-05"/></advisory>
    </metadata>
    <criteria operator="OR">
      <criterion comment="Red Hat Enterprise Linux must be installed" test_ref="oval:x:tst:9"/>
      <criteria operator="AND">
        <criterion comment="Red Hat Enterprise Linux 9 is installed" test_ref="oval:x:tst:8"/>
        ${criteria}
      </criteria>
    </criteria>
  </definition>`;

export const oval = `<?xml version="1.0" encoding="utf-8"?>
<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5">
 <definitions>${definition(
   "RHSA-2026:1",
   1,
   "CVE-2026-1",
   `<criteria operator="AND"><criterion comment="openssl is earlier than 1:3.0.7-25.el9_3" test_ref="oval:x:tst:1"/>
    <criterion comment="openssl is signed with Red Hat key" test_ref="oval:x:tst:2"/></criteria>`,
 )}${definition(
   "RHSA-2026:2",
   2,
   "CVE-2026-2",
   `<criterion comment="Module nodejs:18 is enabled" test_ref="oval:x:tst:7"/>
    <criteria operator="OR"><criterion comment="nodejs is earlier" test_ref="oval:x:tst:3"/></criteria>`,
 )}
  <definition class="inventory" id="oval:x:def:3" version="1"><metadata><title>x</title></metadata></definition>
 </definitions>
 <tests>
  <red-def:rpminfo_test check="at least one" id="oval:x:tst:1" xmlns:red-def="r"><red-def:object object_ref="oval:x:obj:1"/><red-def:state state_ref="oval:x:ste:1"/></red-def:rpminfo_test>
  <red-def:rpminfo_test check="at least one" id="oval:x:tst:2" xmlns:red-def="r"><red-def:object object_ref="oval:x:obj:1"/><red-def:state state_ref="oval:x:ste:2"/></red-def:rpminfo_test>
  <red-def:rpminfo_test check="at least one" id="oval:x:tst:3" xmlns:red-def="r"><red-def:object object_ref="oval:x:obj:3"/><red-def:state state_ref="oval:x:ste:3"/></red-def:rpminfo_test>
 </tests>
 <objects>
  <red-def:rpminfo_object id="oval:x:obj:1" xmlns:red-def="r"><red-def:name>openssl</red-def:name></red-def:rpminfo_object>
  <red-def:rpminfo_object id="oval:x:obj:3" xmlns:red-def="r"><red-def:name>nodejs</red-def:name></red-def:rpminfo_object>
 </objects>
 <states>
  <red-def:rpminfo_state id="oval:x:ste:1" xmlns:red-def="r"><red-def:arch datatype="string" operation="pattern match">aarch64|x86_64</red-def:arch><red-def:evr datatype="evr_string" operation="less than">1:3.0.7-25.el9_3</red-def:evr></red-def:rpminfo_state>
  <red-def:rpminfo_state id="oval:x:ste:2" xmlns:red-def="r"><red-def:signature_keyid operation="equals">199e2f91fd431d51</red-def:signature_keyid></red-def:rpminfo_state>
  <red-def:rpminfo_state id="oval:x:ste:3" xmlns:red-def="r"><red-def:evr datatype="evr_string" operation="less than">1:18.19-1.module+el9</red-def:evr></red-def:rpminfo_state>
 </states>
</oval_definitions>`;

export const ovalUnfixed = `<oval_definitions xmlns="o" xmlns:linux-def="l">
 <definitions><definition class="vulnerability" id="oval:y:def:1" version="1">
  <metadata><title>CVE-2026-9 on Ubuntu 22.04 LTS (jammy) - medium</title>
   <affected family="unix"><platform>Ubuntu 22.04 LTS</platform></affected>
   <reference source="CVE" ref_id="CVE-2026-9"/><advisory><severity>Medium</severity></advisory></metadata>
  <criteria><extend_definition definition_ref="oval:y:def:100"/>
   <criteria operator="OR"><criterion test_ref="oval:y:tst:1" comment="libfoo1 is affected, no fix yet"/>
   <criterion negate="true" test_ref="oval:y:tst:2" comment="libbar is not"/></criteria></criteria>
 </definition></definitions>
 <tests><linux-def:dpkginfo_test id="oval:y:tst:1" check_existence="at_least_one_exists"><linux-def:object object_ref="oval:y:obj:1"/></linux-def:dpkginfo_test>
 <linux-def:dpkginfo_test id="oval:y:tst:2" check_existence="at_least_one_exists"><linux-def:object object_ref="oval:y:obj:2"/></linux-def:dpkginfo_test></tests>
 <objects><linux-def:dpkginfo_object id="oval:y:obj:1"><linux-def:name var_ref="oval:y:var:1" var_check="at least one"/></linux-def:dpkginfo_object>
 <linux-def:dpkginfo_object id="oval:y:obj:2"><linux-def:name>libbar</linux-def:name></linux-def:dpkginfo_object></objects>
 <variables><constant_variable id="oval:y:var:1" datatype="string"><value>libfoo1</value><value>libfoo-dev</value></constant_variable></variables>
</oval_definitions>`;

export const updateinfo = `<?xml version="1.0" ?><updates>
 <update from="linux-security@amazon.com" status="final" type="security" version="1.4">
  <id>ALAS2023-2026-7</id><title>Amazon Linux 2023 - ALAS2023-2026-7: Medium priority package update for curl</title>
  <issued date="2026-03-01 10:00" /><updated date="2026-03-02 10:00" /><severity>medium</severity>
  <references><reference href="http://x" id="CVE-2026-7" title="" type="cve" /></references>
  <pkglist><collection short="amazon-linux-2023"><name>Amazon Linux 2023</name>
   <package arch="x86_64" epoch="0" name="curl" release="1.amzn2023.0.2" version="8.3.0"><filename>x</filename></package>
   <package arch="aarch64" epoch="0" name="curl" release="1.amzn2023.0.2" version="8.3.0"><filename>x</filename></package>
  </collection></pkglist></update>
 <update from="x" type="bugfix"><id>ALAS-0</id></update>
</updates>`;
