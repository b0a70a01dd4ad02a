import type { Step } from '../task.ts'

/** What the entry point of these images does: a first word that is no option is the program. */
function programOr(shell: string): readonly string[] {
  return ['sh', '-c', `case \${1--} in -*) exec ${shell} "$@" ;; *) exec "$@" ;; esac`, 'sh']
}

/** Well-known images and what their steps run when they name no command: Tekton takes the entry point or, without one, the image's command. */
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

/** The command that a step without one gets from its image, for images that everybody knows, from Docker Hub or a mirror of it. */
export function imageCommand({ image }: Pick<Step, 'image'>): readonly string[] | undefined {
  const name = /^(?:docker\.io\/|mirror\.gcr\.io\/)?(?:library\/)?([a-z]+)(?::[\w.-]+)?(?:@sha256:[a-f0-9]+)?$/.exec(
    image ?? '',
  )
  return commands.get(name?.[1] ?? '')
}
