import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { templateMessages } from './template-messages.ts'

type Words = Exclude<keyof typeof templateMessages, 'inserted'>

/** A ready chain of adapters, whose stages run one after the other. */
export interface Template {
  readonly id: string
  readonly title: Words
  readonly text: Words
  /** Patterns of adapters, in running order. */
  readonly adapters: readonly string[]
  /** The adapter whose stages wait for an approval gate. */
  readonly gated?: string
}

const deploy = 'linewright.dev/adapters/local/service'
const verify = 'linewright.dev/adapters/pipeline/verify:http'

const templates: readonly Template[] = [
  {
    id: 'node',
    title: 'node',
    text: 'nodeText',
    adapters: ['linewright.dev/adapters/pipeline/build:nodePackage', deploy],
  },
  {
    id: 'go',
    title: 'go',
    text: 'goText',
    adapters: ['linewright.dev/adapters/pipeline/build:goPackage', deploy],
  },
  {
    id: 'python',
    title: 'python',
    text: 'pythonText',
    adapters: ['linewright.dev/adapters/pipeline/build:pythonPackage', deploy],
  },
  { id: 'verified', title: 'verified', text: 'verifiedText', adapters: [deploy, verify] },
  { id: 'gated', title: 'gated', text: 'gatedText', adapters: [deploy, verify], gated: deploy },
]

/** The templates whose adapters are all in the catalog and usable. */
export function templatesOf(catalog: readonly AdapterDescription[]): readonly Template[] {
  const usable = new Set(
    catalog.flatMap(({ pattern, findings }) =>
      findings.some((finding) => finding.severity === 'error') ? [] : [pattern],
    ),
  )
  return templates.filter((template) => template.adapters.every((pattern) => usable.has(pattern)))
}
