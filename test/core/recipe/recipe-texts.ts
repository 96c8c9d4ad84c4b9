/** Recipes for tests: one that uses every kind of step and test, and the pieces to break it with. */
export const fullRecipe = `# Everything that a recipe can say.
name: web-shop
version: '7.3.0'
description: The shop's web server
base:
  recipe: hardened
users:
  - shop
  - { name: deploy, shell: /bin/sh }
steps:
  - name: Web server
    packages:
      format: rpm
      remove: [python3-boto3]
      install:
        - { name: nginx, version: 1.28.0 }
        - jemalloc
  - name: Configuration
    files:
      - path: /etc/nginx/conf.d/shop.conf
        mode: '0640'
        content: |
          # it's 8080, "really"; ümlaut $HOME
          listen 8080;
  - name: Say so
    shell: |
      echo "hello from the builder"
services: [nginx]
tests:
  - { package: nginx, version: 1.28.0 }
  - { package: python3-boto3, absent: true }
  - port: 8080
  - http: http://localhost:8080/healthz
  - { name: it's configured, file: /etc/nginx/conf.d/shop.conf }
  - service: nginx
  - name: answers
    command: |
      curl -fs http://localhost:8080/healthz
      true
watch: [/etc/nginx/conf.d/shop.conf]
`;

export const recipeWithTest = (test: string) =>
  fullRecipe.replace("  - service: nginx\n", `  - service: nginx\n  - ${test}\n`);
