import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type GraphNode, SmallGraph } from '#ui/small-graph.tsx'
import { adapterMessages } from '../messages.ts'

interface CompositionProps {
  readonly adapter: AdapterDescription
  readonly adapters: readonly AdapterDescription[]
}

/** The adapters that this one is composed of, and theirs, as a graph. */
export function AdapterComposition({ adapter, adapters }: CompositionProps) {
  const t = useMessages(adapterMessages)
  const nodes = nodesOf(adapter, adapters)
  return (
    <div className="lw-adapter-tab">
      {adapter.composes.length === 0 ? <p className="lw-muted">{t('none')}</p> : null}
      {adapter.composes.length === 0 ? null : <SmallGraph label={t('composition')} nodes={nodes} />}
    </div>
  )
}

function nodesOf(root: AdapterDescription, adapters: readonly AdapterDescription[]): readonly GraphNode[] {
  const after = new Map<string, string[]>([[root.pattern, []]])
  const queue = [root.pattern]
  for (const pattern of queue) {
    for (const part of adapters.find((one) => one.pattern === pattern)?.composes ?? []) {
      const before = after.get(part)
      if (before === undefined) {
        after.set(part, [pattern])
        queue.push(part)
      } else if (!before.includes(pattern)) before.push(pattern)
    }
  }
  return [...after].map(([pattern, before]) => {
    const adapter = adapters.find((one) => one.pattern === pattern)
    const isLink = adapter !== undefined && pattern !== root.pattern
    return {
      id: pattern,
      title: adapter?.name ?? pattern.slice(pattern.lastIndexOf('/') + 1),
      group: pattern,
      after: before,
      ...(pattern === root.pattern ? { hue: 0 } : {}),
      ...(isLink ? { to: `?${new URLSearchParams({ adapter: pattern }).toString()}` } : {}),
    }
  })
}
