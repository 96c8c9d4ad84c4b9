/** The recipes of the images that the practice region begins with, as they were written at the time. */
import type { ImageEntry } from "./image-catalogue.ts";

/** Null: an image that no recipe made. */
export function pastRecipe(entry: ImageEntry): string | null {
  if (entry.foreign || entry.kind === "base") return null;
  return entry.kind === "golden" ? goldenRecipe(entry) : serverRecipe(entry);
}

const runtimes: Readonly<Record<string, readonly string[]>> = {
  node: ["nodejs", "nginx"],
  java: ["java-21-amazon-corretto-headless", "nginx"],
  cache: ["valkey"],
  mail: ["postfix", "opendkim"],
  database: ["postgresql17-server", "pgbackrest"],
};

function serverRecipe({ recipe, version, runtime }: ImageEntry): string {
  const packages = runtimes[runtime ?? ""] ?? [];
  return `name: ${recipe}
version: '${version}'
description: ${recipe} of the shop
base:
  recipe: hardened            # an image that the recipe "hardened" made

steps:
  - name: Run time and web server
    packages:
      format: rpm
      install:
${packages.map((name) => `        - ${name}`).join("\n")}
  - name: The application
    packages:
      format: rpm
      install:
        - { name: shop-${recipe}, version: ${version} }
  - name: Its configuration
    files:
      - path: /etc/shop/${recipe}.yaml
        mode: '0640'
        content: |
          port: 8080
          workers: auto

services: [${recipe}]

tests:
  - { package: shop-${recipe}, version: ${version} }
  - { file: /etc/shop/${recipe}.yaml }
  - { file: /opt/shop/${recipe}/build-info.json }
  - { service: ${recipe} }
  - { service: sshd }
  - { service: chronyd }
  - { port: 8080 }

# Their digests go into the manifest, so that a comparison shows a change.
watch:
  - /etc/ssh/sshd_config
  - /etc/os-release
  - /etc/sysctl.d/90-hardening.conf
  - /etc/sudoers
  - /etc/shop/${recipe}.yaml
  - /etc/systemd/system/${recipe}.service
  - /opt/shop/${recipe}/build-info.json
`;
}

function goldenRecipe({ version }: ImageEntry): string {
  return `name: hardened
version: '${version}'
description: Amazon Linux 2023, hardened, with the shop's agents
kind: golden
base:
  name: al2023-*              # an image by its name, * for anything

steps:
  - name: Guards and agents
    packages:
      format: rpm
      install:
        - aide
        - audit
        - fail2ban
        - amazon-cloudwatch-agent
        - vector
        - prometheus-node-exporter
        - { name: shop-hardening, version: '${version}' }

services: [auditd, fail2ban, amazon-cloudwatch-agent]

tests:
  - { package: shop-hardening, version: '${version}' }
  - { service: sshd }
`;
}
