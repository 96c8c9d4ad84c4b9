/** A recipe that says everything that can be said, and what it takes from its repository. */
import type { RepositoryEntries, RepositoryEntry } from "../../../../shared/recipe/repository.ts";
import type { RepositoryFile } from "../../../../shared/recipe/recipe-step.ts";

export const wholeRecipe = `name: shop-web
version: \${{ VERSION }}
description: All of it
kind: server
base: { parameter: "/aws/al2023-\${{ architecture }}" }
architectures: [x86_64, arm64]
regions: [eu-central-1, { region: us-east-1, key: alias/images }]
accounts: ["111122223333"]
builder: { instanceProfile: builder, diskGib: 20, minutes: 90 }
variables:
  VERSION: "7.3.0"
  PORT: "8080"
  CHANNEL: { ssm: /shop/channel }
secrets:
  TOKEN: { ssm: /shop/token }
  PASSWORD: { secretsManager: shop/repository, key: password }
users: [shop]
steps:
  - packages:
      format: rpm
      install:
        - nginx
        - { name: shop-web, version: "\${{ VERSION }}" }
        - { url: "https://packages.example.com/a-\${{ rpmArchitecture }}.rpm", sha256: ${"a".repeat(64)} }
        - { file: packages/b.rpm }
  - files:
      - { path: /etc/channel, content: "\${{ CHANNEL }}" }
      - { path: /usr/share/site/, from: site }
      - { path: /etc/one.conf, from: site/one.conf, mode: "600", owner: shop }
  - shell: echo "$VERSION"
  - ansible: { from: playbook, playbook: ./site.yml, variables: { port: "\${{ PORT }}" } }
  - ansible: { playbook: "- hosts: localhost", format: deb, install: false }
  - chef: { from: chef, install: cinc, mode: solo, runList: ["recipe[web::default]", "role[shop]"], attributes: { web: { port: 80 } } }
  - puppet: { from: puppet, facts: { site: home }, hiera: hiera.yaml, format: deb }
  - cfengine: { policy: "bundle agent main {}", bundles: [main], classes: [build], format: deb }
  - reboot: true
  - container:
      name: proxy
      image: registry.example.com/proxy:\${{ VERSION }}
      engine: podman
      ports: ["\${{ PORT }}:80"]
      volumes: ["/srv:/data:ro"]
      command: [serve]
      unit: { from: proxy.service }
services: [nginx]
tests:
  - command: "true"
  - port: \${{ PORT }}
  - { http: "http://localhost:\${{ PORT }}/", status: 204, contains: ok }
  - { package: nginx, version: "1.28" }
  - { file: /etc/one.conf, mode: "600", owner: shop, contains: x }
  - { service: nginx, enabled: true }
  - { user: nobody-else, absent: true }
  - listening: [22, "tcp/\${{ PORT }}", udp/323]
  - boot: 60
watch: [/etc/one.conf]
`;

const file = (path: string, isExecutable = false): RepositoryFile => ({
  ...{ path, base64: "eA==", bytes: 1, sha256: "2d711642", isExecutable },
});
const folder = (...paths: readonly string[]): RepositoryEntry => ({
  kind: "folder",
  files: paths.map((path) => file(path, path.endsWith(".sh"))),
});

export const wholeEntries: RepositoryEntries = new Map([
  ["web/packages/b.rpm", { kind: "file", file: file("web/packages/b.rpm") }],
  ["web/site", folder("one.conf", "run.sh")],
  ["web/site/one.conf", { kind: "file", file: file("web/site/one.conf") }],
  ["web/playbook", folder("site.yml", "roles/web/tasks/main.yml")],
  ["web/chef", folder("cookbooks/web/recipes/default.rb", "roles/shop.json")],
  ["web/puppet", folder("hiera.yaml", "manifests/site.pp", "modules/web/manifests/init.pp")],
  ["web/proxy.service", { kind: "file", file: file("web/proxy.service") }],
]);
