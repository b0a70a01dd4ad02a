import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutOf, makeFolders, type Layout } from '../layout.ts'
import { createCriClock } from '../logging/cri-clock.ts'
import { openTaskSupervisor, type LocalTaskSupervisor } from '../task-runs/local-task-supervisor.ts'
import { aLaunch } from '../task-runs/supervised-folder.ts'
import { createContainerExecutor } from './container-executor.ts'
import { createPipePool, type PipePool } from './pipe-pool.ts'

/*
 * The client here is a program that records its arguments and environment, and for `run` starts what the container would. Real containers were tried
 * by hand, since tests cannot count on a container runtime.
 */
let data: string
let layout: Layout
let pipes: PipePool
let supervisor: LocalTaskSupervisor

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'linewright-containers-'))
  layout = layoutOf(join(data, 'data'))
  makeFolders(layout)
  pipes = createPipePool(join(layout.sockets, 'pipes'))
  const program = join(data, 'podman')
  mkdirSync(join(data, 'calls'))
  writeFileSync(
    program,
    `#!/bin/sh
n=$(ls ${data}/calls | grep -c args)
{ for word in "$@"; do printf '%s\\n' "$word"; done; } > ${data}/calls/$n.args
env > ${data}/calls/$n.env
case "$1 $2" in
  "image inspect") [ "$3" = known ] ;;
  "pull --quiet") [ "$3" = reachable ] || { echo "no such image" >&2; exit 125; } ;;
  run*) echo "token is $TOKEN"; exit 0 ;;
esac
`,
  )
  chmodSync(program, 0o755)
  const tools = { layout, pipes, clock: createCriClock(), graceMs: 300 }
  supervisor = await openTaskSupervisor(tools, [createContainerExecutor('podman', program)])
})
afterAll(async () => {
  await supervisor.stop()
  pipes.close()
  rmSync(data, { recursive: true, force: true })
  rmSync(layout.memory, { recursive: true, force: true })
})

async function ended(
  launch: ReturnType<typeof aLaunch>,
  secrets = [{ name: 's', key: 'k', value: 'very-secret-value' }],
) {
  const changes = supervisor.changes(0)
  const launched = await supervisor.launch(launch, secrets)
  expect(launched.ok).toBe(true)
  for (;;) {
    await new Promise<void>((resolve) => changes.onChange(resolve))
    const found = changes
      .take()
      .find(({ status }) => status.name === launch.name && status.condition.status !== 'Unknown')
    if (found !== undefined) return found.status
  }
}

function calls(kind: 'args' | 'env'): readonly string[] {
  const found: string[] = []
  for (let index = 0; ; index += 1) {
    try {
      found.push(readFileSync(join(data, 'calls', `${index}.${kind}`), 'utf8'))
    } catch {
      return found
    }
  }
}

describe('createContainerExecutor', () => {
  it('gives the client images, mounts and users, and secrets by its environment only', async () => {
    const secret = { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }
    const launch = {
      ...aLaunch('run', 'podman', [
        {
          image: 'known',
          script: 'echo x',
          env: [secret, { name: 'PATH', value: '/bin' }],
          securityContext: { runAsUser: 7 },
        },
        { image: 'reachable', args: ['--help'], volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: true }] },
      ]),
      workspaces: [{ name: 'w', directory: 'shop/claim', readOnly: false }],
      volumes: [{ kind: 'empty' as const, name: 'v' }],
    }
    const status = await ended(launch)
    expect(status.condition).toMatchObject({ reason: 'Succeeded' })
    const args = calls('args').map((text) => text.split('\n').slice(0, -1))
    expect(args.join(' ')).not.toContain('very-secret-value')
    const [first = [], second = []] = args.filter(([verb]) => verb === 'run')
    expect(first).toEqual(
      expect.arrayContaining([
        '--rm',
        '--user',
        '7',
        '--env',
        'TOKEN',
        'PATH=/bin',
        '--entrypoint',
        '/tekton/scripts/0-s0',
        'known',
      ]),
    )
    expect(first.join(' ')).toMatch(/type=bind,source=\S+workspaces\/shop\/claim,destination=\/workspace\/w /)
    expect(second.slice(-2)).toEqual(['reachable', '--help'])
    expect(second).not.toContain('--entrypoint')
    expect(second.join(' ')).toMatch(/destination=\/v,readonly/)
    expect(calls('env').some((text) => text.includes('TOKEN=very-secret-value'))).toBe(true)
    expect(args.filter(([verb]) => verb === 'pull')).toEqual([['pull', '--quiet', 'reachable']])
  })

  it('says which image cannot be had, before any step starts', async () => {
    const status = await ended(aLaunch('pull', 'podman', [{ image: 'gone', script: 'x' }]))
    expect(status.condition).toEqual({
      status: 'False',
      reason: 'TaskRunImagePullFailed',
      message: 'The image "gone" could not be pulled: no such image',
    })
    expect(status.steps[0]).toMatchObject({ reason: 'Skipped' })
  })

  it('does not start a step whose secret the client itself would go by', async () => {
    const env = [{ name: 'DOCKER_HOST', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }]
    const status = await ended(aLaunch('reserved', 'podman', [{ image: 'known', script: 'x', env }]))
    expect(status.condition.message).toContain('A secret cannot be given as DOCKER_HOST')
  })
})
