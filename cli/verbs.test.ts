import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runForTest } from './testing/run-for-test.ts'

const fixture = fileURLToPath(new URL('../compiler/fixtures/shop', import.meta.url))
const sample = fileURLToPath(new URL('../samples/bookshelf/lines/bookshelf-release.yaml', import.meta.url))
let folder: string
let repository: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-verbs-'))
  const work = join(folder, 'work')
  await cp(fixture, work, { recursive: true })
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', work, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args])
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-q', '-m', 'first')
  git('tag', 'v1.0.0')
  repository = `file://${work}`
  await writeFile(join(folder, 'p.yaml'), 'ns: prod\n')
})
afterAll(() => rm(folder, { recursive: true }))

function run(...words: readonly string[]) {
  return runForTest(words, { cwd: folder, env: { LINEWRIGHT_CACHE: join(folder, 'cache'), LANG: 'C.UTF-8' } })
}

async function config(name: string, modules: string, patterns: string): Promise<string> {
  await writeFile(
    join(folder, name),
    `params: [{name: ns, type: string}]\nmodules:\n${modules}\ndesignPatterns:\n${patterns}\n`,
  )
  return name
}

const web = '  - pattern: shop.example/adapters/kube/web\n    params: {appName: shop, k8sNamespace: $(params.ns)}'

describe('manifest compile', () => {
  it('takes modules from Git by tag, and works without the repository afterwards', async () => {
    const file = await config('git.yaml', `  - {name: "${repository}", revision: v1.0.0}`, web)
    const first = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(parseAllDocuments(first.out)).toHaveLength(6)
    const away = `${repository.slice('file://'.length)}-away`
    execFileSync('mv', [repository.slice('file://'.length), away])
    const second = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml', '-o', 'out/manifests.yml')
    execFileSync('mv', [away, repository.slice('file://'.length)])
    expect(second).toMatchObject({ code: 0, out: '' })
    expect(await readFile(join(folder, 'out', 'manifests.yml'), 'utf8')).toBe(first.out)
  })

  it('does not look for the adapters of a module whose entry is wrong', async () => {
    const file = await config('entry.yaml', '  - {name: shop.example/adapters}', web)
    const { code, err } = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')
    expect(code).toBe(1)
    expect(err).toBe('entry.yaml:3:5: modules[0] needs exactly one of revision, local and remote; none is given\n')
  })

  it('tells an unknown revision in the line of the QVS Config, with the nearest one', async () => {
    const file = await config('wrong.yaml', `  - {name: "${repository}", revision: v1.0.1}`, web)
    const { code, err } = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')
    expect(code).toBe(1)
    expect(err).toMatch(
      /^wrong\.yaml:3:5: Module .* has no branch, tag or commit "v1\.0\.1"\n {2}fix: Did you mean v1\.0\.0\?/,
    )
  })

  it('takes the module under work instead of Git, and writes places in it as files', async () => {
    const file = await config(
      'stand.yaml',
      '  - {name: shop.example/adapters, revision: v9.9.9}',
      web.replace('shop,', 'shop, port: 80,'),
    )
    const { code, err } = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml', '--module-root', 'work')
    expect(code).toBe(1)
    expect(err).toMatch(
      /^stand\.yaml:\d+:\d+: parameters\.port: .*\(declared at work\/kube\/web\/main\.cue:19:\d+\)\n$/,
    )
  })

  it('takes it instead of another folder as well, whatever the QVS Config calls that', async () => {
    const other = join(folder, 'other')
    await mkdir(join(other, 'cue.mod'), { recursive: true })
    await writeFile(join(other, 'cue.mod', 'module.cue'), 'module: "shop.example/adapters"\n')
    for (const entry of [
      '{name: shop.example/adapters, local: {path: nowhere}}',
      '{name: mine, local: {path: other}}',
    ]) {
      const file = await config('local.yaml', `  - ${entry}`, web)
      expect(await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')).toMatchObject({ code: 1 })
      const { code, err } = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml', '--module-root', 'work')
      expect({ code, err }).toEqual({ code: 0, err: '' })
    }
  })

  it('tells at once what modules, values and each use of an adapter are wrong about', async () => {
    const local = '  - {name: shop.example/adapters, local: {path: work}}'
    const gone = '  - {name: "file:///nowhere/gone", revision: v1}'
    const patterns = [
      '  - {pattern: shop.example/adapters/kube/web, params: {appName: shop, k8sNamespace: $(params.ns), prot: 1}}',
      '  - {pattern: shop.example/adapters/kube/wep}',
      '  - {pattern: shop.example/adapters/kube/web, params: {k8sNamespace: x, prt: 1}}',
      '  - {pattern: shop.example/adapters/kube/web, params: {appName: b, k8sNamespace: $(params.typo), zone: 1}}',
      'kind: x',
    ].join('\n')
    const file = await config('many.yaml', `${local}\n${gone}`, patterns)
    const { code, err } = await run('manifest', 'compile', '-c', file)
    expect(code).toBe(1)
    const lines = err.split('\n').filter((line) => line.startsWith('many.yaml:'))
    expect(lines.map((line) => line.replace(/ \(declared at .*/, ''))).toEqual([
      expect.stringMatching(/^many\.yaml:10:1: warning: kind is not a key of a QVS Config/),
      expect.stringMatching(/^many\.yaml:9:68: .*"typo", which params does not declare$/),
      expect.stringMatching(/^many\.yaml:4:5: Module file:\/\/\/nowhere\/gone: /),
      'many.yaml:1:10: The parameter "ns" has no value',
      expect.stringMatching(/^many\.yaml:6:99: .* has no parameter "prot"; did you mean port\?$/),
      expect.stringMatching(/^many\.yaml:7:15: cannot find package ".*kube\/wep": /),
      expect.stringMatching(/^many\.yaml:8:73: .* has no parameter "prt"; did you mean port\?$/),
      expect.stringMatching(/^many\.yaml:8:15: .* needs the parameter "appName"$/),
      expect.stringMatching(/^many\.yaml:9:98: warning: .* has no parameter "zone"; there are /),
    ])
    const pipelines = await run('pipeline', 'compile', '-c', file, '--prefix', 'shop')
    expect(pipelines.err).toMatch(/^many\.yaml:10:1: warning: /m)
    expect(pipelines.err).toMatch(/^many\.yaml:9:98: warning: /m)
  })

  it('names every parameter without a value, and every value without a parameter', async () => {
    const file = await config('local.yaml', '  - {name: shop, local: {path: work}}', web)
    await writeFile(join(folder, 'other.json'), '{"params": [{"name": "namespace", "value": "x"}]}')
    const { code, err } = await run('manifest', 'compile', '-c', file, '-p', 'other.json')
    expect(code).toBe(1)
    expect(err).toContain('warning: The QVS Config does not declare the parameter "namespace"')
    expect(err).toContain('local.yaml:1:10: The parameter "ns" has no value')
    expect(err).not.toContain('non-concrete')
  })

  it('says nothing of values where there is no QVS Config to hold them', async () => {
    await writeFile(join(folder, 'nothing.yaml'), '')
    const { code, err } = await run('manifest', 'compile', '-c', 'nothing.yaml', '-p', 'p.yaml')
    expect({ code, err }).toEqual({ code: 1, err: 'nothing.yaml:1:1: The QVS Config is empty\n' })
  })

  it('writes a Pulumi YAML project', async () => {
    const file = await config('local.yaml', '  - {name: shop, local: {path: work}}', web)
    const made = await run(
      'manifest',
      'compile',
      '-c',
      file,
      '-p',
      'p.yaml',
      '--output-format',
      'pulumi',
      '--project',
      'shop',
    )
    const [project] = parseAllDocuments(made.out).map((document): unknown => document.toJS())
    expect(project).toMatchObject({
      name: 'shop',
      runtime: 'yaml',
      outputs: { url: 'http://shop' },
      resources: {
        deployment: { type: 'kubernetes:apps/v1:Deployment', options: { dependsOn: ['${service}'] } },
        'logging-Config_log': { type: 'kubernetes:core/v1:ConfigMap' },
        'helm:operator': {
          type: 'kubernetes:helm.sh/v3:Release',
          properties: { chart: 'operator', repositoryOpts: { repo: 'https://charts.example' } },
        },
      },
    })
    expect(made.out).not.toContain('provider:')
    const stack = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml', '--stack', 'old')
    expect(stack).toMatchObject({ code: 2, err: expect.stringContaining('--stack is for --output-format pulumi') })
  })
})

describe('pipeline compile', () => {
  it('refuses a prefix that no cluster takes as a name', async () => {
    const { code, err } = await run('pipeline', 'compile', '-c', 'app/qvs.yaml', '--prefix', 'My_Shop')
    expect([code, err]).toEqual([2, expect.stringContaining('"My_Shop" cannot begin names in a cluster')])
  })

  it('writes Tekton v1, and v1beta1 on demand', async () => {
    const pattern = '  - pattern: shop.example/adapters/pipeline/deploy:all\n    pipelineParams: {image: api}'
    const file = await config('flow.yaml', '  - {name: shop, local: {path: work}}', pattern)
    const v1 = await run('pipeline', 'compile', '-c', file, '--prefix', 'shop', '--output', 'json')
    const { digest, documents } = JSON.parse(v1.out)
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(
      documents.map(
        (one: { apiVersion: string; metadata: { name: string } }) => `${one.apiVersion} ${one.metadata.name}`,
      ),
    ).toEqual([
      'tekton.dev/v1 shop-build',
      'tekton.dev/v1 shop-deploy',
      'tekton.dev/v1 shop-git-checkout',
      'tekton.dev/v1 shop-api-buildkit',
      'tekton.dev/v1 shop-compile-design-pattern',
      'tekton.dev/v1 shop-apply-buildkit',
    ])
    const old = await run('pipeline', 'compile', '-c', file, '--prefix', 'shop', '--api-version', 'v1beta1')
    expect(old.out).toContain('apiVersion: tekton.dev/v1beta1')
    expect(old.out).toContain('      resources:\n')
    expect(old.out).not.toContain('computeResources')
  })
})

describe('a compile that gives nothing', () => {
  it('says what the adapters bring instead', async () => {
    const infra = await config('infra.yaml', '  - {name: shop, local: {path: work}}', web)
    const pipelines = await run('pipeline', 'compile', '-c', infra, '--prefix', 'shop')
    expect(pipelines).toMatchObject({ code: 0, out: '' })
    expect(pipelines.err).toMatch(
      /warning: The adapters bring no pipelines: .*\/kube\/web brings the resources .*deployment/,
    )
    expect(pipelines.err).toContain('linewright manifest compile')
    const pattern = '  - pattern: shop.example/adapters/pipeline/deploy:all\n    pipelineParams: {image: api}'
    const flow = await config('flow-only.yaml', '  - {name: shop, local: {path: work}}', pattern)
    const manifests = await run('manifest', 'compile', '-c', flow, '-p', 'p.yaml')
    expect(manifests).toMatchObject({ code: 0, out: '' })
    expect(manifests.err).toContain('brings the pipelines build, deploy')
    expect(manifests.err).toContain('linewright pipeline compile')
    const setup = await run('manifest', 'compile', '-c', flow, '-p', 'p.yaml', '--setup')
    expect(setup.err).toContain('info: The adapters bring no resources of the setup stage')
    await writeFile(join(folder, 'bare.yaml'), 'designPatterns: []\n')
    const bare = await run('pipeline', 'compile', '-c', 'bare.yaml', '--prefix', 'shop')
    expect(bare.err).toContain('uses no adapters')
  })
})

describe('golden tests', () => {
  it('pass from any folder of the module, and show what differs', async () => {
    const good = await run('manifest', 'test', 'work/kube/web')
    expect(good).toMatchObject({ code: 0, out: 'pass application setup\npass application main\n2 passed, 0 failed\n' })
    expect(await run('pipeline', 'test', 'work')).toMatchObject({
      code: 0,
      out: 'pass workflow pipelines\n1 passed, 0 failed\n',
    })
    const broken = join(folder, 'broken')
    await cp(join(folder, 'work'), broken, { recursive: true })
    const file = join(broken, 'test', 'application', 'results', 'manifests.yml')
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('replicas: 3', 'replicas: 4').replace('name: log', 'name: gone'),
    )
    const bad = await run('manifest', 'test', 'broken', '--case', 'application')
    expect(bad).toMatchObject({ code: 1, out: expect.stringContaining('FAIL application main') })
    expect(bad.err).toContain('ConfigMap gone: is missing')
    expect(bad.err).toContain('ConfigMap log: is not expected')
    expect(bad.err).toContain('-  replicas: 4\n+  replicas: 3')
  })

  it('name the cases when there is none of the name, and say where no module is', async () => {
    expect(await run('manifest', 'test', 'work', '--case', 'nope')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There are application, workflow'),
    })
    expect(await run('manifest', 'test', '.')).toMatchObject({
      code: 1,
      err: expect.stringContaining('is in no CUE module'),
    })
  })
})

describe('adapters', () => {
  it('are listed and described', async () => {
    const list = await run('adapter', 'list', 'web', '--module-root', 'work')
    expect(list.out.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^shop\.example\/adapters\/kube\/web +infrastructure +- +7 +A web service$/),
      '',
    ])
    expect(await run('adapter', 'list', './work', '--module-root', 'work')).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^None of \d+ adapters has .\/work in its .* with --module-root .\/work\n$/),
    })
    const web_ = await run(
      'adapter',
      'describe',
      'shop.example/adapters/kube/web',
      '-m',
      `${repository}@v1.0.0`,
      '--output',
      'yaml',
    )
    expect(web_.out).toContain('name: k8sNamespace')
    const near = await run('adapter', 'describe', 'shop.example/adapters/kube/wep', '--module-root', 'work')
    expect(near).toMatchObject({
      code: 1,
      err: expect.stringContaining('Did you mean shop.example/adapters/kube/web?'),
    })
    expect(await run('adapter', 'list', '-m', 'shop')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Write shop@REVISION'),
    })
  })

  it('are described with the fields within their parameters', async () => {
    await mkdir(join(folder, 'nested', 'cue.mod'), { recursive: true })
    await writeFile(join(folder, 'nested', 'cue.mod', 'module.cue'), 'module: "nested.example"\n')
    const cue = 'mounts: [...{path: string, from?: {name: string}}]\n\tenv: [string]: {value: string}'
    await writeFile(join(folder, 'nested', 'n.cue'), `package n\n\nDesignPattern: parameters: {\n\t${cue}\n}\n`)
    const { out } = await run('adapter', 'describe', 'nested.example:n', '--module-root', 'nested')
    const rows = out.split('\n').map((row) => row.split(' ')[0])
    expect(rows).toEqual(
      expect.arrayContaining(['mounts[].path', 'mounts[].from', 'mounts[].from.name', 'env.*.value']),
    )
  })

  it('are downloaded with what they depend on, and compile without an entry for them then', async () => {
    const own = join(folder, 'own')
    await mkdir(join(own, 'cue.mod'), { recursive: true })
    await writeFile(join(own, 'cue.mod', 'module.cue'), 'module: "own.example/app"\n')
    const got = await run('adapter', 'get', `${repository}@v1.0.0`, '-d', 'own')
    expect(got).toMatchObject({ code: 0, out: expect.stringContaining('Recorded in own/qvsctl.mod') })
    expect(await readFile(join(own, 'qvsctl.mod'), 'utf8')).toBe('shop.example/adapters@v1.0.0\n')
    const file = await config('own/qvs.yaml', '  - {name: own.example/app, local: {path: .}}', web)
    expect(await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')).toMatchObject({ code: 0, err: '' })
  })
})

describe('a folder in place of a file', () => {
  it('is called one', async () => {
    const { code, err } = await run('line', 'validate', '.')
    expect(code).toBe(1)
    expect(err).toContain('This is a folder\n  fix: Name a file')
  })
})

describe('manifest convert', () => {
  it('makes an adapter that compiles to the manifest it was made of', async () => {
    const manifest =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  text: |\n    two\n    lines \\(x)\n'
    await writeFile(join(folder, 'cm.yaml'), manifest)
    await run('manifest', 'convert', 'cm.yaml', '--package', 'cm', '-o', 'work/kube/cm/main.cue')
    const file = await config(
      'cm-qvs.yaml',
      '  - {name: shop, local: {path: work}}',
      '  - pattern: shop.example/adapters/kube/cm',
    )
    const back = await run('manifest', 'compile', '-c', file, '-p', 'p.yaml')
    const plain = (text: string): unknown => parseAllDocuments(text)[0]?.toJS()
    expect(plain(back.out)).toEqual(plain(manifest))
  })

  it('says on standard error which Secrets are left out, with their keys and no value', async () => {
    await writeFile(
      join(folder, 'secret.yaml'),
      'kind: Secret\nmetadata: {name: db}\nstringData: {password: hunter2}\n',
    )
    const made = await run('manifest', 'convert', 'secret.yaml')
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('resources: app: {}') })
    expect(made.err).toMatch(/^secret\.yaml:1:1: warning: The Secret db is left out .*password/)
    expect(made.err).toContain('kubernetes/externalSecret')
    expect(made.out + made.err).not.toContain('hunter2')
  })
})

describe('lines', () => {
  it('are drawn, in ASCII too', async () => {
    const drawn = await run('line', 'show', sample)
    expect(drawn.code).toBe(0)
    expect(drawn.out).toContain('[build-api]──▶[deploy-api-staging]─┬─▶[deploy-web-staging]──▶[verify-staging]─┤')
    expect(drawn.out).toContain('[◆ deploy-api-production]')
    const ascii = await run('line', 'show', sample, '--ascii')
    expect(ascii.out.split('STAGE')[0]).toMatch(/^[\n\x20-\x7e]*$/)
  })

  it('are checked by themselves and against QVS Configs', async () => {
    expect(await run('line', 'validate', sample)).toMatchObject({ code: 0, err: '' })
    const text = (await readFile(sample, 'utf8')).replace('runAfter: [verify-staging]', 'runAfter: [verify-stagin]')
    await writeFile(join(folder, 'line.yaml'), text)
    const wrong = await run('line', 'validate', 'line.yaml')
    expect(wrong.code).toBe(1)
    expect(wrong.err).toMatch(/^line\.yaml:\d+:\d+: There is no stage verify-stagin\n/)
    const qvs = fileURLToPath(new URL('../samples/bookshelf/qvs/bookshelf-api.qvs.yaml', import.meta.url))
    const unknown = await run('line', 'validate', sample, '-c', `bookshelf-api=${qvs}`)
    expect(unknown.err).toContain('There is no pipeline bookshelf-web-build')
  })
})
