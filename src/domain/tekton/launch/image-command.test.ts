import { describe, expect, it } from 'vitest'
import { imageCommand } from './image-command.ts'
import { stepsOf } from './step-template.ts'

describe('imageCommand', () => {
  it.each(['ubuntu', 'ubuntu:24.04', 'docker.io/library/ubuntu', 'mirror.gcr.io/ubuntu@sha256:0a1b'])(
    'knows %s',
    (image) => {
      expect(imageCommand({ image })).toEqual(['/bin/bash'])
    },
  )

  it.each([undefined, 'example.com/ubuntu', 'acme/ubuntu', 'unheard-of', '$(params.image)'])(
    'does not guess for %s',
    (image) => {
      expect(imageCommand({ image })).toBeUndefined()
    },
  )
})

describe('stepsOf', () => {
  it('lets a script, a command of its own and one of the template come first', () => {
    const commands = [{ script: 'true' }, { command: ['own'] }, {}].map(
      (step) => stepsOf({ steps: [{ image: 'busybox', ...step }], stepTemplate: { command: ['shared'] } })[0]?.command,
    )
    expect(commands).toEqual([undefined, ['own'], ['shared']])
    expect(stepsOf({ steps: [{ image: 'busybox', args: ['-c', 'true'] }] })[0]?.command).toEqual(['sh'])
  })
})
