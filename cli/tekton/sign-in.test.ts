import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runTektonFile } from '../testing/run-tekton-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-tekton-'))
  // Separates this test's files from those of other runs on this machine.
  vi.stubEnv('TMPDIR', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('tekton run', () => {
  it('lets Git, SSH and registries sign in with what the service account of a task holds', async () => {
    const { code, err } = await runTektonFile(
      folder,
      `
apiVersion: v1
kind: Secret
type: kubernetes.io/basic-auth
metadata: { name: login, annotations: { tekton.dev/git-0: https://git.example.com } }
stringData: { username: ann, password: pa/ss-word }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: bot }
secrets: [{ name: login }]
---
apiVersion: tekton.dev/v1beta1
kind: PipelineRun
metadata: { name: signed-in }
spec:
  serviceAccountName: bot
  taskRunSpecs: [{ pipelineTaskName: stranger, taskServiceAccountName: nobody }]
  pipelineSpec:
    tasks:
    - name: guest
      taskSpec:
        steps:
        - image: x
          script: |
            cat "$HOME/.git-credentials" $(credentials.path)/.git-credentials
            git config --global user.name Ann
            git config --global --list
    - name: stranger
      taskSpec:
        steps: [{ image: x, script: 'test ! -e "$HOME/.gitconfig"' }]
`,
    )
    const stored = '[guest : unnamed-0] https://ann:***login/password***@git.example.com'
    // Output of the other task may come between the two.
    expect(err.split(stored)).toHaveLength(3)
    expect(err).toContain('credential.helper=store')
    expect(err).toContain('user.name=Ann')
    expect(err).not.toMatch(/pa(\/|%2F)ss-word/)
    expect(code).toBe(0)
  })
})
