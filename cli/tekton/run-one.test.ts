import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-live-'))
  vi.stubEnv('TMPDIR', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const yaml = `apiVersion: tekton.dev/v1
kind: TaskRun
metadata: { name: t }
spec:
  taskSpec:
    steps:
      - name: s
        image: x
        script: |
          printf '10 %%\\r100 %%\\r\\n'
          printf '\\033]0;title\\007\\033[31mred\\033[0m\\n'
`

it('writes each line behind the name of its step on a terminal, progress by its last state, and nothing that changes the terminal', async () => {
  const { err } = await runTektonFile(folder, yaml, [], { errIsTerminal: true, env: { TERM: 'xterm' } })
  expect(err).toContain('[t : s]\u001b[39m 100 %\n')
  expect(err).toContain('\u001b[39m \u001b[31mred\u001b[0m\n')
  const plain = await runTektonFile(folder, yaml, [], { errIsTerminal: true, env: { NO_COLOR: '1' } })
  expect(plain.err).toContain('[t : s] red\n')
})

it('passes on in a pipe what a step has written', async () => {
  const { err } = await runTektonFile(folder, yaml)
  expect(err).toContain('[t : s] 10 %\r100 %\r\n')
  expect(err).toContain('[t : s] \u001b]0;title\u0007\u001b[31mred\u001b[0m\n')
})
