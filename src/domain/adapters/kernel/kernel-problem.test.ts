import { expect, it } from 'vitest'
import { kernelFinding } from './kernel-problem.ts'

const refused = { code: 'cue', message: 'field not allowed', positions: [], adapters: [], sides: [] }

it('says at which field CUE refuses something', () => {
  expect(kernelFinding({ ...refused, path: 'service.spec.x' }).args['reason']).toBe('service.spec.x: field not allowed')
  expect(kernelFinding({ ...refused, path: '' }).args['reason']).toBe('field not allowed')
})

it('tells imports in a circle and packages that are not there from other errors of CUE', () => {
  const cycle = { ...refused, path: '', message: 'import failed: import cycle: shop/a -> shop/b -> shop/a' }
  expect(kernelFinding(cycle)).toMatchObject({
    code: 'adapter-import-cycle',
    args: { chain: 'shop/a -> shop/b -> shop/a' },
  })
  const gone = 'import failed: cannot find package "shop/gone": module shop has no CUE files in the directory gone'
  expect(kernelFinding({ ...refused, path: '', message: gone })).toMatchObject({
    code: 'adapter-missing-directory',
    args: { package: 'shop/gone', why: 'module shop has no CUE files in the directory gone' },
  })
  expect(kernelFinding({ ...refused, path: '', message: `${gone}; did you mean shop/gong?` }).args).toMatchObject({
    why: 'module shop has no CUE files in the directory gone',
    near: 'shop/gong',
  })
  const none = 'cannot find package "other/x": none of the modules has it: shop, linewright.dev/adapters'
  expect(kernelFinding({ ...refused, path: '', message: none })).toMatchObject({
    code: 'adapter-in-no-module',
    args: { package: 'other/x', modules: 'shop, linewright.dev/adapters' },
  })
  const command = '"tool/exec" is for commands of CUE: adapters are evaluated without files, network and programs'
  expect(kernelFinding({ ...refused, path: '', message: command })).toMatchObject({
    code: 'adapter-command-package',
    args: { package: 'tool/exec' },
  })
})
