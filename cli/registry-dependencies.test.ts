import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveModules, type ServedModules } from '#server/node/registries/serve-modules.ts'
import { runForTest } from './testing/run-for-test.ts'

const header = 'language: version: "v0.9.0"\n'
let folder: string
let registry: ServedModules

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-registry-'))
  registry = await serveModules({
    'base.example/lib@v1.0.0': {
      'cue.mod/module.cue': `module: "base.example/lib@v1"\n${header}`,
      'lib.cue': 'package lib\n\nversion: "1.0.0"\n',
    },
    'base.example/lib@v1.10.0': {
      'cue.mod/module.cue': `module: "base.example/lib@v1"\n${header}`,
      'lib.cue': 'package lib\n\nversion: "1.10.0"\n',
    },
    'kinds.example/deep/types@v0.2.0': {
      'cue.mod/module.cue': `module: "kinds.example/deep/types@v0"\n${header}deps: "base.example/lib@v1": v: "v1.10.0"\n`,
      'pod/pod.cue':
        'package pod\n\nimport "base.example/lib"\n\n#Pod: {apiVersion: "v1", kind: "Pod", metadata: {name: string, labels: version: lib.version}}\n',
    },
    'private.example/lib@v1.0.0': 401,
  })
  await write('shop/cue.mod/module.cue', [
    'module: "shop.example/adapters"',
    header.trim(),
    'deps: {',
    '\t"base.example/lib@v1": v: "v1.0.0"',
    '\t"kinds.example/deep/types@v0": {v: "v0.2.0", default: true}',
    '}',
  ])
  await write('shop/web/web.cue', [
    'package web',
    'import "kinds.example/deep/types/pod@v0"',
    'DesignPattern: resources: app: web: pod.#Pod & {metadata: name: "web"}',
  ])
  await write('shop/plain/plain.cue', [
    'package plain',
    'DesignPattern: resources: app: plain: {apiVersion: "v1", kind: "Pod", metadata: name: "plain"}',
  ])
})
afterAll(async () => {
  await registry.close()
  await rm(folder, { recursive: true })
})

async function write(file: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), `${lines.join('\n')}\n`)
}

async function compile(module: string, adapter: string, env: Readonly<Record<string, string>> = {}) {
  await write(`${module}-${adapter}.yaml`, [
    `modules: [{name: shop.example/adapters, local: {path: ${module}}}]`,
    `designPatterns: [{pattern: shop.example/adapters/${adapter}}]`,
  ])
  return runForTest(['manifest', 'compile', '-c', `${module}-${adapter}.yaml`], {
    cwd: folder,
    env: { LINEWRIGHT_CACHE: join(folder, 'cache'), CUE_REGISTRY: registry.host, ...env },
  })
}

/** Makes the same module with another dependency. */
async function moduleWith(name: string, dependency: string): Promise<void> {
  await write(`${name}/cue.mod/module.cue`, ['module: "shop.example/adapters"', header.trim(), dependency])
  const [, path = ''] = /"([^"@]+)/.exec(dependency) ?? []
  await write(`${name}/web/web.cue`, ['package web', `import "${path}"`, 'DesignPattern: resources: app: web: lib'])
}

describe('dependencies that a module declares for the registry of CUE', () => {
  it('are not asked for by adapters that do without them', async () => {
    const before = registry.asked.length
    expect(await compile('shop', 'plain')).toMatchObject({ code: 0, err: '' })
    expect(registry.asked).toHaveLength(before)
  })

  it('are fetched with what they need, each at the lowest version that all accept', async () => {
    const all = await Promise.all([1, 2, 3].map(() => compile('shop', 'web')))
    for (const { code, out, err } of all) {
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('version: "1.10.0"')
    }
  })

  it('are there without the registry afterwards', async () => {
    const before = registry.asked.length
    const again = await compile('shop', 'web')
    expect(again).toMatchObject({ code: 0 })
    expect(registry.asked).toHaveLength(before)
  })

  it('are there for the commands that look at modules', async () => {
    const described = await runForTest(
      ['adapter', 'describe', 'shop.example/adapters/web', '-c', 'shop-web.yaml', '--output', 'json'],
      { cwd: folder, env: { LINEWRIGHT_CACHE: join(folder, 'cache'), CUE_REGISTRY: registry.host } },
    )
    expect(described).toMatchObject({ code: 0, err: '' })
    expect(described.out).toContain('"Pod"')
  })

  it.each([
    ['base.example/lib@v1', 'v1.99.0', undefined, 'The registry HOST has no base.example/lib@v1.99.0'],
    ['private.example/lib@v1', 'v1.0.0', undefined, 'The registry HOST wants a login for private.example/lib@v1.0.0'],
    [
      'away.example/lib@v1',
      'v1.0.0',
      'away.example=127.0.0.1:1,none',
      'The registry 127.0.0.1:1 cannot be reached for away.example/lib@v1.0.0',
    ],
    ['away.example/lib@v1', 'v1.0.0', 'none', 'CUE_REGISTRY names no registry for away.example/lib'],
    [
      'away.example/lib@v1',
      'v1.0.0',
      'https://reg.example',
      'CUE_REGISTRY cannot be read: "https://reg.example" is no registry',
    ],
  ])('are told at the line of module.cue where they cannot be had: %s %s, %s', async (path, version, places, said) => {
    await moduleWith('other', `deps: "${path}": v: "${version}"`)
    const { code, err } = await compile('other', 'web', { CUE_REGISTRY: places ?? registry.host })
    expect(code).not.toBe(0)
    expect(err).toContain(
      `other/cue.mod/module.cue:3:7: Module shop.example/adapters: ${said.replace('HOST', registry.host)}`,
    )
  })
})
