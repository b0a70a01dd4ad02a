import type { Step } from '../task.ts'

/** The entry point of these images: the first word is the program, unless it is an option. */
function programOr(shell: string): readonly string[] {
  return ['sh', '-c', `case \${1--} in -*) exec ${shell} "$@" ;; *) exec "$@" ;; esac`, 'sh']
}

/** Well-known images with the command of steps that have none: Tekton takes the image's entry point or, without one, its command. */
const commands: ReadonlyMap<string, readonly string[]> = new Map([
  ['alpine', ['/bin/sh']],
  ['bash', programOr('bash')],
  ['busybox', ['sh']],
  ['debian', ['bash']],
  ['fedora', ['/bin/bash']],
  ['golang', ['bash']],
  ['node', programOr('node')],
  ['python', ['python3']],
  ['ubuntu', ['/bin/bash']],
])

/** The command that a step without one gets from a well-known image, from Docker Hub or a mirror of it. */
export function imageCommand({ image }: Pick<Step, 'image'>): readonly string[] | undefined {
  const name = /^(?:docker\.io\/|mirror\.gcr\.io\/)?(?:library\/)?([a-z]+)(?::[\w.-]+)?(?:@sha256:[a-f0-9]+)?$/.exec(
    image ?? '',
  )
  return commands.get(name?.[1] ?? '')
}
