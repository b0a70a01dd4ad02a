import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compiledTasks, secret, secrets } from './compiled-tasks.ts'

// Runs the compiled scripts of the built-in adapters against small programs in place of the real ones; no secret is an argument or in the output.

const digest = `sha256:${'ab'.repeat(32)}`
const { run, shared, task } = compiledTasks(['bookshelf-like', 'images', 'gitops', 'pulumi-deploy'])

beforeEach(() => writeFile(join(shared(), 'source', 'Dockerfile'), 'FROM scratch\n'))

const image = { imageRegistryPath: 'r.example/team/', imageShortName: 'shop', gitCommitId: 'c0ffee', registrySecretName: 'registry' }
const named = {
  imageFullNameTag: 'r.example/team/shop:c0ffee',
  imageFullNameDigest: `r.example/team/shop@${digest}`,
  imageDigest: digest,
  imageTag: 'c0ffee',
}

describe('what prepares a Node program', () => {
  const fakes = { npm: '', npx: '' }
  const dependencies = { 'package.json': '{"dependencies":{"express":"5"}}' }

  it.each([
    ['the lock file of npm', { 'package-lock.json': '{"packages":{"":{},"node_modules/express":{}}}' }, [['npm', 'ci']]],
    ['the lock file of pnpm', { ...dependencies, 'pnpm-lock.yaml': '' }, [['npx', '--yes', 'pnpm', 'install', '--frozen-lockfile', '--config.node-linker=hoisted']]],
    ['the release of pnpm that is named', { 'package.json': '{"packageManager":"pnpm@9.1.0+sha512.1"}', 'pnpm-workspace.yaml': '' }, [['npx', '--yes', 'pnpm@9.1.0', 'install', '--config.node-linker=hoisted']]],
    ['the lock file of Yarn', { ...dependencies, 'yarn.lock': '# yarn lockfile v1' }, [['npx', '--yes', 'yarn', 'install', '--frozen-lockfile']]],
    ['the lock file of its newer releases', { ...dependencies, 'yarn.lock': '__metadata:' }, [['npx', '--yes', '--package', '@yarnpkg/cli-dist', 'yarn', 'install', '--immutable']]],
    ['the release of Yarn that is named', { 'package.json': '{"packageManager":"yarn@4.5.0+sha224.1","workspaces":["a"]}', 'yarn.lock': '' }, [['npx', '--yes', '--package', '@yarnpkg/cli-dist@4.5.0', 'yarn', 'install', '--immutable']]],
    ['the lock file of Bun', { ...dependencies, 'bun.lock': '' }, [['npx', '--yes', 'bun', 'install', '--frozen-lockfile']]],
    ['packages without a lock file', { 'package.json': '{"workspaces":["a"]}' }, [['npm', 'install', '--no-audit', '--no-fund', '--no-package-lock']]],
    ['package.json without a lock file', dependencies, [expect.arrayContaining(['npm', 'install', '--no-package-lock'])]],
    ['nothing where nothing is needed', { 'package.json': '{"name":"shop"}' }, []],
  ])('installs by %s', async (_, files: Readonly<Record<string, string>>, calls) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(shared(), 'source', name), text)
    const ran = await run('bookshelf-like/node-prepare', {}, fakes)
    expect([ran.exitCode, ran.calls]).toEqual([0, calls])
  })

  it('builds once its dependencies are there, and ends with what the build ended with', async () => {
    await writeFile(join(shared(), 'source', 'package.json'), dependencies['package.json'])
    const ran = await run('bookshelf-like/node-prepare', { buildCommand: 'npm run build' }, { npm: '[ "$1" = install ] || exit 3' })
    expect(ran.calls.map(([, verb]) => verb)).toEqual(['install', 'run'])
    expect(ran.exitCode).toBe(3)
  })
})

describe('image:buildkit', () => {
  const answer = `while [ $# -gt 0 ]; do [ "$1" != --metadata-file ] || printf '{"containerimage.digest": "${digest}"}' >"$2"; shift; done`

  it('builds, pushes and tells the image by tag and digest', async () => {
    const ran = await run('images/buildkit', { ...image, buildArgs: 'A=1,B=two words' }, { 'buildctl-daemonless.sh': answer })
    expect([ran.exitCode, ran.results]).toEqual([0, named])
    const [[, ...args] = []] = ran.calls
    expect(args).toEqual(expect.arrayContaining(['build-arg:A=1', 'build-arg:B=two words', 'filename=Dockerfile']))
    expect(args).toContain('type=image,name=r.example/team/shop:c0ffee,push=true')
  })

  it('ends with what the build ended with, and tells no image', async () => {
    const ran = await run('images/buildkit', image, { 'buildctl-daemonless.sh': 'echo no space left >&2; exit 7' })
    expect([ran.exitCode, ran.results['imageDigest']]).toEqual([7, ''])
    expect(ran.output).toContain('no space left')
  })

  it('refuses what is no argument of a build, and a context that is not there, before it begins', async () => {
    const wrong = await run('images/buildkit', { ...image, buildArgs: 'A' }, { 'buildctl-daemonless.sh': answer })
    expect([wrong.exitCode, wrong.calls]).toEqual([1, []])
    const gone = await run('images/buildkit', { ...image, pathToContext: 'web' }, { 'buildctl-daemonless.sh': answer })
    expect(gone.output).toContain('There is no directory')
  })
})

describe('image:kaniko', () => {
  it('gives the destination and takes the digest from its file', async () => {
    const answer = `while [ $# -gt 0 ]; do [ "$1" != --digest-file ] || printf '${digest}' >"$2"; shift; done; [ -s "$DOCKER_CONFIG/config.json" ]`
    const ran = await run('images/worker-kaniko-build-push', { ...image, imageTag: 'v1' }, { executor: answer })
    expect(ran.exitCode).toBe(0)
    expect(ran.results).toMatchObject({ imageTag: 'v1', imageFullNameTag: 'r.example/team/shop:v1' })
    expect(ran.calls[0]).toEqual(expect.arrayContaining(['--destination', 'r.example/team/shop:v1']))
  })
})

describe('image:podman', () => {
  // As the real one: a file of logins that it is told of has to be there, whichever variable names it.
  const podman = `[ -s "$REGISTRY_AUTH_FILE" ] && [ -s "$DOCKER_CONFIG/config.json" ] || exit 125
while [ $# -gt 0 ]; do [ "$1" != --digestfile ] || printf '${digest}' >"$2"; shift; done`

  it('has the login for the build as well as for the push, and does without where there is none', async () => {
    const open = await run('images/web-podman-build-push', image, { podman })
    await mkdir(join(shared(), 'dockerconfig'))
    await writeFile(join(shared(), 'dockerconfig', 'config.json'), secrets['registry/.dockerconfigjson'])
    const closed = await run('images/web-podman-build-push', image, { podman: `grep -q auths "$REGISTRY_AUTH_FILE" || exit 9\n${podman}` })
    for (const { exitCode, results } of [open, closed]) expect([exitCode, results]).toEqual([0, named])
    expect(closed.calls.map(([, verb]) => verb)).toEqual(['build', 'push'])
  })
})

describe('the login to a registry of AWS', () => {
  it('leaves a configuration that builds of other users can read, and no password in an argument', async () => {
    const ran = await run(
      'images/web-aws-registry-login',
      { awsRegion: 'eu-west-1', awsRoleArn: 'arn:aws:iam::1:role/x', imageRegistryPath: 'r.example/team' },
      { aws: `printf '${secret}'` },
    )
    expect([ran.exitCode, ran.calls]).toEqual([0, [['aws', 'ecr', 'get-login-password', '--region', 'eu-west-1']]])
    const file = join(shared(), 'dockerconfig', 'config.json')
    const { auths } = JSON.parse(await readFile(file, 'utf8'))
    expect(Buffer.from(auths['r.example'].auth, 'base64').toString()).toBe(`AWS:${secret}`)
    expect([(await stat(file)).mode & 0o777, (await stat(join(shared(), 'dockerconfig'))).mode & 0o777]).toEqual([0o644, 0o755])
  })
})

describe('image:promote and image:checkRegistry', () => {
  const crane = `case "$1" in digest) printf '${digest}' ;; esac`

  it('copy an image and tell the digest of the copy', async () => {
    const params = { ...image, imageNameFrom: 'r.example/team/shop:c0ffee', imageTag: 'live' }
    const ran = await run('images/image-promote', params, { crane })
    expect(ran.calls).toEqual([
      ['crane', 'copy', 'r.example/team/shop:c0ffee', 'r.example/team/shop:live'],
      ['crane', 'digest', 'r.example/team/shop:live'],
    ])
    expect(ran.results['imageDigest']).toBe(digest)
  })

  it('ask again until the image is there, and give up with the reason', async () => {
    const late = `n=$(cat '${'$HOME'}/n' 2>/dev/null || echo 0); echo $((n + 1)) >"$HOME/n"; [ "$n" -ge 1 ] || { echo MANIFEST_UNKNOWN >&2; exit 1; }; printf '${digest}'`
    const params = { ...image, imageTag: 'v1', attempts: '3', pauseSeconds: '0' }
    const there = await run('images/registry-check', params, { crane: late.replace("'$HOME/n'", '"$HOME/n"') })
    expect([there.exitCode, there.calls.length, there.results['imageDigest']]).toEqual([0, 2, digest])
    const never = await run('images/registry-check', params, { crane: 'echo MANIFEST_UNKNOWN >&2; exit 1' })
    expect([never.exitCode, never.calls.length]).toEqual([1, 3])
    expect(never.output).toContain('MANIFEST_UNKNOWN')
  })
})

describe('scan:trivy', () => {
  const report = JSON.stringify({
    Results: [
      {
        Target: 'shop',
        Vulnerabilities: ['CRITICAL', 'HIGH', 'HIGH', 'MEDIUM'].map((Severity, index) => ({
          ...{ Severity, VulnerabilityID: `CVE-${index}`, PkgName: 'zlib', InstalledVersion: '1' },
        })),
      },
    ],
  })
  const trivy = `while [ $# -gt 0 ]; do [ "$1" != --output ] || printf '%s' '${report}' >"$2"; shift; done`
  const params = { imageName: 'r.example/team/shop:v1', registrySecretName: 'registry' }

  it('counts what was found and stops at the severities that are to stop it', async () => {
    const stopped = await run('images/trivy-image-scan', params, { trivy })
    expect([stopped.exitCode, stopped.results]).toEqual([1, { critical: '1', high: '2', scanReport: 'scan/trivy.json' }])
    const passed = await run('images/trivy-image-scan', { ...params, failOn: '' }, { trivy })
    expect(passed.exitCode).toBe(0)
  })

  it('does not pass in silence what the report leaves out', async () => {
    const ran = await run('images/trivy-image-scan', { ...params, severity: 'CRITICAL', failOn: 'MEDIUM' }, { trivy })
    expect(ran.exitCode).toBe(1)
    expect(ran.output).toContain('failOn names MEDIUM, which severity leaves out')
  })
})

describe('deploy:pulumiUp', () => {
  const params = {
    ...{ appName: 'shop', qvsDeploymentName: 'staging', pulumiPassphraseSecretName: 'pulumi' },
    ...{ awsRegion: 'eu-west-1', awsCredentialName: 'aws', kubeconfigSecretName: 'cluster' },
  }
  let platform: Server
  let state: Buffer | undefined
  let answer = 200
  beforeAll(async () => {
    platform = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { url = '', method } = request
        if (method === 'POST') return response.end(JSON.stringify(`${originOf(platform)}/state`))
        if (method === 'PUT') {
          state = Buffer.concat(chunks)
          return response.end()
        }
        if (answer !== 200) return response.writeHead(answer).end(url)
        return state === undefined ? response.writeHead(404).end() : response.end(state)
      })
    })
    platform.listen(0, '127.0.0.1')
    await once(platform, 'listening')
  })
  afterAll(() => void platform.close())
  beforeEach(async () => {
    state = undefined
    answer = 200
    await mkdir(join(shared(), 'manifests', 'pulumi'), { recursive: true })
    await writeFile(join(shared(), 'manifests', 'pulumi', 'Pulumi.yaml'), 'name: shop\nruntime: yaml\n')
  })
  const pulumi = `case "$1" in
stack) [ "$2" != output ] || printf '{"url":"https://shop.example"}' ;;
up) echo made >"$(echo "$PULUMI_BACKEND_URL" | cut -c 8-)/.pulumi/stack.json"; [ -s "$AWS_SHARED_CREDENTIALS_FILE" ] && [ -s "$KUBECONFIG" ] ;;
esac`
  const up = (programs: Readonly<Record<string, string>>) =>
    run('pulumi-deploy/pulumi-up', params, programs, originOf(platform))

  it('deploys, tells what is exported, and hands the state on to the next run', async () => {
    const ran = await up({ pulumi })
    expect([ran.exitCode, ran.results['outputs']]).toEqual([0, '{"url":"https://shop.example"}'])
    expect(ran.calls.map((call) => call.slice(1, 3).join(' '))).toEqual(['stack select', 'up --yes', 'stack output'])
    expect(ran.calls[0]).toContain('shop-staging-main')
    await rm(join(shared(), 'pulumi'), { recursive: true })
    const again = await up({ pulumi: `[ "$1" != up ] || cat "$(echo "$PULUMI_BACKEND_URL" | cut -c 8-)/.pulumi/stack.json"` })
    expect(again.output).toContain('made')
  })

  it('keeps the state of a deployment that failed, and then ends with its exit code', async () => {
    const ran = await up({ pulumi: `${pulumi}\n[ "$1" != up ] || exit 5` })
    expect([ran.exitCode, state === undefined]).toEqual([5, false])
  })

  it('goes on after a try that was stopped and left its lock in the state', async () => {
    const locks = join(shared(), 'pulumi', 'state', '.pulumi', 'locks', 'organization')
    await mkdir(locks, { recursive: true })
    const locked = `[ ! -d "$(echo "$PULUMI_BACKEND_URL" | cut -c 8-)/.pulumi/locks" ] || exit 255`
    expect((await up({ pulumi: `${locked}\n${pulumi}` })).exitCode).toBe(0)
  })

  it('keeps the state also when only the outputs cannot be read', async () => {
    const ran = await up({ pulumi: `[ "$2" != output ] || exit 1\n${pulumi}` })
    expect([ran.exitCode, ran.results['outputs'], state === undefined]).toEqual([0, '{}', false])
  })

  it('never takes a state that could not be read for none', async () => {
    answer = 500
    const broken = await up({ pulumi })
    expect([broken.exitCode, broken.calls]).toEqual([1, []])
    const second = await up({ pulumi })
    expect(second.output).not.toContain('is here already')
    expect(second.calls).toEqual([])
  })
})

describe('gitops:argocdSync', () => {
  it('does not take the state of an earlier sync for the one that it asked for', async () => {
    const failed = { operationState: { phase: 'Failed', message: 'of yesterday' } }
    const synced = { sync: { status: 'Synced', revision: 'c0ffee' }, health: { status: 'Healthy' } }
    const answers: object[] = [
      { operation: { sync: {} }, status: { ...failed, ...synced } },
      { status: { operationState: { phase: 'Running' }, ...synced } },
      { status: { operationState: { phase: 'Succeeded' }, ...synced } },
    ]
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      response.end(JSON.stringify(request.method === 'POST' ? {} : (answers.shift() ?? {})))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    for (const step of task('gitops/argocd-sync').spec.steps) step.env = [...(step.env ?? []), { name: 'POLL_PAUSE', value: '1' }]
    const params = { argocdUrl: originOf(server), argocdApplication: 'shop', argocdTokenSecretName: 'argocd' }
    const ran = await run('gitops/argocd-sync', params, {})
    server.close()
    expect([ran.exitCode, ran.results]).toEqual([0, { syncedRevision: 'c0ffee', healthStatus: 'Healthy' }])
    expect(asked).toHaveLength(4)
    expect(asked[0]).toBe(`POST /api/v1/applications/shop/sync Bearer ${secret}`)
  })
})

function originOf(server: Server): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
