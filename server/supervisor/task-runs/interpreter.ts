import { existsSync } from 'node:fs'

const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path))

/** What the `sh` of most images (busybox, bash) understands and the plain one of Debian does not. */
const beyondPosix = /\[\[\s|\s==\s|<<<|[<>]\(|\$\{\w+:\d|\bfunction\s+\w|\w+=\(/

/**
 * A script with its interpreter. Tekton's rule: one without an interpreter line is a shell script that stops at the first error. Where images
 * are ignored, `sh` and `ash` are not those of the image that the script was written for: then bash runs what only it would understand.
 */
export function withInterpreter(script: string, ownImage: boolean): string {
  const [first = '', ...rest] = script.split('\n')
  const written = first.startsWith('#!')
  if (ownImage || bash === undefined) return written ? script : `#!/bin/sh\nset -e\n${script}`
  const shell = written ? /^#!\s*(?:\/usr\/bin\/env\s+|\/bin\/|\/usr\/bin\/)(ash|sh)\s*$/.exec(first)?.[1] : 'sh'
  if (shell === undefined || (shell === 'sh' && !beyondPosix.test(script)))
    return written ? script : `#!/bin/sh\nset -e\n${script}`
  return written ? [`#!${bash}`, ...rest].join('\n') : `#!${bash}\nset -e\n${script}`
}
