import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import { aLaunch, filesBelow, openSupervisedFolder } from './supervised-folder.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { SupervisedFolder } from './supervised-folder.ts'

let folder: SupervisedFolder
beforeAll(async () => {
  folder = await openSupervisedFolder()
})
afterAll(() => folder.close())

const secretOf = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } })

it('works with sandbox and process here, the stronger first', () => {
  expect(
    folder.supervisor
      .isolations()
      .map(({ isolation }) => isolation)
      .slice(0, 2),
  ).toEqual(['bwrap', 'process'])
})

describe.each(['process', 'bwrap'] as const)('a TaskRun in isolation %s', (isolation) => {
  const name = (what: string): string => `${isolation}-${what}`

  it('runs its steps in order, with paths, results and exit codes', async () => {
    const launch = {
      ...aLaunch(name('story'), isolation, [
        { script: 'echo one > "$(workspaces.src.path)/list"\nprintf "v 1\\n" > "$(results.text.path)"' },
        { script: '#!/usr/bin/env node\nconsole.log(process.version); process.exit(7)', onError: 'continue' as const },
        {
          command: [
            'sh',
            '-c',
            'cat "$(workspaces.src.path)/list"; cat $(steps.step-s1.exitCode.path); echo; echo "$0|$1|$HOME_TOWN"',
          ],
          args: ['$(GREETING)', '$$(GREETING)'],
          env: [
            { name: 'GREETING', value: 'good day' },
            { name: 'HOME_TOWN', value: '$(GREETING), Kyoto' },
          ],
        },
        { script: 'echo \'["a","b"]\' > $(results.list.path); echo \'{"k":"v"}\' > $(results.map.path)' },
      ]),
      results: [
        { name: 'text', type: 'string' as const },
        { name: 'list', type: 'array' as const },
        { name: 'map', type: 'object' as const },
        { name: 'unwritten', type: 'string' as const },
      ],
      workspaces: [{ name: 'src', directory: 'run-1/shared', readOnly: false }],
    }
    const status = await folder.run(launch)
    expect(status.condition).toMatchObject({ status: 'True', reason: 'Succeeded' })
    expect(status.steps.map(({ reason, exitCode }) => [reason, exitCode])).toEqual([
      ['Completed', 0],
      ['Continued', 7],
      ['Completed', 0],
      ['Completed', 0],
    ])
    expect(status.results).toEqual([
      { name: 'text', type: 'string', value: 'v 1\n' },
      { name: 'list', type: 'array', value: ['a', 'b'] },
      { name: 'map', type: 'object', value: { k: 'v' } },
    ])
    expect(folder.log(launch, 's1')).toEqual([process.version])
    expect(folder.log(launch, 's2')).toEqual(['one', '7', 'good day|$(GREETING)|good day, Kyoto'])
    await expect
      .poll(() => existsSync(join(folder.data, 'supervisor', 'work', 'bookshelf', launch.name, '0')))
      .toBe(false)
  })

  it('fails at the first failing step and skips the others', async () => {
    const launch = aLaunch(name('fails'), isolation, [
      { script: 'echo before\nfalse\necho never' },
      { script: 'echo never' },
    ])
    const status = await folder.run(launch)
    expect(status.condition).toEqual({ status: 'False', reason: 'Failed', message: '"step-s0" exited with code 1' })
    expect(status.steps.map(({ reason }) => reason)).toEqual(['Error', 'Skipped'])
    expect(folder.log(launch, 's0')).toEqual(['before'])
  })

  it('says which program it could not start', async () => {
    const status = await folder.run(aLaunch(name('missing'), isolation, [{ command: ['no-such-program'] }]))
    expect(status.condition.status).toBe('False')
    expect(status.steps[0]?.exitCode).not.toBe(0)
  })

  it('refuses results that do not fit, by name', async () => {
    const big = {
      ...aLaunch(name('big'), isolation, [
        { script: 'head -c 4000 /dev/zero | tr "\\0" x > $(results.a.path); head -c 97 /dev/zero > $(results.b.path)' },
      ]),
      results: [
        { name: 'a', type: 'string' as const },
        { name: 'b', type: 'string' as const },
      ],
    }
    expect((await folder.run(big)).condition).toMatchObject({
      reason: 'TaskRunResultLargerThanAllowedLimit',
      message: expect.stringContaining('"b"'),
    })
    const wrong = {
      ...aLaunch(name('wrong'), isolation, [{ script: 'echo text > $(results.a.path)' }]),
      results: [{ name: 'a', type: 'array' as const }],
    }
    expect((await folder.run(wrong)).condition).toMatchObject({
      status: 'False',
      message: expect.stringContaining('"a"'),
    })
  })

  it('does not follow a link that a step put in place of a result', async () => {
    writeFileSync(join(folder.data, 'outside'), 'not yours')
    const launch = {
      ...aLaunch(name('link'), isolation, [{ script: `ln -s ${join(folder.data, 'outside')} $(results.a.path)` }]),
      results: [{ name: 'a', type: 'string' as const }],
    }
    expect((await folder.run(launch)).results).toEqual([])
  })

  it('ends a step at its time-out and the task at its own', async () => {
    const step = await folder.run(
      aLaunch(name('step-timeout'), isolation, [{ script: 'sleep 60', timeout: '200ms' }, { script: 'true' }]),
    )
    expect(step.condition).toMatchObject({
      status: 'False',
      reason: 'Failed',
      message: expect.stringContaining('timeout'),
    })
    expect(step.steps.map(({ reason }) => reason)).toEqual(['TimeoutExceeded', 'Skipped'])
    const task = await folder.run({
      ...aLaunch(name('task-timeout'), isolation, [{ script: 'sleep 60' }]),
      timeoutMs: 200,
    })
    expect(task.condition).toMatchObject({ status: 'False', reason: 'TaskRunTimeout' })
  })

  it('lets a cancelled step clean up, and ends one that will not', async () => {
    const polite = aLaunch(name('polite'), isolation, [
      { script: "trap 'echo cleaned; exit 0' TERM\necho ready\nwhile :; do sleep 0.05; done" },
    ])
    const stubborn = aLaunch(name('stubborn'), isolation, [
      { script: "trap '' TERM\necho ready\nwhile :; do sleep 0.05; done" },
    ])
    for (const launch of [polite, stubborn]) {
      const ended = folder.run(launch)
      await expect
        .poll(
          () =>
            existsSync(
              join(
                folder.data,
                'logs',
                logPath({ namespace: 'bookshelf', taskRun: launch.name, retry: 0, step: 's0' }),
              ),
            ) && folder.log(launch, 's0'),
        )
        .toContain('ready')
      folder.supervisor.cancel('bookshelf', launch.name)
      const status = await ended
      expect(status.condition).toMatchObject({ status: 'False', reason: 'TaskRunCancelled' })
      expect(status.steps[0]?.reason).toBe('Cancelled')
    }
    expect(folder.log(polite, 's0')).toContain('cleaned')
  })

  it('leaves no process behind, not even one with a session of its own', async () => {
    const started = Date.now()
    const script =
      'setsid sleep 987 > /dev/null 2>&1 &\n(sleep 986 &)\nsleep 985 &\nsetsid sh -c "echo left; sleep 984" &\nsleep 0.1'
    await folder.run(aLaunch(name('leak'), isolation, [{ script }]))
    const isOurs = (line: string): boolean => /sleep 98[4-7]$/.test(line)
    await expect
      .poll(() => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter(isOurs))
      .toEqual([])
    expect(Date.now() - started).toBeLessThan(10_000)
  })

  it('keeps the order of lines, the streams apart, and /dev/stderr usable', async () => {
    const launch = aLaunch(name('order'), isolation, [
      { script: 'for i in $(seq 1 2000); do echo "line $i"; done\necho oops > /dev/stderr\nprintf unfinished' },
    ])
    await folder.run(launch)
    expect(folder.log(launch, 's0', 'stdout')).toEqual([
      ...Array.from({ length: 2000 }, (_, index) => `line ${index + 1}`),
      'unfinished',
    ])
    expect(folder.log(launch, 's0', 'stderr')).toEqual(['oops'])
  })

  it('shows no secret in log, result, file or process list', async () => {
    const value = 'pa ss/w+ord?ü-7731'
    const launch = {
      ...aLaunch(name('secret'), isolation, [
        {
          script:
            'echo "is $TOKEN"; printf %s "$TOKEN" | base64; printf "x%s" "$TOKEN" | base64; node -e "console.log(encodeURIComponent(process.env.TOKEN))"; ps -eo args; printf %s "$TOKEN" > $(results.leak.path); printf "%.5s" "$TOKEN"; sleep 0.1; printf "%s" "${TOKEN#pa ss}"; exit 3',
          env: [secretOf('TOKEN')],
        },
      ]),
      results: [{ name: 'leak', type: 'string' as const }],
    }
    const status = await folder.run(launch, [{ name: 'token', key: 'value', value }])
    const forms = [
      value,
      'ss/w+ord',
      Buffer.from(value).toString('base64').slice(0, 20),
      encodeURIComponent(value),
      Buffer.from(value).toString('base64url').slice(0, 20),
    ]
    const everything = [
      JSON.stringify(status),
      ...filesBelow(folder.data).map((path) => readFileSync(path, 'latin1')),
      ...filesBelow(folder.data).map((path) => readFileSync(path, 'utf8')),
    ]
    for (const form of forms) expect(everything.filter((text) => text.includes(form))).toEqual([])
    expect(status.results).toEqual([])
    expect(status.condition.message).toContain('"step-s0" exited with code 3')
    expect(folder.log(launch, 's0')).toContain('is ***token/value***')
  })

  it.each([
    ['zero-byte', 'binary\0keystore-7731', 'a zero byte'],
    ['too-long', 'keystore-7731'.repeat(20_000), '128 kB'],
  ])('says of a variable that no program can be given why, and not what is in it: %s', async (kind, value, why) => {
    const launch = aLaunch(name(kind), isolation, [{ script: 'true', env: [secretOf('KEY')] }])
    const status = await folder.run(launch, [{ name: 'token', key: 'value', value }])
    expect(status.condition.message).toContain(why)
    expect([JSON.stringify(status), folder.log(launch, 's0').join('\n')].join()).not.toContain('keystore-7731')
  })

  it('gives steps nothing of the environment of the server', async () => {
    process.env['SERVER_ONLY'] = 'inherited-by-nobody'
    const launch = aLaunch(name('environment'), isolation, [{ script: 'env' }])
    await folder.run(launch)
    delete process.env['SERVER_ONLY']
    expect(folder.log(launch, 's0').join('\n')).not.toContain('SERVER_ONLY')
    expect(folder.log(launch, 's0')).toContain('LINEWRIGHT_IDEMPOTENCY_KEY=run-1-task')
  })

  it('takes a launch that it knows as the same one', async () => {
    const launch = {
      ...aLaunch(name('twice'), isolation, [{ script: 'echo x >> "$(workspaces.count.path)/starts"; sleep 0.1' }]),
      workspaces: [{ name: 'count', directory: name('count'), readOnly: false }],
    }
    const [, status] = await Promise.all([
      folder.supervisor.launch(launch, []),
      folder.run(launch),
      folder.supervisor.launch(launch, []),
    ])
    await folder.run(launch)
    expect(status.condition.status).toBe('True')
    expect(readFileSync(join(folder.data, 'workspaces', name('count'), 'starts'), 'utf8')).toBe('x\n')
  })

  function fillLogOf({ name: taskRun }: TaskLaunch): void {
    const path = join(folder.data, 'logs', logPath({ namespace: 'bookshelf', taskRun, retry: 0, step: 's0' }))
    mkdirSync(dirname(path), { recursive: true })
    symlinkSync('/dev/full', path)
  }

  it('says of a step that failed that what it printed is lost', async () => {
    const launch = aLaunch(name('lost-words'), isolation, [{ script: 'echo why; exit 3' }])
    fillLogOf(launch)
    expect((await folder.run(launch)).condition).toMatchObject({
      reason: 'LogWriteFailed',
      message: expect.stringMatching(/exited with code 3.*ENOSPC/),
    })
  })

  it('goes on when the log cannot be written, and then says so', async () => {
    const launch = aLaunch(name('full'), isolation, [
      { script: 'seq 1 20000; touch "$(workspaces.w.path)/finished"' },
      { script: 'echo never' },
    ])
    fillLogOf(launch)
    const status = await folder.run({
      ...launch,
      workspaces: [{ name: 'w', directory: name('full'), readOnly: false }],
    })
    expect(status.condition).toMatchObject({
      status: 'False',
      reason: 'LogWriteFailed',
      message: expect.stringContaining('ENOSPC'),
    })
    expect(status.steps.map(({ reason }) => reason)).toEqual(['Completed', 'Skipped'])
    expect(existsSync(join(folder.data, 'workspaces', name('full'), 'finished'))).toBe(true)
  })

  it('holds back a program that prints faster than the log takes it', async () => {
    const launch = aLaunch(name('flood'), isolation, [
      { script: 'yes "0123456789 0123456789 0123456789 0123456789" | head -c 60000000' },
    ])
    const before = process.memoryUsage().rss
    const status = await folder.run(launch, [{ name: 'token', key: 'value', value: 'never-printed-secret' }])
    expect(status.condition.status).toBe('True')
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  }, 60_000)
})

it.each([
  ['takes the folder of its results away', 'rm -rf "$results"'],
  ['puts a file in place of that folder', 'rm -rf "$results" && touch "$results"'],
])('goes on when a step without a sandbox %s', async (what, script) => {
  const launch = {
    ...aLaunch(what.replaceAll(' ', '-'), 'process', [{ script: `results=$(dirname $(results.a.path))\n${script}` }]),
    results: [{ name: 'a', type: 'string' as const }],
  }
  expect((await folder.run(launch)).condition.status).toBe('True')
})

describe('a sandbox', () => {
  it('hides the data directory and the host, and cannot write the system', async () => {
    const launch = {
      ...aLaunch('sandbox-view', 'bwrap', [
        {
          script: `for path in ${folder.data} /home /etc/shadow /work; do test -e $path && echo "sees $path"; done; ls -A /root; touch /usr/x 2>/dev/null && echo "writes /usr"; touch /workspace/ro/x 2>/dev/null && echo "writes ro"; pwd; echo $HOME; test -f /etc/passwd && cat /workspace/ro/file`,
        },
      ]),
      workspaces: [{ name: 'ro', directory: 'sandbox-ro', readOnly: true }],
    }
    mkdirSync(join(folder.data, 'workspaces', 'sandbox-ro'), { recursive: true })
    writeFileSync(join(folder.data, 'workspaces', 'sandbox-ro', 'file'), 'readable\n')
    await folder.run(launch)
    expect(folder.log(launch, 's0')).toEqual(['/workspace', '/tekton/home', 'readable'])
  })

  it('has no rights by which a step would get out of it, whoever started the server', async () => {
    const launch = {
      ...aLaunch('sandbox-rights', 'bwrap', [
        {
          script: `grep CapEff /proc/self/status; mount -o remount,rw,bind /workspace/ro; unshare -Urm mount -o remount,rw,bind /workspace/ro; touch /workspace/ro/x && echo "writes ro"; test -w /proc/sys/kernel/core_pattern && echo "sets the kernel"`,
          securityContext: { runAsUser: 0 },
        },
      ]),
      workspaces: [{ name: 'ro', directory: 'sandbox-rights', readOnly: true }],
    }
    await folder.run(launch)
    const said = folder.log(launch, 's0').filter((line) => !/mount|unshare|touch/.test(line))
    expect(said).toEqual(['CapEff:\t0000000000000000'])
  })

  it('does not mount a workspace that leads elsewhere', async () => {
    mkdirSync(join(folder.data, 'workspaces'), { recursive: true })
    symlinkSync('/etc', join(folder.data, 'workspaces', 'planted'))
    for (const directory of ['planted', '../supervisor', '..']) {
      const launch = {
        ...aLaunch(`escape-${directory.replaceAll(/\W/g, 'x')}`, 'bwrap', [{ script: 'ls /workspace/w' }]),
        workspaces: [{ name: 'w', directory, readOnly: false }],
      }
      expect((await folder.run(launch)).condition).toMatchObject({
        status: 'False',
        message: expect.stringContaining('workspace folder'),
      })
    }
  })
})

describe('launching', () => {
  it('refuses what it cannot run, with a way out', async () => {
    const noCommand = await folder.supervisor.launch(aLaunch('image-only', 'process', [{ image: 'alpine' }]), [])
    expect(noCommand).toMatchObject({ ok: false, error: { code: 'unsupported', fix: expect.any(String) } })
    const noSecret = await folder.supervisor.launch(
      aLaunch('no-secret', 'process', [{ script: 'true', env: [secretOf('T')] }]),
      [],
    )
    expect(noSecret).toMatchObject({ ok: false, error: { code: 'missing-parameter' } })
  })

  it('forgets the finished TaskRuns of a PipelineRun and keeps their logs', async () => {
    const launch = { ...aLaunch('forgotten', 'process', [{ script: 'echo kept' }]), pipelineRun: 'run-forget' }
    await folder.run(launch)
    await folder.supervisor.forget('bookshelf', 'run-forget')
    expect(folder.supervisor.list('bookshelf', 'run-forget')).toEqual([])
    expect(folder.log(launch, 's0')).toEqual(['kept'])
  })
})
