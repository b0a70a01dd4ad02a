import { describe, expect, it } from 'vitest'
import { recognise } from './recognise.ts'

function look(files: Readonly<Record<string, string>>) {
  const [{ folder: _, ...root }] = recognise({ paths: Object.keys(files), texts: files })
  return root
}

describe('what a repository holds', () => {
  it('is a Node service when it is started by Node', () => {
    const found = look({
      'package.json': '{"scripts":{"start":"node src/server.js","test":"node --test"}}',
      'src/server.js': '',
    })
    expect(found).toEqual({
      kind: 'node-service',
      signs: [{ file: 'package.json', what: 'start-script' }],
      parameters: { testCommand: 'npm test' },
      hasTests: true,
    })
  })

  it('is built first when it has a build script', () => {
    const found = look({ 'package.json': '{"scripts":{"start":"node dist/main.js","build":"tsc"}}' })
    expect(found).toMatchObject({ kind: 'node-service', parameters: { buildCommand: 'npm run build' } })
  })

  it('keeps a start script that is more than Node', () => {
    const found = look({ 'package.json': '{"scripts":{"start":"next start"},"dependencies":{"next":"16"}}' })
    expect(found.kind).toBe('node-service')
    expect(found.parameters).toEqual({ startCommand: 'npm start' })
  })

  it('is a Go service when it has a module', () => {
    const found = look({ 'go.mod': 'module example.org/api', 'main.go': '', 'main_test.go': '' })
    expect(found).toMatchObject({ kind: 'go-service', hasTests: true })
  })

  it('is a site when there is a page and nothing that is started', () => {
    expect(look({ 'index.html': '' })).toMatchObject({ kind: 'static-site', parameters: { siteDirectory: '.' } })
    expect(look({ 'public/index.html': '', 'README.md': '' }).parameters).toEqual({ siteDirectory: 'public' })
  })

  it('is a site that is built first when its development server is all that it starts', () => {
    const found = look({ 'index.html': '', 'package.json': '{"scripts":{"start":"vite","build":"vite build"}}' })
    expect(found).toMatchObject({
      kind: 'static-site',
      parameters: { buildCommand: 'npm run build', siteDirectory: 'dist' },
    })
  })

  it('is a Node service when all that tells is a file that looks like a program', () => {
    expect(look({ 'package.json': '{"main":"lib/run.js"}', 'lib/run.js': '' })).toMatchObject({
      kind: 'node-service',
      signs: [{ file: 'package.json', what: 'main' }],
      parameters: {},
    })
    expect(look({ 'package.json': '{"main":"index.js"}', 'server.js': '' })).toMatchObject({
      kind: 'node-service',
      signs: [{ file: 'server.js', what: 'program' }],
      parameters: { startCommand: 'node server.js' },
    })
    expect(look({ 'package.json': '{"main":"./lib"}', 'lib/index.js': '' }).signs).toMatchObject([{ what: 'main' }])
    expect(look({ 'index.html': '', 'app.js': '' }).kind).toBe('static-site')
  })

  it('finds the program of a Go module below cmd', () => {
    const main = (...files: string[]) =>
      look(Object.fromEntries(['go.mod', ...files].map((file) => [file, '']))).parameters
    expect(main('main.go', 'cmd/tool/main.go')).toEqual({})
    expect(main('orders.go', 'cmd/orders/main.go')).toEqual({ mainPackage: './cmd/orders' })
    expect(main('cmd/migrate/main.go', 'cmd/server/main.go')).toEqual({ mainPackage: './cmd/server' })
    expect(main('cmd/a/main.go', 'cmd/b/main.go')).toEqual({})
    expect(main('services/orders/main.go', 'orders.go')).toEqual({ mainPackage: './services/orders' })
  })

  it('offers the programs of a Go module, without those of modules below', () => {
    const paths = ['go.mod', 'cmd/b/serve.go', 'cmd/a/main.go', 'tools/go.mod', 'tools/main.go', 'a_test.go', 'a.go']
    expect(look(Object.fromEntries(paths.map((path) => [path, '']))).programs).toEqual(['./cmd/a', './cmd/b'])
  })

  it('is a site in the folder that its tool builds into', () => {
    const scripts = { start: 'gatsby develop', build: 'gatsby build' }
    const found = look({ 'package.json': JSON.stringify({ scripts, dependencies: { gatsby: '5' } }) })
    expect(found).toMatchObject({ kind: 'static-site', parameters: { siteDirectory: 'public' } })
    const built = { scripts: { build: 'eleventy' }, devDependencies: { '@11ty/eleventy': '3' } }
    expect(look({ 'package.json': JSON.stringify(built) }).parameters).toMatchObject({ siteDirectory: '_site' })
  })

  it('is built and tested by the program that its scripts call', () => {
    const about = {
      scripts: { start: 'node .', build: 'yarn tsc', test: 'jest' },
      packageManager: 'yarn@4.5.0+sha224.1',
    }
    const caller = 'YARN_NODE_LINKER=node-modules npx --yes --package @yarnpkg/cli-dist@4.5.0 yarn'
    expect(look({ 'package.json': JSON.stringify(about) }).parameters).toEqual({
      buildCommand: `${caller} run build`,
      testCommand: `${caller} test`,
    })
  })

  it('is called by Bun where its scripts are', () => {
    const about = { scripts: { start: 'bun run src/index.ts', test: 'bun test' }, dependencies: { hono: '4' } }
    expect(look({ 'package.json': JSON.stringify(about) }).parameters).toEqual({
      startCommand: 'npx --yes bun run start',
      testCommand: 'npx --yes bun run test',
    })
  })

  it('is a service in TypeScript where there is what runs it', () => {
    const files = (about: object) => ({ 'package.json': JSON.stringify(about), 'src/server.ts': '' })
    const dependencies = { express: '5' }
    expect(look(files({ dependencies, devDependencies: { tsx: '4' } })).parameters).toEqual({
      startCommand: 'npx tsx src/server.ts',
    })
    expect(look(files({ dependencies })).kind).toBeUndefined()
  })

  it('takes the program of a Go module that listens', () => {
    const files = {
      'go.mod': '',
      'cmd/a/main.go': 'func main() {}',
      'cmd/b/main.go': 'http.ListenAndServe(":80", nil)',
    }
    expect(look(files).parameters).toEqual({ mainPackage: './cmd/b' })
  })

  it('is a site of Hugo by its configuration', () => {
    const parameters = { buildCommand: 'hugo --minify', siteDirectory: 'public' }
    expect(look({ 'hugo.toml': '' })).toMatchObject({ kind: 'static-site', parameters })
    expect(look({ 'config.toml': '', 'content/_index.md': '', 'layouts/index.html': '' }).parameters).toEqual(
      parameters,
    )
    expect(look({ 'config.toml': '' }).kind).toBeUndefined()
  })

  it('is a site of MkDocs by its configuration, with what it asks for', () => {
    const command = (list: string): string =>
      `python3 -m venv .mkdocs && .mkdocs/bin/pip install mkdocs${list} && .mkdocs/bin/mkdocs build`
    expect(look({ 'mkdocs.yml': '', 'docs/index.md': '' })).toMatchObject({
      kind: 'static-site',
      signs: [{ file: 'mkdocs.yml', what: 'mkdocs' }],
      parameters: { buildCommand: command(''), siteDirectory: 'site' },
    })
    expect(look({ 'mkdocs.yml': '', 'docs/requirements.txt': 'mkdocs-material\n' }).parameters).toMatchObject({
      buildCommand: command(' -r docs/requirements.txt'),
    })
  })

  it('is a site of Jekyll by its configuration beside a Gemfile, or its folders', () => {
    expect(look({ '_config.yml': '', Gemfile: '', 'index.md': '' })).toMatchObject({
      kind: 'static-site',
      parameters: {
        buildCommand: 'export BUNDLE_PATH=.bundle && bundle install && bundle exec jekyll build',
        siteDirectory: '_site',
      },
    })
    expect(look({ '_config.yml': '', '_posts/2026-01-01-first.md': '' }).parameters).toEqual({
      buildCommand: 'jekyll build',
      siteDirectory: '_site',
    })
    expect(look({ '_config.yml': '' }).kind).toBeUndefined()
  })

  it('says that a Dockerfile beside it is passed over', () => {
    expect(look({ 'index.html': '', Dockerfile: '' }).signs).toContainEqual({ file: 'Dockerfile', what: 'image' })
    expect(look({ Dockerfile: '' })).toMatchObject({ kind: undefined, signs: [{ what: 'other-kind' }] })
    expect(look({ 'deno.json': '{}', 'main.ts': '' })).toMatchObject({
      kind: undefined,
      signs: [{ what: 'other-kind' }],
    })
  })

  it('is nothing by itself when it is a monorepo of pnpm', () => {
    const files = { 'package.json': '{"scripts":{"build":"pnpm -r build"}}', 'pnpm-workspace.yaml': '' }
    expect(look(files).kind).toBeUndefined()
  })

  it('takes the test script that npm init writes for none', () => {
    const test = 'echo \\"Error: no test specified\\" && exit 1'
    const found = look({ 'package.json': `{"scripts":{"start":"node .","test":"${test}"}}` })
    expect(found).toMatchObject({ parameters: {}, hasTests: false })
  })

  it('is an application in each folder of a monorepo that is recognised', () => {
    const files = {
      'package.json': '{"workspaces":["packages/*"],"scripts":{"build":"turbo build"}}',
      'packages/web/package.json': '{"scripts":{"build":"vite build"}}',
      'packages/web/index.html': '',
      'packages/api/package.json': '{"scripts":{"start":"node index.js","test":"node --test"}}',
      'packages/words/package.json': '{}',
      'worker/go.mod': '',
      'node_modules/other/package.json': '{"scripts":{"start":"node ."}}',
    }
    expect(recognise({ paths: Object.keys(files), texts: files })).toMatchObject([
      { folder: '.', kind: undefined },
      {
        folder: 'packages/api',
        kind: 'node-service',
        signs: [{ file: 'packages/api/package.json', what: 'start-script' }],
        hasTests: true,
      },
      { folder: 'packages/web', kind: 'static-site', parameters: { siteDirectory: 'dist' } },
      { folder: 'worker', kind: 'go-service' },
    ])
  })

  it('is left to the person when nothing tells', () => {
    expect(look({ 'README.md': '', 'package.json': 'not JSON' }).kind).toBeUndefined()
  })
})
