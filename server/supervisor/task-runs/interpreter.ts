import { existsSync } from 'node:fs'

const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path))

/** Syntax that the `sh` of most images (busybox, bash) understands, but Debian's plain one does not. */
const beyondPosix = /\[\[\s|\s==\s|<<<|[<>]\(|\$\{\w+:\d|\bfunction\s+\w|\w+=\(/

/**
 * Adds an interpreter line to a script that has none: a shell that stops at the first error, as in Tekton. Where images are ignored, `sh` and `ash`
 * are not those that the script was written for, so bash runs scripts that only it would understand.
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
