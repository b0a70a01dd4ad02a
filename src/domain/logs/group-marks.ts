import { z } from 'zod'

/** A line that opens or closes a group of lines, in the syntax of build systems. */
export const groupMarkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    /** `section`: ends where the next one begins (Buildkite); `nested`: ends at its own mark. */
    form: z.enum(['nested', 'section']),
    title: z.string(),
    /** The name that the end mark repeats, if any. */
    name: z.string().optional(),
    /** Whether the group is folded once it has ended. */
    folded: z.boolean(),
  }),
  z.object({ kind: z.literal('close'), name: z.string().optional() }),
  /** The section before this line failed, so it is shown open. */
  z.object({ kind: z.literal('expand') }),
])
export type GroupMark = Readonly<z.infer<typeof groupMarkSchema>>

// Output of Go's tests and of diffs that looks like a section.
const noSection = /^--- (?:FAIL|PASS|SKIP|BENCH): |^(?:---|\+\+\+) (?:[ab]\/|\/dev\/null)|^(?:---|\+\+\+) \S+\t/

/**
 * Parses the group mark of a raw line (terminal sequences included): GitHub's and Tekton Dashboard's `::group::`, Azure's `##[group]`, GitLab's
 * `section_start`, Buildkite's `---`, `+++`, `~~~` and `^^^ +++`.
 */
export function readGroupMark(text: string): GroupMark | undefined {
  const github = /^(?:::group::|##\[group\])(.*)$/.exec(text)
  if (github !== null) return { kind: 'open', form: 'nested', title: github[1] ?? '', folded: true }
  if (/^(?:::endgroup::|##\[endgroup\])/.test(text)) return { kind: 'close' }
  const gitlab = /section_(start|end):\d+:([\w.-]+)(\[[^\]]*\])?\r?(?:\u001b\[0K)?(.*)$/.exec(text)
  if (gitlab !== null) {
    const [, which, name = '', options = '', title = ''] = gitlab
    if (which === 'end') return { kind: 'close', name }
    return {
      kind: 'open',
      form: 'nested',
      name,
      title: title === '' ? name : title,
      folded: options.includes('collapsed=true'),
    }
  }
  if (text.startsWith('^^^ +++')) return { kind: 'expand' }
  const buildkite = /^(---|\+\+\+|~~~) +(\S.*)$/.exec(text)
  if (buildkite === null || noSection.test(text)) return undefined
  return { kind: 'open', form: 'section', title: buildkite[2] ?? '', folded: buildkite[1] !== '+++' }
}
