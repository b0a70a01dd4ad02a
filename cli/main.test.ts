import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const file = `
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: endless }
spec:
  taskSpec:
    steps: [{ name: wait, image: x, script: "echo up; while :; do sleep 1; done" }]
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-main-'))
  writeFileSync(join(folder, 'run.yaml'), file)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['the end of its launcher', 137],
] as const)('cancels and clears away on %s', async (how, code) => {
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), 'tekton', 'run', '-f', 'run.yaml', '--executor', 'process'],
    { cwd: folder, env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  )
  let said = ''
  for (const stream of [program.stdout, program.stderr]) stream?.on('data', (bytes: Buffer) => (said += bytes))
  while (!said.includes('[endless : wait] up')) await once(program.stdout ?? program, 'data')
  const ended = once(program, 'exit')
  if (how === 'the end of its launcher') program.disconnect()
  else program.kill(how)
  expect(await ended).toEqual([code, null])
  expect(readdirSync(folder)).toEqual(['run.yaml'])
})
