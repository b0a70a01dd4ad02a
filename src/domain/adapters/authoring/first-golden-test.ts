import { stringify } from 'yaml'
import type { KernelField } from '../kernel/kernel-answer.ts'

/** The file that lists the cases of a module's golden tests. */
export const testDefinition = 'test/test.cue'

/**
 * Files of an adapter's first golden test (Value Stream). Required parameters get sample values that an author replaces. The expected output is
 * missing; running the test shows the actual one.
 */
export function firstGoldenTest(
  module: string,
  pattern: string,
  required: readonly Pick<KernelField, 'name' | 'kind'>[],
): Readonly<Record<string, string>> {
  const declared = required.map(({ name, kind }) => ({ name, type: types[kind] ?? 'string' }))
  const params = Object.fromEntries(
    declared.map(({ name, type }) => [name, type === 'array' ? [`$(params.${name}[*])`] : `$(params.${name})`]),
  )
  const config = {
    ...(declared.length === 0 ? {} : { params: declared }),
    // The test uses the working copy, whatever revision is here.
    modules: [{ name: module, revision: 'do-not-care' }],
    designPatterns: [{ pattern, ...(declared.length === 0 ? {} : { params }) }],
  }
  const values = {
    params: declared
      .filter(({ type }) => type !== 'secret')
      .map(({ name, type }) => ({ name, value: type === 'int' ? '1' : name.toLowerCase() })),
    secrets: declared.filter(({ type }) => type === 'secret').map(({ name }) => ({ name, key: name.toLowerCase() })),
  }
  return {
    [testDefinition]: 'package designpattern_test\n\nsimple: {\n\tsetup: "-"\n\tmain:  "results/manifests.yml"\n}\n',
    'test/simple/qvs.yaml': stringify(config),
    'test/simple/params.json': `${JSON.stringify(values, null, 2)}\n`,
  }
}

const types: Partial<Record<KernelField['kind'], string>> = { int: 'int', list: 'array', secret: 'secret' }
