import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runForTest } from '../testing/run-for-test.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-results-'))
  const large = 'head -c 6000 /dev/zero | tr "\\0" x > $(results.one.path); cp $(results.one.path) $(results.two.path)'
  writeFileSync(
    join(folder, 'run.yaml'),
    `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: large }
spec:
  pipelineSpec:
    tasks:
    - name: write
      taskSpec: { results: [{ name: one }, { name: two }], steps: [{ image: x, script: '${large}' }] }
    - name: inner
      params: [{ name: text, value: $(tasks.write.results.two) }]
      pipelineSpec:
        params: [{ name: text }]
        tasks:
        - name: read
          taskSpec:
            results: [{ name: again }]
            steps: [{ image: x, script: 'printf %s "$(params.text)" > $(results.again.path); wc -c < $(results.again.path)' }]
`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('results beyond what a task may have', () => {
  it.each([
    [[], 1, 'Result "one" does not fit: the results of a task may have 4096 bytes together'],
    [
      ['--max-result-size', '11999'],
      1,
      'Result "two" does not fit: the results of a task may have 11999 bytes together',
    ],
    [['--max-result-size', '12000'], 0, '[inner/read : unnamed-0] 6000'],
    [['--max-result-size', '2GB'], 2, '--max-result-size is a number of bytes up to 1500000'],
  ])('with %j', async (more, expected, words) => {
    const { code, err } = await runForTest(
      ['tekton', 'run', '-f', 'run.yaml', '-o', 'out.yaml', '--output', 'yaml', ...more],
      {
        cwd: folder,
      },
    )
    expect(err).toContain(words)
    expect(code).toBe(expected)
    expect(err.includes('--max-result-size BYTES allows larger results')).toBe(expected === 1)
  })
})
